"""Headings, lead-ins and facts become questions that a person might ask."""

import pytest

from assistant.question.attributes import Attribute
from evals.asking import from_heading, from_lead_in, from_topic, with_article


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("What does a CFO do?", "What does a CFO do?"),
        ("What a chief financial officer (CFO) is", "Can you tell me what a chief financial officer is?"),
        ("How to read a balance sheet", "Can you tell me how to read a balance sheet?"),
        (
            "Tasks of the chief financial officer (CFO)",
            "What should I know about the tasks of the chief financial officer?",
        ),
        (
            "Choosing between a CFO and a controller",
            "What should I know about choosing between a CFO and a controller?",
        ),
        ("CFO pay in detail", "What should I know about CFO pay?"),
        ("The combined role: treasurer", "What should I know about the combined role, treasurer?"),
    ],
)
def test_a_heading_becomes_a_question(heading, question):
    assert from_heading(heading) == question


@pytest.mark.parametrize("heading", ["Conclusion", "Key takeaways", "Summary of the comparison", "FAQ", " "])
def test_a_heading_that_names_no_subject_becomes_none(heading):
    assert from_heading(heading) == ""


def test_a_heading_without_a_role_is_asked_about_the_one_above():
    assert from_heading("Strategic leadership", "a CFO").endswith("strategic leadership when it comes to a CFO?")


@pytest.mark.parametrize(
    ("lead_in", "question"),
    [
        ("The key duties of a CFO are:", "What are the key duties of a CFO?"),
        ("The functions of a CFO include the following:", "What are the functions of a CFO?"),
        (
            "In short, a chief financial officer (CFO) is responsible for:",
            "A chief financial officer is responsible for what exactly?",
        ),
        ("A CFO has the following tasks:", "A CFO has which tasks?"),
        ("A CFO is the better choice in these situations:", "A CFO is the better choice in which situations?"),
        ("A CFO should focus on three things:", "A CFO should focus on which three things?"),
        ("Side by side, the CFO and the COO compare as follows:", "How do the CFO and the COO compare?"),
        ("The names that some use are, for example:", "What are the names that some use?"),
        ("Three terms are cost, price and margin and nothing else:", ""),
    ],
)
def test_a_lead_in_becomes_a_question_that_its_list_answers(lead_in, question):
    assert from_lead_in(lead_in) == question


def test_every_point_of_the_front_matter_can_be_asked_about():
    questions = {from_topic(topic, "a CFO") for topic in Attribute}
    assert "Who does a CFO report to?" in questions
    assert len(questions) == len(Attribute)
    assert all(question.endswith("?") and "{" not in question for question in questions)


@pytest.mark.parametrize(
    ("name", "said"),
    [("chief executive", "a chief executive"), ("auditor", "an auditor"), ("VP", "a VP"), ("MD", "an MD")],
)
def test_roles_have_their_article(name, said):
    assert with_article(name) == said

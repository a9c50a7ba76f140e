from dataclasses import replace

import numpy as np
import pytest

from assistant.answer.disagreement import dispute_among, find_dispute, row_of, topics
from assistant.evidence.retrieve import retrieve
from assistant.question.attributes import Attribute


def test_articles_that_differ_are_set_against_each_other(library, look, row):
    understanding, evidence = look("Who does a CSO report to?")
    found = find_dispute(library, evidence, understanding)
    assert found.topic == "reporting line"
    assert {side.says: side.rows for side in found.sides} == {
        "the owner": (row("In a family firm, a CSO reports"),),
        "the CEO": (row("A CSO reports to the CEO"),),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Who does a CMO report to?",
        "How is a CSO paid?",
        "What is a CSO?",
        "Who does a CSO report to and how is it paid?",
    ],
)
def test_without_differing_facts_on_what_is_asked_there_is_no_dispute(library, look, text):
    understanding, evidence = look(text)
    assert find_dispute(library, evidence, understanding) is None


def test_articles_that_agree_are_no_dispute(make_library, small_articles, read, fake_embedder):
    library = make_library(tuple(article for article in small_articles if article.id == "sales"))
    understanding = read("Who does a CSO report to?")
    assert find_dispute(library, retrieve(library, fake_embedder, understanding), understanding) is None


def test_a_fact_rests_on_the_sentence_that_its_quote_begins_in(library):
    for article in library.index.articles:
        for fact in article.facts:
            sentence = library.sentences[row_of(library, article.id, fact)]
            assert sentence.start <= fact.start < sentence.end
    fact = library.article("sales").facts[0]
    assert row_of(library, "nowhere", fact) is None


def test_of_two_roles_the_one_that_articles_differ_on_is_shown_and_what_they_say_of_the_other(library, look, row):
    understanding, evidence = look("Who do a CSO and a CMO report to?")
    found = find_dispute(library, evidence, understanding)
    assert {side.says for side in found.sides} == {"the owner", "the CEO"}
    assert found.agreed == {"cmo": (row("A CMO reports to the CEO"),)}


def test_a_point_that_is_nothing_like_the_question_is_not_raised(library, look):
    understanding, evidence = look("Who does a CSO report to?")
    far = replace(evidence, score=np.zeros_like(evidence.score))
    assert find_dispute(library, far, understanding) is None


def test_sentences_that_hold_different_positions_are_a_dispute(library, look, row):
    _, evidence = look("Who does a CSO report to?")
    both = [row("In a family firm, a CSO reports"), row("A CSO reports to the CEO")]
    assert dispute_among(library, evidence, both).topic == "reporting line"
    assert dispute_among(library, evidence, both[:1]) is None


def test_a_question_that_one_word_of_it_puts_near_a_dispute_is_not_answered_by_that(library, look, read):
    understanding, evidence = look("Does a CSO answer letters, call buyers and manage budgets?")
    named = replace(understanding, attributes={Attribute.REPORTING: 1}, rest=("letter", "call", "buyer"))
    middling = replace(evidence, score=np.full_like(evidence.score, 0.4))
    assert find_dispute(library, middling, named) is None
    assert find_dispute(library, middling, replace(named, rest=("letter",))) is not None


def test_whether_a_role_heads_a_department_is_on_its_scope_though_a_team_is_named(read):
    assert topics(read("Does the CSO run marketing teams too?"))[0] == "scope"
    assert "scope" not in topics(read("Who runs marketing teams, and how does such a team look like?"))

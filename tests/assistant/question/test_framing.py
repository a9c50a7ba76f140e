import pytest

from assistant.question.framing import BARE, EVERYWHERE, inside


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Do the articles agree that a CMO leads?", "a CMO leads?"),
        ("Do your sources see eye to eye on whether a CMO leads?", "a CMO leads?"),
        ("Is there any dispute among the authors about the pay of a CSO?", "the pay of a CSO?"),
        ("Is there disagreement over who owns the CRM?", "who owns the CRM?"),
        ("What do the different articles say about the CRO?", "the CRO?"),
        ("Do all five pieces think a CSO sells?", "a CSO sells?"),
        ("Where exactly do your sources part ways about the VP?", "the VP?"),
        ("Do the articles agree: who leads sales?", "who leads sales?"),
        ("Do all the texts say that a CSO sells?", "a CSO sells?"),
        ("Does a CSO need a degree: do the articles agree on that?", "Does a CSO need a degree"),
        ("Do the articles agree that alignment pays, or does one of them doubt it?", "alignment pays"),
    ],
)
def test_what_is_asked_of_the_articles_is_told_from_whether_they_agree(text, inner):
    assert inside(text) == inner


@pytest.mark.parametrize(
    "text",
    [
        "What do the articles say about the CRO?",
        "How are disagreements between a CSO and a CMO resolved?",
        "Is there a dispute between the CSO and the CMO?",
        "Do sales and marketing agree on what a lead is?",
    ],
)
def test_other_questions_are_not_on_whether_the_articles_agree(text):
    assert inside(text) is None


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Do the articles agree?", True),
        ("and do all the authors agree on that?", True),
        ("Do they differ?", True),
        ("Do the articles agree that a CMO leads?", False),
    ],
)
def test_a_question_that_asks_nothing_else_takes_up_the_one_before(text, bare):
    assert bool(BARE.match(text)) is bare


@pytest.mark.parametrize(
    "text",
    [
        "What do the articles disagree on?",
        "Where do your sources differ?",
        "Which disagreements are there between the articles?",
        "List the contradictions",
    ],
)
def test_all_that_the_articles_differ_on_may_be_asked_for(text):
    assert EVERYWHERE.match(text)


@pytest.mark.parametrize("text", ["What do the articles agree on?", "What do the articles differ on for the CSO?"])
def test_what_they_agree_on_or_one_point_is_another_question(text):
    assert not EVERYWHERE.match(text)

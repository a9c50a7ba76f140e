import pytest

from assistant.question.attributes import Attribute, attributes_in, cue_phrases, cue_stems


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("How much does it earn?", Attribute.PAY),
        ("What is the salary?", Attribute.PAY),
        ("Who does it report to?", Attribute.REPORTING),
        ("Which KPI counts?", Attribute.METRICS),
        ("Who is in its team?", Attribute.TEAM),
        ("What does it do all day?", Attribute.RESPONSIBILITIES),
        ("Which degree is needed?", Attribute.QUALIFICATIONS),
        ("What are the pros?", Attribute.PROS),
        ("What are the drawbacks?", Attribute.CONS),
        ("Which software does it use?", Attribute.TOOLS),
        ("How do they differ?", Attribute.DIFFERENCE),
        ("What have they in common?", Attribute.SIMILARITY),
        ("Where does the budget go?", Attribute.BUDGET),
        ("How does artificial intelligence change it?", Attribute.AI),
        ("When is it the better choice?", Attribute.SITUATIONS),
    ],
)
def test_questions_in_everyday_words_name_an_attribute(text, attribute):
    assert attribute in attributes_in(text)


@pytest.mark.parametrize(
    ("heading", "attribute"),
    [
        ("Advantages (pros) of a chief sales officer (CSO)", Attribute.PROS),
        ("Allocation of budget", Attribute.BUDGET),
        ("Time horizon", Attribute.HORIZON),
        ("Whom the chief sales officer (CSO) reports to", Attribute.REPORTING),
        ("Skills and qualifications a CMO needs", Attribute.SKILLS),
        ("Core metrics", Attribute.METRICS),
        ("The key similarities", Attribute.SIMILARITY),
    ],
)
def test_headings_and_labels_name_attributes_as_questions_do(heading, attribute):
    assert attribute in attributes_in(heading)


def test_a_longer_cue_counts_for_more():
    assert attributes_in("Who does it report to?")[Attribute.REPORTING] >= 2
    assert attributes_in("salary")[Attribute.PAY] == 1


@pytest.mark.parametrize("text", ["", "?", "bread", "zzz qqq"])
def test_a_text_on_nothing_known_names_no_attribute(text):
    assert attributes_in(text) == {}


def test_every_attribute_has_cues_and_is_found_by_each_of_its_own():
    assert set(cue_phrases()) == set(Attribute)
    assert all(attributes_in(phrase) for phrases in cue_phrases().values() for phrase in phrases)


def test_the_stems_of_an_attribute_are_those_of_its_cues():
    assert "salari" in cue_stems([Attribute.PAY])
    assert cue_stems([]) == frozenset()


def test_a_preposition_belongs_to_the_word_before_it():
    assert Attribute.REPORTING in attributes_in("Who does it report directly to?")
    assert Attribute.REPORTING not in attributes_in("What is it accountable for day to day?")
    assert Attribute.REPORTING not in attributes_in("managing the budgets of sales")

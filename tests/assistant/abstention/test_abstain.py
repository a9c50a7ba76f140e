import pytest

from assistant.abstention.abstain import assess, nearest, told_plainly, untreated


def coverage(library, look, text):
    understanding, evidence = look(text)
    return assess(library, evidence, understanding)


@pytest.mark.parametrize(
    "text", ["How is a CSO paid?", "Who does the CMO report to?", "What are the key responsibilities of a CSO?"]
)
def test_what_the_articles_tell_is_covered(library, look, text):
    found = coverage(library, look, text)
    assert found.covered
    assert found.missing == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What does a COO do?", "COO"),
        ("How is the CMO of Acme paid?", "Acme"),
        ("How is a CSO paid in Germany?", "Germany"),
        ("Does a CSO use SAP?", "SAP"),
    ],
)
def test_names_that_no_article_has_are_said_to_be_missing(library, look, text, name):
    found = coverage(library, look, text)
    assert not found.covered
    assert name in " ".join(found.missing)


def test_an_attribute_that_no_article_gives_for_a_role_is_said_to_be_missing(library, look):
    found = coverage(library, look, "How is a CMO paid?")
    assert not found.covered
    assert "pay" in found.missing[0]
    assert "chief marketing officer (CMO)" in found.missing[0]


def test_a_figure_that_no_sentence_gives_is_not_made_up(library, look):
    found = coverage(library, look, "How much commission does a CSO earn on average in dollars?")
    assert not found.covered
    assert found.missing


def test_a_position_mentioned_in_passing_is_not_described(library, look):
    found = coverage(library, look, "What does the CEO do?")
    assert not found.covered
    assert "in passing" in found.missing[0]


@pytest.mark.parametrize("text", ["xq zv wk", "How do I bake bread with rye?"])
def test_other_subjects_are_not_covered(library, look, text):
    assert not coverage(library, look, text).covered


def test_the_nearest_sections_are_those_of_the_best_hits_each_once(library, look):
    _, evidence = look("What is the pay of the CSO: base salary and commissions?")
    found = nearest(evidence)
    assert len(set(found)) == len(found) == 2
    assert (found[0].article, found[0].section) == ("sales", "Pay of the CSO")


def test_an_age_and_a_name_that_the_articles_lack_are_both_said_to_be_missing(library, look):
    assert coverage(library, look, "How old is a CSO in Germany?").missing == (
        "The articles give no age for this.",
        "The articles never mention Germany.",
    )


def test_which_of_two_roles_ranks_higher_is_said_to_be_missing(library, look):
    understanding, evidence = look("Who ranks higher, the CSO or the director?")
    found = untreated(library, evidence, understanding)
    assert found.guess == "The articles do not say which of them ranks higher."
    assert untreated(library, evidence, look("Who ranks higher, the CSO?")[0]).guess != found.guess


def test_idle_words_ask_for_nothing(library, look):
    assert told_plainly(library, look("What are the duties of a CSO in the first place?")[0])
    assert not told_plainly(library, look("What are the duties of a CSO in the second place?")[0])

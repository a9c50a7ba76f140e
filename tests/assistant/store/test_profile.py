import pytest

from assistant.question.attributes import Attribute
from assistant.store.profile import profile_article, subjects_of


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("The CSO and the CMO both report to the CEO.", ("cso", "cmo")),
        ("CSOs and CMOs cooperate.", ("cso", "cmo")),
        ("A chief sales officer (CSO) leads the sales team.", ("cso",)),
        ("A chief sales officer (CSO) or a chief marketing officer (CMO) decides.", ("cso", "cmo")),
        ("The CSO closes the deals that the CMO prepares.", ("cso",)),
        ("Nobody decides.", ()),
    ],
)
def test_subjects_are_the_first_role_and_those_joined_to_it(book, text, subjects):
    core = [mention for mention in book.find(text) if mention.id in book.core]
    assert subjects_of(text, core) == subjects


def profiles(book, article):
    found = profile_article(article, book)
    return {sentence.text: profile for sentence, profile in zip(article.sentences, found, strict=True)}


def test_a_pronoun_speaks_of_the_sentence_before_it(book, make_article):
    article = make_article(
        "# Two chiefs\n\n## The CSO and the CMO\n\nA CMO owns the brand. They speak for it.\n\nSome say so.\n"
    )
    found = profiles(book, article)
    assert found["They speak for it."].context == ("cmo",)
    assert found["They speak for it."].fit(frozenset({"cso"})) == 0
    assert found["They speak for it."].fit(frozenset({"cmo"})) > 0.5
    assert found["Some say so."].context == ("cso", "cmo")


def test_a_sentence_without_a_role_is_about_the_one_of_its_heading(book, make_article):
    article = make_article(
        "# Posts\n\n## Pay of the CSO\n\nThe base is low.\n\n## Pay of others\n\nThe base is high.\n"
    )
    found = profiles(book, article)
    cso = frozenset({"cso"})
    assert found["The base is low."].context == ("cso",)
    assert Attribute.PAY in found["The base is low."].attributes
    assert found["The base is low."].fit(cso) > found["The base is high."].fit(cso)


def test_a_cell_is_about_the_role_of_its_column(book, make_article):
    article = make_article(
        "# Posts\n\n## Side by side\n\nThey compare so:\n\n| Aspect | CSO | CMO |\n| --- | --- | --- |\n"
        "| Time horizon | Plans for a quarter. | Plans for years. |\n"
    )
    found = profiles(book, article)
    assert found["Plans for a quarter."].context == ("cso",)
    assert found["Plans for years."].context == ("cmo",)
    assert found["Plans for years."].attributes[Attribute.HORIZON] >= 0.9


def test_items_take_the_attribute_of_their_lead_in_and_weigh_it_above_mere_mention(book, make_article):
    article = make_article(
        "# Posts\n\n## Notes\n\nThe advantages of a CSO are:\n\n- Speed\n- Focus\n\nOne of the advantages is speed.\n"
    )
    found = profiles(book, article)
    assert (
        found["Speed"].attributes[Attribute.PROS] > found["One of the advantages is speed."].attributes[Attribute.PROS]
    )
    assert found["Speed"].head[Attribute.PROS] > 0
    assert found["Speed"].context == ("cso",)


def test_a_sentence_on_another_role_does_not_fit_at_all(book, make_article):
    article = make_article("# Posts\n\n## Notes\n\nA CMO owns the brand. A CMO asks the CSO.\n")
    found = profiles(book, article)
    cso = frozenset({"cso"})
    assert found["A CMO owns the brand."].fit(cso) == 0
    assert 0 < found["A CMO asks the CSO."].fit(cso) < 1
    assert found["A CMO asks the CSO."].fit(frozenset({"cmo"})) == 1
    assert found["A CMO owns the brand."].fit(frozenset()) == 1

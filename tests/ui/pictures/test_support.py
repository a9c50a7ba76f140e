"""Which articles support an answer: when there is a picture, what its address holds, and what is drawn."""

import xml.etree.ElementTree as ElementTree
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.vocabulary import Answer, AnswerSentence, Article, Citation, Disagreement, Outcome, Position, Question
from ui.pictures.beside import beside_html
from ui.pictures.support import Cited, Support, draw_support, support_from, support_of

SVG = "{http://www.w3.org/2000/svg}"
ARTICLES = {
    name: Article(id=name, title=f"On {name}", text="One sentence. Another sentence. " * 4) for name in ("a", "b", "c")
}


def answer(*articles, sides=(), question="What?"):
    citations = tuple(
        Citation(marker=number, article=name, title=name, section="", quote="One sentence.", start=0, end=13 + number)
        for number, name in enumerate(articles, start=1)
    )
    positions = tuple(Position(says=f"side {side}", citations=side) for side in sides)
    return Answer(
        question=Question(text=question), standalone_question=question, outcome=Outcome.ANSWERED, text="...",
        sentences=tuple(AnswerSentence(text="...", citations=(one.marker,)) for one in citations),
        citations=citations, version="v1",
        disagreements=(Disagreement(topic="t", positions=positions),) if sides else (),
    )  # fmt: skip


def drawn(support):
    return ElementTree.fromstring(
        f'<svg xmlns="http://www.w3.org/2000/svg">{draw_support(support, ARTICLES).linked}</svg>'
    )


@pytest.mark.parametrize(("articles", "sides"), [((), ()), (("a",), ()), (("a", "a"), ())])
def test_an_answer_from_one_article_has_no_picture(articles, sides):
    assert support_of(answer(*articles, sides=sides)) is None


def test_each_sentence_is_a_dot_in_the_row_of_its_article():
    root = drawn(support_of(answer("a", "b", "a")))
    rows = {}
    for circle in root.findall(f".//{SVG}circle"):
        rows.setdefault(circle.get("cy"), []).append(float(circle.get("cx")))
    assert sorted(map(len, rows.values())) == [1, 2]
    assert len({x for row in rows.values() for x in row}) == 3
    hrefs = [link.get("href") for link in root.findall(f".//{SVG}a")]
    assert hrefs == [f"evidence/v1/{name}?start=0&end={end}#co-mark" for name, end in (("a", 14), ("a", 16), ("b", 15))]


def test_the_sides_of_a_disagreement_differ_in_shape_and_not_only_in_colour():
    support = support_of(answer("a", "b", "c", sides=((1,), (2,), (3,))))
    root = drawn(support)
    shapes = {tag: len(root.findall(f".//{SVG}a/{SVG}{tag}")) for tag in ("circle", "path", "rect")}
    assert shapes == {"circle": 1, "path": 1, "rect": 1}
    assert "The articles differ: 1 against 2 against 3." in draw_support(support, ARTICLES).description


def test_an_answer_of_many_sentences_still_fits_its_width():
    root = drawn(support_of(answer(*("ab" * 40))))
    assert max(float(circle.get("cx")) for circle in root.findall(f".//{SVG}circle")) <= 320
    assert len(root.findall(f".//{SVG}a")) == 80


numbers = st.integers(1, 3)
groups = st.lists(st.lists(numbers, min_size=1, max_size=3).map(tuple), max_size=6).map(tuple)


@settings(deadline=None)
@given(groups, groups, st.sampled_from(["a", "b", "ü x", "r&d", "100%"]))
def test_an_address_gives_back_what_it_was_made_of(sentences, sides, name):
    cited = tuple(Cited(article=name, start=number, end=number + 5) for number in range(3))
    support = Support(version="v1", cited=cited, sentences=sentences, sides=sides)
    given_ = {key: values[0] for key, values in parse_qs(urlsplit(support.address).query).items()}
    assert support_from(given_["version"], given_["of"], given_.get("rows", ""), given_.get("sides", "")) == support


@pytest.mark.parametrize(
    ("of", "rows", "sides"),
    [
        ("", "1", ""),
        ("a~1", "1", ""),
        ("a~1~2", "2", ""),
        ("a~1~2", "0", ""),
        ("a~1~2", "1;;1", ""),
        ("a~1~2", "x", ""),
        ("a~1~2", "1", "9"),
        (",".join(["a~1~2"] * 301), "1", ""),
        ("a~1~2", ";".join(["1"] * 3000), ""),
    ],
)
def test_what_is_no_such_address_is_refused(of, rows, sides):
    assert support_from("v1", of, rows, sides) is None


def test_a_passage_that_is_not_there_is_not_drawn():
    for name, end in (("z", 3), ("a", 9999)):
        cited = (Cited(article=name, start=0, end=end),)
        assert draw_support(Support(version="v1", cited=cited, sentences=((1,),)), ARTICLES) is None


def test_beside_an_answer_stand_its_support_and_the_picture_that_is_asked_about(telling):
    related = telling("a", ("reports to", "cso", ["ceo"], ""))
    found = {**ARTICLES, "a": related}
    html = beside_html(answer("a", "b", question="Who does a CSO report to?"), found.get)
    assert html.count("<svg") == 1
    assert 'tabindex="-1"' in html
    assert 'href="pictures?version=v1#cp-organisation"' in html
    assert "pictures?" not in beside_html(answer("a", "b", question="How is a CSO paid?"), found.get)
    assert "pictures?" not in beside_html(answer("a", "b", question="Who does a CSO report to?"), ARTICLES.get)

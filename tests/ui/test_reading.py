"""What the addresses of evidence say about a version that does not answer any more, and what they refuse."""

from dataclasses import replace

import pytest

from ui.evidence import Span
from ui.reading import Place, evidence_response, quote_response
from ui.shelf import EmptyArchive, Shelf

QUOTE = "The CMO reports to the CEO."


class OldVersion(EmptyArchive):
    """An archive with one version, `old`, of the 3rd of May."""

    def __init__(self, article) -> None:
        self.article = article

    def articles(self, version):
        return (self.article,) if version == "old" else ()

    def made(self, version):
        return "2026-05-03T10:00:00+00:00" if version == "old" else ""


def shown(desk, article, text=None, version="old", marks=""):
    """The piece of the panel for the quote in an older `text` of the article."""
    then = replace(article, text=text or article.text)
    start = then.text.index(QUOTE)
    place = Place(version=version, article=article.id, span=Span(start=start, end=start + len(QUOTE)))
    response = evidence_response(desk, Shelf(OldVersion(then)), place, marks, fragment=True)
    assert response.status_code == 200
    return response.body.decode()


def test_the_live_version_has_no_note(desk, article):
    assert "co-changes" not in shown(desk, article, version="v1")


def test_an_earlier_version_says_from_when_it_is_and_that_nothing_has_changed(desk, article):
    html = shown(desk, article)
    assert "This is how the article read in the version of 3 May 2026. Today it reads the same." in html
    assert f'tabindex="-1">{QUOTE}</mark>' in html


def test_a_passage_that_moved_is_linked_at_its_place_of_today(desk, article):
    html = shown(desk, article, text="# Two chiefs\n\nA new beginning.\n\n## Reporting\n\n" + QUOTE + "\n")
    assert "This passage reads the same today, the article does not" in html
    start = article.text.index(QUOTE)
    assert (
        f'href="evidence/v1/two-chiefs?start={start}&amp;end={start + len(QUOTE)}#co-mark">read it as it is now' in html
    )


def test_a_passage_that_went_is_still_shown_as_it_read(desk, article):
    desk.scripted.index = replace(
        desk.scripted.index,
        articles=(replace(article, text=article.text.replace(QUOTE, "The CMO reports to nobody.")),),
    )
    html = shown(desk, article)
    assert "Today this passage is not in it any more" in html
    assert 'href="evidence/v1/two-chiefs">read it as it is now' in html
    assert f">{QUOTE}</mark>" in html


def test_an_article_that_went_says_so(desk, article):
    desk.scripted.index = replace(desk.scripted.index, articles=())
    assert "It is not among the articles any more." in shown(desk, article)


def test_an_earlier_version_is_shown_while_nothing_can_be_asked(desk, article):
    desk.load()
    assert QUOTE in shown(desk, article)


def test_marks_that_the_article_has_no_text_for_are_left_out(desk, article):
    html = shown(desk, article, version="v1", marks="1:20-30,2:5-999999,nonsense,3:9-2,4:")
    assert 'data-n="1"' in html
    assert 'data-n="2"' not in html
    assert 'data-n="3"' not in html


def test_a_quote_can_be_kept_by_the_browser_since_versions_do_not_change(desk, article):
    start = article.text.index(QUOTE)
    place = Place(version="v1", article=article.id, span=Span(start=start, end=start + len(QUOTE)))
    response = quote_response(desk, Shelf(), place)
    assert QUOTE in response.body.decode()
    assert response.headers["cache-control"] == "private, max-age=86400"


@pytest.mark.parametrize(
    "place",
    [
        Place(version="v9", article="two-chiefs", span=Span(start=1, end=2)),
        Place(version="v1", article="two-chiefs", span=Span(start=9, end=999_999)),
        Place(version="v1", article="two-chiefs"),
    ],
)
def test_a_quote_that_does_not_exist_is_refused(desk, place):
    response = quote_response(desk, Shelf(), place)
    assert response.status_code == 404
    assert "cache-control" not in response.headers

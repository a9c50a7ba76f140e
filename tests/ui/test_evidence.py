from dataclasses import replace

import pytest

from assistant.vocabulary import Article
from ui.evidence import (
    KEPT_VERSIONS,
    LARGEST_SURROUNDINGS,
    Shelf,
    Span,
    address,
    evidence_html,
    named_section,
    surroundings,
)


def span_of(article: Article, quote: str) -> Span:
    start = article.text.index(quote)
    return Span(start=start, end=start + len(quote))


def html_of(article: Article, quote: str) -> str:
    return evidence_html(article, "v1", span_of(article, quote))


def test_the_cited_span_is_marked_once_and_exactly(article):
    html = html_of(article, "The CMO reports to the CEO.")
    assert '<mark id="co-mark" tabindex="-1">The CMO reports to the CEO.</mark> The CSO does so too.' in html
    assert html.count("<mark") == 1


def test_title_kind_and_section_stand_above_the_passage(article):
    html = html_of(article, "The CMO reports to the CEO.")
    assert "<h2>Two chiefs</h2>" in html
    assert "Opinion · restates “Chiefs, compared” · reviewed 2026-11-22" in html
    assert "Section: </span>Reporting" in html


def test_a_list_item_is_marked_inside_its_list_and_its_text_is_escaped(article):
    html = html_of(article, "Building the brand <b>everywhere</b>")
    assert "<li><strong>Brand:</strong> <mark" in html
    assert "&lt;b&gt;everywhere&lt;/b&gt;</mark></li>" in html
    assert "<b>" not in html


def test_a_cell_is_marked_inside_a_table_that_keeps_its_header(article):
    html = html_of(article, "Brand awareness.")
    assert '<tr><th scope="col">Aspect</th><th scope="col">CSO</th><th scope="col">CMO</th></tr>' in html
    assert '<td>Sales quotas.</td><td><mark id="co-mark" tabindex="-1">Brand awareness.</mark></td>' in html
    assert "<td>Pay</td><td></td><td>A bonus &amp; a salary.</td>" in html
    assert "---" not in html


def test_a_span_over_several_items_marks_each_of_them_with_one_anchor(article):
    text = article.text
    span = Span(start=text.index("Building"), end=text.index("customers") + len("customers"))
    html = evidence_html(article, "v1", span)
    assert html.count("<mark") == 2
    assert html.count('id="co-mark"') == 1


def test_a_numbered_list_keeps_its_numbers():
    text = "Steps:\n\n3. Third\n4. Fourth\n"
    html = evidence_html(Article(id="a", title="A", text=text), "v1")
    assert '<ol start="3">\n<li>Third</li>\n<li>Fourth</li>\n</ol>' in html


def test_wrapped_lines_join_their_paragraph_or_item():
    html = evidence_html(Article(id="a", title="A", text="one\ntwo\n\n- three\n  four\n"), "v1")
    assert "<p>one two</p>" in html
    assert "<li>three   four</li>" in html


def test_the_whole_article_has_no_mark_and_no_link_to_itself(article):
    html = evidence_html(article, "v1")
    assert "<mark" not in html
    assert "Read the whole article" not in html
    assert "<h3>Reporting</h3>" in html


def test_a_short_section_is_shown_with_what_is_around_it(article):
    assert surroundings(article, span_of(article, "Sales quotas.")) == Span(start=0, end=len(article.text))


def test_a_long_text_is_cut_at_lines_around_the_span():
    text = "".join(f"Line {number} of a long text.\n" for number in range(2000)) + "The end.\n"
    article = Article(id="a", title="A", text=text)
    span = span_of(article, "Line 1000 of")
    shown = surroundings(article, span)
    assert shown.start < span.start < span.end < shown.end
    assert shown.end - shown.start <= LARGEST_SURROUNDINGS + 40
    assert text[shown.start - 1] == "\n"
    assert text[shown.end] == "\n"


@pytest.mark.parametrize("quote", ["Line 0 of", "The end."])
def test_the_first_and_last_line_of_a_long_text_are_shown(quote):
    text = "".join(f"Line {number} of a long text.\n" for number in range(2000)) + "The end.\n"
    article = Article(id="a", title="A", text=text)
    assert quote in evidence_html(article, "v1", span_of(article, quote))


def test_a_section_is_found_by_its_path_with_or_without_the_title(article):
    begin = article.text.index("## Measures")
    assert named_section(article, "Measures") == Span(start=begin, end=begin)
    assert named_section(article, "Two chiefs > Measures") == Span(start=begin, end=begin)
    assert named_section(article, "Elsewhere") is None


def test_an_address_is_relative_and_quotes_its_parts():
    assert address("v/1", "a b", Span(start=1, end=2)) == "evidence/v%2F1/a%20b?start=1&end=2#co-mark"
    assert address("v1", "a") == "evidence/v1/a"


def test_the_shelf_forgets_the_version_used_longest_ago(desk):
    shelf = Shelf()
    first = desk.scripted.index
    for number in range(KEPT_VERSIONS):
        shelf.keep(replace(first, version=f"v{number}"))
    shelf.keep(replace(first, version="v0"))
    shelf.keep(replace(first, version="new"))
    assert shelf.article("v0", "two-chiefs") is first.articles[0]
    assert shelf.article("v1", "two-chiefs") is None
    assert shelf.articles("new") == first.articles

import pytest

from assistant.vocabulary import Article
from ui.evidence import (
    LARGEST_SURROUNDINGS,
    LARGEST_WHOLE,
    Mark,
    Span,
    address,
    evidence_html,
    named_section,
    quote_html,
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
    assert "Section: </span><span>Reporting</span>" in html


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


def test_the_whole_article_is_shown_around_a_span(article):
    html = html_of(article, "The CMO reports to the CEO.")
    assert "A short opening about two chiefs." in html
    assert "A bonus &amp; a salary." in html
    assert "Read the whole article" not in html


def test_of_an_article_that_is_too_long_the_surroundings_are_shown_with_a_link_to_the_rest():
    text = "A line of a very long text.\n\n" * (LARGEST_WHOLE // 20)
    html = evidence_html(Article(id="a", title="A", text=text), "v1", Span(start=0, end=6))
    assert len(html) < 2 * LARGEST_SURROUNDINGS
    assert '<a href="evidence/v1/a" target="_blank">Read the whole article</a>' in html


def numbered(article: Article, *quotes: str) -> list[Mark]:
    return [Mark(span=span_of(article, quote), number=number) for number, quote in enumerate(quotes, start=1)]


def test_what_else_an_answer_cites_is_marked_less_and_each_passage_has_a_button_with_its_number(article):
    marks = numbered(article, "The CMO reports to the CEO.", "Sales quotas.")
    html = evidence_html(article, "v1", marks[1].span, marks)
    assert '<mark class="co-also" data-n="1">The CMO reports to the CEO.</mark><button' in html
    assert '<td><mark id="co-mark" tabindex="-1" data-n="2">Sales quotas.</mark><button' in html
    assert 'data-n="2" data-where=""><span class="co-hidden">Show what rests on source </span>2</button></td>' in html


def test_passages_that_overlap_share_what_they_have_in_common(article):
    marks = numbered(article, "The CMO reports", "CMO reports to the CEO.")
    html = evidence_html(article, "v1", marks[0].span, marks)
    assert 'data-n="1">The </mark>' in html
    assert 'data-n="1 2">CMO reports</mark><button' in html
    assert '<mark class="co-also" data-n="2"> to the CEO.</mark><button' in html


def test_a_section_is_opened_at_its_heading_without_a_mark(article):
    html = evidence_html(article, "v1", named_section(article, "Measures"))
    assert '<h3 id="co-mark" tabindex="-1">Measures</h3>' in html
    assert html.count("co-mark") == 1
    assert "<mark" not in html


def test_a_quote_stands_in_its_own_words_below_the_names_of_article_and_section(article):
    html = quote_html(article, span_of(article, "The CMO reports to the CEO."))
    assert '<p class="co-quote-from">Two chiefs › Reporting</p>' in html
    assert ">The CMO reports to the CEO.</mark> The CSO does so too.</blockquote>" in html
    assert "A short opening" not in html


def test_a_quote_in_a_long_paragraph_is_cut_at_words_on_both_sides():
    text = "before " * 60 + "It is here. " + "after " * 60
    article = Article(id="a", title="A", text=text)
    html = quote_html(article, span_of(article, "It is here."))
    quoted = html[html.index("<blockquote>") : html.index("</blockquote>")]
    assert quoted.startswith("<blockquote>… before ")
    assert quoted.endswith(" after …")
    assert len(quoted) < 320


def test_a_quote_of_a_cell_shows_no_other_cell(article):
    html = quote_html(article, span_of(article, "Brand awareness."))
    assert "Sales quotas" not in html
    assert "|" not in html

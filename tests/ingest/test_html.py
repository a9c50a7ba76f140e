from pathlib import Path

import pytest

from assistant.errors import ArticleError
from ingest.blocks import Heading, Item, ListBlock, Paragraph, Table, without_lines
from ingest.html import read_html


def plain(text):
    return without_lines(read_html(text, Path("a.html")).blocks)


def test_only_what_a_reader_of_the_page_sees_is_kept():
    found = plain(
        "<html><head><title>T</title><style>p{}</style></head><body><nav><p>menu</p></nav><header>top</header>"
        "<script>alert(1)</script><p>Seen <b>text</b><!-- note -->.</p><p hidden>no</p>"
        "<div style='color:red; DISPLAY : none'>no</div><form>no</form><aside>no</aside><footer>no</footer>"
        "<img src=x alt=no><p>Last<sup><a href='#f'>1</a></sup></p></body></html>"
    )
    assert found == (Paragraph(text="Seen text."), Paragraph(text="Last"))


def test_headings_paragraphs_loose_text_and_breaks_come_out_in_order():
    found = plain("<h1>A <i>b</i></h1>loose <a href=x>link</a> text<div>one<br>two<p>three</p>four</div><h3>B</h3>")
    assert found == (
        Heading(level=1, text="A b"),
        Paragraph(text="loose link text"),
        Paragraph(text="one two"),
        Paragraph(text="three"),
        Paragraph(text="four"),
        Heading(level=3, text="B"),
    )


def test_lists_keep_labels_and_nesting():
    found = plain(
        "<ol><li><strong>Focus:</strong> deals<ul><li>big</li><li hidden>no</li></ul></li>"
        "<li><p><b>Pay</b>: base</p></li><li><p>one</p><p>two</p></li><li></li></ol>"
    )
    assert found == (
        ListBlock(
            items=(
                Item(text="deals", label="Focus"),
                Item(text="big", depth=1),
                Item(text="base", label="Pay"),
                Item(text="one two"),
            ),
            ordered=True,
        ),
    )


def test_items_that_are_not_closed_stay_apart():
    (found,) = plain("<ul><li>one<li>two<ul><li>deep</ul><li>three</ul>")
    assert [(item.text, item.depth) for item in found.items] == [("one", 0), ("two", 0), ("deep", 1), ("three", 0)]


def test_definition_lists_become_labelled_items():
    found = plain("<dl><dt>MQL:</dt><dd>A lead.</dd><dt>SAL</dt><dd>Another.</dd></dl>")
    assert found == (ListBlock(items=(Item(text="A lead.", label="MQL"), Item(text="Another.", label="SAL"))),)


def test_tables_keep_header_rows_and_caption():
    found = plain(
        "<table><caption>C</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tr><td>1</td><td>2 <br>3</td></tr><tr><td> </td></tr></table>"
    )
    assert found == (Paragraph(text="C"), Table(header=("a", "b"), rows=(("1", "2 3"),)))


def test_a_table_that_only_arranges_the_page_is_walked_through():
    found = plain("<table><tr><td><h2>A</h2><p>text</p></td></tr></table>")
    assert found == (Heading(level=2, text="A"), Paragraph(text="text"))


def test_the_page_title_and_source_lines_are_known():
    document = read_html("<title>The  page</title>\n<p>a</p>\n<h2>b</h2>", Path("a.html"))
    assert document.title == "The page"
    assert [block.line for block in document.blocks] == [2, 3]


@pytest.mark.parametrize("tag", ["div", "ul><li", "b", "table><tr><td", "p><span"])
def test_absurd_nesting_is_refused_and_not_a_crash(tag):
    with pytest.raises(ArticleError, match="nested"):
        read_html(f"<{tag}>" * 3000 + "text", Path("a.html"))

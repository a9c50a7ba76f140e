import logging
from pathlib import Path

from ingest.blocks import Heading, Item, ListBlock, Paragraph, Table
from ingest.markdown import read_markdown


def blocks(text):
    return read_markdown(text, Path("a.md")).blocks


def test_inline_marks_become_plain_text():
    text = "A **bold** and *thin* `code` [link](http://x.example) ![picture](p.png) a<br>b <b>c</b> &amp; \\*d\\*\nnext"
    assert blocks(text) == (Paragraph(text="A bold and thin code link a b c & *d* next", line=1),)


def test_headings_lists_and_tables_carry_their_lines():
    found = blocks("# T\n\nText\n\n2. a\n3. b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n| 3 |\n")
    assert found == (
        Heading(level=1, text="T", line=1),
        Paragraph(text="Text", line=3),
        ListBlock(items=(Item(text="a", line=5), Item(text="b", line=6)), ordered=True, line=5),
        Table(header=("x", "y"), rows=(("1", "2"), ("3", "")), line=8),
    )


def test_a_bold_beginning_of_an_item_becomes_its_label():
    (found,) = blocks(
        "- **Focus:** closing\n- **Time**: now\n- **Pay.** Base.\n- **All bold**\n- no **Focus:** here\n- **a** b"
    )
    assert [(item.label, item.text) for item in found.items] == [
        ("Focus", "closing"),
        ("Time", "now"),
        ("Pay", "Base."),
        ("", "All bold"),
        ("", "no Focus: here"),
        ("", "a b"),
    ]


def test_nested_items_and_second_paragraphs_stay_in_one_list_in_reading_order():
    (found,) = blocks("- a\n\n  more\n  - b\n    1. c\n- d\n")
    assert [(item.text, item.depth) for item in found.items] == [("a more", 0), ("b", 1), ("c", 2), ("d", 0)]


def test_raw_html_blocks_are_dropped_and_logged(caplog):
    with caplog.at_level(logging.WARNING):
        assert blocks("<script>alert(1)</script>\n\n<!-- note -->\n\nText") == (Paragraph(text="Text", line=5),)
    assert "a.md, line 1: raw HTML is dropped" in caplog.text


def test_quotes_and_code_are_paragraphs():
    assert [block.text for block in blocks("> quoted\n\n```\ncode\n  more\n```\n")] == ["quoted", "code more"]


def test_a_table_inside_an_item_is_part_of_its_text():
    (found,) = blocks("- a\n\n  | x | y |\n  |---|---|\n  | 1 | 2 |\n")
    assert [item.text for item in found.items] == ["a x y 1 2"]


def test_lines_count_the_front_matter():
    source = "source: {title: S, kind: guide}\nreviewed: 2026-01-01\nlicence: MIT"
    text = f"---\nid: a\ntitle: T\nroles: []\n{source}\n---\n\nText"
    document = read_markdown(text, Path("a.md"))
    assert document.blocks == (Paragraph(text="Text", line=10),)
    assert document.meta.id == "a"


def test_deep_nesting_does_not_exhaust_the_stack():
    assert blocks("*a **b " * 5000)
    blocks(">" * 50_000 + " a")
    blocks("\n".join("  " * depth + "- a" for depth in range(300)))
    blocks("[" * 20_000)

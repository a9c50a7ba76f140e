"""Answers as safe HTML with changed words marked."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from evals.pieces import word_pieces
from evals.prose import after, before, plain


def test_markdown_of_answers_becomes_blocks():
    html = plain("## Duties\n\nA **CMO** leads. [1]\n\n- brand\n- press [2]\n")
    assert html == (
        '<p class="heading">Duties</p><p>A <strong>CMO</strong> leads. <sup>[1]</sup></p>'
        "<ul><li>brand</li><li>press <sup>[2]</sup></li></ul>"
    )


def test_a_table_keeps_its_cells_and_drops_its_rule():
    html = plain("| Role | Owns |\n|---|---|\n| CMO | a \\| b |")
    assert html.count("<tr>") == 2
    assert "<td>Role</td>" in html.replace(" ", "")
    assert "<td> a | b </td>" in html


def test_everything_else_is_text():
    html = plain('<img src=x onerror=alert(1)> [link](javascript:alert(1)) ![i](http://x) <!-- & "')
    assert "<img" not in html
    assert "href" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_words_that_go_and_come_are_marked_on_their_own_side():
    pieces = word_pieces("It takes five years.", "It takes eight years.")
    assert before(pieces) == "<p>It takes <del>five</del> years.</p>"
    assert after(pieces) == "<p>It takes <ins>eight</ins> years.</p>"


def test_marks_and_bold_never_overlap():
    html = after(word_pieces("**one two** three", "**one four** five"))
    assert html == "<p><strong>one</strong> <ins><strong>four</strong></ins> <ins>five</ins></p>"


def test_bold_that_opens_and_closes_at_once_is_nothing():
    assert plain("a****b **c**") == "<p>ab <strong>c</strong></p>"


def test_a_whole_new_list_is_marked_item_by_item():
    assert after(word_pieces("", "- one\n- two")) == "<ul><li><ins>one</ins></li><li><ins>two</ins></li></ul>"


@given(*[st.text(alphabet="ab*|[1]-#\\ \n<&>", max_size=40)] * 2)
def test_any_text_gives_well_formed_html(one, other):
    pieces = word_pieces(one, other)
    for html in (before(pieces), after(pieces)):
        ET.fromstring(f"<div>{html}</div>")


@given(st.text(alphabet="ab <&>'\"", max_size=40))
def test_no_word_is_lost(text):
    shown = "".join(ET.fromstring(f"<div>{plain(text)}</div>").itertext())
    assert shown.split() == text.split()

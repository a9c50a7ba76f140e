"""Shapes and documents: nothing that an article or a roles file says becomes markup."""

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.pictures.sources import Source
from ui.pictures.svg import Drawing, badge, inline, label, own_style, shortened, standalone, width_of, wrapped

SVG = "{http://www.w3.org/2000/svg}"


def source(text="A quote."):
    return Source(number=1, version="v", article="a", title=text, section="", quote=text, start=0, end=1)


def drawing(text="Words"):
    shapes = label(0, 10, [text]) + badge(10, 10, source(text), True)
    return Drawing(
        name="test", title=text, description=text, width=100, height=50, linked=shapes, plain=shapes, notes=(text,),
        sources=(source(text),),
    )  # fmt: skip


@given(st.text(max_size=60))
def test_any_text_leaves_the_picture_well_formed_and_adds_no_element(text):
    names = [element.tag for element in ElementTree.fromstring(inline(drawing()))]
    root = ElementTree.fromstring(inline(drawing(text)))
    assert [element.tag for element in root] == names
    ElementTree.fromstring(standalone(drawing(text)).partition("\n")[2])


def test_a_hostile_text_is_shown_as_it_is():
    hostile = "<script>alert(1)</script> \" onload='x' &amp; \x00"
    root = ElementTree.fromstring(inline(drawing(hostile)))
    assert root.find(f"{SVG}title").text == hostile.replace("\x00", "\ufffd")
    assert root.find(f".//{SVG}script") is None


def test_a_picture_in_the_page_names_and_describes_itself():
    root = ElementTree.fromstring(inline(drawing("Words")))
    assert root.get("aria-labelledby") == root.find(f"{SVG}title").get("id")
    assert root.get("aria-describedby") == root.find(f"{SVG}desc").get("id")
    assert root.get("role") == "group"  # not img: there are links inside


def test_a_file_has_its_own_colours_its_sources_in_the_description_and_no_variable():
    text = standalone(drawing("Words"))
    root = ElementTree.fromstring(text.partition("\n")[2])
    assert root.get("role") == "img"
    assert "[1] “Words” (Words)" in root.find(f"{SVG}desc").text
    assert "var(" not in text
    assert "#0f5e59" in root.find(f"{SVG}style").text
    assert {"cp-node", "cp-dashed", "cp-dot"} <= set(own_style().replace(".", " ").split())


@given(st.text(max_size=200), st.integers(30, 400), st.integers(1, 4))
def test_wrapped_lines_fit_and_are_no_more_than_asked_for(text, width, most):
    lines = wrapped(text, width, 12, most)
    assert 1 <= len(lines) <= most
    assert all(width_of(line, 12) <= width for line in lines)


@pytest.mark.parametrize(("text", "short"), [("Marketing", "Marketing"), ("A very long name", "A very l…"), ("", "")])
def test_what_does_not_fit_ends_in_an_ellipsis(text, short):
    assert shortened(text, 62, 12) == short

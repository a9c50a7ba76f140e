"""Shapes and documents: nothing that an article or a roles file says becomes markup."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.pictures.sources import Source
from ui.pictures.svg import Drawing, badge, inline, label, own_style, shortened, standalone, width_of, wrapped
from ui.theme import asset

SVG = "{http://www.w3.org/2000/svg}"


def source(text="A quote."):
    return Source(number=1, version="v", article="a", title=text, section="", quote=text, start=0, end=1)


def drawing(text="Words"):
    shapes = label(0, 10, [text]) + badge(10, 10, source(text), True)
    return Drawing(
        name="test", title=text, description=text, width=100, height=50, linked=shapes, plain=shapes, notes=(text,),
        sources=(source(text),),
    )  # fmt: skip


@settings(deadline=None)
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


@settings(deadline=None)
@given(st.text(max_size=200), st.integers(30, 400), st.integers(1, 4))
def test_wrapped_lines_fit_and_are_no_more_than_asked_for(text, width, most):
    lines = wrapped(text, width, 12, most)
    assert 1 <= len(lines) <= most
    assert all(width_of(line, 12) <= width for line in lines)


@pytest.mark.parametrize(("text", "short"), [("Marketing", "Marketing"), ("A very long name", "A very l…"), ("", "")])
def test_what_does_not_fit_ends_in_an_ellipsis(text, short):
    assert shortened(text, 62, 12) == short


# What is written on what, and what is drawn on what: ratios of WCAG 2.2, 1.4.3 and 1.4.11.
PAIRS = [
    *((text, back, 4.5) for text in ("ink", "soft") for back in ("paper", "fill", "bar", "dispute-fill")),
    *(("paper", dot, 4.5) for dot in ("edge", "dispute", "third")),
    *((line, "paper", 3.0) for line in ("edge", "dispute", "third")),
]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_stands_out_from_what_it_is_drawn_on(scheme):
    found = re.findall(r"--cp-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", asset("pictures.css"))
    colours = {name: both[scheme] for name, *both in found}
    for front, back, least in PAIRS:
        lighter, darker = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= least, (scheme, front, back)

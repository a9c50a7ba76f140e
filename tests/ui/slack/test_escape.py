"""Text of others in Slack: it mentions nobody, links nowhere, and shows what it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ui.slack import escape

# What Slack reads in a message: its own <...>, and what it finds by itself in plain text.
ACTIVE = re.compile(r"<[!@#h]|(?<!\w)@\w|(?<![\w&])#\w|\w://|:[\w+-]+:|\]\(|\w\.[A-Za-z]{2}")
HOSTILE = st.lists(
    st.sampled_from(
        ["<", ">", "!channel", "@here", "#x", "http://", "a.io", "&", "lt;", "[a]", "(b)", "`", "*", " ", ":a:", "]:"]
    )
).map("".join)
VISIBLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"], exclude_characters="\u200b"))


@given(HOSTILE)
@pytest.mark.parametrize("escaped", [escape.markdown, escape.mrkdwn])
def test_nothing_hostile_stays_active(escaped, text: str) -> None:
    assert ACTIVE.findall(escaped(text)) == []


@given(HOSTILE | VISIBLE)
def test_a_reader_of_markdown_sees_the_very_characters(text: str) -> None:
    assert escape.shown(escape.markdown(text)) == text


@given(VISIBLE)
def test_a_reader_of_mrkdwn_sees_the_very_characters(text: str) -> None:
    assert escape.shown(escape.mrkdwn(text)) == text


@given(HOSTILE)
def test_a_markdown_parser_finds_no_link_image_or_html(text: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).parse(escape.markdown(f"{text} [a]: http://x <b> ![i](http://x)"))
    kinds = {child.type for token in tokens for child in token.children or ()} | {token.type for token in tokens}
    assert kinds.isdisjoint({"link_open", "image", "html_inline", "html_block"})


def test_lists_bold_and_quotations_stay_markdown() -> None:
    text = "- **Brand:** one\n1. two\n> said\n\n# Heading\n*em*"
    assert escape.markdown(text) == text


def test_plain_words_are_left_alone() -> None:
    text = "A CMO's pay (e.g. a bonus) is 5:1 at P&L level; R&D too."
    assert escape.markdown(text) == text


def test_a_quotation_mark_within_a_line_is_escaped() -> None:
    assert escape.markdown("a > b") == "a &gt; b"


def test_mrkdwn_is_one_line_without_formatting() -> None:
    shown = escape.mrkdwn("a *b*\n\n`c`")
    assert "\n" not in shown
    assert re.search(r"(?<!\u200b)[*`]|[*`](?!\u200b)", shown) is None

"""Answers as blocks: everything the page shows, within every limit, and nothing that was not meant."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from assistant.vocabulary import Answer, Article
from ui.slack.blocks import Extras, answer_blocks
from ui.slack.escape import shown
from ui.slack.messages import BLOCKS, CHARACTERS, answer_messages, answer_stream, weight
from ui.slack.split import MARKDOWN, SECTION
from ui.slack.tables import texts

PAGE = "https://office.example/"


@pytest.fixture
def extras(shelved: Article) -> Extras:
    def lookup(name: str) -> Article | None:
        return shelved if name == shelved.id else None

    return Extras(answer_id="a1", page=PAGE, person=True, lookup=lookup)


def blocks_of(answer: Answer, extras: Extras, kind: str = "") -> list[dict[str, Any]]:
    return [block for block in answer_blocks(answer, extras) if kind in ("", block["type"])]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


def test_every_block_passes_slacks_own_validators(any_answer: Answer, extras: Extras) -> None:
    for block in answer_blocks(any_answer, extras):
        model = Block.parse(block)
        assert model is not None
        model.validate_json()
        if block["type"] not in (
            "table",
            "context_actions",
        ):  # the library's models write these with fields of their own
            assert model.to_dict() == block


def test_every_message_is_within_slacks_limits(any_answer: Answer, extras: Extras) -> None:
    messages = answer_messages(any_answer, extras)
    assert messages
    for message in messages:
        assert 0 < len(message.text) < 4_000
        assert len(message.blocks) <= BLOCKS
        assert weight(message.blocks) <= CHARACTERS
        assert sum(len(block["text"]) for block in message.blocks if block["type"] == "markdown") <= MARKDOWN
        assert [block["type"] for block in message.blocks].count("table") <= 1
        for block in message.blocks:
            if block["type"] in ("section", "context"):
                assert all(0 < len(text) <= SECTION for text in texts(block))
            if block["type"] == "table":
                assert len(block["rows"]) <= 100
                assert sum(len(text) for text in texts(block["rows"])) <= 10_000
                assert all(len(row) == len(block["column_settings"]) <= 20 for row in block["rows"])


def test_messages_hold_every_block_in_order(any_answer: Answer, extras: Extras) -> None:
    packed = [block for message in answer_messages(any_answer, extras) for block in message.blocks]
    assert packed == blocks_of(any_answer, extras)


def test_a_stream_has_what_the_messages_have(any_answer: Answer, extras: Extras) -> None:
    stream = answer_stream(any_answer, extras)
    first, *more = answer_messages(any_answer, extras)
    leading = "\n\n".join(block["text"] for block in first.blocks if block not in stream.blocks)
    assert stream.text == leading
    assert len(stream.text) <= MARKDOWN
    assert stream.more == tuple(more)
    assert stream.fallback == first.text


def test_no_word_of_a_long_answer_is_lost(answers: dict[str, Answer], extras: Extras) -> None:
    written = " ".join(block["text"] for block in blocks_of(answers["long"], Extras(), "markdown"))
    assert written.split() == answers["long"].text.split()


def test_no_source_of_many_is_lost(answers: dict[str, Answer], extras: Extras) -> None:
    context = "\n".join(
        text for block in blocks_of(answers["many sources"], extras, "context") for text in texts(block)
    )
    for citation in answers["many sources"].citations:
        assert context.count(f"|[{citation.marker}]> “") == 1
    assert shown(context).count("Quote ") == 299 * 30


def test_no_row_of_a_long_table_is_lost_and_each_part_has_the_header(
    answers: dict[str, Answer], extras: Extras
) -> None:
    tables = blocks_of(answers["long table"], extras, "table")
    assert {table["rows"][0][0]["text"] for table in tables} == {"A"}
    assert [row[0]["text"] for table in tables for row in table["rows"][1:]] == [f"row {n}" for n in range(350)]


def test_nothing_hostile_in_an_answer_is_active_in_slack(answers: dict[str, Answer], extras: Extras) -> None:
    for message in answer_messages(answers["hostile"], extras):
        for block in message.blocks:
            for text in texts({key: part for key, part in block.items() if key != "accessory"}):
                assert "<!" not in text
                assert "<@" not in text
                assert "<#" not in text
                assert "http://evil" not in text
                assert "@here" not in text
                assert "](http://" not in text
        links = [text for text in strings(json.loads(json.dumps(message.blocks))) if text.startswith("http")]
        assert all(link.startswith(PAGE) for link in links)


def test_mrkdwn_texts_are_verbatim_and_plain_ones_have_no_emoji(any_answer: Answer, extras: Extras) -> None:
    def objects(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            if value.get("type") in ("mrkdwn", "plain_text"):
                yield value
            value = [*value.values()]
        for inner in value if isinstance(value, list) else ():
            yield from objects(inner)

    for block in answer_blocks(any_answer, extras):
        assert all(one.get("verbatim") is True or one.get("emoji") is False for one in objects(block))


def test_citations_open_the_page_at_their_passage(answers: dict[str, Answer], extras: Extras) -> None:
    (body,) = blocks_of(answers["plain"], extras, "markdown")
    address = "https://office.example/evidence/v1/two-chiefs?start=10&end=35#co-mark"
    assert body["text"].startswith(f"A **CMO** reports to the CEO. [[1]]({address})\n\n- Builds the brand [[2]](")
    source = "".join(texts(blocks_of(answers["plain"], extras, "context")[0]))
    assert f"<{address.replace('&', '&amp;')}|[1]> “A CMO reports to the CEO.”" in source


def test_without_a_page_markers_stay_and_no_block_has_a_link(any_answer: Answer) -> None:
    written = json.dumps(list(answer_blocks(any_answer, Extras(answer_id="a1", person=True))))
    assert "evidence/" not in written
    assert '"link"' not in written


def test_a_marker_without_a_citation_is_dropped(answers: dict[str, Answer]) -> None:
    (body,) = blocks_of(answers["plain"], Extras(), "markdown")
    assert body["text"] == "A **CMO** reports to the CEO. [1]\n\n- Builds the brand [2]\n- Talks [3]"


def test_sources_are_one_a_line_with_their_quotes_below_their_section(answers: dict[str, Answer]) -> None:
    lines = "".join(texts(blocks_of(answers["plain"], Extras(), "context")[0])).splitlines()
    assert [shown(line).replace("*", "") for line in lines] == [
        "Two chiefs <!channel> [a](b) › Reporting › Lines",
        "[1] “A CMO reports to the CEO.”",
        "[2] “Brand: Builds”",
        "Two chiefs <!channel> [a](b) › Talking",
        "[3] “Talks”",
    ]


def test_a_table_is_a_table_between_its_texts(answers: dict[str, Answer], extras: Extras) -> None:
    before, table, after, *_ = blocks_of(answers["comparison"], extras)
    assert before["text"].startswith("They differ. [[1]](")
    assert after["text"] == "That is all."
    header, pay, team = table["rows"]
    assert [cell["text"] for cell in header] == ["Aspect", "CSO", "CMO"]
    assert pay[0]["elements"][0]["elements"] == [{"type": "text", "text": "Pay", "style": {"bold": True}}]
    quota = pay[1]["elements"][0]["elements"]
    assert [element["text"] for element in quota] == ["Quota | base", " ", "[1]"]
    assert quota[2]["url"].startswith("https://office.example/evidence/v1/two-chiefs?start=10")
    assert team[1] == {"type": "raw_text", "text": " "}


def test_two_tables_go_into_two_messages(answers: dict[str, Answer], extras: Extras) -> None:
    kinds = [
        [block["type"] for block in message.blocks] for message in answer_messages(answers["two tables"], Extras())
    ]
    assert kinds == [["table", "markdown"], ["table"]]


def test_a_table_wider_than_slack_shows_stays_markdown(answers: dict[str, Answer]) -> None:
    assert [block["type"] for block in answer_blocks(answers["wide table"], Extras())] == ["markdown"]


@pytest.mark.parametrize(
    ("kind", "badge"),
    [
        ("partly", "**Partly answered**"),
        ("not covered", "**Not in the articles**"),
        ("clarify", "**A question back**"),
        ("disagreement", "**The articles differ**"),
    ],
)
def test_what_kind_of_answer_it_is_stands_above_it(answers: dict[str, Answer], kind: str, badge: str) -> None:
    assert next(answer_blocks(answers[kind], Extras()))["text"].split("\n\n")[0] == badge


def test_an_answer_that_says_itself_that_the_articles_differ_says_it_once(answers: dict[str, Answer]) -> None:
    told = replace(answers["disagreement"], text="**The articles differ on this.** To the CEO [1], To the CSO [2]")
    blocks = list(answer_blocks(told, Extras()))
    assert [block["type"] for block in blocks] == ["markdown", "context"]
    assert blocks[0]["text"] == told.text


def test_each_side_of_a_disagreement_is_shown_with_its_sources(answers: dict[str, Answer]) -> None:
    (section,) = blocks_of(answers["disagreement"], Extras(), "section")
    assert section["text"]["text"].splitlines() == [
        "*Where the articles differ*",
        "Whom the CMO reports to",
        "• To the CEO [1]",
        "• To the CSO [2]",
    ]


def test_the_nearest_sections_are_links_and_an_unknown_article_is_left_out(
    answers: dict[str, Answer], extras: Extras
) -> None:
    (section,) = blocks_of(answers["not covered"], extras, "section")
    label, *lines = section["text"]["text"].splitlines()
    assert label == "*Nearest in the articles*"
    (line,) = lines
    assert line.startswith("• <https://office.example/evidence/v1/two-chiefs?start=14&amp;end=14#co-mark|Two ")
    assert line.endswith(" › Pay>")


def test_follow_ups_are_buttons_that_bring_back_the_question(answers: dict[str, Answer], extras: Extras) -> None:
    (actions,) = blocks_of(answers["plain"], extras, "actions")
    assert [(one["action_id"], one["value"]) for one in actions["elements"]] == [
        ("ask:0", "What does a CMO earn?"),
        ("ask:1", "Who reports to a CMO?"),
        ("person", "a1"),
    ]


def test_a_question_too_long_for_a_button_is_shown_in_full(answers: dict[str, Answer]) -> None:
    first, second = blocks_of(answers["clarify"], Extras(), "section")
    assert first["text"]["text"] == first["accessory"]["value"] == answers["clarify"].follow_ups[0]
    assert second["accessory"]["text"]["text"] == "Ask"


def test_feedback_brings_back_the_answer_and_is_left_out_without_one(
    answers: dict[str, Answer], extras: Extras
) -> None:
    (feedback,) = blocks_of(answers["plain"], extras, "context_actions")
    (buttons,) = feedback["elements"]
    assert [buttons[f"{side}_button"]["value"] for side in ("positive", "negative")] == ["good:a1", "bad:a1"]
    assert blocks_of(answers["plain"], Extras(person=True), "context_actions") == []


def test_the_text_of_a_message_says_what_its_blocks_say(answers: dict[str, Answer], extras: Extras) -> None:
    (message,) = answer_messages(answers["comparison"], extras)
    assert message.text.startswith(
        "They differ. [1]\n\nAspect | CSO | CMO\nPay | Quota | base [1] | Bonus [2]\nTeam | | Small\n\nThat is all."
    )
    assert message.text.endswith("Ask next\n\n• What does a CMO earn?\n• Who reports to a CMO?")


def test_a_long_text_is_cut_with_a_mark(answers: dict[str, Answer], extras: Extras) -> None:
    assert answer_messages(answers["long"], extras)[0].text.endswith(". [1] …")

"""Blocks and views against the types that Slack publishes for JavaScript."""

import json

import pytest

from assistant.vocabulary import Answer
from ui.slack import wording
from ui.slack.blocks import Extras, answer_blocks
from ui.slack.home import home_view
from ui.slack.modals import comment_view


@pytest.fixture
def typed(peers, tmp_path):
    def check(kind: str, value: object) -> str:
        source = f"import type {{ {kind} }} from '@slack/types';\nexport const made: {kind}[] = {json.dumps(value)};\n"
        return peers.type_errors(source, tmp_path)

    return check


def test_every_kind_of_answer_is_made_of_slacks_blocks(typed, answers: dict[str, Answer], shelved) -> None:
    extras = Extras(answer_id="a1", page="https://office.example", person=True, lookup=lambda _: shelved)
    shown = [block for name in sorted(answers) if "long" not in name for block in answer_blocks(answers[name], extras)]
    assert {block["type"] for block in shown} == {
        "markdown",
        "table",
        "section",
        "context",
        "actions",
        "context_actions",
    }
    assert typed("KnownBlock", shown) == ""


def test_the_bots_own_messages_and_views_are_made_of_slacks_blocks(typed) -> None:
    views = [home_view("https://office.example"), comment_view("a1", "C1", "1.2")]
    own = [*wording.help_message().blocks, *wording.error_message("ab12").blocks]
    assert typed("KnownBlock", own) == ""
    assert typed("View", views) == ""


def test_slacks_types_would_notice_a_block_that_is_none(typed) -> None:
    found = typed("KnownBlock", [{"type": "context_actions", "elements": [{"type": "feedback_button"}]}])
    assert "feedback_button" in found

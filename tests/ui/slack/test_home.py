"""What the bot shows besides answers: the App Home, the window for a comment, its own sentences."""

from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from ui.slack import wording
from ui.slack.home import home_view
from ui.slack.messages import Message
from ui.slack.modals import Comment, comment_of, comment_view
from ui.slack.prompts import PROMPTS, suggested_prompts


def own_messages(hostile: str) -> dict[str, Message]:
    return {
        "help": wording.help_message(),
        "error": wording.error_message("ab12cd34"),
        "notice": wording.notice_message(f"No version is live: {hostile}"),
        "stopped": wording.stopped_message(),
        "root": wording.question_root(hostile),
        "long root": wording.question_root("word " * 5000),
        "person": wording.person_message(
            question=hostile,
            answer="A CMO leads.\n\n" * 300,
            user="U123",
            permalink="https://corner.slack.com/archives/C1/p1?a=1&b=2",
            comment=hostile,
        ),
    }


@pytest.mark.parametrize("kind", list(own_messages("")))
def test_the_bots_own_messages_pass_slacks_validators_and_mention_nobody(kind: str, hostile: str) -> None:
    message = own_messages(hostile)[kind]
    assert 0 < len(message.text) < 4_000
    assert 0 < len(message.blocks) <= 50
    for block in message.blocks:
        Block.parse(block).validate_json()
    written = str(message.blocks)
    assert "<!" not in written
    assert written.count("<@") == (1 if kind == "person" else 0)
    assert "<http://" not in written


def test_an_error_names_its_reference_and_nothing_else(hostile: str) -> None:
    assert "written down as ab12cd34" in wording.error_message("ab12cd34").text


def test_a_person_is_told_who_asked_what_and_where(hostile: str) -> None:
    text = own_messages(hostile)["person"].blocks[0]["text"]["text"]
    assert text.startswith(
        "<@U123> asks for a person. <https://corner.slack.com/archives/C1/p1?a=1&amp;b=2|Open the conversation>\n*Question*\n> "
    )


def test_a_user_id_or_address_that_is_none_is_not_shown_as_one() -> None:
    message = wording.person_message(question="Q", answer="A", user="U1> <!channel", permalink="javascript:alert(1)")
    assert message.blocks[0]["text"]["text"].startswith("Someone asks for a person.\n")


def test_every_question_of_the_help_and_the_home_is_a_button(hostile: str) -> None:
    for blocks in (wording.help_message().blocks, home_view()["blocks"]):
        values = [one["value"] for block in blocks if block["type"] == "actions" for one in block["elements"]]
        assert values == [prompt.message for prompt in PROMPTS]


@pytest.mark.parametrize("page", ["", "https://office.example/"])
def test_the_home_passes_slacks_validators_and_links_the_page_where_there_is_one(page: str) -> None:
    view = home_view(page)
    View(**view).validate_json()
    for block in view["blocks"]:
        Block.parse(block).validate_json()
    assert str(view).count("'url': 'https://office.example/'") == (1 if page else 0)


def test_what_the_home_says_of_commands_is_the_commands_name() -> None:
    assert f"`{wording.COMMAND}`" in str(home_view())
    assert wording.COMMAND in wording.COMMAND_HELP


def sent(view: dict[str, Any], value: str | None) -> dict[str, Any]:
    block = view["blocks"][0]
    return {**view, "state": {"values": {block["block_id"]: {block["element"]["action_id"]: {"value": value}}}}}


@pytest.mark.parametrize("value", ["It misses Berlin.", None])
def test_a_comment_comes_back_with_its_answer_and_place(value: str | None) -> None:
    view = comment_view("a1", "C1", "1700000000.000100")
    View(**view).validate_json()
    expected = Comment(answer_id="a1", channel="C1", thread_ts="1700000000.000100", text=value or "")
    assert comment_of(sent(view, value)) == expected


def test_prompts_are_as_many_and_as_long_as_slack_takes() -> None:
    prompts = suggested_prompts()
    assert 1 <= len(prompts) <= 4
    assert all(len(prompt["title"]) <= 75 and len(prompt["message"]) <= 75 for prompt in prompts)


def test_statuses_are_as_many_as_slack_takes() -> None:
    assert 1 <= len(wording.STATUSES) <= 10
    assert all(len(status) <= 50 for status in (wording.STATUS, *wording.STATUSES))

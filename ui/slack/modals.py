"""The window that asks for a comment on an answer, and what comes back from it. Not here: opening it, keeping it."""

import json
from dataclasses import dataclass
from typing import Any

from ui.slack import actions
from ui.slack.blocks import plain

LONGEST = 3_000  # characters of a comment, the most that Slack's input takes


@dataclass(frozen=True, kw_only=True)
class Comment:
    """What a reader says about an answer; `text` may be empty."""

    answer_id: str
    channel: str
    thread_ts: str
    text: str


def comment_view(answer_id: str, channel: str, thread_ts: str) -> dict[str, Any]:
    """The window for a comment; it brings back the answer's id and the place of its thread."""
    return {
        "type": "modal",
        "callback_id": actions.COMMENT,
        "private_metadata": json.dumps([answer_id, channel, thread_ts]),
        "title": plain("What was wrong?"),
        "submit": plain("Send"),
        "close": plain("Skip"),
        "blocks": [
            {
                "type": "input",
                "block_id": actions.COMMENT,
                "optional": True,
                "label": plain("Your comment"),
                "hint": plain("Kept with the question and the answer, for those who look after the articles."),
                "element": {
                    "type": "plain_text_input",
                    "action_id": actions.COMMENT,
                    "multiline": True,
                    "max_length": LONGEST,
                    "placeholder": plain("What is missing, wrong or hard to read?"),
                },
            }
        ],
    }


def comment_of(view: dict[str, Any]) -> Comment:
    """What was sent from the window. Raises ValueError or KeyError for a view that is not ours."""
    answer_id, channel, thread_ts = json.loads(view["private_metadata"])
    text = view["state"]["values"][actions.COMMENT][actions.COMMENT].get("value") or ""
    return Comment(answer_id=answer_id, channel=channel, thread_ts=thread_ts, text=text[:LONGEST])

"""The App Home: what the bot does, questions to begin with, where else to ask. Not here: publishing it."""

from typing import Any

from ui.slack import escape
from ui.slack.blocks import asking_buttons, mrkdwn, plain
from ui.slack.prompts import PROMPTS, suggested_prompts
from ui.slack.tables import Block
from ui.slack.wording import COMMAND, WHAT_IT_DOES, sections

__all__ = ["PROMPTS", "home_view", "suggested_prompts"]

WAYS = (
    "*Where to ask*",
    "• Here, in the Messages tab: each message begins a conversation, and its thread goes on with it",
    "• In a channel: invite me and mention me; I answer in the thread, and follow-ups there need no mention",
    f"• Anywhere: `{COMMAND}` and your question; the answer comes as a direct message",
)
RULES = (
    "*What to expect*",
    "• Every sentence comes from an article, and the passage is quoted below it",
    "• Where the articles disagree I show both sides; what they do not cover I say so",
    "• I keep questions asked of me and their answers for a limited time, and nothing of other messages",
)


def home_view(page: str = "") -> dict[str, Any]:
    """The view of the Home tab; `page` is the page's address, empty for none."""
    blocks: list[Block] = [
        {"type": "header", "text": plain("Corner Office")},
        *sections([escape.mrkdwn(WHAT_IT_DOES)]),
        {"type": "section", "text": mrkdwn("*Begin with one of these*")},
        *asking_buttons([prompt.message for prompt in PROMPTS]),
        {"type": "divider"},
        *sections(list(WAYS)),
        *sections(list(RULES)),
    ]
    if page:
        button = {"type": "button", "text": plain("Open the page"), "url": page, "action_id": "open_page"}
        blocks.append({"type": "actions", "elements": [button]})
    return {"type": "home", "blocks": blocks}

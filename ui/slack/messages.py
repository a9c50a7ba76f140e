"""Blocks packed into messages that Slack accepts, whole or as a stream with what follows it.

Not here: what an answer consists of (`blocks`), sending.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from assistant.vocabulary import Answer
from ui.slack import actions, escape, tables
from ui.slack.blocks import Extras, answer_blocks
from ui.slack.split import MARKDOWN, cut
from ui.slack.tables import Block

BLOCKS = 50
# Slack refuses a message whose blocks have about 13,000 characters in all, by reports; it does not document it.
CHARACTERS = 12_000
TEXT = 3_900  # characters of a message's text, which an update takes up to 4,000 of

UNSAID = "Corner Office"  # the text of a message without a word; Slack takes none without text

# A marker linked in Markdown or in mrkdwn, and the bold of both.
LINKED = re.compile(r"\[(\[\d+\])\]\([^\s()]*\)|<[^|>]*\|([^>]*)>")
BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message: its blocks, and the text that notifications show and that stands in where blocks fail."""

    text: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Streamed:
    """An answer for a stream: Markdown to append, the blocks that end the message, the messages after it.

    `text` is empty where the answer begins with a table; such an answer is better posted. `fallback` is the first
    message's text, for when it is posted after all.
    """

    text: str
    fallback: str
    blocks: tuple[Block, ...]
    more: tuple[Message, ...] = ()


def answer_messages(answer: Answer, extras: Extras) -> tuple[Message, ...]:
    """The answer as messages to post one after the other; at least one."""
    return packed(answer_blocks(answer, extras)) or (Message(text=UNSAID),)


def answer_stream(answer: Answer, extras: Extras) -> Streamed:
    """The same messages, the first one's leading Markdown apart from the rest of it."""
    first, *more = answer_messages(answer, extras)
    leading = list(takewhile(lambda block: block["type"] == "markdown", first.blocks))
    text = "\n\n".join(block["text"] for block in leading)
    return Streamed(text=text, fallback=first.text, blocks=first.blocks[len(leading) :], more=tuple(more))


def packed(blocks: Iterable[Block]) -> tuple[Message, ...]:
    """Messages of at most 50 blocks, 12,000 characters and one table, the blocks in their order."""
    messages: list[list[Block]] = []
    for block in blocks:
        if not messages or not fits([*messages[-1], block]):
            messages.append([])
        messages[-1].append(block)
    return tuple(Message(text=fallback(message) or UNSAID, blocks=tuple(message)) for message in messages)


def fits(message: list[Block]) -> bool:
    """Whether Slack takes these blocks as one message."""
    kinds = [block["type"] for block in message]
    # Streamed text is joined with blank lines.
    written = sum(len(block["text"]) + 2 for block in message if block["type"] == "markdown")
    return (
        len(message) <= BLOCKS
        and kinds.count("table") <= 1
        and (written <= MARKDOWN or len(message) == 1)
        and (weight(message) <= CHARACTERS or len(message) == 1)
    )


def weight(message: Iterable[Block]) -> int:
    """The characters of all texts of a message."""
    return sum(len(text) for block in message for text in tables.texts(block))


def fallback(message: Iterable[Block]) -> str:
    """A message's words without its blocks, cut where they are too long."""
    text = "\n\n".join(part for part in (words(block) for block in message) if part)
    return text if len(text) <= TEXT else text[: cut(text, TEXT)].rstrip() + " …"


def words(block: Block) -> str:
    """A block's words in `mrkdwn`; of buttons, those of the questions."""
    if block["type"] == "markdown":
        return str(LINKED.sub(label, BOLD.sub(r"*\1*", block["text"])))
    if block["type"] == "table":
        return tables.plain(block)
    if block["type"] in ("section", "context"):
        return "\n".join(LINKED.sub(label, text) for text in shown(block))
    if block["type"] == "actions":
        asked = [one["value"] for one in block["elements"] if actions.ASK.match(one["action_id"])]
        return "\n".join(f"• {escape.mrkdwn(question)}" for question in asked)
    return ""


def label(found: re.Match[str]) -> str:
    """What a link shows."""
    return found[1] or found[2]


def shown(block: Block) -> Iterator[str]:
    """The texts of a section or context, its buttons aside."""
    parts: list[Any] = [block["text"]] if "text" in block else block.get("elements", [])
    return tables.texts(parts)

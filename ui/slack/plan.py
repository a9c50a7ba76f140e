"""An answer as the Slack messages that it will be, fixed before the first is sent. Not here: their look (`messages`)."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from assistant.vocabulary import Answer
from ui.slack.blocks import Extras
from ui.slack.messages import Message, answer_messages, answer_stream

Block = dict[str, Any]  # a block in Slack's JSON


@dataclass(frozen=True, kw_only=True)
class Part:
    """One message. `markdown` is streamed piece by piece; a part without it is posted whole.

    `body` shows the Markdown as blocks, for when it is posted after all, and `tail` comes below either.
    """

    text: str
    markdown: str = ""
    body: tuple[Block, ...] = ()
    tail: tuple[Block, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks of the message when it is posted."""
        return self.body + self.tail


def plan(answer: Answer, extras: Extras, *, streamed: bool) -> tuple[Part, ...]:
    """The messages of an answer; the first one is to be streamed if that is wanted and it has text to begin with."""
    if streamed and (stream := answer_stream(answer, extras)).text:
        first = Part(text=stream.fallback, markdown=stream.text, body=markdown_block(stream.text), tail=stream.blocks)
        return (first, *map(whole, stream.more))
    return tuple(map(whole, answer_messages(answer, extras)))


def whole(message: Message) -> Part:
    """A message that is posted as it is."""
    return Part(text=message.text, body=tuple(message.blocks))


def markdown_block(text: str) -> tuple[Block, ...]:
    """Markdown as blocks."""
    return ({"type": "markdown", "text": text},)


def rest_of(part: Part, start: int) -> Part:
    """A part without the first `start` characters of its Markdown, which stand above it already."""
    if not start:
        return part
    rest = part.markdown[start:]
    return Part(text=rest[:3000] or part.text, markdown=rest, body=markdown_block(rest) if rest else (), tail=part.tail)


def shapes(part: Part) -> tuple[tuple[Block, ...], ...]:
    """The blocks of a part, and plainer ones for when Slack refuses them: without what is not text, and none at all."""
    plain = tuple(block for block in part.body if block["type"] in ("markdown", "section"))
    return (part.blocks, plain, ()) if plain else (part.blocks, ())


def to_json(parts: tuple[Part, ...]) -> str:
    """The parts as they are kept."""
    return json.dumps([asdict(part) for part in parts], ensure_ascii=False)


def from_json(text: str) -> tuple[Part, ...]:
    """What `to_json` was given."""
    return tuple(
        Part(text=one["text"], markdown=one["markdown"], body=tuple(one["body"]), tail=tuple(one["tail"]))
        for one in json.loads(text)
    )

"""A conversation as Markdown, JSON or one HTML file, each with the quotes that its answers rest on.

Not here: who may have it (`routes`), the stylesheets (`ui.theme`).
"""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from assistant.vocabulary import Citation
from ui.archive.records import Conversation, Turn
from ui.history.stored import answer_of
from ui.history.tools import answer_address
from ui.render import badge, body_html, differences
from ui.theme import ICON, asset

UNSAFE = re.compile(r"[^\w-]+")
STYLES = ("base.css", "answer.css", "evidence.css", "export.css", "print.css")


def file_name(conversation: Conversation) -> str:
    """A file's name, without its ending, made of the title: letters, digits and hyphens of ASCII."""
    plain = conversation.title.encode("ascii", "ignore").decode()
    return UNSAFE.sub("-", plain).strip("-").lower()[:60].rstrip("-") or "conversation"


def moment(seconds: float) -> str:
    """A time in UTC, ISO 8601, to the second."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def to_json(conversation: Conversation, turns: Sequence[Turn], page: str) -> str:
    """The conversation with every answer as the contract has it; `page` is the address of the page, with its `/`."""
    data = {
        "title": conversation.title,
        "created": moment(conversation.created),
        "changed": moment(conversation.changed),
        "turns": [
            {
                "question": turn.question,
                "asked": moment(turn.asked),
                "address": page + answer_address(turn.id),
                "answer": turn.answer,
            }
            for turn in turns
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def to_markdown(conversation: Conversation, turns: Sequence[Turn], page: str) -> str:
    """Questions as headings, answers as they were written, each with its sources and its address."""
    parts = [f"# {conversation.title}"]
    for turn in turns:
        answer = answer_of(turn)
        parts.append(f"## {' '.join(turn.question.split())}")
        parts.append(answer.text.strip())
        parts += [difference for disagreement in answer.disagreements
                  if (difference := unsaid(disagreement.topic, [(p.says, p.citations) for p in disagreement.positions],
                                           answer.text))]  # fmt: skip
        parts.append("\n".join(source_line(citation) for citation in by_marker(answer.citations)))
        parts.append(f"<{page}{answer_address(turn.id)}>, {moment(turn.asked)}, version {turn.version}")
    return "\n\n".join(part for part in parts if part) + "\n"


def unsaid(topic: str, positions: Sequence[tuple[str, tuple[int, ...]]], text: str) -> str:
    """A disagreement that the answer's text leaves out, as a list."""
    if all(says in text for says, _ in positions):
        return ""
    lines = [f"- {says} {' '.join(f'[{marker}]' for marker in markers)}".rstrip() for says, markers in positions]
    return "\n".join([f"The articles differ: {topic}", "", *lines])


def by_marker(citations: Sequence[Citation]) -> list[Citation]:
    """The citations in the order of their numbers."""
    return sorted(citations, key=lambda citation: citation.marker)


def source_line(citation: Citation) -> str:
    """One source: its number, where it stands, and the quote in one line."""
    where = " › ".join(part for part in (citation.title, citation.section.replace(" > ", " › ")) if part)
    return f"- [{citation.marker}] {where}: “{' '.join(citation.quote.split())}”"


def to_html(conversation: Conversation, turns: Sequence[Turn], page: str, *, printing: bool = False) -> str:
    """One file that needs no other; its citations lead to the page. With `printing`, it opens the print dialog."""
    body = "".join(turn_html(turn, page) for turn in turns)
    script = "<script>addEventListener('load', () => print())</script>" if printing else ""
    title = escape(conversation.title)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><base href="{escape(page)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title} · Corner Office</title><link rel="icon" href="{ICON}">'
        f"<style>{''.join(asset(name) for name in STYLES)}</style></head>"
        f'<body class="co-standalone co-export"><main><h1 dir="auto">{title}</h1>'
        f'<p class="co-when">Corner Office, {day(conversation.created)}</p>{body}</main>{script}</body></html>'
    )


def day(seconds: float) -> str:
    """A day as people write it, in UTC."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment.day} {moment:%B %Y}"


def turn_html(turn: Turn, page: str) -> str:
    """One question with its answer, and each quote that it rests on."""
    answer = answer_of(turn)
    sources = "".join(
        f'<li value="{citation.marker}"><p>{escape(where(citation))}</p><blockquote>{escape(citation.quote)}'
        "</blockquote></li>"
        for citation in by_marker(answer.citations)
    )
    listed = f'<section class="co-quotes"><h3>Sources</h3><ol>{sources}</ol></section>' if sources else ""
    address = escape(page + answer_address(turn.id))
    return (
        f'<article class="co-turn"><h2 dir="auto">{escape(turn.question)}</h2><div class="co-answer">{badge(answer)}'
        f"{body_html(answer, answer.text)}{differences(answer)}</div>{listed}"
        f'<p class="co-permanent"><a href="{address}">{address}</a></p></article>'
    )


def where(citation: Citation) -> str:
    """The article and the section of a citation."""
    return " › ".join(part for part in (citation.title, citation.section.replace(" > ", " › ")) if part)

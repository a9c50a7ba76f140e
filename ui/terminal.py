"""Answers, hits and versions as plain text for people at a terminal. Not here: JSON (`assistant.contract`)."""

import re
import textwrap
from collections.abc import Sequence

from assistant.store.versions import VersionInfo
from assistant.vocabulary import Answer, Hit, Outcome
from ui.removed import removed_line

WIDTH = 100
ESCAPED = re.compile(r"\\([\\`*_\[\]<|])")
CELL_BREAK = re.compile(r"(?<!\\)\|")


def answer_text(answer: Answer) -> str:
    """The answer, then its numbered sources, nearest sections and follow-ups."""
    parts = ["\n".join(_line(line) for line in answer.text.splitlines())]
    if answer.citations:
        parts.append(
            "Sources\n"
            + "\n".join(
                _wrap(f'[{c.marker}] {c.title}{" > " + c.section if c.section else ""}: "{c.quote}"', indent="    ")
                for c in answer.citations
            )
        )
    if line := removed_line(answer):
        parts.append(_wrap(line))
    if answer.outcome is Outcome.NOT_COVERED and answer.nearest:
        parts.append(
            "Nearest in the articles\n"
            + "\n".join(f"  {near.article}{' > ' + near.section if near.section else ''}" for near in answer.nearest)
        )
    if answer.follow_ups:
        parts.append("You could ask next\n" + "\n".join(f"  {question}" for question in answer.follow_ups))
    return "\n\n".join(parts)


def _line(line: str) -> str:
    """One line of Markdown as plain text: no emphasis marks, table cells side by side, long lines wrapped."""
    if line.startswith("| ---") or line.startswith("|---"):
        return ""
    if line.startswith("|"):
        cells = [_plain(cell.strip()) for cell in CELL_BREAK.split(line)[1:-1]]
        return "\n".join([cells[0], *(_wrap(f"  - {cell}", indent="    ") for cell in cells[1:] if cell)])
    return _wrap(_plain(line), indent="  " if line.startswith("- ") else "")


def _plain(text: str) -> str:
    return ESCAPED.sub(r"\1", text.replace("**", "").replace("\\*", "\0").replace("*", "").replace("\0", "*"))


def _wrap(text: str, *, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def hits_text(hits: Sequence[Hit]) -> str:
    """The ranked passages, each with its score and place."""
    if not hits:
        return "No passage matches."
    return "\n\n".join(
        f"{rank}. {hit.score:.3f}  {' > '.join((hit.passage.article, *hit.passage.section))}\n"
        + textwrap.indent(textwrap.shorten(hit.passage.text, 3 * WIDTH, placeholder=" ..."), "   ")
        for rank, hit in enumerate(hits, 1)
    )


def versions_text(versions: Sequence[VersionInfo]) -> str:
    """The versions, newest first, a line each."""
    if not versions:
        return "There is no version yet. Run `corner-office ingest`."
    return "\n".join(
        f"{info.version}  {info.state.value:<7}  {info.created}  {info.articles} articles, "
        f"{info.passages} passages, {info.sentences} sentences{f', unchecked: {info.reason}' if info.unchecked else ''}"
        for info in versions
    )

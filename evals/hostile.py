"""Text of an article that speaks to a program instead of to readers: the mark of an injected instruction.

A list of wordings, so it finds the usual ones and proves nothing where it finds none. Not here: other rules (`rules`).
"""

import re
from collections.abc import Iterable

from evals.changes import ArticleChange
from evals.verdict import Reason

SHOWN = 120  # characters of a paragraph that a message quotes
TO_A_PROGRAM = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:instructions?|prompts?|rules|guidelines)\b"
    r"|\bsystem prompt\b"
    r"|\byou are (?:now |no longer )?(?:an? )?(?:\w+ )?(?:AI|assistant|language model|chatbot|LLM)\b"
    r"|\b(?:answer|reply|respond) (?:every|all|any) (?:questions?|messages?) with\b"
    r"|<\|\w+\|>|\[/?INST\]|<</?SYS>>",
    re.IGNORECASE,
)


def instruction_reasons(articles: Iterable[ArticleChange]) -> tuple[Reason, ...]:
    """Changed or added paragraphs that speak to a program; each asks for a person."""
    return tuple(
        Reason(
            rule="instructions",
            words=f"New text in {change.article} gives a program instructions: “{excerpt(paragraph.after)}”",
            remedy="Remove it; if readers are to read it, say so: corner-office bless VERSION --reason TEXT",
        )
        for change in articles
        for paragraph in change.paragraphs
        if TO_A_PROGRAM.search(paragraph.after)
    )


def excerpt(text: str) -> str:
    """The beginning of a paragraph, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[:SHOWN].rstrip() + " ..."

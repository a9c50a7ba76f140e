"""What the model is told: the reviewed prose of `prompts/`, with question and evidence fenced as data.

Not here: which evidence there is (`source`).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ANSWER, REQUEST, ADVICE, TRIAL = "answer", "request", "advice", "trial"
# What a fence is made of reads as itself in data, and ends none.
SHIELD = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")"})


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """The two messages that a model is sent."""

    system: str
    user: str

    @property
    def hash(self) -> str:
        """16 hex digits that name the whole prompt, evidence and question included."""
        return hashlib.sha256(f"{self.system}\0{self.user}".encode()).hexdigest()[:16]


@cache
def prose(name: str) -> str:
    """A prompt file's text."""
    return (files("assistant.llm") / "prompts" / f"{name}.md").read_text(encoding="utf-8").strip()


def answer_prompt(question: str, evidence: Sequence[str], decided: str = "") -> Prompt:
    """The prompt that asks for an answer; `decided` is what the reader is told above it already."""
    numbered = "\n".join(f"[S{number}] {fenced(text)}" for number, text in enumerate(evidence, 1))
    request = prose(ADVICE if decided else REQUEST)
    parts = {"evidence": numbered, "question": fenced(question), "decided": fenced(decided)}
    for name, text in parts.items():  # data has no braces left that could be taken for a place to fill
        request = request.replace(f"{{{name}}}", text)
    return Prompt(system=prose(ANSWER), user=request)


def trial_prompt() -> Prompt:
    """The shortest prompt, for finding out whether an endpoint answers at all."""
    return Prompt(system="", user=prose(TRIAL))


def fenced(text: str) -> str:
    """A text as one line of data."""
    return " ".join(text.translate(SHIELD).split())

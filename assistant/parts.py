"""Takes a reader's message apart: markup off, what it tells, and each question that it asks.

Not here: what a question means.
"""

import re
from dataclasses import dataclass

from assistant.attributes import BROAD, attributes_in
from assistant.words import content_stems

AFTERTHOUGHT = 4  # words up to which what follows the last question belongs to it: "Tasks please"
MOST = 3  # questions answered in one message
MARKUP = re.compile(r"<\|[^|<>]{0,40}\|>|</?[a-zA-Z!][^<>]{0,500}>|```|\[/?[A-Z]{3,}\]")
SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f\x00-\x08\x0b-\x1f]")
DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}(?=\s+[a-z])")  # "a C.S.O. is", where the last dot ends no sentence
POLITE = re.compile(
    r"^(?:(?:hi|hello|hey|please|kindly|sorry|excuse me|quick question|just wondering|so)\b[\s,:.!-]*)*"
    r"(?:(?:can|could|would|will) (?:you|u|someone|anyone|anybody) (?:please |kindly |maybe |quickly )?"
    r"(?:tell (?:me|us)|explain(?: to (?:me|us))?|say|clarify|describe|help me understand|let me know)"
    r"|(?:do you|does anyone) (?:happen to )?know|i(?:'d| would) (?:like|love) to (?:know|understand)|i(?:'m| am) (?:wondering|curious)"
    r"|i want to (?:know|understand)|i wonder|any idea|tell (?:me|us)|remind me)\b(?: please)?[\s,:]*(?:about )?(?=\S)",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n+")
ASKING = r"(?:who|whom|what|which|when|where|why|how|is|are|does|do|should|can|will)\b"
JOINED = re.compile(rf",? (?:and|but) (?:also )?(?={ASKING})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message in parts: sentences told before the questions, and the questions, in order, at least one."""

    told: tuple[str, ...]
    questions: tuple[str, ...]


def clean_message(text: str) -> str:
    """The text without markup, chat marks, invisible signs and dots in acronyms; runs of blanks become one."""
    text = MARKUP.sub(" ", SCRIPT.sub(" ", INVISIBLE.sub("", text)))
    text = DOTTED.sub(lambda acronym: acronym.group().replace(".", ""), text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


def take_apart(text: str) -> Message:
    """Split a cleaned message into what it tells and what it asks; without a question mark all of it asks."""
    sentences = [piece.strip() for piece in SENTENCE_END.split(text) if piece and piece.strip()]
    asking = [place for place, piece in enumerate(sentences) if piece.rstrip("\"')]").endswith("?")]
    if not asking:
        return Message(told=(), questions=(without_politeness(" ".join(sentences)),))
    told = tuple(piece for place, piece in enumerate(sentences) if place < asking[0])
    questions = [part for place in asking for part in split_joined(sentences[place])]
    after = [piece for piece in sentences[asking[-1] + 1 :] if len(piece.split()) <= AFTERTHOUGHT]
    if after:
        questions[-1] = f"{questions[-1].rstrip('?')}: {' '.join(after)}?"
    return Message(told=told, questions=tuple(without_politeness(question) for question in questions[:MOST]))


def says_something(part: str) -> bool:
    """Whether a part could be a question of its own: "what does it lead to" could not."""
    return len(content_stems(part)) >= 2 or bool(set(attributes_in(part)) - BROAD) or part != part.lower()


def without_politeness(question: str) -> str:
    """The question itself: "could you tell me what a CMO is?" -> "what a CMO is?"."""
    bare = POLITE.sub("", question)
    return bare if len(bare) >= 3 else question


def split_joined(question: str) -> list[str]:
    """Split "how is it built, and what is it in Canada?" into its two questions; each must say something."""
    parts = [part.strip(" ,") for part in JOINED.split(question)]
    if len(parts) > 1 and re.match(ASKING, parts[0], re.IGNORECASE) and all(says_something(part) for part in parts):
        return [part if part.endswith("?") else part + "?" for part in parts]
    return [question]

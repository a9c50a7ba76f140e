"""Takes a reader's message apart: markup off, what it tells, and each question that it asks.

Not here: what a question means.
"""

import re
from dataclasses import dataclass

from assistant.question.attributes import BROAD, attributes_in
from assistant.question.courtesies import without_courtesies
from assistant.question.reported import CHECK, IS_IT_TRUE, challenge
from assistant.question.understand import OURS
from assistant.text.words import content_stems

AFTERTHOUGHT = 4  # words up to which what follows the last question belongs to it: "Tasks please"
TOLD = 5  # words from which a turn without a question mark may be a sentence
MOST = 3  # questions answered in one message
MARKUP = re.compile(r"<\|[^|<>]{0,40}\|>|</?[a-zA-Z!][^<>]{0,500}>|```|\[/?[A-Z]{3,}\]")
SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f\x00-\x08\x0b-\x1f]")
DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}(?=\s+[a-z])")  # "a C.S.O. is", where the last dot ends no sentence
POLITE = re.compile(
    r"^(?:(?:hi|hello|hey|please|kindly|sorry|excuse me|quick question|just wondering|so)\b[\s,:.!-]*)*"
    r"(?:(?:can|could|would|will) (?:you|u|someone|anyone|anybody) (?:please |kindly |maybe |quickly )?"
    r"(?:tell (?:me|us)|explain(?: to (?:me|us))?|say|clarify|describe|help me understand|let me know"
    r"|(?:outline|summari[sz]e|sketch|lay out|set out|spell out)(?: (?:for|to) [^,;?]{1,40}?)?(?= (?:who|what|which|when|where|why|how)\b))"
    r"|(?:do you|does anyone) (?:happen to )?know|i(?:'d| would) (?:like|love) to (?:know|understand)|i(?:'m| am) (?:wondering|curious)"
    r"|i want to (?:know|understand)|i wonder|any idea|tell (?:me|us)|remind me)\b(?: please)?[\s,:]*(?:about )?(?=\S)",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n+")
SHORTENED = re.compile(
    r"\b(?:i\.e|e\.g|vs|cf|incl|esp|approx|resp|dept|mgmt|mr|mrs|ms|dr|prof|viz)\.$", re.IGNORECASE
)  # a dot that ends no sentence
ASKING = r"(?:who|whom|what|which|when|where|why|how|is|are|does|do|should|can|will)\b"
JOINED = re.compile(rf",? (?:and|but) (?:also )?(?={ASKING})", re.IGNORECASE)
# What a clause needs to be asked by itself: something that it names or points to, not just "what moves with results".
OF_SOMETHING = re.compile(
    r"\b(?:an?|the|our|my|your|their|his|her|its|they|he|she|it|this|that|these|those|each|we|i|you)\b", re.IGNORECASE
)
OF_PERSON = re.compile(
    r"(?:he|she)\b", re.IGNORECASE
)  # told of somebody behind the question: "She is a great storyteller."
BACKGROUND = re.compile(r"(?P<told>[^;]*[^;\s])\s*;\s*(?P<asked>.*)", re.DOTALL)
BACK = re.compile(r"\b(?:that|this|these|those|such|it|he|she|him|her|they|them|his|their|one)\b", re.IGNORECASE)
ASKS = re.compile(rf"(?:(?:so|and|but|now|then)\W+)*{ASKING}", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message in parts: sentences told before the questions, and the questions, in order, at least one.

    `meant` are the rows of the point in the answer before that a message wants explained, if it does.
    """

    told: tuple[str, ...]
    questions: tuple[str, ...]
    meant: tuple[int, ...] = ()


def clean_message(text: str) -> str:
    """The text without markup, chat marks, invisible signs and dots in acronyms; runs of blanks become one."""
    text = MARKUP.sub(" ", SCRIPT.sub(" ", INVISIBLE.sub("", text)))
    text = DOTTED.sub(lambda acronym: acronym.group().replace(".", ""), text)
    return without_courtesies(re.sub(r"[^\S\n]+", " ", text).strip())


def take_apart(text: str) -> Message:
    """Split a cleaned message into what it tells and what it asks; without a question mark all of it asks."""
    sentences = [part for piece in sentences_of(text) for part in background_apart(piece)]
    asking = [place for place, piece in enumerate(sentences) if piece.rstrip("\"')]").endswith("?")]
    if (claim := challenge(sentences)) is not None:
        return Message(told=(claim,) if claim else (), questions=(IS_IT_TRUE,))
    if not asking:
        return Message(told=(), questions=(without_politeness(" ".join(sentences)),))
    told = tuple(
        piece
        for place, piece in enumerate(sentences)
        if place < asking[0] or (place not in asking and (OURS.search(piece) or OF_PERSON.match(piece)))
    )
    questions = [part for place in asking for part in split_joined(sentences[place])]
    after = [piece for piece in sentences[asking[-1] + 1 :] if len(piece.split()) <= AFTERTHOUGHT and piece not in told]
    if after:
        questions[-1] = f"{questions[-1].rstrip('?')}: {' '.join(after)}?"
    return Message(told=told, questions=tuple(without_politeness(question) for question in questions[:MOST]))


def said_before(text: str) -> tuple[str, ...]:
    """What an earlier message told and asked, in order; each question with its mark."""
    message = take_apart(text)
    asked = (f"{one.rstrip(' .?!')}?" if asks(one) else one for one in message.questions)
    return (*message.told, *asked)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; "i.e." and the like end none."""
    found, start = [], 0
    for end in SENTENCE_END.finditer(text):
        if "\n" in end.group() or not SHORTENED.search(text[start : end.start()]):
            found.append(text[start : end.start()] + end.group().strip())
            start = end.end()
    return [piece.strip() for piece in [*found, text[start:]] if piece.strip()]


def background_apart(sentence: str) -> list[str]:
    """What a sentence tells before a semicolon, apart from the question behind it: "we are new to this; what is a CMO?"."""
    match = BACKGROUND.fullmatch(sentence) if sentence.endswith("?") else None
    if match is None or asks(match.group("told")) or not asks(match.group("asked")):
        return [sentence]
    if BACK.search(match.group("asked")) and not CHECK.match(match.group("asked")):
        return [sentence]
    return [match.group("told") + ".", match.group("asked")]


def asks(clause: str) -> bool:
    """Whether a clause begins as a question does: "could you tell me how" does, "we are new to this" does not."""
    return bool(ASKS.match(without_politeness(clause)))


def tells(text: str) -> bool:
    """Whether a turn tells something: a sentence, even one that begins as a question does ("What we lack is ...")."""
    text = text.rstrip()
    return not text.endswith("?") and len(text.split()) >= TOLD and (text.endswith(".") or not asks(text))


def says_something(part: str) -> bool:
    """Whether a part could be a question of its own: "what does it lead to" could not, nor "what moves with results"."""
    if part == part.lower() and not OF_SOMETHING.search(part) and not set(attributes_in(part)) - BROAD:
        return False
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

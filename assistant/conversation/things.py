"""Turns on the thing or the event that the question before is about: "will it replace them?", "does that happen to sales as well?".

Not here: turns that point to roles (`follow`, `pointed`) or to a department, a term or an action (`references`).
"""

import re

from assistant.conversation.phrases import ONE, noun_phrase, sentence, swap_roles
from assistant.conversation.references import department_named
from assistant.conversation.spoken import Standalone, about_roles, core_roles
from assistant.question.attributes import OWNED, attributes_in
from assistant.question.parts import tells
from assistant.question.roles import RoleBook
from assistant.question.understand import OURS

# "How does AI change the job of a CMO?": what does something to somebody.
DOER = re.compile(
    r"^(?:(?:and|so|but) )?(?:(?:how|why|when|where|what)(?: \w+)? )?(?:is|are|does|do|did|has|have|will|would|can|could) (?:the )?"
    r"(?P<thing>(?!it\b|that\b|this\b|they\b|we\b|i\b|you\b)[\w-]+(?: [\w-]+)?) (?:really |also |already )?"
    r"(?:chang|affect|help|alter|reshap|transform|influenc|hurt|impact|threaten|replac|benefit|support|shap|improv|mean for|do to|make)\w*\b",
    re.IGNORECASE,
)
IT = re.compile(r"\bit\b(?!['’]s\b)", re.IGNORECASE)
THEM = re.compile(r"\b(?:them|they)\b", re.IGNORECASE)
HIM = re.compile(r"\b(?:him|her|he|she)\b(?! \w)", re.IGNORECASE)
# "Does that happen to sales as well?", "is that the case for the CSO, too?": the question before, of somebody else.
HAPPENS = re.compile(
    r"^(?:(?:and|but|so)\b[\s,]*)*(?:does|do|did|will|would|can|could|is|are|was) (?:that|this|it|the same|those|these) (?:also |ever |equally )?"
    r"(?:happens?|occurs?|appl(?:y|ies)|holds?|goes|go|count|work|the same|the case|true|so)(?: true| just as much)? (?:to|for|in|of|with|on) (?P<whom>.+)$",
    re.IGNORECASE,
)
TOO = re.compile(r",? (?:as well|too|also|either|then)\W*$", re.IGNORECASE)
# "What do the articles say about sales and marketing being aligned?"
ON = re.compile(
    r"^(?:(?:and|so|but) )?(?:what (?:do|does|is|are) (?:the |your |these )?(?:articles?|sources?|texts?|you)\b.{0,12}?"
    r" (?:say|know|think|tell us|write|told|said) (?:about|on)"
    r"|(?:tell me|talk) (?:something )?(?:about|on)|what about) (?P<topic>[^?.!]+)",
    re.IGNORECASE,
)
THAT = re.compile(r"\b(?:that|this|it)\b(?=\W*$| (?:in|be|is|are|and|at|by|for|with)\b)", re.IGNORECASE)


def of_thing(turn: str, before: Standalone, book: RoleBook) -> Standalone | None:
    """A turn on the thing, or on what happens, that was asked about before; None where it is on none."""
    if not before.text or tells(before.text):
        return None
    return happening(turn, before, book) or done_by(turn, before, book) or on_topic(turn, before, book)


def happening(turn: str, before: Standalone, book: RoleBook) -> Standalone | None:
    """The question before, of the role or the department to which a turn asks if the same happens."""
    match = HAPPENS.match(turn)
    if not match:
        return None
    whom = TOO.sub("", match["whom"]).strip(" ?.!")
    roles = core_roles(whom, book) or department_named(whom, book)
    if not roles:
        return None
    text = swap_roles(before.text, roles, book)
    return Standalone(text=text, roles=core_roles(text, book), bound=True)


def done_by(turn: str, before: Standalone, book: RoleBook) -> Standalone | None:
    """A turn that asks what else the thing does which the question before said to do something to a role."""
    match = DOER.match(before.text)
    if not match or not IT.search(turn) or book.ids(match["thing"]) or book.ids(turn):
        return None
    text = IT.sub(match["thing"], turn, count=1)
    whom = before.recent if len(before.recent) > 1 else before.roles
    if whom and THEM.search(text):
        text = THEM.sub(noun_phrase(whom, book), text, count=1)
    elif before.roles and HIM.search(text):
        text = HIM.sub(noun_phrase(before.roles[-1:], book), text, count=1)
    elif before.roles and not OURS.search(text) and not book.departments & set(text.lower().split()):
        text = f"{text.rstrip(' ?.!')} for {noun_phrase(before.roles, book)}"
    text = sentence(text)
    return Standalone(text=text, roles=about_roles(text, book), bound=True)


def on_topic(turn: str, before: Standalone, book: RoleBook) -> Standalone | None:
    """A turn on "that", where the question before asked for all that is said about something which is no role."""
    match = ON.match(before.text)
    if not match or core_roles(match["topic"], book) or core_roles(turn, book) or not THAT.search(turn):
        return None
    text = sentence(THAT.sub(lambda _: match["topic"].strip(), turn, count=1))
    return Standalone(text=text, roles=(), bound=True)


def own_pointed(turn: str) -> bool:
    """Whether a turn means nothing without the role before: "do they have one?", "what do they earn there?"."""
    return bool(ONE.search(turn) or (THEM.search(turn) and OWNED & attributes_in(turn).keys()))

"""Roles that a turn points to by their place: "the former", "the level below", "the other way round", "now on pay".

Each takes the turn and what was asked before it, and gives the turn spelled out, or nothing. Not here: pronouns (`follow`).
"""

import re
from collections.abc import Mapping

from assistant.conversation.phrases import noun_phrase, put_role, sentence
from assistant.conversation.spoken import Standalone, about_roles, core_roles
from assistant.conversation.things import of_thing
from assistant.conversation.turns import PEOPLE, THESE, TO_WHOM, TWO
from assistant.question.roles import RoleBook
from assistant.question.understand import COMPARING
from assistant.text.words import words

OF_TWO = r"(?:(?: (?:one|role|person|officer|chief|mentioned|named))+|(?: one| role)? of (?:the two|them|these|those))"
FIRST = re.compile(rf"\b(?:the )?former\b(?! \w*(?:cso|cmo|chief))|\bthe first(?:{OF_TWO}\b|(?=\W*$))", re.IGNORECASE)
SECOND = re.compile(rf"\bthe latter\b|\bthe (?:second|last)(?:{OF_TWO}\b|(?=\W*$))", re.IGNORECASE)
THEM = re.compile(r"\b(?:them|it)\b", re.IGNORECASE)
AGAINST = re.compile(
    r"\b(?P<how>above|below|under|over|than|from|with|against|as|to) (?:him|her|them|it|that one)(?=\W*$)",
    re.IGNORECASE,
)
# "the level below", "one step up", "whoever is above her"
RUNG = r"(?:level|rank|tier|step|rung|layer|grade|role|position|post|job|one)"
LEVEL = re.compile(
    rf"\b(?:(?:and|what about) )?(?:the )?(?:next )?(?:{RUNG} (?:just |right |directly |immediately )?(?P<side>below|beneath|underneath|under|above|over)"
    rf"(?: (?:that|this|it|them|him|her))?|(?:one|a|the next|next) {RUNG} (?P<way>down|up|lower|higher)"
    rf"|(?:whoever|the (?:person|one|people)) (?:who )?(?:is |are |sits? |comes? |stands? )?(?:just |right |directly )?(?P<who>below|above|under)"
    rf"(?: (?:that|this|it|them|him|her))?)(?=\W*$| (?:do|does|is|are|has|have|earn|need|get)\b)",
    re.IGNORECASE,
)
UPWARDS = frozenset({"above", "over", "up", "higher"})
# Titles from the lowest to the highest, as companies rank them.
TITLES = ("manager", "director", "vice president", "chief")
REVERSED = re.compile(
    r"^(?:(?:no|and|or|so|but|ok|then|i meant|i mean|what|how|about|is|does|it|the same|true|work|if)\b[\s,]*)*"
    r"(?:the other way (?:a?round|about)|vice versa|conversely|the (?:reverse|converse|opposite)(?: (?:case|direction|question))?|(?:in )?reverse|reversed"
    r"|(?:in |from )?the (?:other|opposite) direction|with the roles (?:swapped|reversed)|if you swap them)\W*$",
    re.IGNORECASE,
)
ASPECT = re.compile(
    r"^(?:(?:and|now|then|next|also|please|do it|compare them|the same|same|what about)\b[\s,]*)*"
    r"(?:on|by|in terms of|as (?:for|to)|regarding|concerning|with regard to|when it comes to)\s+(?P<aspect>\w.+)$",
    re.IGNORECASE,
)
THEIRS = re.compile(
    r"\s+(?:that |which )?(?:they|both|each|the two)(?: of them)?(?: both| each)? [a-z]+\W*$", re.IGNORECASE
)
THEIR = re.compile(r"^their\b", re.IGNORECASE)
# What only two can do or have: "do they get along?", "how do they differ?"
TOGETHER = re.compile(
    r"\b(?:each other|one another|together|get(?:ting)? along|differ\w*|in common|clash\w*|disagree\w*|overlap\w*|compare|fight)\b",
    re.IGNORECASE,
)
SHARED = re.compile(r"\b(?:shar\w+|also|as well|too|in common|overlap\w*|the same)\b", re.IGNORECASE)

# "The sales head or the marketing one"
OTHER_HEAD = re.compile(
    r"\b(?P<first>(?:sales|marketing) )(?P<head>heads?|chiefs?|boss|leads?|leaders?|officers?|executives?)"
    r"(?P<between> (?:or|and|than|versus|vs) (?:the |an? )?)"
    r"(?P<side>sales|marketing) ones?\b",
    re.IGNORECASE,
)
# In the plural they are two, not the one leader of both departments.
JOINED_HEADS = re.compile(
    r"\b(?:the |our |my |both )?(?:(?:two )?(?:heads|chiefs|leaders|bosses) of (?:sales and marketing|marketing and sales)"
    r"|(?:sales and marketing|marketing and sales) (?:heads|chiefs|leaders|bosses))\b",
    re.IGNORECASE,
)


def pair_of(text: str, book: RoleBook, counterparts: Mapping[str, str]) -> str:
    """The text with "the two chiefs", or "who reports to whom", asked of the pair that articles set side by side most."""
    text = OTHER_HEAD.sub(r"\g<first>\g<head>\g<between>\g<side> \g<head>", text, count=1)
    pair = next(iter(counterparts.items()), None)
    if pair is not None:
        text = JOINED_HEADS.sub(noun_phrase(pair, book), text, count=1)
    if pair is None or core_roles(text, book):
        return text
    everyone = TO_WHOM.sub(f"Who do {noun_phrase(pair, book)} report to", text, count=1)
    return TWO.sub(noun_phrase(pair, book), everyone, count=1)


def placed(text: str, before: Standalone, book: RoleBook) -> str:
    """The turn with "the former", "the second one" or "the level below" spelled out as the role meant; else as it is."""
    if core_roles(text, book):
        return text
    spoken = core_roles(before.text, book)
    pair = spoken if len(spoken) == 2 else tuple(sorted(before.recent, key=before.order.index))
    if len(pair) == 2:
        for pattern, role in ((FIRST, pair[0]), (SECOND, pair[1])):
            if pattern.search(text):
                return with_others(pattern.sub(noun_phrase((role,), book), text, count=1), before.text, book)
    match = LEVEL.search(text)
    if not match or len(before.roles) != 1:
        return text
    up = next(one for one in match.groups() if one).lower() in UPWARDS
    role = next_title(before.roles[0], book, up=up)
    if role:
        return f"{text[: match.start()]}{noun_phrase((role,), book)}{text[match.end() :]}"
    name = noun_phrase(before.roles, book)
    return f"Who does {name} report to?" if up else f"Who reports to {name}?"


def with_others(text: str, before: str, book: RoleBook) -> str:
    """The turn with "them" spelled out as the one other position that the question before names."""
    others = [one for one in book.find(before) if one.id not in book.core]
    return THEM.sub(f"the {before[others[0].start : others[0].end]}", text, count=1) if len(others) == 1 else text


def asked_anew(turn: str, before: Standalone, book: RoleBook, counterparts: Mapping[str, str]) -> Standalone | None:
    """The question before with its roles the other way round, or on another aspect."""
    other = counterparts.get(before.roles[0], "") if before.roles else ""
    return reversed_roles(turn, before, book, other) or on_aspect(turn, before, book) or of_thing(turn, before, book)


def behind_named(turn: str, before: Standalone, named: tuple[str, ...], book: RoleBook) -> Standalone | None:
    """A turn that sets a role against the one spoken of: "is the director below him?"."""
    if not AGAINST.search(turn):
        return None
    text = AGAINST.sub(lambda match: f"{match['how']} {noun_phrase(before.roles, book)}", turn, count=1)
    return Standalone(text=sentence(text), roles=named, bound=True)


def next_title(role: str, book: RoleBook, *, up: bool) -> str:
    """The core role with the next higher or lower title, the one whose name has most words in common; empty if none has."""
    rank = rank_of(role, book)
    others = [(one, place) for one in sorted(book.core) if (place := rank_of(one, book)) >= 0]
    there = [place for _, place in others if (place > rank if up else place < rank)]
    if rank < 0 or not there:
        return ""
    level = min(there) if up else max(there)
    mine = {word.norm for word in words(book.roles[role].name)}
    alike = {
        one: len(mine & {word.norm for word in words(book.roles[one].name)}) for one, place in others if place == level
    }
    return max(alike, key=lambda one: alike[one])


def rank_of(role: str, book: RoleBook) -> int:
    """The place of a role's title among `TITLES`, by its name or else by another; -1 for a role with none of them."""
    names = [name.lower() for name in (book.roles[role].name, *book.roles[role].aliases)]
    return next((place for name in names for place, title in enumerate(TITLES) if name.startswith(title)), -1)


def reversed_roles(turn: str, before: Standalone, book: RoleBook, other: str) -> Standalone | None:
    """The question before with its two roles, or departments, in each other's place; one alone makes way for the `other` role."""
    if not before.text or not REVERSED.match(turn):
        return None
    heads = {role.department: role.id for role in book.roles.values() if role.department}
    spans = [(one.id, one.start, one.end) for one in book.find(before.text) if one.id in book.core]
    if not spans:
        spans = [(heads[word.norm], word.start, word.end) for word in words(before.text) if word.norm in heads]
    named = list(dict.fromkeys(role for role, *_ in spans))
    if not named or len(named) > 2 or (len(named) == 1 and not other):
        return None
    texts = {role: before.text[start:end] for role, start, end in reversed(spans)}
    instead = (
        {named[0]: texts[named[1]], named[1]: texts[named[0]]}
        if len(named) == 2
        else {named[0]: book.roles[other].name}
    )
    if len(named) == 1:  # what is the other's department becomes that of the one
        mine, theirs = book.roles[named[0]].department, book.roles[other].department
        beside = [word for word in words(before.text) if theirs and word.norm == theirs]
        spans += [(other, word.start, word.end) for word in beside if not any(a <= word.start < b for _, a, b in spans)]
        instead[other] = mine or theirs
        spans.sort(key=lambda span: span[1])
    text = before.text
    for role, start, end in reversed(spans):
        text = text[:start] + instead[role] + text[end:]
    text = sentence(text)
    return Standalone(text=text, roles=about_roles(text, book), bound=True)


def on_aspect(turn: str, before: Standalone, book: RoleBook) -> Standalone | None:
    """A comparison asked for before, on another aspect: "now on the team they lead"."""
    roles = core_roles(before.text, book)
    match = ASPECT.match(turn)
    if not match or len(roles) < 2 or not COMPARING.search(before.text) or core_roles(turn, book):
        return None
    aspect = THEIR.sub("the", THEIRS.sub("", match.group("aspect").strip(" ?.!")))
    return Standalone(text=f"Compare {noun_phrase(roles, book)} on {aspect}.", roles=roles, bound=True)


def of_both(turn: str, before: Standalone, book: RoleBook) -> Standalone | None:
    """What only two can do, asked with "they" after a turn on each: "do they get along?"."""
    if len(before.roles) != 1 or len(before.recent) < 2 or not (TOGETHER.search(turn) and PEOPLE.search(turn)):
        return None
    return Standalone(text=sentence(put_role(turn, before.recent, book)), roles=before.recent, bound=True)


def of_shared(turn: str, before: Standalone, named: tuple[str, ...], listed: str, book: RoleBook) -> Standalone | None:
    """What of the list asked for before another role has as well: "which of those does the director share?"."""
    others = tuple(role for role in named if role not in before.roles)
    if not others or len(before.roles) != 1 or not (THESE.search(turn) and SHARED.search(turn)):
        return None
    roles = (*before.roles, *others)
    return Standalone(text=f"What {listed} do {noun_phrase(roles, book)} share?", roles=roles, bound=True)

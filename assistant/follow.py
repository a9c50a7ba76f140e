"""Makes a question of a conversation stand alone: pronouns, ellipsis, corrections, "the other one".

Not here: what the question then means (`understand`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.attributes import Attribute, attributes_in
from assistant.framing import BARE
from assistant.names import NameBook
from assistant.roles import RoleBook
from assistant.understand import ONE_SIDED, OURS, foreground, topic_of, without_roles
from assistant.words import content_stems, words

OPENING = re.compile(
    r"^(?:(?:and|but|so|ok|okay|also|then|well|right|hm+|thanks|great|cool|good|nice|fine|sure|alright)\b[\s,.!-]*)+",
    re.IGNORECASE,
)
CORRECTION = re.compile(
    r"^(?:no\b|nope\b|sorry\b|wait\b|not (?:the|a)\b|actually\b)?[\s,.!-]*(?:i (?:meant|mean|was asking about|am asking about)"
    r"|make (?:that|it)|rather)\b[\s,:]*",
    re.IGNORECASE,
)
ELLIPSIS = re.compile(
    r"^(?:what|how) about\b|^(?:same|and|or|also) (?:for|with|of)\b|^(?:for|with|of|to|from|by|in)\b|^versus\b|^vs\b",
    re.IGNORECASE,
)
COUNTERPART = re.compile(
    r"\b(?:(?:the|its|his|her|their) )?(?:(?:(sales|marketing) (?:counterparts?|equivalents?|side|one)|counterparts? (?:in|for|on|over in) (sales|marketing))"
    r"|other (?:one|role|two|person|leader|post|position|guy|job)|other\b(?=\W*$)|counterpart)",
    re.IGNORECASE,
)
THESE = re.compile(r"\b(?:which|what|any|one|some|all|most|how many) (?:one )?of (?:these|those|them)\b", re.IGNORECASE)
MORE = re.compile(
    r"^(?:why|how so|how come|tell me more|more|more details?|go on|explain|elaborate|can you elaborate|in what way"
    r"|such as|for example|what else|anything else|why is that)\W*$",
    re.IGNORECASE,
)
# "does it help sales chiefs as well?": the question before, of somebody else.
AS_WELL = re.compile(
    r"\b(?:it|that|this|those|these)\b.*\b(?:as well|too|also|the same)\b|\bsame (?:for|with|of)\b", re.IGNORECASE
)
TWO = re.compile(
    r"\b(?:the |these |those |both (?:the )?)(?:two |2 )?(?:commercial |c-suite |top |different )?(?:chiefs|officers|executives|c-level roles|posts)\b",
    re.IGNORECASE,
)
TO_WHOM = re.compile(
    r"^(?:so |and )?(?:who (?:reports|answers) to who(?:m)?|who is (?:above|under|over|below) who(?:m)?|who(?:'s| is) who(?:se|'s) boss"
    r"|(?:what|how) (?:do|does|are|is) the reporting (?:lines?|structure)(?: look(?: like)?)?)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:no|not|without|instead of|rather than) (?:an? |the |any )?\w+", re.IGNORECASE)
POINTING = re.compile(r"\b(?:that|this|it)\b", re.IGNORECASE)
EACH = re.compile(
    r"\b(?:each|both|either|neither)(?: one)?(?: of (?:them|these|those|the two))?\b|\bthe two(?: of them)?\b",
    re.IGNORECASE,
)
PAIRED = frozenset({Attribute.DIFFERENCE, Attribute.SIMILARITY, Attribute.NAMES})
THESE_FROM = "which of"
SUBJECT = re.compile(
    r"\b(do|are|have|were)\s+(?:they|he|she|these two|those two|the two)\b|\b(?:they|he|she)\s+(are|have|do|were)\b",
    re.IGNORECASE,
)
SINGULAR = {"do": "does", "are": "is", "have": "has", "were": "was"}
POSSESSIVE = re.compile(r"\b(?:their|his|her(?=\s+[a-z])|its|theirs)\b", re.IGNORECASE)
PERSON = re.compile(
    r"\b(?:they|them|he|she|him|her|it|(?:this|that|the|such a|these|those) (?:role|person|position|job|executive|leader"
    r"|officer|roles|people|leaders|one|two)|both of them|both|this one|that one|one of them)\b",
    re.IGNORECASE,
)
# An attribute that is always somebody's: "and the pay?" means the pay of the role spoken of.
OWNED = frozenset(
    {Attribute.PAY, Attribute.BUDGET, Attribute.TEAM, Attribute.METRICS, Attribute.TOOLS, Attribute.SKILLS,
     Attribute.QUALIFICATIONS, Attribute.CAREER, Attribute.TRAITS, Attribute.REPORTING, Attribute.PROS, Attribute.CONS,
     Attribute.RESPONSIBILITIES, Attribute.HORIZON, Attribute.FORECAST, Attribute.FINANCE, Attribute.PRODUCT,
     Attribute.SITUATIONS, Attribute.GOAL, Attribute.JOURNEY, Attribute.AUDIENCE, Attribute.ACTIVITIES}
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Standalone:
    """A question that stands alone.

    `asked` is the last turn in the reader's words; `recent` are the last roles spoken of in the conversation, at
    most two, oldest first.
    """

    text: str
    roles: tuple[str, ...]
    asked: str = ""
    recent: tuple[str, ...] = ()


def stand_alone(
    turns: tuple[str, ...],
    book: RoleBook,
    counterparts: Mapping[str, str],
    correct: Callable[[str], str],
    terms: NameBook | None = None,
) -> Standalone:
    """Make the last turn stand alone in the light of the earlier ones.

    `counterparts` gives for a role the one that articles set beside it; `correct` mends typos.
    """
    current = Standalone(text="", roles=())
    for position, turn in enumerate(turns):
        text = pair_of(book.spell_out(correct(turn.strip())), book, counterparts)
        before = current
        current = _step(text, before, book, counterparts, terms) if position else _fresh(text, book)
        seen = [role for role in before.recent if role not in current.roles]
        current = replace(current, asked=text, recent=tuple([*seen, *current.roles][-2:]))
    return current


def pair_of(text: str, book: RoleBook, counterparts: Mapping[str, str]) -> str:
    """The text with "the two chiefs", or "who reports to whom", asked of the pair that articles set side by side most."""
    pair = next(iter(counterparts.items()), None)
    if pair is None or core_roles(text, book):
        return text
    everyone = TO_WHOM.sub(f"Who do {noun_phrase(pair, book)} report to", text, count=1)
    return TWO.sub(noun_phrase(pair, book), everyone, count=1)


def _fresh(text: str, book: RoleBook, roles: tuple[str, ...] = ()) -> Standalone:
    return Standalone(text=text, roles=about_roles(text, book) or roles)


def about_roles(text: str, book: RoleBook) -> tuple[str, ...]:
    """The core roles that a text is about; for the advantages of one over another only the one."""
    roles = core_roles(text, book)
    if len(roles) > 1 and NEGATED.search(text):
        return foreground(text, book) or roles
    if len(roles) > 1 and ONE_SIDED & attributes_in(without_roles(text, book)).keys():
        return foreground(text, book) or roles
    return roles


def core_roles(text: str, book: RoleBook) -> tuple[str, ...]:
    """The core roles named in a text, in order."""
    return tuple(role for role in book.ids(text) if role in book.core)


def _step(
    text: str, before: Standalone, book: RoleBook, counterparts: Mapping[str, str], terms: NameBook | None
) -> Standalone:
    """One turn after `before`."""
    bare = OPENING.sub("", text).strip() or text
    if MORE.match(bare) and before.text:
        return before
    if BARE.match(bare) and before.text:
        return replace(before, text=f"{before.text.rstrip('?.! ')}: {bare[:1].lower()}{bare[1:]}")
    named = core_roles(bare, book)
    other = _counterpart(bare, before, counterparts) if not named else ()
    named = named or other
    asked = bool(before.text) and not before.text.rstrip().endswith((".", "!"))
    if named and asked and _refers_back(bare, book, named_by_counterpart=bool(other)):
        return Standalone(text=swap_roles(before.text, before.roles, named, book), roles=named)
    if other:
        bare = COUNTERPART.sub(noun_phrase(other, book), bare)
        return Standalone(text=sentence(bare), roles=other)
    if named or not before.roles:
        return _thin(text, before, book) or Standalone(text=sentence(bare) if bare != text else text, roles=named)
    if EACH.search(bare) and len(before.recent) > 1:
        return Standalone(text=sentence(EACH.sub(noun_phrase(before.recent, book), bare, count=1)), roles=before.recent)
    if len(before.roles) > 1 and PAIRED & attributes_in(bare).keys() and not topic_of(bare, book)[3:]:
        return Standalone(text=f"{bare.rstrip(' ?.!')}: {noun_phrase(before.roles, book)}?", roles=before.roles)
    if THESE.search(bare):
        listed = f"{THESE_FROM} the {listed_before(before.text, book)} of {noun_phrase(before.roles, book)}"
        return Standalone(text=sentence(THESE.sub(listed, bare, count=1)), roles=before.roles)
    if terms and terms.ids(bare) and not (PERSON.search(bare) or POSSESSIVE.search(bare)):
        return Standalone(text=sentence(bare), roles=())
    return _inherit(bare, text, before, book)


def _refers_back(bare: str, book: RoleBook, *, named_by_counterpart: bool) -> bool:
    """Whether a turn only puts another role into the question before: "what about the CMO?", "the CMO?"."""
    if AS_WELL.search(bare) and not OWNED & attributes_in(without_roles(bare, book)).keys():
        return True
    said = CORRECTION.sub("", ELLIPSIS.sub("", COUNTERPART.sub("", bare) if named_by_counterpart else bare))
    return not topic_of(said, book) and not asks_something(said, book)


def listed_before(text: str, book: RoleBook) -> str:
    """What the list was of that was asked for: "drawbacks"; "points" if the question does not tell."""
    asked = attributes_in(without_roles(text, book))
    return next((name.value for name in asked if name in OWNED), "points")


def asks_something(text: str, book: RoleBook) -> bool:
    """Whether a text asks something by itself ("who is the CMO"), rather than just naming a role."""
    return any(
        word.norm in {"who", "what", "when", "where", "why", "how", "which", "is", "does", "do", "should", "can"}
        for word in words(without_roles(text, book))
    )


def _counterpart(text: str, before: Standalone, counterparts: Mapping[str, str]) -> tuple[str, ...]:
    match = COUNTERPART.search(text)
    if not match:
        return ()
    side = (match.group(1) or match.group(2) or "").lower()
    if side:
        sides = {"sales": "cso", "marketing": "cmo"}
        wanted = [role for role in {*counterparts.values(), *counterparts} if role == sides[side]]
        return tuple(wanted[:1])
    other = counterparts.get(before.roles[-1], "") if before.roles else ""
    return (other,) if other else ()


def _inherit(bare: str, text: str, before: Standalone, book: RoleBook) -> Standalone:
    """A turn without a role of its own: pronouns, or an attribute that must be somebody's."""
    roles = before.roles
    if PERSON.search(bare) or POSSESSIVE.search(bare):
        return Standalone(text=sentence(put_role(bare, roles, book)), roles=roles)
    attributes = attributes_in(bare)
    if ONE_SIDED & attributes.keys() and POINTING.search(bare):
        return Standalone(text=sentence(POINTING.sub(noun_phrase(roles, book), bare, count=1)), roles=roles)
    said = ELLIPSIS.sub("", bare)
    short = len(content_stems(said)) <= 3
    if (bare != text or said != bare or short) and OWNED & attributes.keys() and short:
        return Standalone(text=about(said, roles, book), roles=roles)
    return _thin(text, before, book) or Standalone(text=sentence(bare), roles=())


def _thin(text: str, before: Standalone, book: RoleBook) -> Standalone | None:
    """A turn too short to mean anything alone, joined to the statement before it: "... who has the last word?"."""
    told = before.text and not before.text.rstrip().endswith("?")
    thin = len(topic_of(text, book)) <= 2 and not OWNED & attributes_in(text).keys()
    if not told or not thin or core_roles(text, book) or OURS.search(text):
        return None
    return Standalone(text=f"{before.text.rstrip('.!; ')}: {text[:1].lower()}{text[1:]}", roles=before.roles)


def put_role(text: str, roles: tuple[str, ...], book: RoleBook) -> str:
    """Replace the pronouns of a text by the roles: "who do they report to" -> "who does a ... report to"."""
    name = noun_phrase(roles, book)
    plural = len(roles) > 1

    def subject(match: re.Match[str]) -> str:
        before, after = match.group(1), match.group(2)
        verb = (before or after).lower()
        verb = verb if plural else SINGULAR[verb]
        return f"{verb} {name}" if before else f"{name} {verb}"

    replaced = SUBJECT.sub(subject, text, count=1)
    replaced = POSSESSIVE.sub(name + "'s", replaced, count=1) if replaced == text else replaced
    return PERSON.sub(name, replaced, count=1) if replaced == text else POSSESSIVE.sub("the role's", replaced)


def noun_phrase(roles: tuple[str, ...], book: RoleBook) -> str:
    """The roles with their articles: "a chief sales officer and a chief marketing officer"."""
    return " and ".join(f"{article_for(book.roles[role].name)} {book.roles[role].name}" for role in roles)


def article_for(name: str) -> str:
    """The indefinite article for a name: "a" or "an"."""
    return "an" if name[:1].lower() in "aeiou" else "a"


def swap_roles(text: str, old: tuple[str, ...], new: tuple[str, ...], book: RoleBook) -> str:
    """The question before, asked of other roles."""
    mentions = [mention for mention in book.find(text) if mention.id in book.core]
    if not mentions or len(old) != 1:
        return about(text, new, book) if not mentions else sentence(_replace_all(text, mentions, new, book))
    return sentence(_replace_all(text, mentions, new, book))


def _replace_all(text: str, mentions: list, new: tuple[str, ...], book: RoleBook) -> str:  # type: ignore[type-arg]
    """Put the new roles where the first mention stood, and drop the others with what joined them."""
    first, last = mentions[0], mentions[-1]
    names = " and ".join(book.roles[role].name for role in new)
    return text[: first.start] + names + text[last.end :]


def about(text: str, roles: tuple[str, ...], book: RoleBook) -> str:
    """Say whom a question is about: "the pay" -> "The pay of a chief sales officer?"."""
    bare = text.rstrip(" ?!.")
    return sentence(f"{bare} of {noun_phrase(roles, book)}?")


def sentence(text: str) -> str:
    """The text with a capital letter and a question mark."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith(("?", ".", "!")) else text + "?"

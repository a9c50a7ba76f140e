"""What a turn of a conversation points to besides roles: a department, a term, a thing, what was said to be done.

Each takes the turn and the question before, and gives the turn spelled out, or nothing. Not here: roles (`follow`).
"""

import re

from assistant.conversation.phrases import put_name, refers, sentence
from assistant.question.attributes import OWNED, attributes_in
from assistant.question.roles import RoleBook
from assistant.question.understand import without_names, without_roles
from assistant.text.names import NameBook
from assistant.text.words import words

# Words around a department's name that name nothing else: "and for the sales people?".
AROUND = frozenset(
    "a the its our your their them they those that my people person folks team guys guy side staff department function lot crew one ones in of for on with"
    " to by at then instead too also please only just well as same colleague colleagues counterpart counterparts equivalent and or"
    " what how about but no not so ok now again".split()
)
AUXILIARY = r"(?:do|does|did|should|can|could|would|will|must|may|is|are|whether|if|that|when|how|to have)"
THINGS = re.compile(
    r"^(?:and |so )?(?:what|which) (?P<noun>(?:[a-z-]+ ){0,2}?[a-z-]{4,}) (?:do|does|did|should|can|must|has|have|is|are)\b",
    re.IGNORECASE,
)
KINDS = re.compile(
    r"\b(?:kinds?|types?|sorts?|variety|versions?|ones?)\b(?! of)(?=\W*$| (?:who|what|where|do|does|is|are|in|for|then)\b|,)",
    re.IGNORECASE,
)
PLURAL = re.compile(
    r"^(?:and |so )?(?:what|which) (?:kinds? of |types? of |sorts? of )?(?P<noun>[a-z-]+s)\b", re.IGNORECASE
)
DOES_SO = re.compile(
    r"\b(?P<join>whether|if|that|when|how|where) (?P<who>they|it|he|she) (?:do|does|should|can|will|would|are|is)(?P<so> (?:so|that|this))?\W*$",
    re.IGNORECASE,
)
DONE = re.compile(
    r"\bget(?:ting)? there\b|\b(?:do(?:ing)?|achiev(?:e|ing)|manag(?:e|ing)|accomplish(?:ing)?) (?:so|that|this)\b|\bmak(?:e|ing) (?:that|this|it) happen\b",
    re.IGNORECASE,
)
AVOIDED = re.compile(r"\b(?P<verb>avoid|prevent|stop|cause|ensure|help)s? (?:that|this|it)\b", re.IGNORECASE)
WHO = re.compile(r"^(?:so |and )?who(?:'s| is| was)?(?! (?:an?|the)\b) (?P<doing>[^?]+)\?*$", re.IGNORECASE)
# What is asked of things rather than of who has them: "what do they cost?" after "what tools does a CSO use?".
OF_THINGS = re.compile(
    r"\b(?P<aux>do|does|did|would|will|should|can) (?:they|those|these|it) (?=(?:cost|mean|measure|look like|matter|stand for|involve|show)\b)",
    re.IGNORECASE,
)
HE = re.compile(r"\b(?:he|she|him|(?:that|this) (?:person|one))\b", re.IGNORECASE)


def department_named(text: str, book: RoleBook) -> tuple[str, ...]:
    """The role that heads the one department which is all that a text names: "and of marketing", "the sales people"."""
    heads = {role.department: role.id for role in book.roles.values() if role.department}
    named = [word.norm for word in words(text) if word.norm not in AROUND]
    return (heads[named[0]],) if len(named) == 1 and named[0] in heads else ()


def departments_in(text: str, book: RoleBook, terms: NameBook | None) -> tuple[str, ...]:
    """The departments that a text names outside the glossary's terms, each once, in order."""
    heads = {role.department for role in book.roles.values() if role.department}
    bare = without_names(text, terms) if terms else text
    return tuple(dict.fromkeys(word.norm for word in words(bare) if word.norm in heads))


def with_kind(text: str, before: str, terms: NameBook | None) -> str:
    """Spell out "and the sales accepted kind?" after a question on leads, "and smaller ones" after one on companies."""
    match = KINDS.search(text)
    found = terms.find(before) if terms else ()
    plural = PLURAL.match(before)
    if not match or (
        match.start()
        and text[: match.start()].split()[-1].lower() in {"the", "which", "this", "that", "no", "each", "any"}
    ):
        return ""
    if match.group().lower() == "ones" and plural:
        return text[: match.start()] + plural.group("noun") + text[match.end() :]
    qualified = match.group().lower() != "one" or re.search(
        r"\ban? (?:[\w-]+ )+$", text[: match.start()], re.IGNORECASE
    )
    if len(found) == 1 and match.group().lower() != "ones" and qualified:
        noun = words(before[found[0].start : found[0].end])[-1].text
        spelled = text[: match.start()] + noun + text[match.end() :]
        return spelled if terms and terms.ids(spelled) else ""
    return ""


def with_term(text: str, before: str, book: RoleBook, terms: NameBook | None) -> str:
    """The turn with "it" spelled out where the question before is about one term of the glossary and no role."""
    found = terms.find(before) if terms else ()
    if len(found) != 1 or book.ids(before) or not refers(text) or (terms and terms.ids(text)):
        return ""
    start, end = found[0].start, found[0].end
    article = re.search(r"\b(?:an?|the) $", before[:start])
    return sentence(
        put_name(text, before[article.start() if article else start : end], plural=before[:end].endswith("s"))
    )


def with_departments(text: str, departments: tuple[str, ...], *, plural: bool = False) -> str:
    """The turn with its pronoun spelled out as the departments spoken of."""
    return sentence(put_name(text, " and ".join(departments), plural=plural or len(departments) > 1))


def with_doing(text: str, before: str, name: str, after: int) -> str:
    """Spell out "how would I know whether they do?" after "should sales and marketing get along?", with what it is that they do.

    `name` is the subject spoken of, which ends in `before` at `after`.
    """
    doing = re.sub(r"\s+at all$", "", before[after:].strip(" ?.!"))
    if not doing or not re.search(rf"\b{AUXILIARY} (?:an? |the )?{re.escape(name)}$", before[:after], re.IGNORECASE):
        return ""
    if match := DOES_SO.search(text):
        return sentence(f"{text[: match.start()]}{match.group('join')} {name} {doing}")
    if DONE.search(text):
        return DONE.sub(lambda _: doing, text, count=1)
    return (
        AVOIDED.sub(lambda match: f"{match.group('verb')} that {name} {doing}", text, count=1)
        if AVOIDED.search(text)
        else ""
    )


def with_whoever(text: str, before: str) -> str:
    """Spell out "what does he go by?" after "Who steps in when they fight?", with "whoever steps in when they fight" for "he"."""
    match = WHO.match(before)
    if not match or not HE.search(text):
        return ""
    doing = match.group("doing").strip()
    doing = f"is {doing}" if re.match(r"(?:and |so )?who(?:'s| is)\b", before, re.IGNORECASE) else doing
    return sentence(HE.sub(lambda _: f"whoever {doing}", text, count=1))


def with_things(text: str, before: str, names: str) -> str:
    """Spell out "what do they cost?" after "what tools does a CSO use?", with "the tools of a CSO" for "they"."""
    things = things_of(before)
    match = OF_THINGS.search(text)
    if not match or not things.endswith("s"):
        return ""
    return sentence(f"{text[: match.start()]}do the {things} of {names} {text[match.end() :]}")


def things_of(before: str) -> str:
    """What a question asks for by its noun: "What software does marketing live in?" -> "software"."""
    match = THINGS.match(before)
    return match.group("noun").lower() if match else ""


def listed_before(text: str, book: RoleBook) -> str:
    """What the list was of that was asked for: "drawbacks"; "points" if the question does not tell."""
    asked = attributes_in(without_roles(text, book))
    return next((name.value for name in asked if name in OWNED), "points")

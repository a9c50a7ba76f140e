"""Reads a question: the roles meant, the attributes asked for, and the kind of answer wanted.

Not here: earlier turns (`follow`), or whether the articles can answer it (`abstain`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.question.attributes import Attribute, attributes_in, cue_stems
from assistant.question.roles import RoleBook
from assistant.question.sides import asks_side, weighed
from assistant.question.wanted import Wanted, wanted_in
from assistant.text.names import NameBook
from assistant.text.words import content_stems, words


class Kind(StrEnum):
    """What kind of answer a question wants."""

    FACT = "fact"
    DEFINITION = "definition"
    OVERVIEW = "overview"  # "What does a CMO do?": who it is, then what the job takes in
    LIST = "list"
    COMPARISON = "comparison"
    YES_NO = "yes_no"
    ADVICE = "advice"


@dataclass(frozen=True, kw_only=True)
class Understanding:
    """A question as the rest of the program sees it.

    `text` is the standalone wording with typos mended, `asked` the reader's own sentence in it; `roles` are core roles in the order named,
    `others` further roles named, `strangers` names of positions that the glossary does not have.
    `attributes` are the attributes asked for, with the length of the cue that named each.
    `topic` holds the stems left when role names and function words are taken out, `rest` those that no
    attribute's cue explains either. `terms` and `departments` say whether any is named, `agreement` whether it is asked if
    the articles agree on it. A role set back by "rather than" or "no" is not among `roles`.
    """

    text: str
    asked: str
    roles: tuple[str, ...]
    others: tuple[str, ...]
    strangers: tuple[str, ...]
    attributes: Mapping[Attribute, int]
    kind: Kind
    wanted: Wanted
    stems: tuple[str, ...]
    topic: tuple[str, ...]
    rest: tuple[str, ...] = ()
    terms: bool = False
    departments: bool = False
    agreement: bool = False


# Attributes of how two roles work together: asked of both, they need no comparison.
JOINT = frozenset(
    {Attribute.ALIGNMENT, Attribute.CONFLICT, Attribute.BENEFITS, Attribute.SIMILARITY, Attribute.FUTURE,
     Attribute.TECHNOLOGY, Attribute.NAMES, Attribute.SIZE, Attribute.LEADS}
)  # fmt: skip
# Attributes that articles give as lists.
LISTED = frozenset(
    {Attribute.RESPONSIBILITIES, Attribute.PROS, Attribute.CONS, Attribute.SITUATIONS, Attribute.SKILLS,
     Attribute.BENEFITS, Attribute.SIMILARITY, Attribute.METRICS, Attribute.CHANGE}
)  # fmt: skip

# Attributes that are one role's as against another's.
ONE_SIDED = frozenset({Attribute.PROS, Attribute.CONS, Attribute.SITUATIONS})
SET_BACK = re.compile(
    r"\b(?:over|than|preferable to|superior to|instead of|in place of|rather than|as opposed to|compared (?:to|with)|against|no|not|without|never)"
    r"(?: \w+ by)?(?: (?:an?|the|our|your|any|having|hiring))*\W*$",
    re.IGNORECASE,
)

COMPARING = re.compile(
    r"\b(?:differ\w*|difference\w*|distinguish\w*|distinction|compar\w+|versus|vs\.?|contrast\w*|unlike|apart"
    r"|rather than|as opposed to|side by side|than an?|next to (?:each|one an)other|beside (?:each|one an)other|aspect by aspect"
    r"|(?:against|alongside) (?:each|one an)other|head to head|lin(?:e|ed|ing) up against)\b",
    re.IGNORECASE,
)
DEFINING = re.compile(
    r"(?:^|[,:.] )(?:(?:so|and|ok|please)\W+)*"
    r"(?:(?:who|what)(?:'s| is| are| exactly is|'re)|define|definition of|tell me (?:about|what)|explain"
    r"|describe|meaning of|what do(?:es)? .* (?:mean|stand for)|what (?:is|does) .* mean)\b",
    re.IGNORECASE,
)
OWNING = re.compile(r"(?<!what)(?<!who)(?<!it)(?<!that)['’]s \w", re.IGNORECASE)
DEFINE = re.compile(
    r"\b(?:define|definition of|what (?:is|was) meant by|meaning of|stands? for|what(?:'s| is) that)\b", re.IGNORECASE
)
DOING = re.compile(
    r"\bwhat (?:all |exactly |actually |stuff |things |else )?(?:do|does|is|are|would|should|did|can) (?:an? |the |our |your |my )?(?:\w+ )?it"
    r" (?:\w+ )?(?:do|doing|responsible|handle|look after|in charge|oversee|answer for|answerable|own|run)\b"
    r"|\bwhat(?:'s| is)? .*\bon it\W*s plate\b"
    r"|\bwhat .* (?:job|role) (?:is|about|involve\w*|entail\w*)\b|\bdo all day\b|\bday[- ]to[- ]day\b|^\W*what (?:an? |the |our )?it (?:\w+ ){0,2}do(?:es)?\b"
    r"|^\W*(?:(?:tell me|give me|show me|list) )?(?:everything|all|anything|what (?:should|do|must|can|would|ought) (?:i|we|one)(?: \w+){0,2}? know)"
    r"(?: (?:you|we|i|there)\b[^?]{0,20}?)? (?:about|on|of) (?:an? |the )?it\W*$",
    re.IGNORECASE,
)
LISTING = re.compile(
    r"\b(?:list|which|name (?:the|all|some|every|one|two|three|four|five)|give me|what (?:are|were|kinds?|types?|sorts?|other)"
    r"|what (?:(?:two|three|four|five) )?[a-z]+s\b|ways|reasons|examples|all (?:the|of)|pros|cons|advantages|disadvantages|drawbacks|benefits|situations|when"
    r"|(?:up|down|(?:good|bad|strong|weak) )sides|minus(?:es)|merits|strengths|weaknesses|perks|risks|skills|qualifications"
    r"|duties|tasks|responsibilities|job description|steps|checklist|rundown|run-down|bullets?|enumerate|spell out)\b",
    re.IGNORECASE,
)
# Asked of one role, these want what the articles say of it, not advice on whether to have it.
NOT_ADVISED = frozenset(
    {Attribute.SKILLS, Attribute.PAY, Attribute.METRICS, Attribute.QUALIFICATIONS, Attribute.CAREER, Attribute.TRAITS,
     Attribute.REPORTING, Attribute.TOOLS, Attribute.RESPONSIBILITIES, Attribute.CONFLICT, Attribute.ALIGNMENT,
     Attribute.CONS, Attribute.PROS, Attribute.BUDGET, Attribute.JOINT, Attribute.DEFINITION}
)  # fmt: skip
PLURAL = re.compile(
    r"\b(?:what|which|list|name)(?: are| were)?(?: the| all| some)?(?: (?:two|three|four|five|main|key|other|typical|common|most common))? "
    r"(\w+[^su\W]s)\b",
    re.IGNORECASE,
)
NO_PLURALS = frozenset(
    "does makes drives happens sets gives needs means brings helps has sales comes goes suits is was".split()
)
OF_THESE = re.compile(r"^which (?:one )?of the\b", re.IGNORECASE)
ASKING_YES_NO = re.compile(
    r"^(?:(?:so|and|but|ok|well)\W+)*(?!(?:can|could|will|would) you\b)(?:is|are|was|were|do|does|did|can|could|should|shall|has|have|had|will|would"
    r"|must|may|isn't|aren't|doesn't|don't|can't|won't|shouldn't)\b",
    re.IGNORECASE,
)
OURS = re.compile(
    r"\b(?:we|we're|we've|our|ours|us|my (?:company|startup|start-up|firm|business|team|board)|i run|i am|i'm|i have|i own"
    r"|i lead|i need|should i|do i|(?:my |our )?clients?|portfolio company)\b",
    re.IGNORECASE,
)
CHOOSING = re.compile(
    r"\b(?:should|need\w*|hire|hiring|choose|choosing|pick|recruit\w*|first|recommend\w*|advi[cs]e|better|appoint"
    r"|bring in|go for|prioriti[sz]e|makes? (?:more )?sense|right for us|ought)\b",
    re.IGNORECASE,
)
# What to have the chiefs do is no choice between them: "what should I get the two chiefs to agree on?".
DIRECTING = re.compile(
    r"\bwhat (?:should|could|can|must|do|would) (?:i|we) (?:get|make|have|let|ask|tell|expect|demand|want|know|need to know)\b"
    r"|\b(?:what|which) (?:\w+ ){0,2}(?:things|steps|measures|points|areas|topics|actions)\b"
    r"|^(?:(?:so|and)\W+)*how (?:should|could|can|must) (?:our|my|the|these|those|both|they|an?)\b"
    r"|^(?:(?:so|and|but|then)\W+)*what (?:should|must|can|could|ought) (?:be (?:\w+ed|set up|put in place|done|built)\b"
    r"|(?:(?:my|our|the|an?|their|both|these|those) .+|they|he|she) (?!need|be\b|come)\w+)",
    re.IGNORECASE,
)
WHOLE_JOB = 3  # stems besides the role up to which "what does a CMO do ...?" asks for the job as a whole
# Asks for the cases in which a role is the right one, not for advice on one case.
CASES = re.compile(r"^(?:(?:so|and)\W+)*(?:when|in (?:which|what) \w+)\b(?! (?:we|i)\b)", re.IGNORECASE)
EITHER = re.compile(
    r"\bit or (?:an? |the )?it(?: (?:at the (?:top|helm)|in charge|on top|up front))?\W*$", re.IGNORECASE
)
# "CSO or CMO first?", "vp or director": a bare choice, asked for somebody.
CHOICE = re.compile(
    r"\b(?:first|more important|needed most|do (?:we|i) need|is (?:right|needed)|should (?:come|be hired|lead))\W*$"
    r"|\bneed (?:some(?:one|body)|a|an)\b|\bought to (?:be in charge|lead|run)\b|\bshould (?:we|i) (?:hire|bring in|pick|take)\b",
    re.IGNORECASE,
)


def understand(text: str, book: RoleBook, terms: NameBook | None = None, *, asked: str = "") -> Understanding:
    """Read one question that stands alone; `asked` is the part of it that the reader just wrote, by default all."""
    found = book.ids(text)
    attributes = attributes_in(without_roles(text, book))
    if Attribute.JOINT in (whole := attributes_in(text)):  # "single leader of sales and marketing" is a name, too
        attributes[Attribute.JOINT] = whole[Attribute.JOINT]
    roles = tuple(role for role in found if role in book.core)
    side = weighed(text, attributes) if len(roles) > 1 and len(foreground(text, book)) == 1 else {}
    attributes = side or attributes
    aside = lists_sides(text, attributes) or CASES.match(text) or not OURS.search(text)
    if ONE_SIDED & attributes.keys() and len(roles) > 1 and aside:
        roles = foreground(text, book) or roles
    explicit = roles
    topic = topic_of(text, book)
    explained = cue_stems(attributes) | book.departments
    rest = () if side else tuple(stem for stem in topic if stem not in explained)
    if not roles and book.of_departments(without_roles(text, book)):  # "a sales manager" is not whoever leads sales
        roles = book.of_departments(without_names(text, terms) if terms else text)
    own = own_question(text, asked)
    return Understanding(
        text=text,
        asked=asked or text,
        roles=roles,
        others=tuple(role for role in found if role not in book.core),
        strangers=book.unknown(text),
        attributes=attributes,
        kind=kind_of(text, own, without_roles(own, book), explicit, attributes, topic, rest),
        wanted=wanted_in(own),
        stems=content_stems(text),
        topic=topic,
        rest=rest,
        terms=bool(terms and terms.ids(text)),
        departments=bool(book.departments & set(content_stems(text))),
    )


def own_question(text: str, asked: str) -> str:
    """What is asked, without what was told before it: "We have a CSO: do we need a CMO?" -> "do we need a CMO?"."""
    behind = text[len(text) - len(asked) :]
    told = asked and len(text) > len(asked) + 2 and text[: len(text) - len(asked)].endswith(": ")
    return behind if told and behind.lower() == asked.lower() else text


def lists_sides(text: str, attributes: Mapping[Attribute, int]) -> bool:
    """Whether a list of advantages or drawbacks is asked for, be it for somebody who has to choose."""
    return bool({Attribute.PROS, Attribute.CONS} & attributes.keys() and (LISTING.search(text) or asks_side(text)))


def foreground(text: str, book: RoleBook) -> tuple[str, ...]:
    """The core roles that a question is about, without those it only sets them against."""
    kept, end = [], 0
    for mention in book.find(text):
        if mention.id in book.core and not SET_BACK.search(text[end : mention.start]):
            kept.append(mention.id)
        end = mention.end
    return tuple(dict.fromkeys(kept))


def without_roles(text: str, book: RoleBook) -> str:
    """The text with each role's name replaced by "it", so that its words are not taken for something else."""
    return without_names(text, book)


def without_names(text: str, book: NameBook) -> str:
    """The text with each name of a book replaced by "it"."""
    parts, end = [], 0
    for mention in book.find(text):
        parts.append(text[end : mention.start] + "it")
        end = mention.end
    return "".join([*parts, text[end:]])


def topic_of(text: str, book: RoleBook) -> tuple[str, ...]:
    """Stems of what is asked, role names and function words aside."""
    return content_stems(without_roles(text, book))


def kind_of(
    text: str,
    own: str,
    bare: str,
    roles: tuple[str, ...],
    attributes: Mapping[Attribute, int],
    topic: tuple[str, ...],
    rest: tuple[str, ...],
) -> Kind:
    """The kind of answer that a question wants; rules in order of how telling they are.

    `own` is what is asked, without what was told before it, and `bare` the same with "it" for roles.
    """
    ours = OURS.search(text)
    choosing = (ours and (CHOOSING.search(own) or EITHER.search(bare))) or (
        CHOICE.search(own) and (ours or roles or not ASKING_YES_NO.match(own))
    )
    counting = wanted_in(own) is Wanted.AMOUNT and not EITHER.search(bare)
    if (
        choosing
        and not counting
        and not CASES.match(own)
        and not DIRECTING.search(own)
        and not lists_sides(own, attributes)
        and (len(roles) > 1 or not NOT_ADVISED & attributes.keys())
    ):
        return Kind.ADVICE
    if len(roles) >= 2 and (COMPARING.search(own) or not (JOINT & attributes.keys() or ASKING_YES_NO.match(own))):
        return Kind.COMPARISON
    if len(roles) == 1:
        if DOING.search(bare) and len(topic) <= WHOLE_JOB:
            return Kind.OVERVIEW
        alone = len(mentions_in(bare)) == 1
        plain = not set(attributes) - {Attribute.NAMES, Attribute.DIFFERENCE, Attribute.DEFINITION, Attribute.SCOPE}
        bare_role = not topic and plain and len(words(bare)) <= 6
        if (
            bare_role
            or (DEFINING.search(own) and plain and alone and len(rest) <= 1 and not OWNING.search(own))
            or DEFINE.search(own)
        ):
            return Kind.DEFINITION
    if ASKING_YES_NO.match(own):
        return Kind.YES_NO
    loose = 3 if roles else 1
    if OF_THESE.match(own):
        return Kind.FACT
    if LISTED & attributes.keys() and (LISTING.search(own) or len(rest) <= loose):
        return Kind.LIST
    if LISTING.search(own) and plural_asked(own):
        return Kind.LIST
    return Kind.FACT


def mentions_in(bare: str) -> list[str]:
    """The places of roles in a text that has "it" for them."""
    return [word.norm for word in words(bare) if word.norm == "it"]


def plural_asked(text: str) -> bool:
    """Whether the noun after "what" or "which" is a plural: "which metrics", "what are the main signs"."""
    return any(match.group(1).lower() not in NO_PLURALS for match in PLURAL.finditer(text))

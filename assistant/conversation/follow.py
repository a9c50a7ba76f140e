"""Makes a question of a conversation stand alone: pronouns, ellipsis, corrections, "the other one".

Not here: what the question then means (`understand`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.conversation.answered import asks_source
from assistant.conversation.bodies import with_bodies
from assistant.conversation.challenged import checking
from assistant.conversation.fragments import asks_something, joined_to, pieced
from assistant.conversation.phrases import about, noun_phrase, put_role, refers, sentence, swap_roles
from assistant.conversation.pointed import AGAINST, asked_anew, behind_named, of_both, of_shared, pair_of, placed
from assistant.conversation.references import (
    department_named,
    departments_in,
    listed_before,
    things_of,
    with_departments,
    with_doing,
    with_kind,
    with_term,
    with_things,
    with_whoever,
)
from assistant.conversation.spoken import Standalone, about_roles, core_roles, heads_in
from assistant.conversation.suppose import added, chooses, supposed
from assistant.conversation.things import own_pointed
from assistant.conversation.turns import (
    AS_WELL,
    AT_TOLD,
    BARE_AUXILIARY,
    BEFORE_NAMED,
    BRIEFLY,
    CORRECTION,
    COUNTERPART,
    EACH,
    ELLIPSIS,
    IT,
    MORE,
    NEW_TOPIC,
    OF_THEM,
    OPENING,
    PEOPLE,
    POINTING,
    THESE,
    WHICH_ONE,
    WHO_DOES,
)
from assistant.question.attributes import OWNED, Attribute, attributes_in, cue_stems
from assistant.question.framing import BARE
from assistant.question.parts import asks, tells
from assistant.question.reported import CHECK
from assistant.question.roles import RoleBook
from assistant.question.understand import ONE_SIDED, OURS, topic_of, without_roles
from assistant.text.names import NameBook
from assistant.text.words import content_stems

PAIRED = frozenset({Attribute.DIFFERENCE, Attribute.SIMILARITY, Attribute.NAMES})
MOST_WORDS = 9  # of a turn that means nothing without the question before it


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
        spoken = current.roles or heads_in(current.text, book, terms)
        seen = [role for role in before.recent if role not in spoken]
        behind = before.behind if before.text.endswith(".") else before.text
        current = replace(current, asked=text, recent=tuple([*seen, *spoken][-2:]), behind=behind)
        order = (*before.order, *(role for role in current.recent if role not in before.order))
        current = replace(current, order=order)
    return current


def _fresh(text: str, book: RoleBook, roles: tuple[str, ...] = ()) -> Standalone:
    return Standalone(text=text, roles=about_roles(text, book) or roles)


def _step(
    text: str, before: Standalone, book: RoleBook, counterparts: Mapping[str, str], terms: NameBook | None
) -> Standalone:
    """One turn after `before`."""
    text = placed(text, before, book)
    opened = OPENING.sub("", text).strip() or text
    bare = NEW_TOPIC.sub("", opened) or opened
    if BARE.match(bare) and before.text and not tells(before.text):
        return replace(before, text=f"{before.text.rstrip('?.! ')}: {bare[:1].lower()}{bare[1:]}")
    if repeated := _repeated(bare, before, book) or asked_anew(bare, before, book, counterparts):
        return repeated
    if piece := pieced(bare, before, book, counterparts):
        return piece
    named = core_roles(bare, book)
    other = _counterpart(bare, before, counterparts) if not named else ()
    said = CORRECTION.sub("", ELLIPSIS.sub("", bare))
    head = department_named(said, book) if not (named or other) and before.text else ()
    named = named or other or head
    asked = bool(before.text) and not tells(before.text)
    if named and asked and (head or _refers_back(bare, book, named_by_counterpart=bool(other))):
        swapped = swap_roles(before.text, named, book)
        return Standalone(text=swapped, roles=core_roles(swapped, book), bound=bool(head or other))
    if other:
        return Standalone(text=sentence(COUNTERPART.sub(noun_phrase(other, book), bare)), roles=other)
    pointing = _beside(bare, named, before, book) if named else _pointing(bare, before, book, terms)
    if pointing:
        return pointing
    if named or not before.roles:
        said = CORRECTION.sub("", bare)
        bare = said if named and said != bare and asks_something(said, book) else bare
        if asked and not (named or OURS.search(bare)) and len(bare.split()) <= MOST_WORDS and refers(bare):
            return joined_to(bare, before, book)
        return _thin(text, before, book) or Standalone(text=sentence(bare) if bare != text else text, roles=named)
    if terms and terms.ids(bare) and not refers(bare) and not THESE.search(bare):
        return Standalone(text=sentence(bare), roles=())
    return _inherit(bare, text, before, book)


def _beside(bare: str, named: tuple[str, ...], before: Standalone, book: RoleBook) -> Standalone | None:
    """A turn that names a role beside the one spoken of: "how does she differ from a director?"."""
    spoken = before.roles or before.recent[-1:]
    if not spoken or set(named) & set(spoken):
        return None
    pronoun = BEFORE_NAMED.search(bare)
    if pronoun and pronoun.start() < (book.find(bare)[0].start if book.find(bare) else 0):
        return Standalone(text=sentence(put_role(bare, spoken, book)), roles=(*spoken, *named), bound=True)
    listed = listed_before(before.text, book)
    return behind_named(bare, before, named, book) or of_shared(bare, before, named, listed, book)


def _repeated(bare: str, before: Standalone, book: RoleBook) -> Standalone | None:
    """A turn that has what was said before explained, checked, traced, or asked for another company."""
    if not before.text:
        return None
    if MORE.match(bare) or BRIEFLY.match(bare) or asks_source(bare):
        return replace(before, bound=True)
    if CHECK.match(bare):
        return checking(before, book)
    if core_roles(bare, book) or not chooses(before.text, without_roles(before.text, book), before.roles):
        return None
    case = supposed(bare, before.text)
    if not case and (more := added(bare, before.text)):
        return Standalone(text=sentence(more), roles=before.roles, bound=True)
    return Standalone(text=case, roles=before.roles, bound=True, anew=True) if case else None


def _pointing(bare: str, before: Standalone, book: RoleBook, terms: NameBook | None) -> Standalone | None:
    """A turn without a role of its own that points to what was spoken of, other than by a pronoun for the roles."""
    if spelled := _referring(bare, before, book, terms):
        return spelled
    if (EACH.search(bare) or OF_THEM.match(bare)) and len(before.recent) > 1:
        return _of_each(bare, before, book)
    head = () if before.roles else heads_in(before.text, book, terms)
    if head and ONE_SIDED & attributes_in(bare).keys() and POINTING.search(bare):
        return Standalone(text=sentence(POINTING.sub(noun_phrase(head, book), bare, count=1)), roles=head)
    if both := which_of_both(bare, before, book) or of_both(bare, before, book):
        return both
    names = noun_phrase(before.roles, book)
    if before.roles and (things := with_things(bare, before.text, names)):
        return Standalone(text=things, roles=before.roles, bound=True)
    told = bare.endswith(".") and refers(bare, plural=True)
    if len(before.roles) > 1 and PAIRED & attributes_in(bare).keys() and not (told or topic_of(bare, book)[3:]):
        return Standalone(text=f"{bare.rstrip(' ?.!')}: {names}?", roles=before.roles)
    if before.roles and THESE.search(bare):
        listed = f"which of the {listed_before(before.text, book)} of {names}"
        return Standalone(text=sentence(THESE.sub(listed, bare, count=1)), roles=before.roles, bound=True)
    return None


def which_of_both(bare: str, before: Standalone, book: RoleBook) -> Standalone | None:
    """A turn that asks which of the two roles spoken of it is: "which one is paid more?"."""
    pair = before.roles if len(before.roles) > 1 else before.recent
    if len(pair) < 2 or not WHICH_ONE.match(bare) or refers(WHICH_ONE.sub("", bare)):
        return None
    doing = re.sub(r"^(?:which|what|who)(?: ones?)?\b", "", bare, flags=re.IGNORECASE)
    return Standalone(text=sentence(f"Which of {noun_phrase(pair, book)}{doing}"), roles=pair, bound=True)


def _of_each(bare: str, before: Standalone, book: RoleBook) -> Standalone:
    """A turn on the last two roles spoken of, or on what was asked of them: "should those two be linked up?"."""
    names = noun_phrase(before.recent, book)
    things = things_of(before.text)
    if who := OF_THEM.match(bare):
        return Standalone(
            text=sentence(f"Which of {names} {who['doing'] or who['then']}"), roles=before.recent, bound=True
        )
    return Standalone(
        text=sentence(EACH.sub(names, bare, count=1)),
        roles=before.recent,
        bound=True,
        otherwise=sentence(EACH.sub(f"the {things} of {names}", bare, count=1)) if things else "",
    )


def _referring(bare: str, before: Standalone, book: RoleBook, terms: NameBook | None) -> Standalone | None:
    """A turn that points to a department, a term, a thing or an action spoken of before rather than to a role."""
    earlier = before.text
    if not earlier or tells(earlier):
        return None
    kind = with_kind(bare, earlier, terms)
    known = terms.find(earlier) if terms else ()
    if kind and terms and known and (found := terms.find(kind)) and not asks(kind):
        term, old = kind[found[0].start : found[0].end], known[0]
        return Standalone(text=sentence(earlier[: old.start] + term + earlier[old.end :]), roles=(), bound=True)
    bare = kind or bare
    departments = departments_in(earlier, book, terms)
    spoken = " and ".join(departments)
    if departments and not core_roles(earlier, book) and spoken in earlier:
        if done := with_doing(bare, earlier, spoken, earlier.index(spoken) + len(spoken)):
            bare = done
        if PEOPLE.search(bare):
            things = things_of(earlier)
            other = with_departments(bare, (f"the {things} of {spoken}",), plural=True) if things else ""
            return Standalone(text=with_departments(bare, departments), roles=(), bound=True, otherwise=other)
        if done == bare:
            return Standalone(text=sentence(bare), roles=(), bound=True)
    if len(before.roles) != 1 and (doer := with_whoever(bare, earlier)):
        return Standalone(text=doer, roles=core_roles(doer, book), bound=True)
    if term := with_term(bare, earlier, book, terms):
        return Standalone(text=term, roles=(), bound=True)
    if kind and not refers(kind):
        return Standalone(text=sentence(kind), roles=())
    return _inherit(kind, kind, before, book) if kind and before.roles else None


def _refers_back(bare: str, book: RoleBook, *, named_by_counterpart: bool) -> bool:
    """Whether a turn only puts another role into the question before: "what about the CMO?", "the CMO?"."""
    if AS_WELL.search(bare) and not OWNED & attributes_in(without_roles(bare, book)).keys():
        return True
    if AGAINST.search(bare):
        return False
    said = COUNTERPART.sub("", bare) if named_by_counterpart else bare
    said = BARE_AUXILIARY.sub("", ELLIPSIS.sub("", CORRECTION.sub("", ELLIPSIS.sub("", said))))
    return not topic_of(said, book) and not asks_something(said, book)


def _counterpart(text: str, before: Standalone, counterparts: Mapping[str, str]) -> tuple[str, ...]:
    match = COUNTERPART.search(text)
    if not match:
        return ()
    side = (match.group(1) or match.group(2) or "").lower()
    if side:
        sides = {"sales": "cso", "marketing": "cmo"}
        wanted = [role for role in {*counterparts.values(), *counterparts} if role == sides[side]]
        return tuple(wanted[:1])
    spoken = before.roles or before.recent[-1:]
    other = counterparts.get(spoken[-1], "") if spoken else ""
    return (other,) if other else ()


def _inherit(bare: str, text: str, before: Standalone, book: RoleBook) -> Standalone:
    """A turn without a role of its own: pronouns, or an attribute that must be somebody's."""
    roles = before.roles
    if (spelled := with_bodies(bare, before.text, book)) != bare:
        if tells(before.text) or not refers(spelled):
            return joined_to(bare, before, book)
        bare = spelled
    if len(roles) > 1 and IT.search(bare) and not refers(IT.sub("", bare), plural=True) and not tells(before.text):
        return joined_to(bare, before, book)
    if refers(bare, plural=len(roles) > 1):
        return Standalone(text=sentence(put_role(bare, roles, book)), roles=roles, bound=own_pointed(bare))
    attributes = attributes_in(bare)
    if ONE_SIDED & attributes.keys() and POINTING.search(bare):
        return Standalone(text=sentence(POINTING.sub(noun_phrase(roles, book), bare, count=1)), roles=roles)
    said = CORRECTION.sub("", ELLIPSIS.sub("", bare))
    # "who is in charge of the brand?"
    whose = WHO_DOES.match(bare) and set(topic_of(said, book)) - cue_stems(attributes)
    short = len(content_stems(said)) <= 3 and not whose
    if (short and OWNED & attributes.keys()) or asks_of_told(said, before, book):
        return Standalone(text=about(said, roles, book), roles=roles)
    return _thin(text, before, book) or Standalone(text=sentence(bare), roles=())


def asks_of_told(said: str, before: Standalone, book: RoleBook) -> bool:
    """Whether a question behind a statement on one role asks what a role has, of nobody: "I seek a CMO. Which skills should I test?"."""
    attributes, stems = OWNED & attributes_in(said).keys(), set(content_stems(said))
    free = len(stems) <= 5 and not book.ids(said) and not book.departments & stems
    return tells(before.text) and len(before.roles) == len(attributes) == 1 and free


def _thin(text: str, before: Standalone, book: RoleBook) -> Standalone | None:
    """A turn too short to mean anything alone, joined to the statement before it: "... who has the last word?"."""
    thin = len(topic_of(text, book)) <= 2 and not OWNED & attributes_in(text).keys() and not core_roles(text, book)
    if not tells(before.text) or not (thin or AT_TOLD.match(text)) or OURS.search(text):
        return None
    return Standalone(text=f"{before.text.rstrip('.!; ')}: {text[:1].lower()}{text[1:]}", roles=before.roles)

"""Noun phrases for roles and departments, and texts with one put in another's place or in a pronoun's.

Not here: what a turn of a conversation refers to (`follow`, `references`).
"""

import re

from assistant.question.roles import RoleBook
from assistant.text.names import Mention, article_for
from assistant.text.words import words

SUBJECT = re.compile(
    r"\b(do|are|have|were)\s+(?:they|he|she|these two|those two|the two)\b|\b(?:they|he|she)\s+(are|have|do|were)\b",
    re.IGNORECASE,
)
SINGULAR = {"do": "does", "are": "is", "have": "has", "were": "was"}
# "what they earn", "I read that they never own it": a verb in the plural behind its subject.
THEY_DO = re.compile(
    r"(?P<before>(?:^|[,:;] |\b(?:that|and|but|because|if|when|whether|what|where|how|who|which|as|since) ))they (?P<adverb>(?:(?:never|always|often"
    r"|usually|also|only|really|just|still|mostly|mainly|typically|rarely) )*)"
    r"(?!(?:can|could|should|shall|will|would|may|might|must|did|had|ought|cannot|came|went|made|took|got|said|are|have|were)\b)"
    r"(?P<verb>[a-z]{2,}(?<!ed)(?<!ly)(?<!n't))\b",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"\b(?:their|his|her(?=\s+[a-z])|its|theirs)\b", re.IGNORECASE)
PERSON = re.compile(
    r"\b(?:they|them|he|she|him|her|it|(?:this|that|the|such a|these|those) (?:role|person|position|job|executive|leader"
    r"|officer|roles|people|leaders|one|two)|both of them|both|this one|that one|one of them)\b",
    re.IGNORECASE,
)
# "who does the job there?": the job is another's to do, so it stays, and is said to be that of the role.
JOB = re.compile(
    r"\b(?P<verb>(?:do|does|did|doing|done)(?= (?:the|that) (?:job|work))|(?:hold|take|fill|cover)s?) (?:the|this|that) (?P<job>job|work|role|post)\b",
    re.IGNORECASE,
)
# "do many companies have one?", "when does one come in?"
ONE = re.compile(
    r"\b(?P<before>have|has|having|need|needs|hire|hires|hiring|get|gets|want|wants|appoint|appoints|without|with|become|becoming"
    r"|bring in|pay|pays|find|replace|create|creates|creating|use|uses|add|adds|choose|chooses|recruit|keep|afford|introduce|name"
    r"|against|for|of|than|about|like)(?P<own> (?:such )?one)(?=\W*$| (?:in|at|on|for|when|if|yet|now|first|early"
    r"|there|and|or|to|too|as|a)\b)"
    r"|\b(?P<aux>do|does|did|should|can|could|would|will|must|is|was)(?P<subject> one)(?= [a-z])(?! of\b)",
    re.IGNORECASE,
)


def put_role(text: str, roles: tuple[str, ...], book: RoleBook) -> str:
    """Replace the pronouns of a text by the roles: "who do they report to" -> "who does a ... report to"."""
    return put_name(text, noun_phrase(roles, book), plural=len(roles) > 1)


def put_name(text: str, name: str, *, plural: bool) -> str:
    """Replace the pronouns of a text by a name."""

    def subject(match: re.Match[str]) -> str:
        before, after = match.group(1), match.group(2)
        verb = (before or after).lower()
        verb = verb if plural else SINGULAR[verb]
        return f"{verb} {name}" if before else f"{name} {verb}"

    def one(match: re.Match[str]) -> str:
        return f"{match.group('before') or match.group('aux')} {name}"

    replaced = JOB.sub(lambda match: f"{match.group('verb')} the {match.group('job')} of {name}", text, count=1)
    replaced = ONE.sub(one, replaced, count=1) if replaced == text and not plural else replaced
    if replaced == text and not plural:
        replaced = THEY_DO.sub(
            lambda match: f"{match['before']}{name} {match['adverb']}{third_person(match['verb'])}", text, count=1
        )
    replaced = SUBJECT.sub(subject, replaced, count=1) if replaced == text else replaced
    replaced = POSSESSIVE.sub(name + "'s", replaced, count=1) if replaced == text else replaced
    return PERSON.sub(name, replaced, count=1) if replaced == text else POSSESSIVE.sub("the role's", replaced)


def third_person(verb: str) -> str:
    """The verb as it stands behind "she": "own" -> "owns"."""
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


# "Those who run marketing, where do they start out?": the pronoun stands for whom the turn itself names.
OF_ITS_OWN = re.compile(r"^\W*(?:(?:and|but|so)\W+)*(?:those|people|the ones|whoever) who\b", re.IGNORECASE)


def refers(text: str, *, plural: bool = False) -> bool:
    """Whether a text has a pronoun, or a word that does a pronoun's work; "one" does it for a single name only."""
    if OF_ITS_OWN.match(text):
        return False
    patterns = (PERSON, POSSESSIVE, JOB) if plural else (PERSON, POSSESSIVE, JOB, ONE)
    return any(pattern.search(text) for pattern in patterns)


def noun_phrase(roles: tuple[str, ...], book: RoleBook) -> str:
    """The roles with their articles: "a chief sales officer and a chief marketing officer"."""
    return " and ".join(f"{article_for(book.roles[role].name)} {book.roles[role].name}" for role in roles)


def swap_roles(text: str, new: tuple[str, ...], book: RoleBook) -> str:
    """The question before, asked of other roles; where it names a department only, of theirs."""
    mentions = [mention for mention in book.find(text) if mention.id in book.core]
    if mentions:
        return sentence(_replace_all(text, mentions, new, book))
    return swap_department(text, new, book) or about(text, new, book)


def swap_department(text: str, new: tuple[str, ...], book: RoleBook) -> str:
    """The text with the one department that it names in another's place, or nothing: "what does sales own?"."""
    heads = {role.department for role in book.roles.values() if role.department}
    named = [word for word in words(text) if word.norm in heads]
    other = book.roles[new[0]].department if len(new) == 1 else ""
    if not other or len({word.norm for word in named}) != 1:
        return ""
    for word in reversed(named):
        end = word.start + len(next(iter({word.norm})))
        text = text[: word.start] + other + text[end:]
    return sentence(text)


def _replace_all(text: str, mentions: list[Mention], new: tuple[str, ...], book: RoleBook) -> str:
    """Put the new roles where the first mention stood, and drop the others with what joined them."""
    first, last = mentions[0], mentions[-1]
    owned = re.search(r"['’]s?$", text[first.start : last.end])
    many = not owned and len(mentions) == 1 and text[first.start : first.end].endswith("s")
    names = " and ".join(plural(book.roles[role].name) if many else book.roles[role].name for role in new)
    return text[: first.start] + names + ("'s" if owned else "") + text[last.end :]


def plural(name: str) -> str:
    """A role's name for several who hold it: "directors of sales"."""
    head, of, rest = name.partition(" of ")
    return f"{head}{'' if head.endswith('s') else 's'}{of}{rest}"


def about(text: str, roles: tuple[str, ...], book: RoleBook) -> str:
    """Say whom a question is about: "the pay" -> "The pay of a chief sales officer?"."""
    bare = text.rstrip(" ?!.")
    return sentence(f"{bare} of {noun_phrase(roles, book)}?")


def sentence(text: str) -> str:
    """The text with a capital letter and a question mark."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith(("?", ".", "!")) else text + "?"

"""Who does what to whom: roles, departments, acronyms and names of a claim against its sources. Not here: any verb."""

import re
from collections.abc import Sequence

from assistant.llm.overlap import Match
from assistant.question.roles import RoleBook
from assistant.text.reading import Clause, Reading
from assistant.text.words import stem

LEAD = 0.12  # by so much another role's clause has to fit better where it fits well,
WIDE = 0.3  # and by so much where it does not
WELL = 0.6

ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,5}s?\b")
UPPER = re.compile(r"(?<=[a-z0-9,;:)’'] )[A-Z][a-z]{2,}[A-Za-z]*")
TITLE = re.compile(r"\b(?:officer|manager|director|executive|president|board|chief|head|leader?|founder|boss|vp)s?\b")
SELLING = re.compile(r"^(?:sale|sell|sold|marketer)")  # words that say "sales" or "marketing" too
# A tie named by the one who is at its other end: "hears from", "is given by".
CONVERSE = re.compile(
    r"\b(?:from|by|gets?|got|receiv\w+|hears?|learns?|given|thanks to|under|due to|whom|owes?|needs?|depends? on|relies on)\b",
    re.IGNORECASE,
)
COMMON = frozenset("c-suite internet english monday i web".split())
MORE = frozenset(
    "more higher greater larger longer better stronger broader wider earlier above before exceed exceeds outrank outranks".split()
)
LESS = frozenset("less lower fewer smaller shorter worse weaker narrower later below after".split())
POSSESSIVE = re.compile(r"['’]s?$")
# Between two names of one role: it is said to be its own boss.
OWN_BOSS = re.compile(
    r"\)?(?:['’]s? (?:own |direct |immediate )*(?:boss|superior|manager|supervisor|head|leader) (?:is|would be|remains)"
    r"|,? (?:also |who |directly |usually )*(?:is|acts as) (?:the |an? )?(?:\w+ )?(?:boss|superior|manager|supervisor|head|leader|subordinate) (?:of|to)"
    r"|,? (?:also |usually |directly )*(?:reports?|answers?|is (?:accountable|answerable|subordinate))(?: \w+ly)? to"
    r"|,? (?:also |usually |directly )*(?:works? (?:under|for|with)|(?:oversees?|supervises?|manages?|leads?|heads?|directs?|hires?|appoints?))"
    r"|,? is (?:\w+ly )?(?:led|managed|supervised|overseen|hired|appointed) by) (?:an? |the |its |their |his |her )*\(?",
    re.IGNORECASE,
)
TOGETHER = re.compile(
    r"\b(?:collaborat|co-?operat|co-?ordinat|partner|team|ally|allie|differ|name|title|call|known)", re.IGNORECASE
)
# The same tie seen from either end.
UPWARD = re.compile(
    r"\b(?:reports?|reporting|answers?|answerable|accountable|subordinate|accounts?) (?:\w+ ){0,2}?to\b|\bworks? (?:under|for)\b"
    r"|\b(?:boss|superior|manager|supervisor) (?:is|of the|to)\b|\bis led by\b|\b(?:led|managed|supervised|overseen) by\b",
    re.IGNORECASE,
)
DOWNWARD = re.compile(
    r"\b(?:oversees?|supervises?|manages?|leads?|heads?|commands?|directs?|receives? reports|is (?:the )?(?:boss|superior|manager))\b"
    r"|['’]s (?:direct )?(?:boss|superior|manager|supervisor)\b",
    re.IGNORECASE,
)


def absent_party(claim: Reading, sources: Sequence[Reading], book: RoleBook) -> str:
    """A role, a department, an acronym or a name that no source has, in words; empty if there is none."""
    return absent_role(claim, sources, book) or absent_name(claim, sources) or own_boss(claim, book)


def own_boss(claim: Reading, book: RoleBook) -> str:
    """A role that a claim ties to itself under two names: "the marketing chief's boss is the CMO"."""
    for one, other in zip(claim.mentions, claim.mentions[1:], strict=False):
        # A name may or may not hold the "'s" behind it.
        name = POSSESSIVE.sub("", claim.text[one.start : one.end])
        between = claim.text[one.start + len(name) : other.start]
        possessed = POSSESSIVE.search(claim.text[other.start : other.end + 2])  # "the CMO leads the CMO's team"
        if one.id == other.id and not possessed and OWN_BOSS.fullmatch(between):
            return f"ties the {called(one.id, book)} to itself"
    return ""


def exchanged_party(sources: Sequence[Reading], matched: Sequence[Match], book: RoleBook) -> str:
    """A role that a claim puts in the place of another one, in words; empty if there is none."""
    faults = [wrong_subject(match, book) for match in matched] + [
        wrong_other(match, sources, book) for match in matched
    ]
    return next((fault for fault in faults if fault), "")


def absent_role(claim: Reading, sources: Sequence[Reading], book: RoleBook) -> str:
    """A role, or a title that looks like one, that no source names."""
    there = frozenset().union(*(source.roles for source in sources))
    for mention in claim.mentions:
        if mention.id not in there and not staff(claim.text[mention.start : mention.end], sources):
            return f"names the {claim.text[mention.start : mention.end]}, whom its source does not name"
    texts = " ".join(source.text for source in sources).lower()
    for name in book.unknown(claim.text):
        if name.lower() not in texts:
            return f"names the {name}, whom its source does not name"
    named = stems_of(claim, book.departments)
    missing = named - frozenset().union(*(frozenset(map(stem, source.norms)) for source in sources))
    # A chief's department is said with the chief.
    missing -= {stem(book.roles[role].department) for role in there if role in book.roles}
    words = frozenset().union(*(source.norms for source in sources))
    missing -= {one for one in missing if any(SELLING.match(word) and word[0] == one[0] for word in words)}
    return f"speaks of {min(missing)}, of which its source does not" if missing else ""


def staff(name: str, sources: Sequence[Reading]) -> bool:
    """Is a name no title, but another word for people that the sources speak of: "salespeople" for "the sales team"?"""
    if not name.islower() or TITLE.search(name):
        return False
    norms = frozenset().union(*(source.norms for source in sources))
    return any(len(word) > 3 and (name.startswith(word[:4]) or word in name) for word in norms)


def stems_of(reading: Reading, among: frozenset[str]) -> frozenset[str]:
    """Those stems that stand in a sentence outside of roles' names."""
    return frozenset(one for clause in reading.clauses for one in clause.stems) & among


def absent_name(claim: Reading, sources: Sequence[Reading]) -> str:
    """An acronym or a name in capitals that no source has, spelt out or not."""
    texts = " ".join(source.text for source in sources)
    lower = texts.lower()
    known = [(mention.start, mention.end) for mention in claim.mentions]
    found = [*ACRONYM.finditer(claim.text), *UPPER.finditer(claim.text)]
    for match in found:
        name = match.group().removesuffix("s") if match.re is ACRONYM else match.group()
        inside = any(start <= match.start() < end for start, end in known)
        if inside or name.lower() in COMMON or name.lower() in lower or stem(name.lower()) in stems_in(sources):
            continue
        if match.re is ACRONYM and spelt_out(name, texts):
            continue
        return f"names {name}, which its source does not"
    return ""


def stems_in(sources: Sequence[Reading]) -> frozenset[str]:
    """The stems of all words of the sources."""
    return frozenset().union(*(source.stems for source in sources))


def spelt_out(acronym: str, text: str) -> bool:
    """Do words of a text in a row begin with the letters of an acronym? Small words between them may be passed over."""
    initials = "".join(
        word[0] for word in re.findall(r"[A-Za-z]+", text) if word.lower() not in {"of", "the", "and", "to", "for"}
    )
    return acronym.replace("&", "").lower() in initials.lower()


def wrong_subject(match: Match, book: RoleBook) -> str:
    """A role of which a clause says what the sources say of another one."""
    claim = match.claim
    if not claim.stems:
        return ""
    for role in sorted(titled(claim.subjects, book)):
        right = max((share for share, there, _ in match.found if role in speaks_of(claim, there)), default=0.0)
        wrong, there = max(
            (
                (share, there)
                for share, there, _ in match.found
                if titled(there.subjects, book) and role not in speaks_of(claim, there)
            ),
            default=(0.0, None),
            key=lambda one: one[0],
        )
        if there is not None and wrong - right > (LEAD if wrong >= WELL else WIDE):
            return f"says of the {called(role, book)} what its source says of the {called(min(titled(there.subjects, book)), book)}"
    return ""


def titled(roles: frozenset[str], book: RoleBook) -> frozenset[str]:
    """Those of some roles that are positions, and no team or kind of staff."""
    return frozenset(
        role
        for role in roles
        if role in book.core or (role in book.roles and TITLE.search(book.roles[role].name.lower()))
    )


def speaks_of(claim: Clause, there: Clause) -> frozenset[str]:
    """The roles that a clause of a source may be said of in the words of a claim, which may turn it around."""
    if turned(claim, there):
        return there.others if there.others and not there.mutual else there.subjects | there.others
    either = (there.mutual and claim.mutual) or (CONVERSE.search(claim.text) and not CONVERSE.search(there.text))
    return there.subjects | there.others if either else there.subjects


def turned(claim: Clause, there: Clause) -> bool:
    """Does one clause see from the other end what the other sees: "reports to", "is the boss of", "more", "less"?"""
    if claim.subjects & there.subjects and not claim.others & there.subjects:
        return False
    one, other = direction(claim), direction(there)
    return one * other < 0


def tied(text: str) -> bool:
    """Does a text say in any words that one is above another, or works with another, or is another name for it?"""
    return bool(UPWARD.search(text) or DOWNWARD.search(text) or TOGETHER.search(text))


def direction(clause: Clause) -> int:
    """1 or -1 for words that can be seen from either end, 0 without any."""
    if UPWARD.search(clause.text):
        return 1
    if DOWNWARD.search(clause.text):
        return -1
    norms = {word.norm for word in clause.words}
    return bool(norms & MORE) - bool(norms & LESS) if clause.others else 0


def wrong_other(match: Match, sources: Sequence[Reading], book: RoleBook) -> str:
    """A role that a clause brings in beside its subject, but not the sources' sentences that say the rest."""
    claim = match.claim
    everyone = claim.subjects | claim.others
    if not claim.others or len(sources) < 2:
        return ""
    best = max((share for share, there, reading in match.found if claim.subjects & reading.roles), default=0.0)
    complete = max((share for share, _, reading in match.found if everyone <= reading.roles), default=0.0)
    if best >= WELL and best - complete > WIDE:
        lacking = next((o for o in sorted(claim.others)), "")
        return f"brings in the {called(lacking, book)} where its source does not"
    return ""


def called(role: str, book: RoleBook) -> str:
    """What a role is called in a reason: its acronym if it has one."""
    entry = book.roles.get(role)
    return (entry.acronyms[0] if entry.acronyms else entry.name) if entry else role

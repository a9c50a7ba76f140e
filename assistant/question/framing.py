"""Tells a question on whether the articles agree from what it asks that of: "do the articles agree that a CMO leads?".

Not here: what the articles say on it (`agreement`).
"""

import re

SOURCES = (
    r"(?:(?:all|both|any|each|every|the|these|those|your|our|different|various|several|five|two|other|individual|single|of) )*"
    r"(?:articles?|sources?|texts?|authors?|experts?|writers?|pieces|documents|papers|publications)(?: here)?"
)
AGREE = (
    r"(?:agree(?:d|ing)?|concur|disagree|differ|contradict|see eye to eye|say the same(?: thing)?|part (?:ways|company)|diverge|at odds|of one mind"
    r"|of the same (?:opinion|mind)|unanimous|consistent|in agreement|divided|split|in conflict|clash|united)"
)
EACH_OTHER = r"(?: (?:with |to )?(?:each other|one another|themselves|among themselves|between them))?"
JOINT = r"(?:,? (?:on|about|over|as to|in|regarding|concerning|when it comes to|on the (?:question|point)(?: of)?))?"
STRIFE = (
    r"(?:dispute|disagreement|debate|controversy|consensus|agreement|unanimity|contradiction|difference of opinion"
    r"|discrepancy|conflict)s?"
)
DIFFERENCES = r"(?:disagreements|contradictions|discrepancies|disputes|disputed (?:points|topics|questions)|differences of opinion)"
SAY = r"(?:say|think|claim|hold|write|state|believe|maintain|report|tell us|have to say)"
ABOUT = r"(?:about|on|over|that|whether|as to|regarding|concerning|of)"
OPENING = re.compile(
    rf"^(?:all in all,? |so,? |and |but |ok,? )*(?:"
    rf"(?:do|does|are|is|did|have) {SOURCES}(?: all| both| generally| really| broadly)? {AGREE}{EACH_OTHER}{JOINT}(?: (?:that|whether|if))?"
    rf"|(?:do|does) {SOURCES} all {SAY}(?: that)?|(?:do|does) (?:all|every|each) (?:of )?{SOURCES} {SAY}(?: that)?"
    rf"|where(?: exactly)? (?:do|are) {SOURCES} {AGREE}{EACH_OTHER}(?: (?:on|about|over|in|regarding))"
    rf"|(?:is|are) there (?:any |an? |some |real |much )*{STRIFE}"
    rf"(?: (?:(?:among|between|in|across|within) {SOURCES} (?:{ABOUT}(?: whether| that)?)|(?:{ABOUT})(?: whether| that)?))"
    rf"|what (?:do|does) (?:the |these |your )?(?:different|various|several|individual|respective|single|five|each)(?: of the)? "
    rf"(?:articles?|sources?|texts?|authors?|experts?|writers?)(?: each)? {SAY} (?:about|on|of|regarding)"
    rf"):? (?P<inner>.+)$",
    re.IGNORECASE | re.DOTALL,
)
CLOSING = re.compile(
    rf"^(?P<inner>.+?)[,;:?.!\s–-]+(?:and )?(?:do|does|are|is) {SOURCES}(?: all| both)? {AGREE}{EACH_OTHER}"
    rf"(?:{JOINT} (?:this|that|it))?\W*$",
    re.IGNORECASE | re.DOTALL,
)
BARE = re.compile(
    rf"^(?:so,? |and |but |ok,? )*(?:do|does|are|is) (?:{SOURCES}|they)(?: all| both)? {AGREE}{EACH_OTHER}(?:{JOINT} (?:this|that|it))?\W*$",
    re.IGNORECASE,
)
# "Where do the articles disagree?", "on what do your sources contradict each other?"
POINTS = r"(?:points?|topics?|questions?|things?|matters?)"
EVERYWHERE = re.compile(
    rf"^(?:so,? |and |but |ok,? )*(?:(?:where|on (?:what|which)(?: {POINTS})?|in (?:what|which) (?:points?|respects?)"
    rf"|(?:what|which)(?: {POINTS}|(?=.* (?:on|about|over|in)\W*$))) (?:do|are) (?:{SOURCES}|they)"
    rf" (?!agree|concur|see|say|of|unanimous|consistent|in agreement|united){AGREE}{EACH_OTHER}(?: (?:on|about|over|in))?"
    rf"|(?:what|which|list|name|show(?: me)?|give me|are there|where are) (?:(?:are|the|all|any|other|your) )*{DIFFERENCES}"
    rf"(?: (?:are|is) there)?(?: (?:among|between|in|across|within|of) {SOURCES})?)\W*$",
    re.IGNORECASE,
)
OR_ONE = re.compile(
    r",? or (?:(?:does|do|is|are|has|have) )?(?:one|any|some|another)(?: of (?:them|the \w+))?\b.*$", re.IGNORECASE
)
# Words of the patterns that are not to be taken for typos.
WORDS = frozenset(
    "contradict contradiction contradictions disagree concur unanimous unanimity discrepancy consensus".split()
)


def inside(text: str) -> str | None:
    """What a question asks whether the articles agree on: "do the articles agree that a CMO leads?" -> "a CMO leads?"."""
    match = OPENING.match(text) or CLOSING.match(text)
    if not match:
        return None
    return OR_ONE.sub("", match.group("inner")).strip() or None

"""When it holds: a claim may not say at all times what its source says for one case. Not here: how certain it is."""

import re
from collections.abc import Sequence

from assistant.llm.overlap import Match
from assistant.text.reading import Reading, root
from assistant.text.words import FUNCTION_WORDS, stem, words

# A case that a sentence opens with: "When a company is young, ...".
CASE = re.compile(
    r"(?:^|: )(?:when|if|where|once|unless|in case|as long as|provided(?: that)?)\b(?P<case>[^,;:]+),", re.IGNORECASE
)
# Words by which a claim speaks of a case too.
SPEAKS = re.compile(
    r"\b(?:when\w*|if|where\w*|once|unless|while|as (?:soon|long) as|provided|in case|in (?:such|these|those|this|that)|for (?:such|these|those|this|that)"
    r"|during|facing|faced|in times of|under|such|then|there|case|cases|situations?)\b",
    re.IGNORECASE,
)
SURE = 0.6  # overlap from which on a clause says what a source's main clause says


def condition_fault(claim: Reading, sources: Sequence[Reading], matched: Sequence[Match]) -> str:
    """What is wrong with a claim that leaves out the case that its source speaks of, in words; empty if nothing is."""
    if SPEAKS.search(claim.text):
        return ""
    near = next((match.found[0][2] for match in matched if match.found and match.best >= SURE), None)
    if near is None or (case := CASE.search(near.text)) is None:
        return ""
    elsewhere = [source for source in sources if source is not near]
    if any(said_without(claim, source) for source in elsewhere):
        return ""
    # A case whose words, or those of the heading above it, come up in the claim is spoken of in some way.
    of_case = (roots_of(near.text[: case.start()]) | roots_of(case["case"])) - roots_of(near.text[case.end() :])
    if not of_case or roots_of(claim.text) & of_case:
        return ""
    return f"leaves out when that holds: {case.group().strip(' :,').lower()}"


def said_without(claim: Reading, source: Reading) -> bool:
    """Does another source say what a claim says, with no case before it?"""
    return CASE.search(source.text) is None and len(claim.roots & source.roots) >= SURE * len(claim.roots)


def roots_of(text: str) -> frozenset[str]:
    """The roots of a text's words of content."""
    return frozenset(
        root(stem(word.norm)) for word in words(text) if word.norm not in FUNCTION_WORDS and len(word.norm) > 1
    )

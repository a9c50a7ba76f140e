"""How much and how high: a claim may not rank, liken or compare where its sources do not. Not here: how certain it is."""

import re
from collections.abc import Sequence

from assistant.text.reading import Reading

IRREGULAR = {"best": "better", "worst": "worse", "least": "less", "furthest": "further", "farthest": "farther"}
SUPERLATIVE = re.compile(r"\b(best|worst|least|furthest|farthest|[a-z]{3,}est)\b(?! practice)")
MOST = re.compile(r"\bthe most (?=[a-z]+)", re.IGNORECASE)
# What puts one above all others, in words of any kind.
TOPMOST = re.compile(
    r"\b(?:best|worst|most|least|[a-z]{2,}est|top\w*|first|foremost|leading|chief|main|primar\w+|princip\w+|key|core|central|prime|sole\w*|only"
    r"|single|critical|crucial|vital|essential|important\w*|importance|fundamental\w*|decisive|ultimate\w*|major|great\w*|above all|heart|pillar|focus"
    r"|mainly|chiefly|mostly|largely|heavily|(?:than|beyond) (?:at )?any\w*|than ever|(?:no|any) other|nobody|no one|none|unlike any\w*|extreme\w*|immense"
    r"|squarely|essence|perfect\w*|ideal\w*|must|non-negotiable|all)\b",
    re.IGNORECASE,
)
# What is more than one other, said with a comparative or not: "better than any", "the first".
ABOVE_ALL = re.compile(
    r"\b(?:best|worst|most(?! \w+s\b)|least|[a-z]{3,}est|(?:than|beyond|unlike) (?:at )?(?:any|all|every)\w*|than ever|than (?:the )?others?"
    r"|(?:no|any) other|nobody|no one|none|never)\b"
)
EQUAL = re.compile(r"\bare (?:the )?([^,;:]+?)\.?$")
MANY = re.compile(r"\b(?:are|were)$")
RANKS = re.compile(
    r"\b(?:key|main|primary|principal|foremost|central|core|(?:the|an?) (?:most|single most|more) important)\b",
    re.IGNORECASE,
)
NOT_RANKS = re.compile(r"\b(?:key (?:account|decision)|core (?:value|business)|main street)", re.IGNORECASE)
REGULAR = re.compile(r"(?:iest|est)$")


def degree_fault(claim: Reading, sources: Sequence[Reading]) -> str:
    """What a claim puts higher than its sources do, in words; empty if nothing."""
    there = " ".join(source.text for source in sources)
    low = there.lower()
    said = claim.text.lower()
    for found in SUPERLATIVE.finditer(said):
        word = found.group(1)
        lesser = IRREGULAR.get(word) or REGULAR.sub(lambda end: "ier" if end.group() == "iest" else "er", word)
        if re.search(rf"\b{lesser}\b", low) and not ABOVE_ALL.search(low):
            return f"says {word} where its source says {lesser}"
    if MOST.search(said) and re.search(r"\bmore\b", low) and not ABOVE_ALL.search(low):
        return "says most where its source says more"
    if (rank := RANKS.search(NOT_RANKS.sub("", claim.text))) and not TOPMOST.search(there):
        return f"says {rank.group().lower()} where its source does not"
    if any(one_of_many(claim.text, source.text) for source in sources):
        return "gives one item of a list for the whole of it"
    return ""


def one_of_many(said: str, there: str) -> bool:
    """Does a claim say "the metrics are X" where X is but one item of a list?"""
    lead, listed, item = there.partition(": ")
    equal = EQUAL.search(said)
    return bool(listed and equal and MANY.search(lead) and item.lower().startswith(equal.group(1).lower()))

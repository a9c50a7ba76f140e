"""How certain, how often and of how many: a claim may not say it more strongly than its sources. Not here: yes and no."""

import re
from collections.abc import Sequence

from assistant.llm.overlap import Match
from assistant.llm.polarity import closest, repeats
from assistant.llm.reading import Reading

POSSIBLE = re.compile(
    r"\b(?:may|might|could|can|possibly|perhaps|sometimes|occasionally|some|potentially|able to|in some cases)\b",
    re.IGNORECASE,
)
MAYBE = re.compile(r"\b(?:may|might|possibly|perhaps|sometimes|occasionally)\b(?! \d)", re.IGNORECASE)
HABIT = re.compile(
    r"\b(?:often|usually|typically|generally|frequently|commonly|likely|mostly|most|many|tends?|normally|in general|as a rule|largely|mainly"
    r"|primarily|probably|almost|nearly|chiefly|by and large|on the whole|several|numerous|a number of|expected|fairly|more often)\b",
    re.IGNORECASE,
)
ALWAYS = re.compile(
    r"\b(?:always|never|invariably|without exception|guarantee[sd]?|guaranteed|certainly|definitely|undoubtedly"
    r"|only(?= (?:the|an?|when|if)\b)|exclusively|solely"
    r"|inevitably|in (?:all|every) cases?|at all times|absolutely)\b",
    re.IGNORECASE,
)
EVERY = re.compile(r"\b(?:all|every|each|everyone|everybody|everything|none|nobody|no one)\b", re.IGNORECASE)
IDIOM = re.compile(
    r"\b(?:above all|all in all|after all|first of all|at all|all along|all the same|not all|not always|not necessarily|if at all)\b",
    re.IGNORECASE,
)
NEVER_ELSE = re.compile(
    r"\b(?:always|never|invariably|without exception|guarantee[sd]?|exclusively|solely|only(?= (?:the|an?)\b))\b",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\b(?:all|every|each|everyone|everybody|everything|everywhere|none|nobody|no|nothing|any|whole|entire|complete\w*|full\w*|total|ultimate\w*|both|always|never|only"
    r"|sole\w*|alone|exclusive\w*|constant\w*|consistent\w*|continu\w*|entirely|single|one|overall|comprehensive\w*|inevitabl\w*|mere\w*|just|purely"
    r"|unambiguous\w*|non-negotiable|cannot|various|solely|must|throughout|across|within|as a whole|at all|from .* to|until|unless)\b",
    re.IGNORECASE,
)
MUST = re.compile(
    r"\b(?:must|have to|has to|need(?:s|ed)? to|required to|obliged|mandatory|compulsory|indispensable|requires?|is required|are required)\b",
    re.IGNORECASE,
)
NEEDED = re.compile(
    r"\b(?:must|have to|has to|needs?|needed|requir\w+|oblig\w+|mandatory|essential|necessary|necessarily|critical|crucial|vital|should|expected|only"
    r"|cannot|without|important|key|non-negotiable|if .* (?:is|are) to|a must|demands?|calls? for|depends?|make sure|indispensable|imperative)\b",
    re.IGNORECASE,
)
HEDGES = re.compile(f"{POSSIBLE.pattern}|{HABIT.pattern}", re.IGNORECASE)


def modality_fault(claim: Reading, sources: Sequence[Reading], matched: Sequence[Match]) -> str:
    """What a claim says more strongly than its sources, in words; empty if nothing."""
    near = closest(matched) or list(sources)
    there = " ".join(reading.text for reading in near)
    said = claim.text
    hedged = HEDGES.search(there)
    if repeats(matched, near):
        for pattern in (ALWAYS, EVERY, MUST):
            if (strong := pattern.search(said)) and len(pattern.findall(said)) > len(pattern.findall(there)):
                return f"says {strong.group().lower()} where its source does not"
    said = IDIOM.sub("", said)
    if (strong := (ALWAYS if hedged else NEVER_ELSE).search(said)) and not (ALWAYS if hedged else WHOLE).search(there):
        return f"says {strong.group().lower()} where its source does not"
    if (strong := EVERY.search(said)) and hedged and not WHOLE.search(there):
        return f"says {strong.group().lower()} where its source says {hedged.group().lower()}"
    if (strong := MUST.search(said)) and hedged and not NEEDED.search(there):
        return f"says {strong.group().lower()} where its source says {hedged.group().lower()}"
    maybe = [MAYBE.search(reading.text) for reading in near]
    if (
        maybe
        and all(maybe)
        and not HEDGES.search(said)
        and not re.search(
            r"\b(?:if|whether|risk|possib\w+|potential\w*|chance|would|certain|a few|threat\w*|danger|options?|lets?|allows?|eventual\w*|occasion\w*)\b",
            said,
            re.IGNORECASE,
        )
    ):
        return "says as certain what its source says may be"
    return ""

"""How certain, how often and of how many: a claim may not say it more strongly than its sources. Not here: yes and no."""

import re
from collections.abc import Sequence

from assistant.llm.overlap import Match
from assistant.llm.polarity import closest, repeats
from assistant.text.reading import Reading

POSSIBLE = re.compile(
    r"\b(?:may|might|could|can|possibly|perhaps|sometimes|occasionally|some|potentially|able to|in some cases)\b",
    re.IGNORECASE,
)
# What a claim may not leave out. "Most" before an adjective alone ranks, and so does not count.
WEAKENED = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|sometimes|occasionally)\b(?! \d)"
    r"|\b(?:often|usually|typically|generally|frequently|commonly|normally|probably|tends? to|in general|as a rule|in some cases|for example)\b"
    r"|\b(?:in|for|at|by) (?:most|many|some) \w+s\b|^[\s,]*one (?:of|key|main|important)\b"
    r"|^[\s,]*(?:and |but )?(?:most|many|some|several|certain)\b(?! (?:\w+ly|important)\b)",
    re.IGNORECASE,
)
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
SUM = re.compile(r"\b(?:total|whole|entire|overall)\b", re.IGNORECASE)  # of which "everything" is another word
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
SOFT = re.compile(
    rf"{POSSIBLE.pattern}|{HABIT.pattern}|\b(?:if|whether|risks?|possib\w+|potential\w*|chances?|would|certain|a few|threat\w*|danger|options?"
    r"|lets?|allows?|eventual\w*|occasion\w*|average|usual|typical|common|frequent|as standard|habit\w*|regularly|ordinar\w+|majority|half"
    r"|much of|in part|partly|part of|bulk of|mean[st]? to|among|includ\w+|such as|for (?:example|instance)|one of|one (?:key|main|important)"
    r"|apt to|inclined|prone|customar\w+|traditional\w*)\b",
    re.IGNORECASE,
)
LIKELY = re.compile(r"\b(?:more|less|most) likely\b|\blikelihood\b|\bprobabilit\w+\b", re.IGNORECASE)
CHANCE = re.compile(
    rf"{POSSIBLE.pattern}|{HABIT.pattern}|\b(?:likel\w+|unlikel\w+|chances?|odds|risk\w*|probab\w+|predict\w*|forecast\w*|expect\w*|increas\w+|more)\b",
    re.IGNORECASE,
)
OFTEN = re.compile(
    r"\b(?:often|usually|typically|generally|frequently|commonly|normally|mostly|regularly|tends?|as a rule|in general)\b",
    re.IGNORECASE,
)
MERELY = re.compile(
    r"\b(?:may|might|can|could|possibly|perhaps|sometimes|occasionally|some|in some cases)\b", re.IGNORECASE
)
FREQUENT = re.compile(
    rf"{HABIT.pattern}|\b(?:always|every|each|all|never|whenever|(?:frequent|common|regular|usual|typical|tendenc|standard|tradition|consistent)\w*)\b",
    re.IGNORECASE,
)
LEANING = re.compile(r"^[\s,]*(?:that|which|who|when|where|while|because|so that|if)\b", re.IGNORECASE)
AGAINST = re.compile(r"^[\s,;:.–-]*(?:but|yet|however|although|though|whereas)\b|^[;.]", re.IGNORECASE)
ABOUT = 0.4  # overlap from which on a clause says what a source's clause says,
BARE = 2  # and words of content up to which it has nothing but a verb in which to differ: "answers to", "reports to"
HEDGES = re.compile(f"{POSSIBLE.pattern}|{HABIT.pattern}", re.IGNORECASE)


def modality_fault(claim: Reading, sources: Sequence[Reading], matched: Sequence[Match]) -> str:
    """What a claim says more strongly than its sources, in words; empty if nothing."""
    near = closest(matched) or list(sources)
    there = " ".join(reading.text for reading in near)
    said = claim.text
    hedged = HEDGES.search(there)
    if repeats(matched, near):
        for pattern in (ALWAYS, EVERY, MUST):
            if pattern is EVERY and SUM.search(there):
                continue
            if (strong := pattern.search(said)) and len(pattern.findall(said)) > len(pattern.findall(there)):
                return f"says {strong.group().lower()} where its source does not"
    said = IDIOM.sub("", said)
    if (strong := (ALWAYS if hedged else NEVER_ELSE).search(said)) and not (ALWAYS if hedged else WHOLE).search(there):
        return f"says {strong.group().lower()} where its source does not"
    if (strong := EVERY.search(said)) and hedged and not WHOLE.search(there):
        return f"says {strong.group().lower()} where its source says {hedged.group().lower()}"
    if (strong := MUST.search(said)) and hedged and not NEEDED.search(there):
        return f"says {strong.group().lower()} where its source says {hedged.group().lower()}"
    may = MERELY.search(there)
    if (often := OFTEN.search(said)) and may and not FREQUENT.search(there):
        return f"says {often.group().lower()} where its source says {may.group().lower()}"
    if LIKELY.search(said) and not CHANCE.search(there):
        return "speaks of a likelihood where its source does not"
    return flatly(matched)


def flatly(matched: Sequence[Match]) -> str:
    """What a claim says flatly of what its sources say with "most", "often" or "may", in words; empty if nothing."""
    soft = {id(match.found[0][1]) for match in matched if match.found and SOFT.search(match.claim.text)}
    # A clause leans on the hedge of another that it explains, but not on that of one that it is set against.
    for match in matched:
        near = [clause for clause, _ in match.near()]
        held = [WEAKENED.search(clause.text) for clause in near]
        bare = len(match.claim.stems) <= BARE and any(match.claim.subjects & clause.subjects for clause in near)
        about = match.claim.stems and (match.best >= ABOUT or bare)
        if not about or not all(held) or not held[0] or SOFT.search(match.claim.text):
            continue
        said = match.claim.text
        if not (soft and LEANING.search(said)) and (id(near[0]) not in soft or AGAINST.search(said)):
            return f"says flatly what its source says with {plain(held[0].group())}"
    return ""


def plain(hedge: str) -> str:
    """A hedge as it is named in a reason."""
    return hedge.strip(" ,").lower()

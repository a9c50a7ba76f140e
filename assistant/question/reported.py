"""Claims that readers report and have checked: "My professor says that X. Is she right?" asks whether X is true.

Not here: whether the articles bear a claim out.
"""

import re

# Asks for nothing but a check of what was said before.
CHECK = re.compile(
    r"^(?:(?:so|and|but|well|now)\W+)*(?:(?:is|was|are|were|isn't|aren't) (?:that|this|it|he|she|they)(?: (?:statement|claim|view))?"
    r"(?: (?:really|actually|even|still|all|generally|always))* (?:right|true|correct|so|accurate|the case|wrong|justified|a fact|mistaken)"
    r"(?: (?:about|on|with|in) (?:that|this|it|them))?"
    r"|(?:do|does|would|will|can|could) (?:(?:all|any|most|both|each)(?: of)? )?(?:the |your |these |those )?(?:(?:two|three|four|five|six) )?"
    r"(?:articles?|texts?|sources?|guides?|authors?|pieces|you|they|(?:the )?others|the rest|all (?:of them|two|three|four|five|six))"
    r"(?: (?:really|actually|all|both|also))*"
    r" (?:say (?:so|that|this|the same(?: thing)?)|agree(?: (?:on|with|about) (?:that|this|it|him|her|them|each other|one another))?"
    r"|confirm (?:that|this|it)|support (?:that|this|it|him|her|them)|bear (?:him|her|them|that|this|it) out|see it (?:that way|the same(?: way)?)"
    r"|back (?:(?:that|this|it|him|her|them) up|(?:that|this|it|him|her|them))(?: up)?)"
    r"|is(?: there|n't there) (?:any(?:thing)?|some(?:thing)?|much)(?: truth)? (?:to|in) (?:that|this|it)"
    r"|(?:is|isn't) (?:that|this|it) what (?:the |your )?(?:articles?|texts?|sources?|guides?|authors?) (?:say|claim|think|find)(?: (?:as well|too|also))?"
    r"|(?:is|isn't) (?:that|this|it) (?:disputed|undisputed|contested|debated|agreed)"
    r"|(?:right|true|correct|agree|agreed|really|is that so|true or false|fair))\W*$",
    re.IGNORECASE,
)
SAYS = (
    r"(?:says?|said|claims?|claimed|thinks?|thought|believes?|believed|argues?|argued|insists?|insisted|reckons?|maintains?|states?|stated"
    r"|tells?|told|keeps? (?:saying|telling|insisting)|swears?|hears?|heard|reads?|assumes?|assumed|supposes?|supposed|guess|understood|writes?"
    r"|wrote|finds?|found|learn(?:ed|t)|proves?|shows?)(?: (?:me|us))?"
)
# Who says it, by which verb, and what is said; whoever is not one of the reader's own people says it with a "that", since "the CSO thinks
# in years" reports nothing.
REPORTED = re.compile(
    r"^(?:(?:i|we|they|people|some(?:one|body| people)|everyone|(?:my|our|an?|one of (?:my|our)) [\w’' -]{1,40}?)"
    rf" (?:(?:just|always|often|once|have|has|had|recently) )*{SAYS}(?: (?:somewhere|once|recently|always))?(?: that)?"
    rf"|[^,.;:]{{1,60}}? {SAYS}(?: (?:somewhere|once|recently|always))? that)[,:]? "
    r"(?!whether\b|if\b|about\b|how\b|who\b|what\b|why\b|when\b|where\b|to\b|of\b)(?P<claim>.+)$",
    re.IGNORECASE | re.DOTALL,
)


def claim_in(told: str) -> str:
    """What a sentence claims, without who claims it: "My boss says that X." -> "X"."""
    match = REPORTED.match(told.strip())
    claim = (match.group("claim") if match else told).strip(" .!\"'“”")
    first = claim.split(" ", 1)[0]
    return claim if first != first.capitalize() or first == "I" or len(first) < 2 else claim[:1].lower() + claim[1:]


def checked(told: str) -> str:
    """The question whether a claim is true."""
    return f"Is it true that {claim_in(told)}?"

"""The form that an answer must have, as its question asks for it: a figure, a date, a name.

Not here: whether a sentence has that form (`forms`).
"""

import re
from enum import StrEnum


class Wanted(StrEnum):
    """A form that an answer must have, whatever it says."""

    ANYTHING = "anything"
    AMOUNT = "a figure"
    DATE = "a date or a duration"
    NAME = "a name"
    PLACE = "a place"


DEMANDS: tuple[tuple[Wanted, re.Pattern[str]], ...] = (
    (
        Wanted.AMOUNT,
        re.compile(
            r"\bhow (?:much|many|big|large|high|expensive)\b|\b(?:percent(?:age)?|average|median|exact (?:number|figure|amount)"
            r"|salary range|number of|amount|dollars?|euros?|pounds sterling|price of|cost of (?:an?|the|hiring)|what share"
            r"|going rate|salary figures?|(?:paid|earns?) (?:more|less|better|worse|(?:the )?most)|(?:better|best|higher|highest)[- ]paid)\b|[$€£%]",
            re.IGNORECASE,
        ),
    ),
    (
        Wanted.DATE,
        re.compile(
            r"\bhow (?:long|old|soon|fast)\b|\b(?:what|which|in what) (?:year|month|date|day|decade|century)\b"
            r"|\bwhen (?:did|was|were|will)\b|\bwhat age\b|\btenure\b",
            re.IGNORECASE,
        ),
    ),
    (
        Wanted.NAME,
        re.compile(
            r"^who (?:invented|coined|wrote|founded|created|is the (?:current|best|most|first)|was the)\b"
            r"|\bwhat(?:'s| is) the name of\b|\bwhich (?:(?:compan(?:y|ies)|firms?)(?!.{0,40}\b(?:need|should|usually|typically|tend|normally|generally"
            r"|mostly|often|benefit|want|suits?"
            r"|ha(?:s|ve) (?:an?|one|it|both|no)|hires? (?:an?|one|it)|go without)\b)|brands?|countr(?:y|ies)|cit(?:y|ies)"
            r"|vendors?|universit(?:y|ies)|schools?|authors?|(?:person|people) (?:invented|coined|founded|first|was|were|is the|are the))\b"
            r"|\b(?:which|what)\b.{0,30}\b(?:product|tool|software|crm|platform|vendor|book|course|agency|app)s?\b.{0,12}\bbest\b"
            r"|\b(?:which|what) (?:\w+ ){0,2}(?:products?|tools?|software|crms?|platforms?|apps?|systems?|agency|vendors?)\b.{0,30}"
            r"\b(?:buy|purchase|subscribe|license|go with|switch to)\b"
            r"|\bbest (?:ai |crm )?(?:product|tool|software|platform|vendor|book|course|agency|app|crm)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Wanted.PLACE,
        re.compile(r"\bin (?:which|what) (?:country|city|state)\b|^where (?:is|was) the\b", re.IGNORECASE),
    ),
)


def wanted_in(text: str) -> Wanted:
    """The form that the answer must have."""
    return next((wanted for wanted, pattern in DEMANDS if pattern.search(text)), Wanted.ANYTHING)

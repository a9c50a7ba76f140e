"""What articles say of how roles stand to each other and to a company, anchored in their text: drawn and offered in forms.

Not here: points on which articles differ (`vocabulary.Fact`), or how a comparison shows relations (`answer.relative`).
"""

from dataclasses import dataclass
from enum import StrEnum


class RelationKind(StrEnum):
    """How a role stands to what the relation names; the value is the front matter's word for it."""

    REPORTS_TO = "reports to"
    LEADS = "leads"  # roles or departments
    TEAM = "has in the team"
    OWNS_STAGE = "owns the stage"  # of the customer journey
    FITS_STAGE = "fits the company's stage"
    FITS_MODEL = "fits the sales model"
    FITS_DEAL = "fits the deal size"
    FITS_MARKET = "fits the market"
    FITS_PROBLEM = "fits the problem"


AMONG_ROLES = frozenset({RelationKind.REPORTS_TO, RelationKind.LEADS, RelationKind.TEAM})
FITTING = (
    RelationKind.FITS_STAGE,
    RelationKind.FITS_MODEL,
    RelationKind.FITS_DEAL,
    RelationKind.FITS_MARKET,
    RelationKind.FITS_PROBLEM,
)


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What an article says that roles report to, lead, own or fit. `article.text[start:end]` is the quote.

    `what` holds role ids or departments, stages in the journey's order, or a reader's sentence on a company;
    `when` is the condition that the article sets, in a few words, or empty.
    """

    kind: RelationKind
    roles: tuple[str, ...]
    what: tuple[str, ...]
    when: str = ""
    start: int
    end: int

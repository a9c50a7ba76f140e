"""What the gate says of a version: one value that holds the verdict in words and the exit code alike.

Not here: how it is reached (`gate`), or how it is shown (`render`, the HTML page).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from evals.case import Tier
from evals.changes import ArticleChange, ParagraphChange


class Status(StrEnum):
    """How a version was judged; NOT_MEASURABLE asks for a person."""

    PASSED = "passed"
    BLOCKED = "blocked"
    NOT_MEASURABLE = "not_measurable"


BLOCKING = frozenset({"unsound", "forbidden", "must", "broken", "worse", "floor"})
EXIT_CODES = {Status.PASSED: 0, Status.BLOCKED: 1, Status.NOT_MEASURABLE: 3}


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One thing that keeps a version from passing: what was found, and the way out.

    `rule` is a short name for machines: unsound, forbidden, must, broken, worse, floor (these block); baseline,
    program, cases, partial, foreign, errors, stale, confirm, newcomer, instructions (these ask for a person). `case` is
    empty where no single case is meant.
    """

    rule: str
    words: str
    remedy: str
    case: str = ""


@dataclass(frozen=True, kw_only=True)
class Flip:
    """A case that passed in the baseline and fails now, or the other way round (`mended`).

    `why` lists the failing metrics with their reasons; it may quote a case of the report split.
    """

    case: str
    tier: Tier
    group: str
    metrics: tuple[str, ...] = ()
    why: str = ""
    mended: bool = False
    waived: str = ""  # the reason of the waiver


@dataclass(frozen=True, kw_only=True)
class Stale:
    """A case whose quote its article does not hold any more, so that it can be judged no longer."""

    case: str
    article: str
    quote: str
    article_gone: bool = False
    waived: str = ""


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """An uncovered question that is answered now, from `articles` that the update changed or added."""

    case: str
    articles: tuple[str, ...]
    waived: str = ""


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """A new article that no case quotes and that answers cite already; `case` is the article's id, for a waiver."""

    case: str
    cited_by: tuple[str, ...]
    waived: str = ""


@dataclass(frozen=True, kw_only=True)
class Unprotected:
    """A changed paragraph that no case's quote touches."""

    article: str
    paragraph: ParagraphChange


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A metric's mean on the cases that both runs measured; `low` bounds `after - before` at 95 %, from below.

    For metrics where lower is better, before, after and the bound are of 1 - value, so that higher is always better.
    """

    metric: str
    stratum: str
    n: int
    before: float
    after: float
    low: float
    margin: float

    @property
    def worse(self) -> bool:
        """Whether it may be worse by more than the margin."""
        return self.low < -self.margin


@dataclass(frozen=True, kw_only=True)
class Floor:
    """A mean that no version may fall below, and where this version lies; 1 - value where lower is better."""

    metric: str
    stratum: str
    n: int
    value: float
    floor: float

    @property
    def missed(self) -> bool:
        """Whether the version lies below."""
        return self.value < self.floor


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The judgement of one version against the baseline. `reasons` is empty exactly when it passed."""

    version: str
    mode: str
    baseline: str  # the baseline's version; empty without one
    reasons: tuple[Reason, ...] = ()
    flips: tuple[Flip, ...] = ()
    stale: tuple[Stale, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()
    articles: tuple[ArticleChange, ...] = ()
    unprotected: tuple[Unprotected, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    floors: tuple[Floor, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """Blocked if anything blocks; else not measurable if anything asks for a person; else passed."""
        if any(reason.rule in BLOCKING for reason in self.reasons):
            return Status.BLOCKED
        return Status.NOT_MEASURABLE if self.reasons else Status.PASSED

    @property
    def exit_code(self) -> int:
        """0 passed, 1 blocked, 3 not measurable."""
        return EXIT_CODES[self.status]

    @property
    def words(self) -> str:
        """The verdict in one sentence."""
        many = len(self.reasons)
        count = f"{many} reason{'s' if many != 1 else ''}"
        if self.status is Status.PASSED:
            return f"PASSED: version {self.version} may go live."
        if self.status is Status.BLOCKED:
            return f"BLOCKED: version {self.version} must not go live, for {count}."
        return f"NOT MEASURABLE: version {self.version} needs a person's decision, for {count}."

    @property
    def waived(self) -> Mapping[str, str]:
        """The cases (and new articles) that a person has to decide on, with the reason given; empty where none is."""
        flips = {flip.case: flip.waived for flip in self.flips if not flip.mended}
        new = {reason.case: "" for reason in self.reasons if reason.rule == "must"}
        stale = {one.case: one.waived for one in self.stale}
        asked = {one.case: one.waived for one in self.confirmations}
        return new | flips | stale | asked | {one.case: one.waived for one in self.newcomers}

"""What the HTML page shows, ordered for a reader: which case is in what state, what belongs together. No HTML here.

Not here: the judgement (`gate`), the changes (`changes`), the page itself (`page`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from evals.case import Split
from evals.changes import AnswerChange, ArticleChange, Effect, Kind, ParagraphChange
from evals.report import EvalReport
from evals.runner import CaseResult
from evals.shares import Share
from evals.verdict import BLOCKING, Reason, Stale, Verdict

GATHERED = frozenset({"stale", "confirm"})  # rules whose reasons have a section of their own
CLIPPED = 280  # characters of an answer that passes and did not change


class State(StrEnum):
    """What an editor has to know of a case first."""

    ERROR = "not measured"
    STALE = "stale"
    CONFIRM = "to confirm"
    BROKEN = "broken"
    FAILING = "failing"
    MENDED = "mended"
    PASSED = "passed"


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """One case in the list; `closed` keeps its wording back, `clip` shortens its answer."""

    result: CaseResult
    state: State
    changed: bool
    closed: bool

    @property
    def clip(self) -> bool:
        """Whether only the beginning of the answer is worth its room."""
        return not self.changed and self.result.passed and len(self.result.answer) > CLIPPED

    @property
    def answer(self) -> str:
        """The answer, cut after a word where it passes and did not change."""
        return f"{self.result.answer[:CLIPPED].rsplit(' ', 1)[0]} …" if self.clip else self.result.answer


@dataclass(frozen=True, kw_only=True)
class AnswerGroup:
    """Changed answers that mean the same for readers."""

    name: str
    title: str
    note: str
    changes: tuple[AnswerChange, ...]


@dataclass(frozen=True, kw_only=True)
class StaleQuote:
    """A quote that its article does not hold any more, the cases that rest on it, and what became of its paragraph."""

    article: str
    quote: str
    cases: tuple[Stale, ...]
    paragraph: ParagraphChange | None
    remedy: str


@dataclass(frozen=True, kw_only=True)
class ShareRow:
    """A share beside live's, if there is one."""

    share: Share
    live: float | None

    @property
    def difference(self) -> float | None:
        """This version minus live."""
        return None if self.live is None else self.share.value - self.live


def blocks(paragraphs: Iterable[ParagraphChange]) -> Iterator[tuple[ParagraphChange, ...]]:
    """Changed paragraphs by card: one rewritten each, added or removed ones that follow each other together."""
    for kind, group in groupby(paragraphs, key=lambda one: one.kind):
        if kind == Kind.CHANGED:
            yield from ((one,) for one in group)
        else:
            yield tuple(group)


def answer_groups(changes: Sequence[AnswerChange]) -> tuple[AnswerGroup, ...]:
    """Broken, mended, changed but fine, changed and failing as before; empty groups left out."""
    groups = (
        ("broken", "Broken", "These answers passed and fail now.", [c for c in changes if c.effect == Effect.BROKEN]),
        ("mended", "Mended", "These answers failed and pass now.", [c for c in changes if c.effect == Effect.MENDED]),
        (
            "fine",
            "Changed, and fine",
            "These answers pass before and after. Read them: only you know whether they say what they should.",
            [c for c in changes if c.effect == Effect.CHANGED and c.after.passed],
        ),
        (
            "still",
            "Changed, failing as before",
            "These answers failed before, too, so they count in the averages and do not block.",
            [c for c in changes if c.effect == Effect.CHANGED and not c.after.passed],
        ),
    )
    return tuple(
        AnswerGroup(name=name, title=title, note=note, changes=tuple(found))
        for name, title, note, found in groups
        if found
    )


def case_views(
    report: EvalReport, verdict: Verdict, changes: Iterable[AnswerChange], *, show_report: bool
) -> tuple[CaseView, ...]:
    """Every case, those that need eyes first. The report split's wording is kept back unless asked for or changed."""
    states = marked_states(verdict)
    changed = {change.after.id for change in changes}
    views = [
        CaseView(
            result=result,
            state=state_of(result, states),
            changed=result.id in changed,
            closed=result.split == Split.REPORT and not show_report and result.id not in states.keys() | changed,
        )
        for result in report.results
    ]
    order = list(State)
    return tuple(sorted(views, key=lambda view: order.index(view.state)))


def marked_states(verdict: Verdict) -> Mapping[str, State]:
    """Case id -> its state, for the cases that the verdict names."""
    return {
        **{flip.case: State.MENDED if flip.mended else State.BROKEN for flip in verdict.flips},
        **{one.case: State.CONFIRM for one in verdict.confirmations},
        **{one.case: State.STALE for one in verdict.stale},
    }


def state_of(result: CaseResult, states: Mapping[str, State]) -> State:
    """The state of one case."""
    if result.error:
        return State.ERROR
    return states.get(result.id, State.PASSED if result.passed else State.FAILING)


def to_decide(verdict: Verdict) -> tuple[list[Reason], list[Reason]]:
    """The reasons that block, and those that ask for a person without a section of their own."""
    blocking = [reason for reason in verdict.reasons if reason.rule in BLOCKING]
    return blocking, [reason for reason in verdict.reasons if reason.rule not in BLOCKING | GATHERED]


def stale_quotes(verdict: Verdict, articles: Iterable[ArticleChange]) -> tuple[StaleQuote, ...]:
    """The quotes that are gone, each once, those that are not waived first."""
    gathered: dict[tuple[str, str], list[Stale]] = {}
    for stale in sorted(verdict.stale, key=lambda one: bool(one.waived)):
        gathered.setdefault((stale.article, stale.quote), []).append(stale)
    remedies = {reason.case: reason.remedy for reason in verdict.reasons if reason.rule == "stale"}
    known = tuple(articles)
    return tuple(
        StaleQuote(
            article=article,
            quote=quote,
            cases=tuple(cases),
            paragraph=paragraph_of(article, quote, known),
            remedy=next((remedies[one.case] for one in cases if one.case in remedies), ""),
        )
        for (article, quote), cases in gathered.items()
    )


def paragraph_of(article: str, quote: str, changes: Iterable[ArticleChange]) -> ParagraphChange | None:
    """The changed paragraph that held a quote."""
    wanted = " ".join(quote.split())
    return next(
        (
            paragraph
            for change in changes
            if change.article == article
            for paragraph in change.paragraphs
            if wanted in " ".join(paragraph.before.split())
        ),
        None,
    )


def share_rows(shares: Iterable[Share], live: Iterable[Share]) -> tuple[ShareRow, ...]:
    """Each share beside live's."""
    known = {(one.metric, one.stratum): one.value for one in live}
    return tuple(ShareRow(share=share, live=known.get((share.metric, share.stratum))) for share in shares)

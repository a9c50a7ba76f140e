"""The report as one HTML page for editors: no network, no state, everything escaped. The one place that knows jinja2.

Not here: what is shown in which order (`view`), the drawings (`chart`), answers as HTML (`prose`).
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from assistant.vocabulary import Outcome
from evals.case import Tier
from evals.changes import changed_answers, changed_articles
from evals.chart import lines, percent, track
from evals.intervals import quantile
from evals.means import label
from evals.metrics import METRICS
from evals.prose import after, plain
from evals.prose import before as was
from evals.report import EvalReport
from evals.score import Unit
from evals.shares import LABELS, STRATA, measured, passed_by_stratum
from evals.trend import FOLLOWED, trend
from evals.verdict import Status, Verdict
from evals.view import State, answer_groups, blocks, case_views, share_rows, stale_quotes, to_decide

HERE = Path(__file__).resolve().parent
OUTCOMES = {
    None: "no answer",
    Outcome.ANSWERED: "answered",
    Outcome.PARTLY_ANSWERED: "answered in part",
    Outcome.NOT_COVERED: "said it is not covered",
    Outcome.CLARIFY: "asked back",
}
TIERS = {Tier.MUST: "must pass", Tier.SCORED: "scored", Tier.WATCH: "watched"}
COMMAND = re.compile(r"(`[^`]+`|corner-office \w+(?: (?:--[\w-]+|[A-Z]+\b|[\w-]+(?= --)))*)")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
INDENT = re.compile(r"\n\s+")
HEADLINES = {
    Status.PASSED: "This version may go live",
    Status.BLOCKED: "This version must not go live",
    Status.NOT_MEASURABLE: "A person has to decide",
}


def render_page(
    *,
    report: EvalReport,
    verdict: Verdict,
    before: EvalReport | None = None,
    history: Sequence[EvalReport] = (),
    show_report: bool = False,
) -> str:
    """The whole document, the same for the same arguments.

    `before` is what readers have now; `history` are earlier reports, oldest first. The wording of report-split cases
    that neither changed nor weigh on the verdict is kept back unless `show_report`.
    """
    answers = changed_answers(before.results, report.results) if before else ()
    articles = changed_articles(before.texts, report.texts) if before else ()
    blocking, asking = to_decide(verdict)
    live = before.results if before else ()
    points = trend(history, report)
    page = environment().get_template("page.html")
    return clean(
        page.render(
            report=report,
            verdict=verdict,
            before=before,
            headline=HEADLINES[verdict.status],
            blocking=blocking,
            asking=asking,
            groups=answer_groups(answers),
            answers=answers,
            articles=articles,
            stale=stale_quotes(verdict, verdict.articles),
            cases=case_views(report, verdict, answers, show_report=show_report),
            passed=share_rows(passed_by_stratum(report.results), passed_by_stratum(live)),
            shares=share_rows(measured(report.results), measured(live)),
            amounts=amounts(report, before),
            points=points,
            lines=lines(points),
            followed=FOLLOWED,
            **assets(),
        )
    )


def environment() -> Environment:
    """The template language with what the page needs; every value is escaped unless it is Markup."""
    made = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(prose=plain, was=was, now=after, percent=percent, track=track, points=signed, floor_label=label)
    made.filters.update(commands=commands, blocks=blocks)
    made.globals.update(
        OUTCOMES=OUTCOMES, TIERS=TIERS, STRATA=STRATA, LABELS=LABELS, METRICS=METRICS, STATES=list(State)
    )
    return made


def assets() -> Mapping[str, Any]:
    """Style and scripts, and the scripts' hashes: the page's policy lets no other script run."""
    scheme, script = (clean((HERE / name).read_text(encoding="utf-8")) for name in ("scheme.js", "page.js"))
    style = (HERE / "page.css").read_text(encoding="utf-8")
    hashes = Markup(" ".join(f"'sha256-{digest(each)}'" for each in (scheme, script)))
    return {"scheme": Markup(scheme), "script": Markup(script), "style": Markup(style), "script_hashes": hashes}


def digest(script: str) -> str:
    """The hash of a script as it stands in the page, as a policy names it."""
    return b64encode(hashlib.sha256(script.encode()).digest()).decode()


def amounts(report: EvalReport, before: EvalReport | None) -> list[dict[str, str]]:
    """Words and milliseconds: median with 5th and 95th percentile, and live's median."""
    rows = []
    for name, metric in METRICS.items():
        if metric.unit == Unit.SHARE:
            continue
        now, then = (
            [v for r in run.results if (v := r.value(name)) is not None] if run else [] for run in (report, before)
        )
        if now:
            low, middle, high = (f"{quantile(now, share):.0f}" for share in (0.05, 0.5, 0.95))
            live = f"{quantile(then, 0.5):.0f}" if then else ""
            rows.append({"about": metric.about, "low": low, "middle": middle, "high": high, "live": live})
    return rows


def signed(value: float) -> str:
    """A difference of shares in points, with its sign; nothing for none."""
    shown = f"{100 * value:+.1f}"
    return "±0" if shown in {"+0.0", "-0.0"} else shown.replace("-", "−")


def commands(text: str) -> Markup:
    """A sentence with its commands set apart, and an end."""
    ended = text if text.endswith((".", "!", "?")) else f"{text}."
    parts = COMMAND.split(ended)  # every other part is a command
    return Markup("").join(
        Markup("<code>{}</code>").format(part.strip("`")) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def clean(text: str) -> str:
    """A text that can be written as UTF-8 and that HTML may hold, without its indents: no page needs them."""
    kept = text.encode("utf-8", "replace").decode()
    return INDENT.sub("\n", CONTROL.sub("", kept))

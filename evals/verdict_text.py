"""The verdict, and what changed between two versions, as terminal text. Not here: the figures (`render`).

Wording of report-split cases never appears: only the HTML page and the kept JSON show it, and only where a case flips.
"""

import textwrap
from collections.abc import Iterable, Sequence

from evals.case import Split
from evals.changes import AnswerChange, ArticleChange, Kind, changed_answers
from evals.pieces import Mark, Piece
from evals.remedies import stale_remedy
from evals.report import EvalReport
from evals.verdict import Reason, Stale, Verdict

WIDTH = 110
MOST = 8  # reasons of one rule, and paragraphs, that are told one by one
COMMAND = "corner-office "
OPEN = {Mark.REMOVED: "[-", Mark.ADDED: "{+", Mark.SAME: ""}
CLOSE = {Mark.REMOVED: "-]", Mark.ADDED: "+}", Mark.SAME: ""}


def render_verdict(verdict: Verdict) -> str:
    """The verdict, each reason with its way out, and what deserves a look."""
    parts = [verdict.words]
    if verdict.reasons:
        loose = [reason for reason in verdict.reasons if reason.rule != "stale"]
        parts.append("\n".join([*render_reasons(loose), *render_stale(verdict.stale)]))
    against = f"the baseline, version {verdict.baseline}" if verdict.baseline else "no baseline"
    mended = [flip.case for flip in verdict.flips if flip.mended]
    waived = [case for case, reason in verdict.waived.items() if reason]
    lines = [f"Compared with {against}: {articles_line(verdict.articles)}."]
    lines += [f"Mended: {', '.join(mended)}."] if mended else []
    lines += [f"Waived: {', '.join(waived)}."] if waived else []
    parts.append("\n".join(wrapped(line) for line in lines))
    if verdict.warnings:
        parts.append("Worth a look:\n" + "\n".join(wrapped(one, "  - ") for one in verdict.warnings))
    if verdict.unprotected:
        shown = [
            wrapped(f"{one.article}: {shortened(one.paragraph.after)}", "  - ") for one in verdict.unprotected[:MOST]
        ]
        more = len(verdict.unprotected) - MOST
        shown += [f"  and {more} more in the report"] if more > 0 else []
        parts.append("Changed paragraphs that no case checks:\n" + "\n".join(shown))
    return "\n\n".join(parts) + "\n"


def render_reasons(reasons: Iterable[Reason]) -> list[str]:
    """Each reason with its way out; of a rule with many, the first few."""
    lines: list[str] = []
    seen: dict[str, int] = {}
    for reason in reasons:
        seen[reason.rule] = seen.get(reason.rule, 0) + 1
        if seen[reason.rule] <= MOST:
            lines += [wrapped(reason.words, "  - "), way_out(reason.remedy)]
    lines += [f"  and {count - MOST} more of the kind “{rule}”" for rule, count in seen.items() if count > MOST]
    return lines


def render_stale(stale: Iterable[Stale]) -> list[str]:
    """The quotes that have gone, each once with all the cases that rest on it."""
    cases: dict[tuple[str, str], list[Stale]] = {}
    for one in stale:
        if not one.waived:
            cases.setdefault((one.article, one.quote), []).append(one)
    lines = []
    for (article, quote), group in cases.items():
        names = [one.case for one in group]
        rest = f"Case {names[0]} rests" if len(names) == 1 else f"{len(names)} cases ({', '.join(names)}) rest"
        gone = "; the article itself is gone" if group[0].article_gone else ""
        lines.append(wrapped(f"{rest} on a quote that {article} does not hold any more{gone}: “{quote}”", "  - "))
        lines.append(way_out(stale_remedy(names)))
    return lines


def way_out(remedy: str) -> str:
    """What mends it; a command at its end on a line of its own, to be copied whole."""
    lead = "    Way out: "
    text, colon, command = remedy.rpartition(f": {COMMAND}")
    if not colon:
        return wrapped(f"{remedy}.", lead)
    return wrapped(f"{text}:", lead) + f"\n{' ' * len(lead)}{COMMAND}{command}"


def articles_line(articles: Sequence[ArticleChange]) -> str:
    """Which articles changed, in a line."""
    if not articles:
        return "no article has changed"
    return ", ".join(f"{change.article} {change.kind}" for change in articles)


def render_articles(changes: Sequence[ArticleChange]) -> str:
    """Every changed article with its changed paragraphs, words taken out in [- -], words put in in {+ +}."""
    if not changes:
        return "No article differs.\n"
    parts = []
    for change in changes:
        paragraphs = change.paragraphs if change.kind is Kind.CHANGED else ()
        count = f", {len(paragraphs)} paragraphs" if len(paragraphs) > 1 else ""
        lines = [f"Article {change.article}: {change.kind}{count}"]
        lines += [wrapped(marked(paragraph.pieces), "  ") for paragraph in paragraphs]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def render_answers(before: EvalReport, after: EvalReport) -> str:
    """Every changed answer; of report-split cases the name alone."""
    changes = changed_answers(before.results, after.results)
    if not changes:
        return "No answer differs.\n"
    return f"{len(changes)} answers differ.\n\n" + "\n\n".join(map(render_answer, changes)) + "\n"


def render_answer(change: AnswerChange) -> str:
    """One changed answer."""
    head = (
        f"{change.after.id} ({change.after.tier}): {change.effect}, {change.before.outcome} -> {change.after.outcome}"
    )
    if change.after.split is Split.REPORT:
        return f"{head}\n  (of the report split: its wording is shown only in the HTML report of a gate run)"
    asked = [wrapped(turn, "  > ") for turn in change.after.turns]
    return "\n".join([head, *asked, *(wrapped(line, "    ") for line in marked(change.pieces).splitlines())])


def marked(pieces: Iterable[Piece]) -> str:
    """Pieces in a row, changed ones in brackets."""
    return "".join(f"{OPEN[piece.mark]}{piece.text}{CLOSE[piece.mark]}" for piece in pieces)


def shortened(text: str) -> str:
    """The beginning of a paragraph."""
    return textwrap.shorten(text, WIDTH, placeholder=" ...")


def wrapped(text: str, lead: str = "") -> str:
    """A paragraph within the width, its first line behind `lead`."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )

"""A report as JSON values, and back: what `eval --json` prints and what is kept. Not here: where it is kept (`store`)."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from assistant.vocabulary import Outcome
from evals.case import CaseError, Evidence, Split, Stratum, Tier
from evals.fingerprint import Fingerprint
from evals.metrics import METRICS, MILLISECONDS
from evals.report import EvalReport
from evals.runner import CaseResult, Cited
from evals.score import Score


def report_to_json(report: EvalReport, *, show_report: bool = False) -> dict[str, Any]:
    """The report as JSON values; wording of report-split cases is left out unless asked for."""
    return {
        "version": report.version,
        "mode": report.mode,
        "created": report.created,
        "split": report.split,
        "cases": len(report.results),
        "errors": len(report.errors),
        "fingerprint": asdict(report.fingerprint) if report.fingerprint else None,
        "figures": [asdict(figure) for figure in report.figures],
        "results": [
            result_to_json(result, hide=result.split == Split.REPORT and not show_report) for result in report.results
        ],
    }


def result_to_json(result: CaseResult, *, hide: bool) -> dict[str, Any]:
    """One result as JSON values; `hide` blanks the turns, the answer with what it cites, and the reasons."""
    data = asdict(result)
    data["passed"] = result.passed
    if hide:
        data["turns"], data["answer"], data["citations"], data["evidence"] = [], "", [], []
        data["scores"] = [{**score, "reason": ""} for score in data["scores"]]
    return data


def stored_json(report: EvalReport, *, lean: bool = False) -> str:
    """The report in full, texts included, to be kept: one value a line and keys sorted, so that two can be compared.

    `lean` leaves out what a baseline is not asked for: times, reasons and what stands in the case files. The same version
    then gives the same bytes on every run.
    """
    data = report_to_json(report, show_report=True) | {"texts": dict(report.texts)}
    for made_anew in ("figures", "cases", "errors", *(["created"] if lean else [])):
        del data[made_anew]
    data["results"] = {result.id: stored_result(result, lean=lean) for result in report.results}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def stored_result(result: CaseResult, *, lean: bool) -> dict[str, Any]:
    """One result without what is empty; scores by name, citations by marker and article."""
    data = {key: value for key, value in asdict(result).items() if value}
    scores = [score for score in result.scores if not lean or score.name != MILLISECONDS]
    data["scores"] = {score.name: round(score.value, 6) for score in scores}
    data["citations"] = {f"{cited.marker} {cited.article}": cited.quote for cited in result.citations}
    if lean:
        for in_the_case in ("turns", "evidence"):
            data.pop(in_the_case, None)
    else:
        data["reasons"] = {score.name: score.reason for score in scores if score.reason}
    return data


def report_from_json(text: str | bytes) -> EvalReport:
    """Read back what the functions above wrote; figures are made anew. Raises CaseError for anything else."""
    try:
        return report_from_data(json.loads(text))
    except ValueError as error:
        raise CaseError(f"This is no eval report ({error!r}). Make one with: corner-office eval --json") from error


def report_from_data(data: Any) -> EvalReport:
    """The same from JSON values. Raises CaseError."""
    try:
        items = data["results"].values() if isinstance(data["results"], dict) else data["results"]
        return EvalReport(
            version=data["version"],
            mode=data["mode"],
            created=data.get("created", ""),
            split=data["split"],
            fingerprint=Fingerprint(**data["fingerprint"]) if data["fingerprint"] else None,
            results=tuple(result_from_json(item) for item in items),
            texts=data.get("texts", {}),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CaseError(f"This is no eval report ({error!r}). Make one with: corner-office eval --json") from error


def result_from_json(data: dict[str, Any]) -> CaseResult:
    """One result from its JSON values, printed or kept."""
    scores = data["scores"]
    if isinstance(scores, dict):
        reasons = data.get("reasons", {})
        scores = [{"name": name, "value": scores[name], "reason": reasons.get(name, "")} for name in in_order(scores)]
    citations = data.get("citations", ())
    if isinstance(citations, dict):
        places = {place: place.split(" ", 1) for place in citations}
        citations = [
            {"marker": int(marker), "article": article, "quote": citations[place]}
            for place, (marker, article) in sorted(places.items(), key=lambda item: int(item[1][0]))
        ]
    return CaseResult(
        id=data["id"],
        group=data["group"],
        split=Split(data["split"]),
        tier=Tier(data["tier"]),
        stratum=Stratum(data["stratum"]),
        turns=tuple(data.get("turns", ())),
        evidence=tuple(Evidence(**item) for item in data.get("evidence", ())),
        outcome=Outcome(data["outcome"]) if data.get("outcome") else None,
        answer=data.get("answer", ""),
        citations=tuple(Cited(**item) for item in citations),
        scores=tuple(Score(**score) for score in scores),
        error=data.get("error", ""),
    )


def in_order(names: Iterable[str]) -> list[str]:
    """Names of metrics in the order of METRICS; those that are not among them last."""
    known = list(METRICS)
    return sorted(names, key=lambda name: known.index(name) if name in known else len(known))

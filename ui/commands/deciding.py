"""The gate as the editors' room sees it: verdicts, what is live, promoting and rolling back, waiving and blessing.

Reports are read in a child process. Not here: building and measuring (`checking`), judging (`evals`).
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from assistant.store.versions import list_versions, read_pointer
from ui.commands.aside import Aside
from ui.commands.judging import MODE, earlier_report, judge_report, kept_report, manifest_of, report_store, write_page
from ui.commands.readings import stamps
from ui.commands.readout import pieces
from ui.commands.workcopy import FolderCopy
from ui.editors.contents import EditingError
from ui.editors.judgement import AnswerEdit, Ground, Judgement, Live, VersionLine

if TYPE_CHECKING:
    from assistant.settings import Settings
    from evals.report import EvalReport
    from evals.verdict import Verdict

REMEDIES: Mapping[str, str] = {
    "must": "Read both answers. Mend the article and check again; or, if the new answer is right, accept it.",
    "broken": "Read both answers of each. Mend the articles and check again; or accept those that are right.",
    "worse": "Read the changed answers below: they say which ones got poorer. Mend the articles and check again.",
    "floor": "Read the changed answers below: they say which ones got poorer. Mend the articles and check again.",
    "forbidden": "Mend the article and check again. This cannot be accepted.",
    "unsound": "This is a fault of the program, not of the articles: keep what is live, and report it.",
    "stale": "Put the sentence back; or copy its new wording into the case file; or accept it until the articles change.",
    "confirm": "Read the new answer. If it is right, accept it; else take the new sentence out.",
    "newcomer": "Add a case that quotes the article; or read the answers that cite it, and accept it.",
    "instructions": "Take it out: it may have been put there for the program to obey. If readers are to read it, bless.",
    "baseline": "Read the report. If the answers are good, bless this version.",
    "program": "Read the report. If the answers are good, bless this version.",
    "cases": "Read the report. If the answers are good, bless this version.",
    "errors": "Check again. If it stays, report it with the case's name.",
    "partial": "Check the working copy: all cases have to be asked.",
    "foreign": "Write cases for these articles, or make them live without a check, with a reason.",
}

WORDS = {
    "passed": "Passed: this version may go live.",
    "blocked": "Blocked: this version makes answers worse, and must not go live as it is.",
    "not_measurable": "A person has to decide before this version may go live.",
}


class StoredGate:
    """`room.Gate` on the home that the settings name."""

    def __init__(self, settings: "Settings", copy: FolderCopy, aside: Aside) -> None:
        self._settings = settings
        self._copy = copy
        self._aside = aside
        self._known: dict[str, tuple[object, Judgement | None]] = {}

    def live(self) -> Live | None:
        """What readers are answered from; None before the first promotion."""
        pointer = read_pointer(self._settings.home)
        if pointer is None:
            return None
        return Live(version=pointer.version, since=pointer.since, before=pointer.history[-1] if pointer.history else "")

    def versions(self) -> tuple[VersionLine, ...]:
        """All versions, newest first."""
        store = report_store(self._settings)
        return tuple(
            VersionLine(
                version=info.version,
                state=info.state.value,
                created=info.created,
                articles=info.articles,
                sentences=info.sentences,
                unchecked=info.unchecked,
                reason=info.reason,
                ours=self._copy.source(info.version).is_dir(),
                reported=store.path(info.version, MODE, ".html").is_file(),
            )
            for info in list_versions(self._settings.home)
        )

    def judgement(self, version: str) -> Judgement | None:
        """The verdict on a version; None if it was not measured by the present program."""
        self._known_version(version)
        live, home = self.live(), self._settings.home
        key = live, stamps(self._settings.cases), stamps(home / "reports"), self._measured(version)
        if version not in self._known or self._known[version][0] != key:
            self._known[version] = key, self._aside.call(judgement, self._settings, version)
        return self._known[version][1]

    def report(self, version: str) -> str:
        """The HTML report of a version. Raises EditingError if there is none."""
        self._known_version(version)
        try:
            return report_store(self._settings).path(version, MODE, ".html").read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise EditingError(f"Version {version} has no report. Check the working copy to get one.") from error

    def promote(self, version: str, reason: str = "") -> None:
        """Make a version live that passes; with a reason, one that does not."""
        self._known_version(version)
        self._aside.call(promote, self._settings, version, reason.strip())

    def rollback(self) -> str:
        """Make the version live again that was live before, and return it."""
        return self._aside.call(rollback, self._settings)

    def waive(self, version: str, case: str, reason: str, by: str) -> None:
        """Accept what is held against a case of a version, until the articles change again."""
        self._known_version(version)
        self._aside.call(waive, self._settings, version, case, needed(reason), by)

    def bless(self, version: str, reason: str, by: str) -> None:
        """Make a version's results the ones that later versions are compared with."""
        self._known_version(version)
        self._aside.call(bless, self._settings, version, needed(reason), by)

    def _known_version(self, version: str) -> None:
        if version not in {info.version for info in list_versions(self._settings.home)}:
            raise EditingError(f"There is no version {version} any more. Choose one from the list of versions.")

    def _measured(self, version: str) -> tuple[int, ...]:
        store = report_store(self._settings)
        paths = (store.path(version, MODE), store.own_path(MODE), store.shipped_path(MODE))
        return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in paths)


def needed(reason: str) -> str:
    """A reason that says something. Raises EditingError."""
    if not reason.strip():
        raise EditingError("Say why in a few words: the reason is kept with your name and the time.")
    return " ".join(reason.split())


# ---- from here on: in the child ----


def judgement(settings: "Settings", version: str) -> Judgement | None:
    """The verdict on a version in the room's words."""
    report = kept_report(settings, version)
    if report is None:
        return None
    verdict = judge_report(settings, report)
    return Judgement(
        version=version,
        status=verdict.status.value,
        words=WORDS[verdict.status.value],
        grounds=tuple(grounds(verdict)),
        warnings=verdict.warnings,
        waived={case: reason for case, reason in verdict.waived.items() if reason},
        unprotected=len(verdict.unprotected),
        answers=answers(report, earlier_report(settings, report)),
        cases=len(report.results),
    )


def grounds(verdict: "Verdict") -> "Iterable[Ground]":
    """Why a version does not pass, each with the cases that may be accepted; quotes that went once for all their cases."""
    from evals.case import Tier  # noqa: PLC0415

    still = {case for case, given in verdict.waived.items() if not given}
    for reason in verdict.reasons:
        if reason.rule == "stale":
            continue
        named = {reason.case} if reason.case else set()
        if reason.rule == "broken":
            named = {flip.case for flip in verdict.flips if flip.tier is not Tier.MUST}
        elif reason.rule == "newcomer":
            named = {one.case for one in verdict.newcomers if f" {one.case} " in reason.words}
        yield Ground(
            words=reason.words, remedy=REMEDIES[reason.rule], rule=reason.rule, cases=tuple(sorted(named & still))
        )
    gone: dict[tuple[str, str], list[str]] = {}
    for one in verdict.stale:
        if not one.waived:
            gone.setdefault((one.article, one.quote), []).append(one.case)
    for (article, quote), cases in gone.items():
        rest = f"Case {cases[0]} rests" if len(cases) == 1 else f"{len(cases)} cases rest"
        words = f"{rest} on a sentence that {article} does not hold any more: “{quote}”"
        yield Ground(words=words, remedy=REMEDIES["stale"], rule="stale", cases=tuple(cases))


def answers(report: "EvalReport", before: "EvalReport | None") -> tuple[AnswerEdit, ...]:
    """The answers that differ from what readers get now."""
    from evals.changes import changed_answers  # noqa: PLC0415

    return tuple(
        AnswerEdit(
            case=change.after.id,
            question=change.after.turns[-1],
            effect=change.effect.value,
            pieces=pieces(change.pieces),
        )
        for change in (changed_answers(before.results, report.results) if before else ())
    )


def verdict_on(settings: "Settings", version: str) -> "tuple[EvalReport, Verdict]":
    """A version's report and the verdict on it. Raises EditingError without one."""
    report = kept_report(settings, version)
    if report is None:
        raise EditingError(f"Version {version} was not measured with the present program and cases. Check it first.")
    return report, judge_report(settings, report)


def promote(settings: "Settings", version: str, reason: str) -> None:
    """Move the live pointer to a version that passes, or with a reason to any, and remove what is too much."""
    from ui.commands.versions import put_live  # noqa: PLC0415

    if not reason:
        _, verdict = verdict_on(settings, version)
        if verdict.exit_code:
            raise EditingError(f"{verdict.words} Give a reason to make it live all the same.")
    put_live(settings, version, unchecked=bool(reason), reason=" ".join(reason.split()))


def rollback(settings: "Settings") -> str:
    """Move the live pointer back."""
    from ingest.publish import rollback as move  # noqa: PLC0415

    return move(settings.home)


def waive(settings: "Settings", version: str, case: str, reason: str, by: str) -> None:
    """Write the waiver down, in the home."""
    from evals.waivers import Waiver  # noqa: PLC0415
    from ingest.publish import utc_now  # noqa: PLC0415

    report, verdict = verdict_on(settings, version)
    if verdict.waived.get(case) != "":
        raise EditingError(f"Nothing is held against case {case} that could be accepted. Load the page again.")
    corpus = manifest_of(settings, version).corpus
    report_store(settings).waive(Waiver(case=case, reason=reason, corpus=corpus, by=by, at=utc_now()))
    write_anew(settings, report)


def bless(settings: "Settings", version: str, reason: str, by: str) -> None:
    """Make a version's results the baseline of this home."""
    from evals.store import Blessing  # noqa: PLC0415
    from ingest.publish import utc_now  # noqa: PLC0415

    report, verdict = verdict_on(settings, version)
    if report.errors:
        raise EditingError(f"{len(report.errors)} cases of version {version} could not be measured. Mend that first.")
    if unsound := next((fault for fault in verdict.reasons if fault.rule == "unsound"), None):
        raise EditingError(f"Version {version} is not blessed. {unsound.words}")
    report_store(settings).bless(report, Blessing(reason=reason, by=by, at=utc_now()))
    write_anew(settings, report)


def write_anew(settings: "Settings", report: "EvalReport") -> None:
    """Write a version's HTML report once more, after a person's decision."""
    path = report_store(settings).path(report.version, MODE, ".html")
    write_page(path, settings, report, judge_report(settings, report))

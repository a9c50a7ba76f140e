"""Measuring a version and judging it: what `eval`, `promote`, `update` and their like share. Not here: the commands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.console import NOT_MEASURABLE, USAGE, fail, say

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.vocabulary import Article, Glossary, Manifest
    from evals.case import Case
    from evals.fingerprint import Fingerprint
    from evals.report import EvalReport
    from evals.store import ReportStore
    from evals.subject import Asks
    from evals.verdict import Verdict

MODE, LLM = "extractive", "llm"
# Failures of a language model in a row until the rest of the cases go without it; where nobody waits, one is no reason.
FAILURES = 5
Watch = Callable[["Asks"], "Asks"]


def itself(asked: "Asks") -> "Asks":
    """Who is asked, unwatched."""
    return asked


def report_store(settings: "Settings") -> "ReportStore":
    """What is kept on the versions of this home."""
    from evals.store import ReportStore  # noqa: PLC0415
    from ingest.durable import write_durably  # noqa: PLC0415

    return ReportStore(home=settings.home, cases=settings.cases, write=write_durably)


def manifest_of(settings: "Settings", version: str | None) -> "Manifest":
    """The manifest of a version (default: the newest). Raises VersionError."""
    from assistant.errors import VersionError  # noqa: PLC0415
    from assistant.store.versions import VersionFolder, list_versions, read_manifest, versions_folder  # noqa: PLC0415

    name = version or next((info.version for info in list_versions(settings.home)), None)
    if name is None:
        raise VersionError(f"There is no version in {settings.home} yet. Run `corner-office ingest`.")
    return read_manifest(VersionFolder(versions=versions_folder(settings.home), version=name))


@dataclass(frozen=True, kw_only=True)
class Content:
    """A version without its vectors, which take longer to load."""

    manifest: "Manifest"
    articles: "tuple[Article, ...]"
    glossary: "Glossary"

    @property
    def texts(self) -> dict[str, str]:
        """Article id -> canonical text."""
        return {article.id: article.text for article in self.articles}


def content_of(settings: "Settings", version: str) -> Content:
    """What a version's answers come from. Raises VersionError."""
    from assistant.store.versions import ARTICLES, GLOSSARY, VersionFolder, read_content, versions_folder  # noqa: PLC0415

    content = read_content(VersionFolder(versions=versions_folder(settings.home), version=version))
    return Content(
        manifest=content.manifest,
        articles=ARTICLES.validate_json(content.articles),
        glossary=GLOSSARY.validate_json(content.glossary),
    )


def measure(
    settings: "Settings",
    version: str,
    *,
    mode: str = MODE,
    split: str | None = None,
    again: bool = True,
    watch: "Watch" = itself,
) -> "EvalReport":
    """Run the cases on a version, and keep the report of a whole run.

    Without `again`, a kept report that another run could only repeat is taken. Ends the command when no case is
    about the version's articles, or no language model is set for the mode that needs one. `watch` may wrap who is
    asked, to count the questions.
    """
    from evals.fingerprint import fingerprint  # noqa: PLC0415
    from evals.lint import lint_cases  # noqa: PLC0415
    from evals.load import load_cases  # noqa: PLC0415

    cases, content = load_cases(settings.cases), content_of(settings, version)
    made_from = fingerprint(content.manifest, content.articles, content.glossary, cases, settings, mode=mode)
    kept = None if again or split else report_store(settings).load(version, mode)
    if kept and kept.fingerprint == made_from and not kept.errors:
        say(f"Version {version} has been measured already, with the same cases and program.")
        return kept
    if mode == LLM and not settings.llm_url:
        fail("No language model is set. Set CORNER_OFFICE_LLM_URL to its endpoint, or leave --mode out.", USAGE)
    for message in lint_cases(cases):
        say(f"Warning: {message}")
    refuse_foreign(cases, content.texts, version)
    return run(settings, cases, content, made_from, split, watch)


def refuse_foreign(cases: "Iterable[Case]", texts: "Mapping[str, str]", version: str) -> None:
    """End the command when no case is about these articles."""
    from evals.comparable import FOREIGN  # noqa: PLC0415
    from evals.stale import about_other_articles  # noqa: PLC0415

    if about_other_articles(cases, texts):
        fail(f"{FOREIGN.words} {FOREIGN.remedy.replace('VERSION', version)}.", NOT_MEASURABLE)


def run(
    settings: "Settings",
    cases: "Sequence[Case]",
    content: "Content",
    made_from: "Fingerprint",
    split: str | None,
    watch: "Watch",
) -> "EvalReport":
    """Ask a version the cases, and keep the report if both halves were asked."""
    from assistant.llm.writing import with_model  # noqa: PLC0415
    from assistant.store.embedding import SentenceTransformerEmbedder  # noqa: PLC0415
    from evals.report import run_eval  # noqa: PLC0415
    from ingest.publish import utc_now  # noqa: PLC0415
    from ui.live import open_version  # noqa: PLC0415

    version, mode = content.manifest.version, made_from.mode
    embedder = SentenceTransformerEmbedder.from_settings(settings)
    assistant = open_version(settings, embedder, version)
    if mode == LLM:
        assistant = with_model(assistant, embedder, settings, failures=FAILURES)
    report = run_eval(
        watch(assistant),
        cases=cases,
        texts=content.texts,
        split=split,
        version=version,
        mode=mode,
        created=utc_now(),
        made_from=made_from,
    )
    if not split:
        report_store(settings).save(report)
    return report


def kept_report(
    settings: "Settings", version: str, *, mode: str = MODE, any_program: bool = False
) -> "EvalReport | None":
    """The latest report of a version by the present program; blessed results of the same content count as one."""
    from evals.comparable import differences  # noqa: PLC0415
    from evals.fingerprint import current  # noqa: PLC0415

    store, manifest = report_store(settings), manifest_of(settings, version)
    now = current(manifest, settings, mode=mode)

    def holds(report: "EvalReport | None") -> bool:
        made_from = report.fingerprint if report else None
        if made_from is None or made_from.corpus != manifest.corpus:
            return False
        return any_program or not differences(now, made_from)

    own = store.load(version, mode)
    blessed = () if holds(own) else (baseline.report for baseline in store.baselines(mode))
    return next((report for report in (own, *blessed) if holds(report)), None)


def judge_report(settings: "Settings", report: "EvalReport") -> "Verdict":
    """The verdict on a report, by the baseline and the waivers there are. Raises CaseError."""
    from evals.gate import judge  # noqa: PLC0415

    store = report_store(settings)
    baseline = store.baseline(report.mode, report)
    return judge(report, baseline.report if baseline else None, store.waivers())


def earlier_report(settings: "Settings", report: "EvalReport") -> "EvalReport | None":
    """What readers get now, to be shown beside a report: what is live, else the baseline."""
    from assistant.errors import VersionError  # noqa: PLC0415
    from assistant.store.versions import live_version  # noqa: PLC0415

    with suppress(VersionError):  # a damaged pointer or version is for `promote` to mend
        live = live_version(settings.home)
        kept = kept_report(settings, live, mode=report.mode, any_program=True) if live else None
        if kept and live != report.version:
            return kept
    baseline = report_store(settings).baseline(report.mode, report)
    return baseline.report if baseline else None


def write_junit(path: Path, report: "EvalReport", verdict: "Verdict") -> None:
    """Write the verdict for machines that show test results."""
    from evals.junit import junit_xml  # noqa: PLC0415

    write(path, junit_xml(report, verdict))


def write_page(path: Path, settings: "Settings", report: "EvalReport", verdict: "Verdict") -> None:
    """Write the page that shows an editor what changed for readers."""
    from evals.page import render_page  # noqa: PLC0415

    history = report_store(settings).reports(report.mode)
    write(path, render_page(report=report, verdict=verdict, before=earlier_report(settings, report), history=history))


def write(path: Path, text: str) -> None:
    """Write a file that can be made again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

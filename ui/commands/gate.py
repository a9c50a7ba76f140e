"""`eval`, `update`, `bless`, `waive`, `diff`: what an editor does between a change and readers seeing it."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ui.commands.judging import (
    LLM,
    MODE,
    content_of,
    judge_report,
    kept_report,
    manifest_of,
    measure,
    report_store,
    write_junit,
    write_page,
)
from ui.commands.start import are_shipped, ensure_live, load_settings
from ui.commands.versions import put_live, stage
from ui.console import BLOCKED, NOT_MEASURABLE, fail, guarded, put_json, put_text, say

if TYPE_CHECKING:
    from assistant.settings import Settings
    from evals.report import EvalReport


def not_blank(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """A reason that says something."""
    if not value.strip():
        raise click.BadParameter("say why in a few words")
    return value.strip()


REASON = click.option(
    "--reason", required=True, callback=not_blank, help="Why; it is recorded with your name and the time."
)
SHIPPED = click.option("--shipped", is_flag=True, help="Write it beside the case files, to be committed with them.")
WRITTEN = click.option(
    "--mode", type=click.Choice([MODE, LLM]), default=MODE, show_default=True, help="How answers are written."
)
SELF_TEST, DRAFT = "--self-test", "--draft"


@click.command("eval")
@click.option("--version", help="Version to judge.  [default: the newest]")
@WRITTEN
@click.option("--split", type=click.Choice(["tune", "report"]), help="Only one half of the cases; judges nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report and the verdict as JSON.")
@click.option("--junit", type=click.Path(path_type=Path, dir_okay=False), help="Write JUnit XML to this file.")
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help="Write the report as a page to this file."
)
@click.option("--self-test", "task", flag_value=SELF_TEST, help="Test the gate itself: spoil the shipped articles.")
@click.option("--draft", "task", flag_value=DRAFT, help="Propose first cases for articles, as YAML to be corrected.")
@click.option("--articles", type=click.Path(path_type=Path), help="Folder of articles for --draft.")
@guarded
def evaluate(
    version: str | None,
    mode: str,
    split: str | None,
    as_json: bool,
    junit: Path | None,
    html: Path | None,
    task: str | None,
    articles: Path | None,
) -> None:
    """Run the eval cases on a version and judge it."""
    if task:
        others = {"--version": version, "--split": split, "--junit": junit, "--html": html}
        run_task(task, articles, as_json=as_json, others=[name for name, value in others.items() if value])
    if articles:
        raise click.UsageError("--articles goes with --draft; other articles are judged by `corner-office update`")
    if split and (junit or html):
        raise click.UsageError("--split judges nothing: leave it out for --junit and --html")
    settings = load_settings()
    report = measure(settings, version_to_judge(settings, version), mode=mode, split=split)
    if split:
        show_part(report, as_json=as_json)
        return
    from evals.render import render_report  # noqa: PLC0415
    from evals.report_json import report_to_json  # noqa: PLC0415
    from evals.verdict_text import render_verdict  # noqa: PLC0415

    verdict = judge_report(settings, report)
    if junit:
        write_junit(junit, report, verdict)
    if html:
        write_page(html, settings, report, verdict)
    if as_json:
        judged = {"status": verdict.status.value, "words": verdict.words, "exit_code": verdict.exit_code}
        put_json({**report_to_json(report), "verdict": judged | asdict(verdict)})
    else:
        put_text(render_report(report) + "\n" + render_verdict(verdict))
    sys.exit(verdict.exit_code)


def run_task(task: str, articles: Path | None, *, as_json: bool, others: list[str]) -> NoReturn:
    """Do what `eval` does besides judging a version, and end the command."""
    unfit = [*others, *(["--articles"] if articles and task == SELF_TEST else [])]
    if unfit or (as_json and task == DRAFT):
        raise click.UsageError(f"{task} does not go with {', '.join(unfit) or '--json'}")
    settings = load_settings(articles=articles)
    if task == SELF_TEST:
        from ui.commands.selftest import run_self_test  # noqa: PLC0415

        sys.exit(run_self_test(settings, as_json=as_json))
    from ui.commands.draft import put_draft  # noqa: PLC0415

    put_draft(settings)
    sys.exit()


def version_to_judge(settings: "Settings", version: str | None) -> str:
    """The version named, else the newest; the shipped articles are built if there is none at all."""
    from assistant.store.embedding import SentenceTransformerEmbedder  # noqa: PLC0415
    from assistant.store.versions import list_versions  # noqa: PLC0415

    if version is None and not list_versions(settings.home):
        ensure_live(settings, SentenceTransformerEmbedder.from_settings(settings))
    return manifest_of(settings, version).version


def show_part(report: "EvalReport", *, as_json: bool) -> None:
    """Put out the figures of one half of the cases; ends the command if a case could not be measured."""
    from evals.render import render_report  # noqa: PLC0415
    from evals.report_json import report_to_json  # noqa: PLC0415

    if as_json:
        put_json(report_to_json(report))
    else:
        put_text(render_report(report))
    if report.errors:
        fail(f"{len(report.errors)} cases could not be measured; the report names them.", NOT_MEASURABLE)


@click.command()
@click.option("--articles", type=click.Path(path_type=Path), help="Folder of articles.  [default: the shipped corpus]")
@guarded
def update(articles: Path | None) -> None:
    """Ingest, eval, promote; stops where one fails.

    What is live stays live then, and the report says why.
    """
    settings = load_settings(articles=articles)
    from evals.verdict_text import render_verdict  # noqa: PLC0415
    from ingest.lock import held  # noqa: PLC0415

    with held(settings.home / "update.lock", task="updating"):
        say(f"1 of 3: reading {settings.articles} ...")
        version = stage(settings)
        say(f"2 of 3: asking version {version} the cases in {settings.cases} ...")
        report = measure(settings, version, again=False)
        verdict = judge_report(settings, report)
        store = report_store(settings)
        files = {suffix: store.path(version, MODE, suffix) for suffix in (".html", ".xml", ".json")}
        write_page(files[".html"], settings, report, verdict)
        write_junit(files[".xml"], report, verdict)
        put_text(render_verdict(verdict))
        put_text("Report: " + "\n        ".join(str(path) for path in files.values()))
        if verdict.exit_code:
            say("3 of 3: not promoted. What readers get has not changed.")
            sys.exit(verdict.exit_code)
        say("3 of 3: promoting ...")
        put_live(settings, version)


@click.command()
@click.argument("version")
@REASON
@WRITTEN
@SHIPPED
@guarded
def bless(version: str, reason: str, mode: str, shipped: bool) -> None:
    """Make a version's results the baseline."""
    settings = load_settings()
    from evals.store import Blessing  # noqa: PLC0415
    from ingest.publish import utc_now  # noqa: PLC0415

    manifest_of(settings, version)
    report = measure(settings, version, mode=mode, again=False)
    if report.errors:
        fail(f"{len(report.errors)} cases of version {version} could not be measured: mend that first.", NOT_MEASURABLE)
    faults = judge_report(settings, report).reasons
    unsound = next((fault for fault in faults if fault.rule == "unsound"), None)
    if unsound:
        fail(f"Version {version} is not blessed. {unsound.words} {unsound.remedy}.", BLOCKED)
    path = report_store(settings).bless(report, Blessing(reason=reason, by=user(), at=utc_now()), shipped=shipped)
    for fault in faults:
        if fault.rule not in {"baseline", "program", "cases"}:
            say(f"Blessed with it: {fault.words}")
    if shipped and are_shipped(settings):
        ship_vectors(settings, version)
    say(f"The results of version {version} are the baseline now ({path}).")


def ship_vectors(settings: "Settings", version: str) -> None:
    """Let the version's vectors come with the program, so that its first start embeds nothing."""
    from assistant.store.embedding import SentenceTransformerEmbedder  # noqa: PLC0415
    from ingest.shipped import ship  # noqa: PLC0415

    content = content_of(settings, version)
    ship(settings, SentenceTransformerEmbedder.from_settings(settings), content.articles, content.glossary)


@click.command()
@click.argument("cases", metavar="CASE...", nargs=-1, required=True)
@REASON
@click.option("--version", help="Version whose articles it holds for.  [default: the newest]")
@SHIPPED
@guarded
def waive(cases: tuple[str, ...], reason: str, version: str | None, shipped: bool) -> None:
    """Accept cases as they are until the articles change."""
    settings = load_settings()
    from evals.case import CaseError  # noqa: PLC0415
    from evals.waivers import Waiver  # noqa: PLC0415
    from ingest.publish import utc_now  # noqa: PLC0415

    manifest = manifest_of(settings, version)
    report = kept_report(settings, manifest.version)
    if report is None:
        raise CaseError(
            f"Version {manifest.version} has no eval report. Run: corner-office eval --version {manifest.version}"
        )
    open_cases = [one for one, given in judge_report(settings, report).waived.items() if not given]
    for case in cases:
        if case not in open_cases:
            raise CaseError(
                f"The gate holds nothing against case {case!r} that could be waived. "
                f"It could be: {', '.join(open_cases) or 'none'}."
            )
    for case in cases:
        waiver = Waiver(case=case, reason=reason, corpus=manifest.corpus, by=user(), at=utc_now())
        path = report_store(settings).waive(waiver, shipped=shipped)
        say(f"Case {case} is waived for version {manifest.version}, until the articles change again ({path}).")
    verdict = judge_report(settings, report)
    say(verdict.words)
    if not verdict.exit_code:
        say(f"Make it live with: corner-office promote {manifest.version}")


@click.command()
@click.argument("before")
@click.argument("after")
@guarded
def diff(before: str, after: str) -> None:
    """Print how two versions' articles and answers differ."""
    settings = load_settings()
    from evals.changes import changed_articles  # noqa: PLC0415
    from evals.verdict_text import render_answers, render_articles  # noqa: PLC0415

    put_text(render_articles(changed_articles(content_of(settings, before).texts, content_of(settings, after).texts)))
    reports = [kept_report(settings, version) for version in (before, after)]
    for version, report in zip((before, after), reports, strict=True):
        if report is None:
            say(
                f"Answers are not compared: version {version} has no report. Run: corner-office eval --version {version}"
            )
    if reports[0] and reports[1]:
        put_text("\n" + render_answers(reports[0], reports[1]))


def user() -> str:
    """The name that the system knows the person by."""
    import getpass  # noqa: PLC0415

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in the system's list, as in some containers
        return "unknown"

"""`ingest`, `versions`, `promote`, `rollback`: making versions and moving the live pointer. Not here: judging."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.judging import judge_report, kept_report, manifest_of, report_store
from ui.commands.start import load_settings
from ui.console import BLOCKED, fail, guarded, put_json, put_text, say

if TYPE_CHECKING:
    from assistant.settings import Settings


@click.command()
@click.option("--articles", type=click.Path(path_type=Path), help="Folder of articles.  [default: the shipped corpus]")
@guarded
def ingest(articles: Path | None) -> None:
    """Build a version from articles and stage it. Prints the version."""
    settings = load_settings(articles=articles)
    put_text(stage(settings))


def stage(settings: "Settings") -> str:
    """Build and stage the articles that the settings name, and say how much they are."""
    from assistant.store.embedding import SentenceTransformerEmbedder  # noqa: PLC0415
    from ingest.build import ingest as build  # noqa: PLC0415

    manifest = build(settings, SentenceTransformerEmbedder.from_settings(settings))
    say(f"{manifest.articles} articles, {manifest.passages} passages, {manifest.sentences} sentences.")
    return manifest.version


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the versions as JSON.")
@guarded
def versions(as_json: bool) -> None:
    """List the versions, newest first."""
    settings = load_settings()
    from assistant.store.versions import list_versions  # noqa: PLC0415
    from ui.terminal import versions_text  # noqa: PLC0415

    found = list_versions(settings.home)
    if as_json:
        put_json([asdict(info) for info in found])
    else:
        put_text(versions_text(found))


@click.command()
@click.argument("version")
@click.option("--unchecked", is_flag=True, help="Without a passing report; needs --reason, which is recorded.")
@click.option("--reason", default="", help="Why it may go live unchecked.")
@guarded
def promote(version: str, unchecked: bool, reason: str) -> None:
    """Make a version live that passes.

    Running front ends follow within 5 s.
    """
    if unchecked != bool(reason.strip()):
        raise click.UsageError("--unchecked and --reason TEXT go together: the reason is recorded")
    settings = load_settings()
    if not unchecked:
        refuse_unless_passed(settings, version)
    put_live(settings, version, unchecked=unchecked, reason=reason.strip())


def refuse_unless_passed(settings: "Settings", version: str) -> None:
    """End the command unless the latest report of a version passes."""
    manifest_of(settings, version)
    report = kept_report(settings, version)
    if report is None:
        fail(
            f"Version {version} is not promoted: it has no eval report, or one of another state of the program. "
            f"Run: corner-office eval --version {version}",
            BLOCKED,
        )
    verdict = judge_report(settings, report)
    if verdict.exit_code:
        first = verdict.reasons[0]
        fail(f"Version {version} is not promoted. {verdict.words} First: {first.words} {first.remedy}.", BLOCKED)


def put_live(settings: "Settings", version: str, *, unchecked: bool = False, reason: str = "") -> None:
    """Move the live pointer, and remove the versions that are too many."""
    from assistant.errors import BusyError  # noqa: PLC0415
    from assistant.store.versions import list_versions  # noqa: PLC0415
    from ingest.publish import promote as move  # noqa: PLC0415
    from ingest.publish import prune  # noqa: PLC0415

    move(settings.home, version, unchecked=unchecked, reason=reason)
    say(f"Version {version} is live{', unchecked' if unchecked else ''}.")
    try:
        for removed in prune(settings):
            say(f"Version {removed} is removed: {settings.kept_versions} are kept.")
    except BusyError:  # what is too much goes at the next promotion
        say("Old versions stay for now, since an ingest is running.")
    report_store(settings).prune({info.version for info in list_versions(settings.home)})


@click.command()
@guarded
def rollback() -> None:
    """Make the version live again that was live before."""
    settings = load_settings()
    from ingest.publish import rollback as move  # noqa: PLC0415

    say(f"Version {move(settings.home)} is live again.")

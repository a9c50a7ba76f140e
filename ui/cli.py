"""The command `corner-office`: its arguments, and who does the work. The only file that imports all packages.

Each command imports what it needs when it runs, so that `--help` answers at once. Not here: errors and JSON
lines (`console`), text for people (`terminal`).
"""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.console import (
    NOT_MEASURABLE,
    Commands,
    fail,
    guarded,
    json_lines,
    put_json,
    put_text,
    say,
    set_up_logging,
)

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.embedding import SentenceTransformerEmbedder
    from assistant.settings import Settings

# In the order that they run.
BENCHES = ("speed", "retrieval", "stock", "abstention", "sentences", "conversation", "slack")


def load_settings(**overrides: Any) -> "Settings":
    """The settings, with what the command line sets, and logging set up by them."""
    from assistant.settings import Settings  # noqa: PLC0415

    settings = Settings.load(**{name: value for name, value in overrides.items() if value is not None})
    set_up_logging(settings.log_level)
    return settings


def open_assistant(settings: "Settings", version: str | None = None) -> "Assistant":
    """An assistant on a version (default: the live one; the articles are built if there is none)."""
    from assistant.embedding import SentenceTransformerEmbedder  # noqa: PLC0415
    from ui.live import open_version  # noqa: PLC0415

    embedder = SentenceTransformerEmbedder.from_settings(settings)
    ensure_live(settings, embedder)
    return open_version(settings, embedder, version)


def ensure_live(settings: "Settings", embedder: "SentenceTransformerEmbedder") -> None:
    """Build and promote the articles if nothing is live yet, and say so."""
    from assistant.versions import live_version  # noqa: PLC0415

    if live_version(settings.home) is None:
        from ingest.build import ingest  # noqa: PLC0415
        from ingest.publish import promote  # noqa: PLC0415

        say(f"Nothing is live yet: building a version from {settings.articles} (once, about half a minute).")
        manifest = ingest(settings, embedder)
        promote(settings.home, manifest.version)
        say(f"Version {manifest.version} is live.")


@click.group("corner-office", cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="corner-office")
def main() -> None:
    """Answers about commercial leadership, each sentence with the passage it rests on."""


@main.command()
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; 0 takes a free one.  [default: 7860]")
@guarded
def web(host: str | None, port: int | None) -> None:
    """Serve the browser page."""
    settings = load_settings(host=host, port=port)
    from ui.serve import serve_page  # noqa: PLC0415

    serve_page(settings, say, build_first=ensure_live)


@main.command()
@click.option("--http", is_flag=True, help="Take Slack's requests at a public address, instead of over a socket.")
@click.option("--check", is_flag=True, help="Say what is wrong with tokens, scopes and settings, and end.")
@click.option("--manifest", is_flag=True, help="Print the Slack app's manifest as JSON, and end.")
@guarded
def slack(http: bool, check: bool, manifest: bool) -> None:
    """Run the Slack bot."""
    settings = load_settings()
    from ui.slack.command import run  # noqa: PLC0415

    run(settings, http=http, check=check, only_manifest=manifest, build_first=ensure_live)


@main.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON; without QUESTION read JSON lines.")
@guarded
def ask(question: str | None, as_json: bool) -> None:
    """Answer one question. With --json and no QUESTION, each JSON line of standard input."""
    if question is None and not as_json:
        raise click.UsageError('Ask something: corner-office ask "What does a CMO do?"')
    settings = load_settings()
    from assistant.contract import answer_to_json, question_from_json  # noqa: PLC0415
    from ui.terminal import answer_text  # noqa: PLC0415

    assistant = open_assistant(settings)
    asked = json_lines(question_from_json) if question is None else [question_from_json({"question": question})]
    for one in asked:
        answer = assistant.ask(one)
        if as_json:
            put_json(answer_to_json(answer))
        else:
            put_text(answer_text(answer))


@main.command()
@click.argument("query", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the hits as JSON; without QUERY read JSON lines.")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many passages.")
@guarded
def search(query: str | None, as_json: bool, top: int) -> None:
    """Print the passages that match best, best first."""
    if query is None and not as_json:
        raise click.UsageError('Search for something: corner-office search "customer journey"')
    settings = load_settings()
    from assistant.contract import hit_to_json, query_from_json  # noqa: PLC0415
    from ui.terminal import hits_text  # noqa: PLC0415

    assistant = open_assistant(settings)
    for name, text in json_lines(query_from_json) if query is None else [query_from_json({"query": query})]:
        hits = assistant.search(text, top)
        if as_json:
            put_json({"id": name, "query": text, "hits": [hit_to_json(hit) for hit in hits]})
        else:
            put_text(hits_text(hits))


@main.command()
@click.argument("article")
@click.option("--json", "as_json", is_flag=True, help="Print the article as JSON.")
@guarded
def show(article: str, as_json: bool) -> None:
    """Print one article's text. It is what citation offsets count in."""
    settings = load_settings()
    from assistant.contract import article_to_json  # noqa: PLC0415
    from assistant.embedding import SentenceTransformerEmbedder  # noqa: PLC0415
    from assistant.index import open_index  # noqa: PLC0415

    ensure_live(settings, SentenceTransformerEmbedder.from_settings(settings))
    found = open_index(settings).article(article)
    if as_json:
        put_json(article_to_json(found))
    else:
        put_text(found.text)


@main.command()
@click.option("--articles", type=click.Path(path_type=Path), help="Folder of articles.  [default: the shipped corpus]")
@guarded
def ingest(articles: Path | None) -> None:
    """Build a version from articles and stage it. Prints the version."""
    settings = load_settings(articles=articles)
    from assistant.embedding import SentenceTransformerEmbedder  # noqa: PLC0415
    from ingest.build import ingest as build  # noqa: PLC0415

    manifest = build(settings, SentenceTransformerEmbedder.from_settings(settings))
    say(f"{manifest.articles} articles, {manifest.passages} passages, {manifest.sentences} sentences.")
    put_text(manifest.version)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the versions as JSON.")
@guarded
def versions(as_json: bool) -> None:
    """List the versions, newest first."""
    settings = load_settings()
    from assistant.versions import list_versions  # noqa: PLC0415
    from ui.terminal import versions_text  # noqa: PLC0415

    found = list_versions(settings.home)
    if as_json:
        put_json([asdict(info) for info in found])
    else:
        put_text(versions_text(found))


@main.command()
@click.argument("version")
@guarded
def promote(version: str) -> None:
    """Make a version live; running front ends follow within 5 s."""
    settings = load_settings()
    from assistant.errors import BusyError  # noqa: PLC0415
    from ingest.publish import promote as move  # noqa: PLC0415
    from ingest.publish import prune  # noqa: PLC0415

    move(settings.home, version)
    say(f"Version {version} is live.")
    try:
        for removed in prune(settings):
            say(f"Version {removed} is removed: {settings.kept_versions} are kept.")
    except BusyError:  # what is too much goes at the next promotion
        say("Old versions stay for now, since an ingest is running.")


@main.command()
@guarded
def rollback() -> None:
    """Make the version live again that was live before."""
    settings = load_settings()
    from ingest.publish import rollback as move  # noqa: PLC0415

    say(f"Version {move(settings.home)} is live again.")


@main.command("eval")
@click.option("--version", help="Version to judge.  [default: the newest]")
@click.option("--split", type=click.Choice(["tune", "report"]), help="Only one half of the cases.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@guarded
def evaluate(version: str | None, split: str | None, as_json: bool) -> None:
    """Run the eval cases on a version and report scores by stratum."""
    settings = load_settings()
    from assistant.versions import list_versions  # noqa: PLC0415
    from evals.load import load_cases  # noqa: PLC0415
    from evals.render import render_report  # noqa: PLC0415
    from evals.report import report_to_json, run_eval  # noqa: PLC0415

    cases = load_cases()
    newest = next((info.version for info in list_versions(settings.home)), None)
    assistant = open_assistant(settings, version or newest)
    texts = {article.id: article.text for article in assistant.index.articles}
    name = assistant.index.version
    report = run_eval(assistant, cases=cases, texts=texts, split=split, version=name, mode="extractive")
    if as_json:
        put_json(report_to_json(report))
    else:
        put_text(render_report(report))
    if report.errors:
        fail(f"{len(report.errors)} cases could not be measured; the report names them.", NOT_MEASURABLE)


@main.command()
@click.argument("names", nargs=-1, type=click.Choice(BENCHES), metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON, a line for each benchmark.")
@click.option("--articles", type=click.Path(path_type=Path), help="Folder of articles for `speed` and `stock`.")
@guarded
def bench(names: tuple[str, ...], as_json: bool, articles: Path | None) -> None:
    """Measure speed, memory and quality; NAME is one of the benchmarks, by default each.

    They are speed, retrieval, stock, abstention, sentences, conversation and slack.
    """
    settings = load_settings(articles=articles)
    from evals.bench import BenchResult, bench_to_json, render_bench  # noqa: PLC0415
    from evals.bench_abstention import bench_abstention  # noqa: PLC0415
    from evals.bench_conversation import bench_conversation  # noqa: PLC0415
    from evals.bench_retrieval import bench_retrieval  # noqa: PLC0415
    from evals.bench_sentences import bench_sentences  # noqa: PLC0415
    from evals.bench_slack import bench_slack  # noqa: PLC0415
    from evals.bench_speed import bare_encode, bench_speed  # noqa: PLC0415
    from evals.bench_stock import bench_stock  # noqa: PLC0415
    from evals.datasets import data_folder  # noqa: PLC0415
    from evals.load import load_cases  # noqa: PLC0415
    from evals.startup import corner_office, start_page  # noqa: PLC0415
    from ingest.build import ingest as build  # noqa: PLC0415
    from ui.measure import run_benches, workbench  # noqa: PLC0415

    cases, data = load_cases(), data_folder()
    with workbench(settings, build, ensure_live, own_articles=articles is not None) as parts:
        benches: dict[str, Callable[[], BenchResult]] = {
            "speed": lambda: bench_speed(
                parts.assistant,
                cases,
                embedder=parts.embedder,
                encode=parts.bare(bare_encode),
                passages=parts.passages,
                ingest=parts.ingest,
                start=lambda: start_page("What does a CMO do?", parts.page(corner_office())),
            ),
            "retrieval": lambda: bench_retrieval(data, parts.build),
            "stock": lambda: bench_stock(parts.assistant, parts.embedder, cases, parts.texts),
            "abstention": lambda: bench_abstention(data, parts.build),
            "sentences": lambda: bench_sentences(data, parts.choose),
            "conversation": lambda: bench_conversation(data, parts.build),
            "slack": lambda: bench_slack(parts.assistant, cases, (corner_office(),), parts.home),
        }
        chosen = {name: benches[name] for name in names or BENCHES}
        run_benches(chosen, to_json=bench_to_json, to_text=render_bench, as_json=as_json)

"""The command `corner-office`: its arguments, and who does the work. May import every package, as `commands` may.

Each command imports what it needs when it runs, so that `--help` answers at once. Not here: the commands of
editors (`commands`), errors and JSON lines (`console`), text for people (`terminal`).
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ui.commands import gate, users, versions
from ui.commands.start import build_unchecked, ensure_live, load_settings, open_assistant
from ui.console import Commands, each, guarded, json_lines, put_json, put_text, say

# In the order that they run.
BENCHES = ("speed", "retrieval", "stock", "abstention", "sentences", "conversation", "check", "slack", "page")
LONG = ("load",)  # minutes each, so only by name
TRAININGS = ("confidence", "choice", "adapt", "rank", "coverage", "likeness", "support")


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
    from ui.commands.room import open_room  # noqa: PLC0415
    from ui.serve import serve_page  # noqa: PLC0415

    serve_page(settings, say, build_first=ensure_live, open_room=open_room)


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
    for answer in each(asked, assistant.ask):
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
    asked = json_lines(query_from_json) if query is None else [query_from_json({"query": query})]
    for name, text, hits in each(asked, lambda one: (*one, assistant.search(one[1], top))):
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
    from assistant.store.embedding import SentenceTransformerEmbedder  # noqa: PLC0415
    from assistant.store.index import read_article  # noqa: PLC0415

    ensure_live(settings, SentenceTransformerEmbedder.from_settings(settings))
    found = read_article(settings, article)
    if as_json:
        put_json(article_to_json(found))
    else:
        put_text(found.text)


@main.command()
@click.argument("names", nargs=-1, type=click.Choice((*BENCHES, *LONG)), metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON, a line for each benchmark.")
@click.option("--articles", type=click.Path(path_type=Path), help="Folder of articles for `speed` and `stock`.")
@click.option("--train", "training", type=click.Choice(TRAININGS), help="Fit these weights anew and write them.")
@guarded
def bench(names: tuple[str, ...], as_json: bool, articles: Path | None, training: str | None) -> None:
    """Measure speed, memory and quality; NAME is one of the benchmarks, by default each but load.

    They are speed, retrieval, stock, abstention, sentences, conversation, check, slack, page, and load (40 readers at
    once).
    """
    if training and names:
        raise click.UsageError("Fit weights or measure, one at a time: corner-office bench --train confidence")
    settings = load_settings(articles=articles)
    from evals.bench import BenchResult, bench_to_json, render_bench  # noqa: PLC0415
    from evals.bench_abstention import bench_abstention  # noqa: PLC0415
    from evals.bench_check import bench_check  # noqa: PLC0415
    from evals.bench_conversation import bench_conversation  # noqa: PLC0415
    from evals.bench_load import bench_load  # noqa: PLC0415
    from evals.bench_page import bench_page  # noqa: PLC0415
    from evals.bench_retrieval import bench_retrieval  # noqa: PLC0415
    from evals.bench_sentences import bench_sentences  # noqa: PLC0415
    from evals.bench_slack import bench_slack  # noqa: PLC0415
    from evals.bench_speed import bare_encode, bench_speed  # noqa: PLC0415
    from evals.bench_stock import bench_stock  # noqa: PLC0415
    from evals.datasets import data_folder  # noqa: PLC0415
    from evals.load import load_cases  # noqa: PLC0415
    from evals.startup import corner_office, start_page  # noqa: PLC0415
    from evals.train_adapt import train_adapt  # noqa: PLC0415
    from evals.train_choice import train_choice  # noqa: PLC0415
    from evals.train_confidence import train_confidence  # noqa: PLC0415
    from evals.train_coverage import train_coverage  # noqa: PLC0415
    from evals.train_likeness import train_likeness  # noqa: PLC0415
    from evals.train_rank import train_rank  # noqa: PLC0415
    from evals.train_support import train_support  # noqa: PLC0415
    from evals.weights import keep  # noqa: PLC0415
    from ingest.build import ingest as build  # noqa: PLC0415
    from ui.measure import run_benches, workbench  # noqa: PLC0415

    cases, data = load_cases(), data_folder()
    first = build_unchecked if articles is not None else ensure_live
    with (
        workbench(settings, build, first, own_articles=articles is not None) as parts,
        TemporaryDirectory(prefix="corner-office-train-") as scratch,
    ):
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
            "load": lambda: bench_load(cases, parts.page(corner_office()) or (corner_office(), "web")),
            "check": lambda: bench_check(data, parts.assistant.index, parts.embedder),
            "slack": lambda: bench_slack(parts.assistant, cases, (corner_office(),), parts.home),
            "page": lambda: bench_page(parts.page(corner_office()) or (corner_office(), "web")),
        }
        trainings: dict[str, Callable[[], BenchResult]] = {
            "confidence": lambda: keep(
                "confidence", train_confidence(data, parts.build, Path(scratch)), embedder=parts.embedder.id
            ),
            "choice": lambda: keep("choice", train_choice(data, parts.embedder), embedder=parts.embedder.id),
            "adapt": lambda: keep(
                "adapt", train_adapt(parts.assistant.library, parts.embedder, cases), embedder=parts.embedder.id
            ),
            "rank": lambda: keep("rank", train_rank(parts.assistant, cases), embedder=parts.embedder.id),
            "coverage": lambda: keep("coverage", train_coverage(parts.assistant, cases), embedder=parts.embedder.id),
            "likeness": lambda: train_likeness(parts.embedder),
            "support": lambda: keep("support", train_support(data), embedder=parts.embedder.id),
        }
        chosen = {training: trainings[training]} if training else {name: benches[name] for name in names or BENCHES}
        run_benches(chosen, to_json=bench_to_json, to_text=render_bench, as_json=as_json)


for command in (versions.ingest, versions.versions, versions.promote, versions.rollback):
    main.add_command(command)
for command in (gate.evaluate, gate.update, gate.diff, gate.waive, gate.bless):
    main.add_command(command)
main.add_command(users.users)

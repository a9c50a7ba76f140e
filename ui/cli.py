"""The command `corner-office`: reads arguments, calls the packages, words errors. Not here: anything else.

Each command imports what it needs when it runs, so that `--help` answers at once.
"""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.settings import Settings

USAGE = 2  # exit code: usage or configuration error


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Turn our errors into one line on standard error and exit code 2."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        from assistant.errors import CornerOfficeError  # noqa: PLC0415

        try:
            command(*args, **kwargs)
        except CornerOfficeError as error:
            fail(str(error))
        except BrokenPipeError:
            sys.stderr.close()
        except OSError as error:
            fail(f"{error.strerror or error}: {error.filename or 'a file'}. Mend it and run the command again.")

    return run


def fail(message: str) -> None:
    """End with one line on standard error and exit code 2."""
    click.echo("Error: " + " ".join(message.split()), err=True)
    sys.exit(USAGE)


def say(message: str) -> None:
    """Tell the person something without touching standard output."""
    click.echo(message, err=True)


def load_settings(**overrides: Any) -> "Settings":
    """The settings, with what the command line sets, and logging set up by them."""
    from assistant.settings import Settings  # noqa: PLC0415

    settings = Settings.load(**{name: value for name, value in overrides.items() if value is not None})
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    return settings


def open_assistant(settings: "Settings", version: str | None = None) -> "Assistant":
    """An assistant on a version (default: the live one; the shipped corpus is built if there is none)."""
    from assistant import Assistant  # noqa: PLC0415

    ensure_live(settings)
    return Assistant.from_settings(settings, version=version)


def ensure_live(settings: "Settings") -> None:
    """Build and promote the articles if nothing is live yet, and say so."""
    from assistant.versions import live_version  # noqa: PLC0415

    if live_version(settings.home) is None:
        from assistant.embedding import SentenceTransformerEmbedder  # noqa: PLC0415
        from ingest.build import ingest  # noqa: PLC0415
        from ingest.publish import promote  # noqa: PLC0415

        say(f"Nothing is live yet: building a version from {settings.articles} (once, about 15 s).")
        manifest = ingest(settings, SentenceTransformerEmbedder.from_settings(settings), progress=True)
        promote(settings.home, manifest.version)
        say(f"Version {manifest.version} is live.")


def json_lines() -> Iterator[Any]:
    """The JSON values on standard input, a line each; a broken line ends the run with its number."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, UnicodeDecodeError, RecursionError) as error:
                fail(f"Line {number} of standard input is not JSON ({error}). Send one JSON object a line, in UTF-8.")


def put_json(value: Any) -> None:
    """One JSON value on a line of standard output."""
    click.echo(json.dumps(value, ensure_ascii=False))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="corner-office")
def main() -> None:
    """Answers about commercial leadership, each sentence with the passage it rests on."""


@main.command()
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; 0 takes a free one.  [default: 7860]")
@guarded
def web(host: str | None, port: int | None) -> None:
    """Serve the browser page."""
    from ui.serve import serve_page  # noqa: PLC0415

    serve_page(load_settings(host=host, port=port), say)


@main.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON; without QUESTION read JSON lines.")
@guarded
def ask(question: str | None, as_json: bool) -> None:
    """Answer one question; with --json and no QUESTION, each JSON line of standard input."""
    from assistant.contract import answer_to_json, question_from_json  # noqa: PLC0415
    from ui.terminal import answer_text  # noqa: PLC0415

    if question is None and not as_json:
        raise click.UsageError('Ask something: corner-office ask "What does a CMO do?"')
    assistant = open_assistant(load_settings())
    asked = json_lines() if question is None else iter([{"question": question}])
    for data in asked:
        answer = assistant.ask(question_from_json(data))
        if as_json:
            put_json(answer_to_json(answer))
        else:
            click.echo(answer_text(answer))


@main.command()
@click.argument("query", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the hits as JSON; without QUERY read JSON lines.")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many passages.")
@guarded
def search(query: str | None, as_json: bool, top: int) -> None:
    """Print the passages that match best, best first."""
    from assistant.contract import hit_to_json, query_from_json  # noqa: PLC0415
    from ui.terminal import hits_text  # noqa: PLC0415

    if query is None and not as_json:
        raise click.UsageError('Search for something: corner-office search "customer journey"')
    assistant = open_assistant(load_settings())
    asked = json_lines() if query is None else iter([{"query": query}])
    for data in asked:
        name, text = query_from_json(data)
        hits = assistant.search(text, top)
        if as_json:
            put_json({"id": name, "query": text, "hits": [hit_to_json(hit) for hit in hits]})
        else:
            click.echo(hits_text(hits))


@main.command()
@click.argument("article")
@click.option("--json", "as_json", is_flag=True, help="Print the article as JSON.")
@guarded
def show(article: str, as_json: bool) -> None:
    """Print one article's canonical text: what citation offsets count in."""
    from assistant.contract import article_to_json  # noqa: PLC0415
    from assistant.index import open_index  # noqa: PLC0415

    settings = load_settings()
    ensure_live(settings)
    found = open_index(settings).article(article)
    if as_json:
        put_json(article_to_json(found))
    else:
        click.echo(found.text)


@main.command()
@click.option("--articles", type=click.Path(path_type=Path), help="Folder of articles.  [default: the shipped corpus]")
@guarded
def ingest(articles: Path | None) -> None:
    """Build a version from a folder of articles and stage it; prints the version."""
    from assistant.embedding import SentenceTransformerEmbedder  # noqa: PLC0415
    from ingest.build import ingest as build  # noqa: PLC0415

    settings = load_settings(articles=articles)
    manifest = build(settings, SentenceTransformerEmbedder.from_settings(settings), progress=True)
    say(f"{manifest.articles} articles, {manifest.passages} passages, {manifest.sentences} sentences.")
    click.echo(manifest.version)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the versions as JSON.")
@guarded
def versions(as_json: bool) -> None:
    """List the versions, newest first."""
    from assistant.versions import list_versions  # noqa: PLC0415
    from ui.terminal import versions_text  # noqa: PLC0415

    found = list_versions(load_settings().home)
    if as_json:
        from dataclasses import asdict  # noqa: PLC0415

        put_json([asdict(info) for info in found])
    else:
        click.echo(versions_text(found))


@main.command()
@click.argument("version")
@guarded
def promote(version: str) -> None:
    """Make a version live; running front ends follow within 5 s."""
    from ingest.publish import promote as move  # noqa: PLC0415

    move(load_settings().home, version)
    say(f"Version {version} is live.")


@main.command()
@guarded
def rollback() -> None:
    """Make the version live again that was live before."""
    from ingest.publish import rollback as move  # noqa: PLC0415

    say(f"Version {move(load_settings().home)} is live again.")


@main.command("eval")
@click.option("--version", help="Version to judge.  [default: the live one]")
@click.option("--split", type=click.Choice(["tune", "report"]), help="Only one half of the cases.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@guarded
def evaluate(version: str | None, split: str | None, as_json: bool) -> None:
    """Run the eval cases on a version and report scores by stratum."""
    from ui.measure import run_cases  # noqa: PLC0415

    run_cases(open_assistant(load_settings(), version), split=split, as_json=as_json)


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--articles", type=click.Path(path_type=Path), help="Folder of articles for `speed` and `stock`.")
@guarded
def bench(names: tuple[str, ...], as_json: bool, articles: Path | None) -> None:
    """Measure speed, memory and quality; NAME is speed, retrieval, stock, abstention, sentences or conversation."""
    from ui.measure import run_benches  # noqa: PLC0415

    settings = load_settings(articles=articles)
    ensure_live(settings)
    run_benches(settings, names, as_json=as_json)

"""What commands begin with: the settings, and a first version that is live. Not here: any command."""

from typing import TYPE_CHECKING, Any

from ui.console import say, set_up_logging

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.settings import Settings
    from assistant.store.embedding import SentenceTransformerEmbedder
    from assistant.vocabulary import Manifest


def load_settings(**overrides: Any) -> "Settings":
    """The settings, with what the command line sets, and logging set up by them."""
    from assistant.settings import Settings  # noqa: PLC0415

    settings = Settings.load(**{name: value for name, value in overrides.items() if value is not None})
    set_up_logging(settings.log_level)
    return settings


def open_assistant(settings: "Settings", version: str | None = None) -> "Assistant":
    """An assistant on a version (default: the live one; the shipped articles are built if there is none)."""
    from assistant.store.embedding import SentenceTransformerEmbedder  # noqa: PLC0415
    from ui.live import open_serving  # noqa: PLC0415

    embedder = SentenceTransformerEmbedder.from_settings(settings)
    if version is None:
        ensure_live(settings, embedder)
    return open_serving(settings, embedder, version)


def ensure_live(settings: "Settings", embedder: "SentenceTransformerEmbedder") -> None:
    """Build and promote the shipped articles if nothing is live yet, and say so.

    They come with blessed results. Others have to pass the gate first: VersionError says how.
    """
    from assistant.errors import VersionError  # noqa: PLC0415
    from assistant.store.versions import live_version  # noqa: PLC0415

    if live_version(settings.home) is not None:
        return
    way_out = (
        "Check them and make them live with `corner-office update`, or without a check with `corner-office ingest` "
        "and `corner-office promote VERSION --unchecked --reason TEXT`."
    )
    if not are_shipped(settings):
        raise VersionError(f"Nothing is live yet, and {settings.articles} are not the shipped articles. {way_out}")
    from ingest.build import ingest  # noqa: PLC0415
    from ingest.publish import promote  # noqa: PLC0415

    say(f"Nothing is live yet: building a version from {settings.articles} (once, about half a minute).")
    manifest = ingest(settings, embedder)
    doubt = doubt_of(settings, manifest)
    if doubt is None:
        raise VersionError(f"Nothing is live yet, and {settings.articles} have changed since they shipped. {way_out}")
    promote(settings.home, manifest.version, unchecked=bool(doubt), reason=doubt)
    say(f"Version {manifest.version} is live{f', unchecked: {doubt}' if doubt else ''}.")


def are_shipped(settings: "Settings") -> bool:
    """Whether the settings name the folder of the shipped articles."""
    default = type(settings).model_fields["articles"].default
    return bool(settings.articles.resolve() == default.resolve())


def doubt_of(settings: "Settings", manifest: "Manifest") -> str | None:
    """Why the shipped results may not hold for a version: empty if they do, None if it has other content."""
    from evals.comparable import differences  # noqa: PLC0415
    from evals.fingerprint import current  # noqa: PLC0415
    from evals.load import CASES  # noqa: PLC0415
    from ui.commands.judging import report_store  # noqa: PLC0415

    baseline = report_store(settings.model_copy(update={"cases": CASES})).shipped("extractive")
    blessed = baseline.report.fingerprint if baseline else None
    if blessed is None or blessed.corpus != manifest.corpus:
        return None
    found = differences(current(manifest, settings, mode="extractive"), blessed)
    return f"the shipped results were measured with {'; '.join(found)}" if found else ""


def build_unchecked(settings: "Settings", embedder: "SentenceTransformerEmbedder") -> None:
    """Make whatever articles the settings name live, for a benchmark in a folder that is thrown away."""
    from ingest.build import ingest  # noqa: PLC0415
    from ingest.publish import promote  # noqa: PLC0415

    promote(settings.home, ingest(settings, embedder).version, unchecked=True, reason="a benchmark")

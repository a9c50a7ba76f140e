"""What `corner-office slack` does with each of its options. Not here: the options themselves (`ui.cli`)."""

import sys
from collections.abc import Callable

from assistant.settings import Settings
from assistant.store.embedding import SentenceTransformerEmbedder
from ui.console import USAGE, put_json, say
from ui.slack.manifest import Transport, manifest

BuildFirst = Callable[[Settings, SentenceTransformerEmbedder], None]


def print_manifest(settings: Settings, transport: Transport) -> None:
    """Print the manifest of the app that the settings describe. Raises SettingsError if its address is missing."""
    oauth = bool(settings.slack_client_id)
    put_json(manifest(transport=transport, address=settings.slack_url, oauth=oauth, rotation=oauth))


def run(settings: Settings, *, http: bool, check: bool, only_manifest: bool, build_first: BuildFirst) -> None:
    """Serve Slack, or say what is wrong and exit with 2, or print the manifest. Raises CornerOfficeError."""
    transport = Transport.HTTP if http else Transport.SOCKET
    if only_manifest:
        print_manifest(settings, transport)
        return
    from ui.slack.run import problems, serve_slack  # noqa: PLC0415

    if not check:
        serve_slack(settings, say, build_first, transport)
        return
    found = problems(settings, transport)
    for problem in found:
        say(f"Error: {problem}")
    if found:
        sys.exit(USAGE)
    say("The bot can start.")

"""The page with scripted answers as a process of its own, for the test that ends it: a home in, its address out."""

import signal
import sys
from pathlib import Path

from conftest import ScriptedDesk

from assistant.settings import Settings
from ui.archive.opening import open_archive
from ui.history.history import History
from ui.serve import stop
from ui.server import build_app, serve
from ui.signin.entrance import Entrance


def say(address: str) -> None:
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    settings = Settings.load(home=Path(sys.argv[1]))
    history = History(archive=open_archive(settings), days=settings.history_days)
    entrance = Entrance.from_settings(settings)
    signal.signal(signal.SIGTERM, stop)
    serve(lambda ready: build_app(ScriptedDesk(), ready, entrance, history=history), "127.0.0.1", 0, say)

"""The page as a process of its own: up at once, following what is live, ended cleanly."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.errors import EmbedderError, VersionError
from assistant.settings import PREFIX, Settings
from assistant.store.versions import live_version
from ingest.build import ingest
from ingest.publish import promote
from ui.serve import Loader, beside, serve_page

PATIENCE = 240  # a first start builds the shipped articles
COMMAND = [sys.executable, "-c", "from ui.cli import main; main()", "web", "--port"]
pytestmark = pytest.mark.usefixtures("proved_here")
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@pytest.fixture
def settings(home, tmp_path) -> Settings:
    """A small article in this test's home."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "moon.md").write_text("# The moon\n\nThe moon circles the earth. It has no air.\n", encoding="utf-8")
    return Settings.load(home=home, articles=folder)


class Page:
    """A running page, and its address."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said = ""
        while " on http://" not in self.said:
            line = process.stderr.readline()
            assert line, f"the page ended before it was up: {self.said}"
            self.said += line
        self.address = self.said.split(" on ")[1].split(" (")[0]

    def get(self, path: str, data: dict | None = None) -> tuple[int, str]:
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(self.address + path, body, {"Content-Type": "application/json"})
        try:
            with direct.open(request, timeout=PATIENCE) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def answering(self) -> str:
        """The version that a question is answered from."""
        status, text = self.get("/api/ask", {"question": "What circles the earth?"})
        assert status == 200, text
        return json.loads(text)["version"]

    def end(self, number: signal.Signals) -> tuple[int, list[str]]:
        """The exit code, and the first word of each line that was said."""
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, [line.split()[0] for line in (self.said + errors).splitlines()]


@contextmanager
def running(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setenv(PREFIX + "ARTICLES", str(settings.articles))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([*COMMAND, "0"], **pipes) as process:
        try:
            yield Page(process)
        finally:
            process.kill()


def eventually(wanted) -> None:
    end = time.monotonic() + PATIENCE
    while not wanted():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def test_the_page_answers_people_and_assistants_takes_up_what_is_promoted_and_ends_cleanly(
    settings, real_embedder, monkeypatch
):
    first = ingest(settings, real_embedder).version
    promote(settings.home, first)
    (settings.articles / "sun.md").write_text("# The sun\n\nThe sun is a star.\n", encoding="utf-8")
    second = ingest(settings, real_embedder).version
    monkeypatch.setenv(PREFIX + "MCP", "true")
    with running(settings, monkeypatch) as page:
        assert page.get("/")[0] == 200
        assert page.get("/gradio_api/mcp/", {})[0] == 406  # it listens, to those who speak its protocol
        assert page.answering() == first
        assert page.get("/readyz")[0] == 200
        promote(settings.home, second)
        eventually(lambda: page.answering() == second)
        assert page.end(signal.SIGTERM) == (0, ["Corner"])


def test_a_broken_version_leaves_the_page_up_with_the_remedy_until_it_is_mended(settings, real_embedder, monkeypatch):
    version = ingest(settings, real_embedder).version
    promote(settings.home, version)
    damaged = settings.home / "versions" / version / "articles.json"
    damaged.write_bytes(damaged.read_bytes()[:-20])
    with running(settings, monkeypatch) as page:
        assert page.get("/")[0] == 200
        eventually(lambda: "corner-office ingest" in page.get("/readyz")[1])
        status, text = page.get("/api/ask", {"question": "What circles the earth?"})
        assert status == 503
        assert version in json.loads(text)["error"]
        promote(settings.home, ingest(settings, real_embedder).version)
        eventually(lambda: page.get("/readyz")[0] == 200)
        assert page.answering() == version
        code, said = page.end(signal.SIGINT)
        assert code == 0
        assert sorted(said) == ["Corner", "ERROR"]


def test_the_first_start_builds_the_shipped_articles_behind_the_page(home, monkeypatch):
    settings = Settings.load(home=home)
    with running(settings, monkeypatch) as page:
        eventually(lambda: page.get("/readyz")[0] == 200)
        assert page.answering() == live_version(settings.home)
        assert page.end(signal.SIGTERM) == (0, ["Corner", "Nothing", "Version"])


def test_a_port_that_is_taken_is_one_line_and_exit_code_2():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = subprocess.run([*COMMAND, str(port)], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ended.returncode == 2
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"Error: Port {port} on 127.0.0.1 is taken")


def test_a_model_that_is_not_there_is_told_before_anything_is_served(home):
    settings = Settings.load(home=home, embedder=str(home / "nowhere"))
    with pytest.raises(EmbedderError, match="model.safetensors"):
        serve_page(settings, pytest.fail, build_first=pytest.fail)


def test_a_damaged_version_is_refused_without_a_model_or_a_child_process(settings, real_embedder, monkeypatch):
    version = ingest(settings, real_embedder).version
    (settings.home / "versions" / version / "glossary.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr("ui.serve.check_version", pytest.fail)
    loader = Loader(settings, real_embedder, build_first=pytest.fail)
    with pytest.raises(VersionError, match="have changed"):
        loader.load(version)


def test_what_a_probe_finds_reaches_whoever_waits_for_it():
    def probe() -> None:
        raise VersionError("It crashed.")

    with pytest.raises(VersionError, match="It crashed"):
        beside(probe).result(5)
    assert beside(lambda: None).result(5) is None


def test_the_folder_of_a_version_is_only_read(settings, real_embedder):
    version = ingest(settings, real_embedder).version
    folder = settings.home / "versions" / version

    def state() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    before = state()
    loader = Loader(settings, real_embedder, build_first=pytest.fail)
    loader.page_is_up.set()
    assert loader.load(version).index.version == version
    assert state() == before

"""A small desk with scripted answers, and a browser on a server that has it, for the tests of the page."""

import threading
from dataclasses import dataclass
from typing import Any

import pytest
from auditing import AXE
from browsing import Watched, chromium, serving
from click.testing import CliRunner, Result

from assistant.errors import VersionError
from assistant.relations import Relation, RelationKind
from assistant.settings import PREFIX
from assistant.store.embedding import SentenceTransformerEmbedder
from assistant.vocabulary import (
    Answer,
    Article,
    Citation,
    Disagreement,
    Glossary,
    Nearest,
    Outcome,
    Position,
    Question,
    Role,
    Section,
)
from ui.cli import main
from ui.desk import DeskState, Readiness

TEXT = """# Two chiefs

A short opening about two chiefs.

## Reporting

The CMO reports to the CEO. The CSO does so too.

The CMO is in charge of:

- **Brand:** Building the brand <b>everywhere</b>
- Talking with customers

## Measures

Each chief is measured differently:

| Aspect | CSO | CMO |
|---|---|---|
| Measured by | Sales quotas. | Brand awareness. |
| Pay |  | A bonus & a salary. |
"""
TITLE = "Two chiefs"
VERSION = "v1"


def section(name: str) -> Section:
    start = TEXT.index(f"## {name}")
    end = TEXT.find("\n## ", start)
    return Section(path=(TITLE, name), start=start, end=len(TEXT) if end < 0 else end + 1)


def relation(kind: RelationKind, role: str, what: str, quote: str) -> Relation:
    start = TEXT.index(quote)
    return Relation(kind=kind, roles=(role,), what=(what,), start=start, end=start + len(quote))


ARTICLE = Article(
    id="two-chiefs",
    title=TITLE,
    text=TEXT,
    source_title="Chiefs, compared",
    source_kind="opinion",
    reviewed="2026-11-22",
    sections=(Section(path=(TITLE,), start=0, end=len(TEXT)), section("Reporting"), section("Measures")),
    relations=(
        relation(RelationKind.REPORTS_TO, "cmo", "ceo", "The CMO reports to the CEO."),
        relation(RelationKind.OWNS_STAGE, "cmo", "awareness", "Talking with customers"),
        relation(RelationKind.FITS_STAGE, "cmo", "We are new & small.", "Brand awareness."),
    ),
)
GLOSSARY = Glossary(
    roles=(
        Role(id="cmo", name="chief marketing officer", acronyms=("CMO",), core=True, department="marketing"),
        Role(id="ceo", name="chief executive officer", acronyms=("CEO",)),
    )
)


def citation(marker: int, quote: str, where: str = "Reporting") -> Citation:
    start = TEXT.index(quote)
    return Citation(
        marker=marker,
        article=ARTICLE.id,
        title=TITLE,
        section=where,
        quote=quote,
        start=start,
        end=start + len(quote),
    )


@dataclass(frozen=True, kw_only=True)
class Shelved:
    version: str = VERSION
    articles: tuple[Article, ...] = (ARTICLE,)
    glossary: Glossary = GLOSSARY


class Scripted:
    """Answers by a word of the question, and remembers what it was asked."""

    def __init__(self) -> None:
        self.index = Shelved()
        self.asked: list[Question] = []
        self.gate = threading.Event()
        self.gate.set()

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        self.gate.wait(20)
        text = question.text.lower()
        if "crash" in text:
            raise RuntimeError("secret detail")
        if "canada" in text:
            return self.answer(
                question,
                "The articles say nothing about Canada.",
                outcome=Outcome.NOT_COVERED,
                nearest=(Nearest(article=ARTICLE.id, section="Measures"),),
            )
        if "both" in text:
            return self.answer(
                question,
                "To the CEO. [1] By sales. [2]",
                citations=(citation(1, "The CMO reports to the CEO."), citation(2, "Sales quotas.", "Measures")),
            )
        if "compare" in text:
            return self.answer(
                question,
                "They differ. [2]\n\n| Aspect | CSO | CMO |\n|---|---|---|\n| Measured by | Quotas [1] | Fame [2] |\n| Cost | =SUM(A1) | 5 \\| 6 |",
                citations=(citation(1, "Sales quotas.", "Measures"), citation(2, "Brand awareness.", "Measures")),
                disagreements=(
                    Disagreement(topic="The measure", positions=(Position(says="By sales.", citations=(1,)),)),
                ),
            )
        return self.answer(
            question,
            "A CMO reports to the CEO. [1]\n\n- Builds the brand [2]\n- Talks with customers [3]",
            citations=(
                citation(1, "The CMO reports to the CEO."),
                citation(2, "Building the brand <b>everywhere</b>"),
                citation(3, "Talking with customers"),
            ),
            follow_ups=("How do CSO and CMO compare?", "And in Canada?"),
        )

    def answer(self, question: Question, text: str, outcome: Outcome = Outcome.ANSWERED, **parts) -> Answer:
        return Answer(
            question=question,
            standalone_question=question.text,
            outcome=outcome,
            text=text,
            version=self.index.version,
            **parts,
        )


class ScriptedDesk:
    """A desk that can be put into each of its states."""

    def __init__(self) -> None:
        self.scripted = Scripted()
        self.now = DeskState(readiness=Readiness.READY)

    def break_down(self, message: str) -> None:
        self.now = DeskState(readiness=Readiness.BROKEN, message=message)

    def load(self) -> None:
        self.now = DeskState(readiness=Readiness.LOADING)

    def mend(self) -> None:
        self.now = DeskState(readiness=Readiness.READY)

    def assistant(self) -> Scripted:
        if self.now.readiness is not Readiness.READY:
            raise VersionError(self.now.message or "The articles are still being loaded. Ask again in a moment.")
        return self.scripted

    def state(self) -> DeskState:
        return self.now


@pytest.fixture
def desk() -> ScriptedDesk:
    return ScriptedDesk()


@pytest.fixture(scope="module")
def lasting_desk() -> ScriptedDesk:
    return ScriptedDesk()


@pytest.fixture
def article() -> Article:
    return ARTICLE


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    from ui.archive.database import Database
    from ui.archive.opening import archive_of
    from ui.history.history import History

    database = Database(f"sqlite:///{tmp_path_factory.mktemp('archive')}/archive.sqlite3")
    yield History(archive=archive_of(database), days=90)
    database.close()


@pytest.fixture(scope="module")
def address(lasting_desk, history):
    from ui.server import build_app

    with serving(build_app(lasting_desk, history=history)) as address:
        yield address


@pytest.fixture(scope="module")
def browser(address):
    with chromium() as opened:
        context = opened.new_context()  # one for all tests, so that Gradio's scripts are fetched once
        context.set_default_timeout(10_000)
        yield context


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, for `auditing.violations`."""
    if not AXE.is_file():
        pytest.fail(f"{AXE} is not there: run `make peers`, which installs what tests/peers/package.json lists.")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def opened(browser, address, lasting_desk):
    lasting_desk.mend()
    lasting_desk.scripted.asked.clear()
    lasting_desk.scripted.gate.set()
    pages = []

    def visit(width=1280, height=800, scheme="light") -> Any:
        page = browser.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        pages.append(page)
        watched.append(Watched(page, address))
        page.goto(address)
        page.get_by_role("textbox", name="Your question").wait_for()
        return page

    watched: list[Watched] = []
    yield visit
    for page in pages:
        page.close()
    lasting_desk.scripted.gate.set()
    assert [found for each in watched for found in each.found] == []


@pytest.fixture(scope="module")
def watch(address):
    """Gives what a page does that no test may see, as it happens."""
    return lambda page: Watched(page, address).found


@pytest.fixture
def run(monkeypatch, real_embedder):
    """Run the command in this process, with the model that is loaded already."""
    monkeypatch.setattr(SentenceTransformerEmbedder, "from_settings", lambda _: real_embedder)

    def invoke(*arguments: str, lines: str | bytes | None = None, **environment: object) -> Result:
        env = {PREFIX + name.upper(): str(value) for name, value in environment.items()}
        return CliRunner(env=env).invoke(main, arguments, input=lines, catch_exceptions=False)

    return invoke


@pytest.fixture
def at_hand(monkeypatch, shipped):
    """Commands in this process find the shipped articles opened, where opening them is not what is tested."""
    monkeypatch.setattr("ui.live.open_version", lambda *_: shipped)

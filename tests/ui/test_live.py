"""The desk of a running front end: it follows the pointer, and what breaks leaves it as it was."""

import threading
import time
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from assistant.errors import VersionError
from ui.desk import Readiness
from ui.live import REST, LiveDesk

BROKEN = "Version two is damaged. Run `corner-office ingest`."


@dataclass
class Home:
    """A pointer and loadable versions, as a desk sees them; `now` is its clock."""

    live: str | None = "one"
    damaged: set[str] = field(default_factory=set)
    loads: list[str | None] = field(default_factory=list)
    now: float = 0.0
    load_seconds: float = 0.0

    def pointer(self) -> str | None:
        return self.live

    def load(self, version: str | None) -> SimpleNamespace:
        self.loads.append(version)
        self.now += self.load_seconds
        if version in self.damaged:
            raise VersionError(BROKEN)
        return SimpleNamespace(index=SimpleNamespace(version=version or "first"))

    def clock(self) -> float:
        return self.now


@pytest.fixture
def place() -> Home:
    return Home()


@pytest.fixture
def desk(place):
    desk = LiveDesk(place.pointer, place.load, poll=0.01, clock=place.clock)
    yield desk
    desk.stop(patience=5)


def eventually(wanted, seconds=5.0):
    end = time.monotonic() + seconds
    while not wanted():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.005)


def served(desk) -> str:
    return desk.assistant().index.version


def test_before_the_first_version_is_loaded_the_desk_says_so(desk):
    assert desk.state().readiness is Readiness.LOADING


def test_a_question_waits_for_the_first_version(desk, place):
    gate, load = threading.Event(), place.load
    desk._load = lambda version: (gate.wait(5), load(version))[1]
    desk.start()
    answers = []
    reader = threading.Thread(target=lambda: answers.append(served(desk)))
    reader.start()
    assert desk.state().readiness is Readiness.LOADING
    gate.set()
    reader.join(5)
    assert answers == ["one"]
    assert desk.state().readiness is Readiness.READY


def test_the_desk_follows_the_pointer_and_loads_each_version_once(desk, place):
    desk.start()
    assert served(desk) == "one"
    place.live = "two"
    eventually(lambda: served(desk) == "two")
    time.sleep(0.05)
    assert place.loads == ["one", "two"]


def test_an_answer_that_has_begun_keeps_its_version(desk, place):
    desk.start()
    begun = desk.assistant()
    place.live = "two"
    eventually(lambda: served(desk) == "two")
    assert begun.index.version == "one"


def test_a_broken_new_version_leaves_the_old_one_in_service(desk, place, caplog):
    desk.start()
    served(desk)
    place.damaged.add("two")
    place.live = "two"
    eventually(lambda: place.loads.count("two") >= 3)
    assert served(desk) == "one"
    assert desk.state().readiness is Readiness.READY
    assert [record.message for record in caplog.records] == [BROKEN]
    place.damaged.clear()
    eventually(lambda: served(desk) == "two")


def test_without_any_usable_version_the_desk_says_what_mends_it_and_recovers(desk, place):
    place.live = "two"
    place.damaged.add("two")
    desk.start()
    with pytest.raises(VersionError, match="corner-office ingest"):
        desk.assistant()
    assert (desk.state().readiness, desk.state().message) == (Readiness.BROKEN, BROKEN)
    place.damaged.clear()
    eventually(lambda: desk.state().readiness is Readiness.READY)


def test_when_nothing_is_live_the_first_version_is_made(desk, place):
    place.live = None
    desk.start()
    assert served(desk) == "first"
    assert place.loads == [None]


def test_a_pointer_that_has_gone_changes_nothing(desk, place):
    desk.start()
    assert served(desk) == "one"
    place.live = None
    time.sleep(0.05)
    assert (served(desk), place.loads) == ("one", ["one"])


def test_a_load_that_failed_slowly_is_not_repeated_at_once(desk, place):
    place.live, place.load_seconds = "two", 2.0
    place.damaged.add("two")
    desk.start()
    eventually(lambda: place.loads == ["two"])
    time.sleep(0.05)
    assert place.loads == ["two"]
    place.now += 2.0 * REST
    eventually(lambda: len(place.loads) == 2)


def test_a_fault_of_the_program_is_told_without_its_details_and_logged(desk, caplog):
    def fail(_: object) -> None:
        raise RuntimeError("secret detail")

    desk._load = fail
    desk.start()
    with pytest.raises(VersionError, match=r"\(RuntimeError\). Run `corner-office ingest`") as raised:
        desk.assistant()
    assert "secret" not in str(raised.value)
    assert "secret detail" in caplog.text

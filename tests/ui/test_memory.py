"""What answers have left behind is given back, where the C library keeps it."""

import threading

from ui import memory
from ui.memory import HEAPS, M_ARENA_MAX, Trimming


class Library:
    """A C library that tells what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int, int]] = []
        self.trimmed = threading.Event()

    def mallopt(self, what: int, value: int) -> None:
        self.asked.append(("mallopt", what, value))

    def malloc_trim(self, left: int) -> None:
        self.asked.append(("malloc_trim", left, 0))
        self.trimmed.set()


def test_heaps_are_few_from_the_start_and_trimmed_until_it_is_stopped(monkeypatch):
    monkeypatch.setattr(memory, "EVERY", 0.01)
    library = Library()
    trimming = Trimming(library)
    trimming.start()
    assert library.trimmed.wait(10)
    trimming.stop()
    for thread in threading.enumerate():
        if thread.name == "trimming":
            thread.join(10)
    assert library.asked[0] == ("mallopt", M_ARENA_MAX, HEAPS)
    assert not [thread for thread in threading.enumerate() if thread.name == "trimming"]


def test_another_c_library_is_left_alone(monkeypatch):
    monkeypatch.setattr(memory, "glibc", lambda: None)
    Trimming().start()
    assert not [thread for thread in threading.enumerate() if thread.name == "trimming"]


def test_the_c_library_of_this_machine_is_found_or_none_is():
    library = memory.glibc()
    assert library is None or library.malloc_trim(0) in {0, 1}

"""New texts that came with the program: what they change, and taking them over. Not here: where they come from (`room`)."""

from difflib import ndiff

from starlette.responses import Response
from starlette.routing import Route

from ui.editors.contents import Arrival, EditingError
from ui.editors.room import Room
from ui.editors.visit import Visit, acted, shown

MARKS = {"- ": "removed", "+ ": "added"}
MOST_LINES = 400


def routes(room: Room) -> list[Route]:
    """The pages' addresses."""
    return [shown(room, "/arrivals", arrivals), acted(room, "/arrivals", settle)]


def arrivals(visit: Visit) -> Response:
    """Every new text, and what it would change in the working copy."""
    found = visit.room.arrivals.waiting()
    return visit.page(
        "arrivals.html",
        "New articles",
        found=[(one, differing(one)) for one in found],
        easy=[one for one in found if one.fits],
    )


def settle(visit: Visit) -> Response:
    """Take over, or leave, one new text, or all that fit."""
    room, choice, name = visit.room, visit.form.get("choice", ""), visit.form.get("name", "")
    if choice == "all":
        for one in room.arrivals.waiting():
            if one.fits:
                with visit.logged("take", file=one.name):
                    room.arrivals.take(one.name)
    elif choice == "take":
        with visit.logged("take", file=name):
            room.arrivals.take(name)
    elif choice == "keep":
        with visit.logged("keep", file=name):
            room.arrivals.keep(name)
    else:
        raise EditingError("Say what to do with the new text: take it, or keep yours.")
    return visit.go("arrivals", "kept" if choice == "keep" else "taken")


def differing(arrival: Arrival) -> tuple[tuple[str, str], ...]:
    """The lines that differ between the working copy and the new text."""
    lines = ndiff(arrival.mine.splitlines(), arrival.new.splitlines())
    return tuple((MARKS[line[:2]], line[2:]) for line in lines if line[:2] in MARKS)[:MOST_LINES]

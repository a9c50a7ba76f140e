"""The room's first page: what is live, what waits to be done; and the log of actions. Not here: doing any of it."""

from datetime import datetime

from starlette.responses import Response
from starlette.routing import Route

from ui.archive.errors import ArchiveError
from ui.archive.records import Action
from ui.editors.contents import FileState
from ui.editors.judgement import Live
from ui.editors.room import Room
from ui.editors.visit import Visit, shown

LATEST = 8
MOST = 500
MOVES = ("promote", "rollback")
NEAR = 60.0  # seconds between the pointer's move and its line in the log


def routes(room: Room) -> list[Route]:
    """The pages' addresses."""
    return [shown(room, "/", overview), shown(room, "/log", log)]


def overview(visit: Visit) -> Response:
    """What is live, the working copy, the check, what readers asked in vain, and who did what lately."""
    room = visit.room
    room.readings.prepare()  # the next page will want it
    changed = [file for file in room.copy.files() if file.state is not FileState.SAME]
    actions = latest(room)
    check = room.checks.state()
    return visit.page(
        "overview.html",
        "Editors' room",
        live=room.gate.live(),
        by=mover(room.gate.live(), actions),
        changed=changed,
        arrived=room.arrivals.waiting(),
        check=check,
        current=check.state == room.copy.state(),
        waiting=waiting(room),
        actions=actions[:LATEST],
    )


def log(visit: Visit) -> Response:
    """Every action, newest first."""
    return visit.page("log.html", "Log", actions=latest(visit.room))


def latest(room: Room) -> tuple[Action, ...]:
    """The latest actions; none while the archive cannot be read."""
    try:
        return room.archive.actions.list(MOST)
    except ArchiveError:
        return ()


def waiting(room: Room) -> tuple[int, int]:
    """How many questions were not answered, and how many answers rated badly, that nobody has looked at."""
    try:
        return len(room.archive.turns.unanswered()), len(room.archive.feedback.bad())
    except ArchiveError:
        return 0, 0


def mover(live: Live | None, actions: tuple[Action, ...]) -> str:
    """Who made the live version live; empty if it was not done in this room."""
    if live is None:
        return ""
    since = datetime.fromisoformat(live.since).timestamp()
    for action in actions:
        moved = action.what in MOVES and action.details.get("version") == live.version
        if moved and abs(action.when - since) < NEAR:
            return action.who
    return ""

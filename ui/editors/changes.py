"""What the working copy changes for readers, and its check, which runs in the background. Not here: the verdict."""

from contextlib import suppress

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ui.editors.contents import EditingError, FileState
from ui.editors.judgement import Check, Stage
from ui.editors.room import Room
from ui.editors.visit import Visit, acted, shown

STAGES = {
    Stage.NONE: "Nothing was checked yet.",
    Stage.READING: "Reading the articles",
    Stage.BUILDING: "Building a version",
    Stage.ASKING: "Asking the cases",
    Stage.JUDGING: "Judging the answers",
    Stage.DONE: "Checked.",
    Stage.FAILED: "The check ended without a verdict.",
    Stage.CANCELLED: "The check was cancelled.",
}


def routes(room: Room) -> list[Route]:
    """The pages' addresses."""
    return [
        shown(room, "/changes", changes),
        acted(room, "/check", start),
        acted(room, "/cancel", cancel),
        shown(room, "/check.json", progress),
    ]


def changes(visit: Visit) -> Response:
    """Changed paragraphs by article, what they lose, and the check."""
    room = visit.room
    check, survey = room.checks.state(), room.readings.survey()
    return visit.page(
        "changes.html",
        "Changes",
        survey=survey,
        changed=[file for file in room.copy.files() if file.state is not FileState.SAME],
        check=check,
        current=bool(check.version) and check.state == room.copy.state(),
        words=said(check),
        verdict=verdict_on(room, check),
    )


def verdict_on(room: Room, check: Check) -> str:
    """What the gate says of the checked version now, in a sentence; empty where it says nothing."""
    if check.stage is not Stage.DONE:
        return ""
    with suppress(EditingError):  # the version is gone
        judgement = room.gate.judgement(check.version)
        return judgement.words if judgement else ""
    return ""


def start(visit: Visit) -> Response:
    """Begin the check."""
    with visit.logged("check"):
        visit.room.checks.start(visit.who)
    return visit.go("changes", "started")


def cancel(visit: Visit) -> Response:
    """End the check."""
    with visit.logged("cancel"):
        visit.room.checks.cancel()
    return visit.go("changes", "cancelled")


def progress(visit: Visit) -> Response:
    """Where the check stands, for the page's script."""
    check = visit.room.checks.state()
    return JSONResponse(
        {"stage": check.stage, "runs": check.runs, "done": check.done, "of": check.of, "words": said(check)},
        headers={"cache-control": "no-store"},
    )


def said(check: Check) -> str:
    """Where the check stands, in words."""
    if check.stage is Stage.ASKING and check.of:
        return f"{STAGES[check.stage]}: {check.done} of {check.of}"
    return STAGES[check.stage]

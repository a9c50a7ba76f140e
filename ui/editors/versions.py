"""Versions: the verdict on each, its report, and what follows: promote, roll back, accept, bless. Not here: judging."""

from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ui.editors.contents import EditingError
from ui.editors.front import latest, mover
from ui.editors.room import Room
from ui.editors.visit import Visit, acted, shown

# Beside the report's own policy, which lets its one script run: it may read nothing and send nothing.
REPORT = (
    "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def routes(room: Room) -> list[Route]:
    """The pages' addresses."""
    return [
        shown(room, "/versions", listed),
        shown(room, "/versions/{version}", one),
        acted(room, "/versions/{version}/promote", promote),
        acted(room, "/versions/{version}/waive", waive),
        acted(room, "/versions/{version}/bless", bless),
        acted(room, "/rollback", rollback),
        shown(room, "/report/{version}", report),
    ]


def listed(visit: Visit) -> Response:
    """Every version, what is live, since when and by whom."""
    live = visit.room.gate.live()
    return visit.page(
        "versions.html",
        "Versions",
        live=live,
        by=mover(live, latest(visit.room)),
        versions=visit.room.gate.versions(),
    )


def one(visit: Visit) -> Response:
    """The verdict on a version, and what may be done."""
    name = version_of(visit)
    line = next((line for line in visit.room.gate.versions() if line.version == name), None)
    if line is None:
        raise EditingError(f"There is no version {name} any more. Choose one from the list of versions.")
    return visit.page(
        "version.html",
        f"Version {name}",
        line=line,
        live=visit.room.gate.live(),
        judgement=visit.room.gate.judgement(name),
    )


def promote(visit: Visit) -> Response:
    """Make a version live, without a pass only for a reason."""
    version, reason = version_of(visit), visit.form.get("reason", "").strip()
    unchecked = "unchecked" in visit.form
    if unchecked and not reason:
        raise EditingError("Say why it may go live without a pass: the reason is kept with your name and the time.")
    with visit.logged("promote", version=version, **({"reason": reason, "unchecked": True} if unchecked else {})):
        visit.room.gate.promote(version, reason if unchecked else "")
    return visit.go(f"versions/{version}", "promoted")


def rollback(visit: Visit) -> Response:
    """Make the version before live again, if what is live is what the editor saw."""
    live = visit.room.gate.live()
    if live is None or visit.form.get("live") != live.version:
        raise EditingError("Another version has become live meanwhile. Look at the list of versions again.")
    with visit.logged("rollback", before=live.version) as details:
        details["version"] = visit.room.gate.rollback()
    return visit.go("versions", "back")


def waive(visit: Visit) -> Response:
    """Accept what is held against cases, for these very articles."""
    version, reason = version_of(visit), visit.form.get("reason", "")
    cases = [case for case in visit.form.get("cases", "").split() if case]
    if not cases:
        raise EditingError("No case was chosen. Load the page again.")
    with visit.logged("waive", version=version, cases=cases, reason=reason.strip()):
        for case in cases:
            visit.room.gate.waive(version, case, reason, visit.who)
    return visit.go(f"versions/{version}", "waived")


def bless(visit: Visit) -> Response:
    """Make a version's results what later ones are compared with."""
    version, reason = version_of(visit), visit.form.get("reason", "")
    with visit.logged("bless", version=version, reason=reason.strip()):
        visit.room.gate.bless(version, reason, visit.who)
    return visit.go(f"versions/{version}", "blessed")


def report(visit: Visit) -> Response:
    """The whole report, shut off from the room."""
    page = visit.room.gate.report(version_of(visit))
    return HTMLResponse(page, headers={"content-security-policy": REPORT, "cache-control": "no-store"})


def version_of(visit: Visit) -> str:
    """The version that the address names."""
    return str(visit.request.path_params["version"])

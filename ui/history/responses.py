"""Requests and responses of the page's own JSON routes. Not here: the routes (`routes`, `opinions`)."""

import json
from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse, Response

from ui.archive.errors import ArchiveError

AWAY = "Your history cannot be read now. Try again in a moment."
PRIVATE = {"cache-control": "no-store"}


def parsed(body: bytes) -> dict[str, Any]:
    """The JSON object of a body; an empty one if it is none."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def told(look: Callable[[], Any]) -> Response:
    """What was found as JSON, or that the archive is away."""
    try:
        return JSONResponse(look(), headers=PRIVATE)
    except ArchiveError:
        return problem(AWAY, 503)


def done(act: Callable[[], bool], otherwise: str) -> Response:
    """Whether it was done, or why not."""
    try:
        return JSONResponse({"done": True}) if act() else problem(otherwise, 404)
    except ArchiveError:
        return problem(AWAY, 503)


def problem(sentence: str, status: int) -> Response:
    """One sentence that says what is wrong."""
    return JSONResponse({"error": sentence}, status_code=status, headers=PRIVATE)

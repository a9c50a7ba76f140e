"""The routes of history put into the server's app. Not here: what they do (`routes`, `opinions`, `answers`)."""

from fastapi import FastAPI

from ui.desk import Desk
from ui.history.answers import answers_router
from ui.history.history import History
from ui.history.keeper import Keeper
from ui.history.opinions import feedback_router
from ui.history.routes import history_router
from ui.shelf import Shelf


def mount_history(app: FastAPI, history: History | None, desk: Desk, shelf: Shelf) -> Keeper:
    """Add the routes, and return what keeps turns; without history there are no routes, and nothing is kept."""
    if history is None:
        return Keeper(None)
    for router in (history_router(history), feedback_router(history), answers_router(history, desk, shelf)):
        app.include_router(router)
    return Keeper(history.archive)

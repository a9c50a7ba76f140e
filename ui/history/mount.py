"""The routes of history put into the server's app. Not here: what they do (`routes`, `opinions`, `answers`)."""

from dataclasses import replace

from fastapi import FastAPI

from ui.desk import Desk
from ui.history.answers import answers_router
from ui.history.before import before_router
from ui.history.history import History
from ui.history.keeper import Keeper
from ui.history.opinions import feedback_router
from ui.history.routes import history_router
from ui.people import BrowserCookie
from ui.shelf import Shelf


def mount_history(app: FastAPI, history: History | None, desk: Desk, shelf: Shelf, key: bytes = b"") -> Keeper:
    """Add the routes, and return what keeps turns; without history there are no routes, and nothing is kept.

    `key` has signed the cookies that browsers are known by.
    """
    if history is None:
        return Keeper(None)
    history = replace(history, browser=BrowserCookie(key) if key else None)
    routers = before_router(history), history_router(history), feedback_router(history)
    for router in (*routers, answers_router(history, desk, shelf)):
        app.include_router(router)
    return Keeper(history.archive)

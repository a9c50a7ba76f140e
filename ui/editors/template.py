"""The room's templates, style sheet and script. The one place of the front ends that knows jinja2; all is escaped."""

from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ui.theme import ICON

ACTIONS = {
    "save": "saved",
    "add": "added",
    "remove": "removed",
    "restore": "put back",
    "take": "took over the new",
    "keep": "kept the text, not the new one, of",
    "check": "started a check",
    "cancel": "cancelled the check",
    "promote": "made live",
    "rollback": "rolled back to",
    "waive": "accepted",
    "bless": "blessed",
    "draft": "drafted cases",
    "settle": "marked questions as looked at",
    "save drafts": "saved the case drafts",
}


def render(template: str, **values: Any) -> str:
    """A page."""
    return environment().get_template(template).render(icon=ICON, **values)


def asset(name: str) -> str:
    """The style sheet or the script."""
    return (files("ui.editors") / "assets" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The template language with what the pages need."""
    made = Environment(
        loader=PackageLoader("ui.editors"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(day=day, count=count, done=lambda what: ACTIONS.get(what, what))
    return made


def day(time: str | float) -> str:
    """A time, UTC, as people write it: 2026-11-22 10:15."""
    if isinstance(time, str):
        return time[:16].replace("T", " ")
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%d %H:%M")


def count(number: int, noun: str, nouns: str = "") -> str:
    """The number with its noun."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"

"""The articles: the list with facts and coverage, one article paragraph by paragraph, adding and uploading.

Not here: editing a text (`editing`).
"""

import re
from datetime import UTC, datetime
from pathlib import PurePath

from starlette.responses import Response
from starlette.routing import Route

from assistant.contract import clean
from ui.editors.contents import EditingError, FileKind, FileState, FileText
from ui.editors.room import Room
from ui.editors.visit import Visit, acted, shown

SKELETON = """\
---
id: {id}
title: "{title}"
roles: []
source:
  title: "{title}"
  kind: guide
reviewed: {day}
licence: MIT
---

# {title}

## A first heading that names its role

Write the first sentence here.
"""


def routes(room: Room) -> list[Route]:
    """The pages' addresses."""
    return [
        shown(room, "/articles", listed),
        shown(room, "/article", one),
        shown(room, "/new", new),
        acted(room, "/new", add),
        acted(room, "/upload", upload),
        shown(room, "/articles.zip", zipped),
    ]


def listed(visit: Visit) -> Response:
    """Every article with what is said of it and how much of it cases check."""
    survey = visit.room.readings.survey()
    files = {file.name: file for file in visit.room.copy.files()}
    known = {one.name for one in survey.readings}
    return visit.page(
        "articles.html",
        "Articles",
        arrived=visit.room.arrivals.waiting(),
        readings=survey.readings,
        faults=survey.faults,
        files=files,
        gone=[f for f in files.values() if f.kind is FileKind.ARTICLE and f.name not in known],
        beside=[f for f in files.values() if f.kind in (FileKind.ROLES, FileKind.UNCOVERED)],
    )


def one(visit: Visit) -> Response:
    """One article, section by section, with the cases that check each paragraph."""
    name = visit.asked("name")
    reading = next((found for found in visit.room.readings.survey().readings if found.name == name), None)
    if reading is None:
        raise EditingError(f"There is no article {name} in the working copy. Choose one from the list.")
    return visit.page("article.html", reading.title or name, reading=reading)


def new(visit: Visit) -> Response:
    """The forms for a new article."""
    return visit.page("new.html", "New article", name="", title_given="", largest=visit.room.largest)


def add(visit: Visit) -> Response:
    """Begin an article of its own, with all that the front matter needs."""
    title = " ".join(visit.form.get("title", "").replace('"', "'").split())[:200]
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]
    if not slug:
        raise EditingError("Give the article a title with letters in it: its short name is made of it.")
    text = SKELETON.format(id=slug, title=clean(title), day=datetime.now(UTC).date().isoformat())
    name = f"articles/{slug}.md"
    refuse_taken(visit, name)
    with visit.logged("add", file=name):
        visit.room.copy.write([FileText(name=name, revision="", data=text.encode())])
    return visit.go("file", "added", name=name)


def upload(visit: Visit) -> Response:
    """Take a file, if the program can read an article from it."""
    sent = visit.upload
    if sent is None or not sent.data:
        raise EditingError("No file came with it, or an empty one. Choose a file first.")
    if len(sent.data) > visit.room.largest:
        raise EditingError(f"{sent.name} is larger than {visit.room.largest / 1e6:g} MB. Split it into several.")
    name = f"articles/{PurePath(sent.name.replace(chr(92), '/')).name}"
    visit.room.copy.refuse_name(name)
    refuse_taken(visit, name)
    reading = visit.room.readings.preview(name, sent.data)
    if reading.error:
        raise EditingError(f"This file is not taken. {reading.error}")
    with visit.logged("add", file=name):
        visit.room.copy.write([FileText(name=name, revision="", data=sent.data)])
    return visit.go("article", "added", name=name)


def refuse_taken(visit: Visit, name: str) -> None:
    """Raise EditingError if the working copy has a file of this name, whatever its letters' case."""
    for file in visit.room.copy.files():
        if file.name.casefold() == name.casefold() and file.state is not FileState.REMOVED:
            raise EditingError(f"There is a file {file.name} already. Edit it, or take another name.")


def zipped(visit: Visit) -> Response:
    """The whole working copy, to be kept or put under version control."""
    headers = {"content-disposition": 'attachment; filename="articles.zip"'}
    return Response(visit.room.copy.zipped(), media_type="application/zip", headers=headers)

"""Editing one file: the text, what the program makes of it, what would be lost, and two editors at once.

Not here: the list of articles (`articles`).
"""

from difflib import ndiff

from starlette.responses import Response
from starlette.routing import Route

from assistant.contract import clean
from ui.editors.contents import ChangedMeanwhileError, DraftFile, EditingError, FileKind, FileText, Reading
from ui.editors.room import Room
from ui.editors.template import render
from ui.editors.visit import POLICY, Visit, acted, shown

MARKS = {"- ": "removed", "+ ": "added", "  ": "same"}
ABOUT = {
    FileKind.WORDINGS: "How readers ask for the article's sentences. Each quote stands in the article word for word.",
    FileKind.ROLES: "What readers call the positions and figures. A question is understood by these names.",
    FileKind.UNCOVERED: "Questions that no article answers: readers who ask the like are told so.",
    FileKind.ARTICLE: "",
}


def routes(room: Room) -> list[Route]:
    """The pages' addresses."""
    return [
        shown(room, "/file", opened),
        acted(room, "/file", save),
        acted(room, "/preview", preview),
        acted(room, "/remove", remove),
        acted(room, "/restore", restore),
    ]


def opened(visit: Visit) -> Response:
    """A file's text in a form."""
    name = visit.asked("name")
    found = known(visit, name)
    if not found.revision:
        return form(visit, found, "", "")
    file = visit.room.copy.read(name)
    if not file.editable:
        return visit.go("article", name=name)
    return form(visit, found, file.text, file.revision)


def save(visit: Visit) -> Response:
    """Write a file, after its editor was told what it loses."""
    name, text, revision = visit.form.get("name", ""), sent_text(visit), visit.form.get("revision", "")
    found = known(visit, name)
    if not text.strip():
        raise EditingError("The text is empty. To take the file out, use “Remove”; what you had before is kept.")
    choice, data = visit.form.get("choice", ""), text.encode()
    reading = read(visit, found, data)
    told = visit.form.get("told", "") == tellable(reading)  # what was told is what would be lost now
    if (reading.error or reading.lost) and not (choice in ("move", "keep") and told):
        return form(visit, found, text, revision, reading=reading, telling=True)
    files = [FileText(name=name, revision=revision, data=data)]
    moving = choice == "move" and any(one.asked for one in reading.lost)
    if moving:
        beside = visit.room.copy.read(wordings_of(visit, name))
        files.append(
            FileText(
                name=beside.name, revision=beside.revision, data=visit.room.readings.moved(name, beside.data, data)
            )
        )
    try:
        with visit.logged("save", file=name, lost=[one.quote for one in reading.lost], moved=moving):
            visit.room.copy.write(files)
    except ChangedMeanwhileError as error:
        return conflict(visit, found, text, error)
    return visit.go("file", "moved" if moving else "saved", name=name)


def preview(visit: Visit) -> Response:
    """What the program makes of a text that is not saved yet; as a piece of the page for its script."""
    found = known(visit, visit.form.get("name", ""))
    text = sent_text(visit)
    reading = read(visit, found, text.encode())
    if visit.request.headers.get("x-piece"):
        piece = render("preview.html", reading=reading, kind=found.kind)
        return Response(piece, media_type="text/html", headers={"content-security-policy": POLICY})
    return form(visit, found, text, visit.form.get("revision", ""), reading=reading)


def remove(visit: Visit) -> Response:
    """Take a file out."""
    name, revision = visit.form.get("name", ""), visit.form.get("revision", "")
    try:
        with visit.logged("remove", file=name):
            visit.room.copy.remove(name, revision)
    except ChangedMeanwhileError as error:
        raise EditingError(str(error)) from error
    return visit.go("articles", "removed")


def restore(visit: Visit) -> Response:
    """Put a file back to what readers are answered from."""
    name, revision = visit.form.get("name", ""), visit.form.get("revision", "")
    try:
        with visit.logged("restore", file=name):
            visit.room.copy.restore(name, revision)
    except ChangedMeanwhileError as error:
        raise EditingError(str(error)) from error
    return visit.go("articles", "restored")


def known(visit: Visit, name: str) -> DraftFile:
    """The file of a name. Raises EditingError; a file of wordings may be begun beside each article."""
    files = {file.name: file for file in visit.room.copy.files()}
    if name in files:
        return files[name]
    for file in files.values():
        if file.kind is FileKind.ARTICLE and beside(file.name) == name:
            return DraftFile(name=name, kind=FileKind.WORDINGS, state=file.state, revision="")
    raise EditingError(f"There is no file {name} in the working copy. Choose one from the list of articles.")


def beside(name: str) -> str:
    """The name of the file of wordings that stands beside an article."""
    return f"{name.rpartition('.')[0]}.wordings.yaml"


def wordings_of(visit: Visit, name: str) -> str:
    """The article's file of wordings, empty without one."""
    wanted = beside(name)
    return next((file.name for file in visit.room.copy.files() if file.name == wanted and file.revision), "")


def sent_text(visit: Visit) -> str:
    """The text of the form, without what no file may hold."""
    return clean(visit.form.get("text", ""))


def read(visit: Visit, file: DraftFile, data: bytes) -> Reading:
    """What the program makes of a content; of other files than articles, what is wrong with them."""
    if file.kind is FileKind.ARTICLE:
        return visit.room.readings.preview(file.name, data)
    return Reading(name=file.name, error=visit.room.readings.fault(file.name, data))


def tellable(reading: Reading) -> str:
    """What an editor was told, to be compared: the fault, and the quotes that go."""
    return "\n".join([reading.error, *(one.quote for one in reading.lost)]).strip().replace("\n", " | ")


def form(
    visit: Visit,
    file: DraftFile,
    text: str,
    revision: str,
    *,
    reading: Reading | None = None,
    telling: bool = False,
    theirs: tuple[tuple[str, str], ...] = (),
) -> Response:
    """The page with the text; `telling` asks what to do about what would be lost, `theirs` shows another's change."""
    return visit.page(
        "edit.html",
        file.name.removeprefix("articles/"),
        status=409 if theirs else 200,
        file=file,
        about=ABOUT[file.kind],
        text=text,
        revision=revision,
        reading=reading,
        telling=telling,
        told=tellable(reading) if reading else "",
        theirs=theirs,
        wordings=beside(file.name) if file.kind is FileKind.ARTICLE else "",
        earlier=visit.room.copy.earlier(file.name)[:10],
    )


def conflict(visit: Visit, file: DraftFile, text: str, error: ChangedMeanwhileError) -> Response:
    """Both texts of two editors at once; saving again is then meant."""
    if error.now is None or error.now.name != file.name:
        raise EditingError(f"{error} Copy your text, and open the file again.")
    lines = ndiff(error.now.text.splitlines(), text.splitlines())
    differing = tuple((MARKS[line[:2]], line[2:]) for line in lines if line[:2] in ("- ", "+ "))
    return form(visit, file, text, error.now.revision, theirs=differing or (("same", "Both texts are the same."),))

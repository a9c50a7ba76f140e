"""The addresses of pictures and of the advice form, as pieces of the page, pages of their own and files.

Not here: what they show (`gallery`, `support`, `ui.guide`).
"""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from assistant.errors import CornerOfficeError
from assistant.vocabulary import Article, Glossary
from ui.desk import Desk
from ui.guide import guide, guide_html
from ui.pictures.gallery import PICTURES, figure_html, gallery_html
from ui.pictures.support import Support, draw_support, support_from
from ui.pictures.svg import Drawing, standalone
from ui.render import commands
from ui.shelf import Shelf
from ui.theme import asset
from ui.theme import standalone as page

SCRIPTS = ("base.js", "copying.js", "pictures.js")
GONE = "This picture is of an earlier version of the articles. Open the pictures anew to see today's."
UNKNOWN = "There is no such picture. Open the pictures from the page."
SVG = "image/svg+xml"


class GoneError(CornerOfficeError):
    """A picture that cannot be drawn any more, or never could."""


class Pictures:
    """The routes' answers over a desk; versions that were answered from lately are drawn as well."""

    def __init__(self, desk: Desk, shelf: Shelf) -> None:
        self.desk = desk
        self.shelf = shelf

    def all(self, version: str = "", fragment: bool = False) -> HTMLResponse:
        """Show all pictures of a version (default: the live one)."""
        try:
            name, articles, glossary = self.kept(version)
        except CornerOfficeError as error:
            return whole("Pictures", refusal(error), fragment, status=status(error))
        return whole("Pictures", gallery_html(name, articles, glossary), fragment)

    def file(self, name: str, version: str = "") -> Response:
        """Send one picture of a version as a file."""
        if name not in PICTURES:
            return PlainTextResponse(UNKNOWN, status_code=404)
        try:
            return svg(PICTURES[name](*self.kept(version)).drawing)
        except CornerOfficeError as error:
            return PlainTextResponse(str(error), status_code=status(error))

    def support(self, version: str, of: str, rows: str, sides: str = "", fragment: bool = False) -> HTMLResponse:
        """Show which articles an answer rests on."""
        support = support_from(version, of, rows, sides)
        try:
            drawing = self.supported(support)
        except CornerOfficeError as error:
            return whole("Picture", refusal(error), fragment, status=status(error), home="../")
        address = support.address if support else ""
        body = figure_html(drawing, address.replace("pictures/support?", "pictures/support.svg?", 1))
        return whole(drawing.title, body, fragment, home="../")

    def support_file(self, version: str, of: str, rows: str, sides: str = "") -> Response:
        """Send the same as a file."""
        try:
            return svg(self.supported(support_from(version, of, rows, sides)))
        except CornerOfficeError as error:
            return PlainTextResponse(str(error), status_code=status(error))

    def guide(self, fragment: bool = False) -> Response:
        """Show the advice form of the live version: a piece of the page, to which others are sent."""
        if not fragment:
            return RedirectResponse("./#advice", status_code=303)
        try:
            _, articles, glossary = self.kept("")
        except CornerOfficeError as error:
            return HTMLResponse(refusal(error), status_code=status(error))
        return HTMLResponse(guide_html(guide(articles, glossary)))

    def kept(self, version: str) -> tuple[str, tuple[Article, ...], Glossary]:
        """A version's name and articles (default: the live one's), and what it calls the roles.

        Raises:
            GoneError: the version is not known any more.
            CornerOfficeError: nothing is live.
        """
        index = self.desk.assistant().index
        self.shelf.keep(index)
        version = version or index.version
        if not (articles := self.shelf.articles(version)):
            raise GoneError(GONE)
        return version, articles, self.shelf.glossary(version) or index.glossary

    def supported(self, support: Support | None) -> Drawing:
        """The drawing of a support. Raises CornerOfficeError: it is none, or its version is not known any more."""
        if support is None:
            raise GoneError(UNKNOWN)
        _, articles, _ = self.kept(support.version)
        if (drawing := draw_support(support, {article.id: article for article in articles})) is None:
            raise GoneError(UNKNOWN)
        return drawing


def picture_routes(desk: Desk, shelf: Shelf) -> APIRouter:
    """The routes over a desk."""
    routes, pictures = APIRouter(include_in_schema=False), Pictures(desk, shelf)
    routes.get("/pictures")(pictures.all)
    routes.get("/pictures/support")(pictures.support)
    routes.get("/pictures/support.svg")(pictures.support_file)
    routes.get("/pictures/{name}.svg")(pictures.file)
    routes.get("/guide")(pictures.guide)
    return routes


def refusal(error: CornerOfficeError) -> str:
    """An error as a piece of the page."""
    return f"<p>{commands(str(error))}</p>"


def status(error: CornerOfficeError) -> int:
    """The HTTP status that goes with an error."""
    return 404 if isinstance(error, GoneError) else 503


def svg(drawing: Drawing) -> Response:
    """A picture as a file that a browser shows or saves by its name."""
    named = {"content-disposition": f'inline; filename="corner-office-{drawing.name}.svg"'}
    return Response(standalone(drawing), media_type=SVG, headers=named)


def whole(title: str, body: str, fragment: bool, *, status: int = 200, home: str = "./") -> HTMLResponse:
    """A piece of the page, or a page of its own."""
    if fragment:
        return HTMLResponse(body, status_code=status)
    style, script = asset("answer.css") + asset("pictures.css"), "".join(map(asset, SCRIPTS))
    return HTMLResponse(page(title, body, home, style=style, script=script), status_code=status)

"""`/answers/ID`: a question with its answer exactly as it was given, for whoever has the address.

Not here: the conversation that it is from, which stays its owner's (`routes`).
"""

from collections.abc import Callable
from html import escape
from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from assistant.errors import CornerOfficeError
from assistant.vocabulary import Answer, Article, Citation
from ui.archive.errors import ArchiveError
from ui.archive.records import Turn
from ui.desk import Articles, Desk, Readiness
from ui.history.export import day
from ui.history.history import History
from ui.history.page import answer_page
from ui.history.stored import answer_of
from ui.history.tools import tools_html
from ui.render import answer_html, counted_noun
from ui.shelf import Shelf

GONE = "There is no answer at this address. It may have been deleted, or the address is not whole."
AWAY = "The answer cannot be read now, because the archive does not answer. Try again in a moment."

Then = Callable[[str], Article | None]  # an article as it was in the answer's version, by its id


def answers_router(history: History, desk: Desk, shelf: Shelf) -> APIRouter:
    """The route of an archive's answers."""
    router = APIRouter(include_in_schema=False)

    @router.get("/answers/{turn}")
    def answer(turn: str) -> HTMLResponse:
        """Show one answer as it was given."""
        try:
            found = history.archive.turns.get(turn)
        except ArchiveError:
            return answer_page("Answer", f"<p>{AWAY}</p>", 503)
        if found is None:
            return answer_page("No such answer", f"<p>{GONE}</p>", 404)
        return answer_page(escape(found.question), turn_body(found, shelf, live(desk)))

    return router


def live(desk: Desk) -> Articles | None:
    """The live version, or None while there is none."""
    try:
        return desk.assistant().index if desk.state().readiness is Readiness.READY else None
    except CornerOfficeError:
        return None


def turn_body(turn: Turn, shelf: Shelf, now: Articles | None) -> str:
    """The question, the answer, when it was given, and what has changed since."""
    given = answer_of(turn)

    def then(article: str) -> Article | None:
        return shelf.article(given.version, article)

    return (
        f'<h1 class="co-asked" dir="auto">{escape(turn.question)}</h1>'
        f'<p class="co-when">Answered on {day(turn.asked)} · version <code>{escape(turn.version[:12])}</code></p>'
        f"{changed_html(given, then, now) if now else ''}{answer_html(given, then, tools_html(turn.id))}"
    )


def changed_html(answer: Answer, then: Then, now: Articles) -> str:
    """A note if the articles have changed since an answer was given: whether what it rests on has."""
    if now.version == answer.version:
        return ""
    today = {article.id: article for article in now.articles}
    gone = [citation for citation in answer.citations if not stands(citation, today.get(citation.article))]
    altered = any(differs(then(name), today.get(name)) for name in {citation.article for citation in answer.citations})
    if gone:
        rest = f"{len(gone)} of the {counted_noun(len(answer.citations), 'passage')} quoted here cannot be found in them now."
    elif altered:
        rest = "Every passage quoted here is still in them, word for word."
    elif answer.citations:
        rest = "The articles quoted here are the same, word for word."
    else:
        rest = "They may say more about this now."
    return (
        '<div class="co-since" role="note"><p><strong>The articles have changed since this answer was given.</strong> '
        f'{rest} <a href="./?ask={quote(answer.standalone_question)}">Ask again today</a></p></div>'
    )


def stands(citation: Citation, article: Article | None) -> bool:
    """Whether an article still has a passage, wherever it stands now."""
    return article is not None and citation.quote in article.text


def differs(then: Article | None, now: Article | None) -> bool:
    """Whether an article's text is another than it was; one that is not known any more counts as changed."""
    return then is None or now is None or then.text != now.text

"""What the page says about itself: what it covers, how it answers, where that ends, and whether it can answer now.

Not here: the route (`server`), the panel that shows it (`assets/about.js`).
"""

from html import escape

from starlette.responses import HTMLResponse

from assistant.errors import CornerOfficeError
from assistant.vocabulary import Article
from ui.desk import Articles, Desk, Phrasing, Readiness
from ui.evidence import address
from ui.reading import day
from ui.render import commands, counted_noun
from ui.shelf import Shelf

REASON_LOADING = "the articles are being loaded"
HOW = (
    "A question is compared with every passage, by meaning and by words. The answer is put together from the articles' "
    "own sentences, each with a link to the place that it stands at; nothing is made up to join them."
)
WRITES = (
    "Where an answer is plain text, {model} says it in other words. It is sent the question and the articles' sentences that "
    "the answer is made of. Each sentence that it writes is checked against those before it is shown; one that "
    "they do not carry is removed, and listed under the answer; one whose wording is its own gives way to the article's sentence "
    "until the model has proved itself. When the model is away or too slow, or more than a third of "
    "its sentences do not hold, the answer is in the articles' own sentences after all, with a line that says so. What is "
    "covered, what the articles differ on, tables, lists and which role is advised are never left to it."
)
UNNAMED = "default"  # what the settings call a model that has no name
LIMITS = (
    "It knows nothing but these articles: no company, no figure and no law that they do not name.",
    "Articles are opinions and analyses, not advice on your case. Where they disagree, both sides are shown.",
    "It can miss what is written in other words than yours. Ask again in other words, or read the articles.",
)
KEYS = (
    ("Enter", "asks the question; Shift and Enter begins a new line"),
    ("Tab", "goes to the next citation, button or passage; a citation shows its quote"),
    ("Enter", "on a citation opens its article at the quote"),
    ("n, p", "next and previous source of the answer, while the focus is on a citation or in the article"),
    ("Esc", "closes the quote, this panel or the article, one at a time"),
)


def about_response(desk: Desk, shelf: Shelf) -> HTMLResponse:
    """What the page shows under "About"; the readiness is in a header, for the page's script."""
    state = desk.state()
    body = f"<p>{REASON_LOADING.capitalize()}…</p>"
    if state.readiness is Readiness.BROKEN:
        body = broken_html(state.message)
    elif state.readiness is Readiness.READY:
        try:
            answering = desk.assistant()
            shelf.keep(answering.index)
            body = about_html(answering.index, shelf, answering.model if isinstance(answering, Phrasing) else "")
        except CornerOfficeError as error:
            return HTMLResponse(broken_html(str(error)), headers={"x-readiness": Readiness.BROKEN})
    return HTMLResponse(body, headers={"x-readiness": state.readiness, "cache-control": "no-store"})


def broken_html(message: str) -> str:
    """Why nothing can be answered, with the command that mends it."""
    return f"<p><strong>No questions can be answered yet.</strong> {commands(message)}</p>"


def about_html(index: Articles, shelf: Shelf, model: str = "") -> str:
    """What is covered, how answers are made, their limits, the keys, and the version; `model` is that which writes."""
    roles = [role.name for role in index.glossary.roles if role.core]
    items = "".join(item(index.version, article) for article in index.articles)
    limits = "".join(f"<li>{escape(limit)}</li>" for limit in LIMITS)
    keys = "".join(f"<dt>{escape(key)}</dt><dd>{escape(does)}</dd>" for key, does in KEYS)
    since = day(shelf.archive.live_since(index.version))
    return (
        f"<h2>What it covers</h2><p>It answers only from {counted_noun(len(index.articles), 'article')}, shows the passage "
        f"behind every sentence, and says so when they do not cover a question.</p><ul>{items}</ul>"
        + (f"<p>Roles: {escape(', '.join(roles))}.</p>" if roles else "")
        + f"<h2>How answers are made</h2><p>{escape(HOW)}</p>{writes_html(model)}<h2>Limits</h2><ul>{limits}</ul>"
        f"<h2>Keys</h2><dl>{keys}</dl>"
        f'<p class="co-version">Version <code>{escape(index.version[:12])}</code>{f", live since {since}" if since else ""}</p>'
    )


def writes_html(model: str) -> str:
    """What a language model does to answers; empty without one."""
    named = "a language model" if model == UNNAMED else f"the language model {model}"
    return f"<p>{escape(WRITES.format(model=named))}</p>" if model else ""


def item(version: str, article: Article) -> str:
    """One article as a link to its text, with its kind and the day of its review."""
    facts = " · ".join(
        fact for fact in (article.source_kind, f"reviewed {article.reviewed}" if article.reviewed else "") if fact
    )
    link = f'<a class="co-open" href="{escape(address(version, article.id))}">{escape(article.title)}</a>'
    return f"<li>{link}{f' <small>{escape(facts)}</small>' if facts else ''}</li>"

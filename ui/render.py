"""Answers, questions and notices as the HTML that the chat shows.

Everything that comes from a reader, an article or a model is escaped: no raw HTML, image or
foreign link survives. Not here: the evidence panel (`evidence`), the layout (`page`).
"""

import re
from collections.abc import Callable
from html import escape, unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.vocabulary import Answer, Article, Citation, Outcome
from ui.evidence import Span, address, named_section
from ui.pictures.beside import beside_html
from ui.pictures.tables import with_tools
from ui.removed import removed_html
from ui.resting import CITATION, resting

MARKER = re.compile(r"[ \t]*\[(\d{1,3})\]")
REFERENCE = re.compile(r"&(#?\w+;?)")
STEP = re.compile(r"(?<=[.!?\]])[ \n]+(?![ \n\[])|\n+")
STEPS = 5
BADGES = {
    Outcome.PARTLY_ANSWERED: "Partly answered",
    Outcome.NOT_COVERED: "Not in the articles",
    Outcome.CLARIFY: "A question back",
}
PENDING = '<div class="co-answer co-pending"><p>{}<span class="co-dots" aria-hidden="true"></span></p></div>'
TOOLS = '<p class="co-tools"><button type="button" class="co-copy">Copy</button>{}</p>'

Lookup = Callable[[str], Article | None]

# Link, image, HTML and code rules stay off: what would be a link or a tag is shown as the text that it is.
MARKDOWN = MarkdownIt("zero").enable(
    ["table", "list", "heading", "blockquote", "emphasis", "strikethrough", "escape", "newline", "balance_pairs"]
)


def question_html(text: str) -> str:
    """A reader's message as HTML that shows exactly its characters; `question_text` undoes it.

    Only what a browser would read as markup is escaped, since the chat's edit box shows this form.
    """
    shielded = REFERENCE.sub(lambda found: found[0] if unescape(found[0]) == found[0] else f"&amp;{found[1]}", text)
    return shielded.replace("<", "&lt;")


def question_text(html: str) -> str:
    """The reader's message that `question_html` was given."""
    return unescape(html)


def pending_html(text: str) -> str:
    """What stands in the place of an answer that is on its way."""
    return PENDING.format(escape(text))


def notice_html(text: str) -> str:
    """A message of the program itself in the place of an answer."""
    return f'<div class="co-answer co-notice co-done"><p>{commands(text)}</p></div>'


def commands(text: str) -> str:
    """Escaped text, with what stands between backticks, and our own commands, set as code."""
    escaped = escape(text)
    marked = re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped)
    if marked != escaped:
        return marked
    return re.sub(r"corner-office [a-z]+(?: --?[a-z-]+)*", r"<code>\g<0></code>", escaped)


def steps(text: str) -> list[str]:
    """Growing beginnings of an answer, cut between sentences and lines, the last one whole; at most five."""
    ends = [found.start() for found in STEP.finditer(text)] + [len(text)]
    chosen = {ends[(number * len(ends)) // STEPS - 1] for number in range(1, STEPS + 1) if number * len(ends) >= STEPS}
    return [text[:end] for end in sorted(chosen)]


def part_html(answer: Answer, text: str) -> str:
    """The beginning `text` of an answer that is being revealed."""
    return f'<div class="co-answer co-writing">{badge(answer)}{body_html(answer, text)}</div>'


def answer_html(answer: Answer, article: Lookup, tools: str = "") -> str:
    """A whole answer: outcome, text with citations, differences, sources, nearest sections, follow-ups, tools."""
    parts = (
        badge(answer),
        with_tools(body_html(answer, answer.text)),
        differences(answer),
        beside_html(answer, article),
        nearest(answer, article),
        sources(answer),
        removed_html(answer),
        follow_ups(answer),
        TOOLS.format(tools),
    )
    return f'<div class="co-answer co-done">{"".join(parts)}</div>'


def badge(answer: Answer) -> str:
    """What kind of answer it is, unless it is a plain one."""
    words = [BADGES[answer.outcome]] if answer.outcome in BADGES else []
    words += ["The articles differ"] if answer.disagreements else []
    shown = "".join(f'<span class="co-badge">{word}</span> ' for word in words)
    return f'<p class="co-badges">{shown}</p>' if shown else ""


def body_html(answer: Answer, text: str) -> str:
    """The answer's Markdown as HTML, each `[n]` a link to its evidence; a marker without a citation is dropped."""
    citations = {citation.marker: citation for citation in answer.citations}
    tokens = MARKDOWN.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
        if token.type == "inline" and token.children:
            pieces = [piece for child in token.children for piece in cited(child, citations, answer.version)]
            token.children = resting(pieces, answer.sentences)
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    return f'<div class="co-text">{html.replace("<table>", TABLE).replace("</table>", "</table></div>")}</div>'


TABLE = '<div class="co-table" role="group"><table>'


def cited(token: Token, citations: dict[int, Citation], version: str) -> list[Token]:
    """An inline token, a text split where it has markers."""
    if token.type != "text":
        return [token]
    pieces: list[Token] = []
    begin = 0
    for found in MARKER.finditer(token.content):
        pieces.append(Token("text", "", 0, content=token.content[begin : found.start()]))
        if citation := citations.get(int(found[1])):
            shown = link(citation, version)
            pieces.append(Token("html_inline", "", 0, content=shown, info=CITATION, meta={"marker": citation.marker}))
        begin = found.end()
    pieces.append(Token("text", "", 0, content=token.content[begin:]))
    return pieces


def link(citation: Citation, version: str, text: str = "") -> str:
    """A citation as a link to its evidence; `text` shows it by name, else it is a small number."""
    href = escape(address(version, citation.article, Span(start=citation.start, end=citation.end)))
    where = ", ".join(part for part in (citation.title, citation.section.replace(" > ", " › ")) if part)
    if text:
        return f'<a class="co-open co-source co-n-{citation.marker}" href="{href}">{numbered(citation)} {text}</a>'
    label = f'<span class="co-hidden"> from {escape(where)}</span>'
    return f'<a class="co-open co-cite co-n-{citation.marker}" href="{href}">{numbered(citation)}{label}</a>'


def numbered(citation: Citation) -> str:
    """A citation's number, for a screen reader with the word before it.

    Gradio's sanitiser drops aria and data attributes: names are hidden text, the number is in a class.
    """
    return f'<span class="co-hidden">Source </span><span class="co-number">{citation.marker}</span>'


def differences(answer: Answer) -> str:
    """Where the articles differ, unless the answer's text already says all of it."""
    citations = {citation.marker: citation for citation in answer.citations}
    out = []
    for disagreement in answer.disagreements:
        if all(position.says in answer.text for position in disagreement.positions):
            continue
        positions = "".join(
            f"<li>{escape(position.says)}"
            + "".join(link(citations[marker], answer.version) for marker in position.citations if marker in citations)
            + "</li>"
            for position in disagreement.positions
        )
        out.append(f"<p>{escape(disagreement.topic)}</p><ul>{positions}</ul>")
    return f'<div class="co-box"><p class="co-label">Where the articles differ</p>{"".join(out)}</div>' if out else ""


def nearest(answer: Answer, article: Lookup) -> str:
    """The closest sections that the articles do have, as links to them."""
    items = []
    for near in answer.nearest:
        if found := article(near.article):
            href = escape(address(answer.version, found.id, named_section(found, near.section)))
            section = near.section.removeprefix(found.title).removeprefix(" > ").replace(" > ", " › ")
            name = f"<strong>{escape(found.title)}</strong>" + (f" › {escape(section)}" if section else "")
            items.append(f'<li><a class="co-open co-near" href="{href}">{name}</a></li>')
    if not items:
        return ""
    return f'<div class="co-box"><p class="co-label">Nearest in the articles</p><ul>{"".join(items)}</ul></div>'


def sources(answer: Answer) -> str:
    """The cited passages by name, folded away."""
    if not answer.citations:
        return ""
    items = "".join(
        "<li>"
        + link(
            citation,
            answer.version,
            f"{escape(citation.title)} › {escape(citation.section.split(' > ')[-1])}",
        )
        + "</li>"
        for citation in sorted(answer.citations, key=lambda citation: citation.marker)
    )
    articles = len({citation.article for citation in answer.citations})
    passages = len(answer.citations)
    counted = f"{counted_noun(passages, 'passage')} from {counted_noun(articles, 'article')}"
    return f'<details class="co-sources"><summary>{counted}</summary><ul>{items}</ul></details>'


def follow_ups(answer: Answer) -> str:
    """The suggested next questions, or the readings to choose from, as buttons."""
    label = "Which one do you mean?" if answer.outcome is Outcome.CLARIFY else "Ask next"
    return asking_buttons(answer.follow_ups, label)


def asking_buttons(questions: tuple[str, ...], label: str) -> str:
    """Buttons that each ask their own text."""
    if not questions:
        return ""
    buttons = "".join(f'<button type="button" class="co-ask">{escape(text)}</button>' for text in questions)
    return f'<div class="co-asks" role="group"><p class="co-label">{escape(label)}</p>{buttons}</div>'


def counted_noun(number: int, noun: str) -> str:
    """The number with its noun: `1 article`, `2 articles`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"

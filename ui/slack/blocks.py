"""An answer's parts as Slack's blocks, in the order of the page: text, differences, nearest, sources, what to ask next.

Not here: how blocks are packed into messages (`messages`), tables (`tables`), escaping (`escape`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.vocabulary import Answer, Article, Citation, Outcome
from ui.evidence import INLINE, Span, address, named_section
from ui.removed import removed_line
from ui.render import BADGES, MARKER, Lookup
from ui.slack import actions, escape
from ui.slack.split import MARKDOWN, SECTION, split
from ui.slack.tables import Block, Link, pieces

DIFFER = "The articles differ"
BUTTON = 75  # characters on a button
VALUE = 2_000  # characters in its value
BUTTONS = 24  # in one row, one fewer than Slack allows: "Ask a person" joins them


def unknown(article: str) -> Article | None:  # noqa: ARG001 (a Lookup)
    """The lookup that knows no article."""
    return None


@dataclass(frozen=True, kw_only=True)
class Extras:
    """What an answer is shown with beyond its own words.

    `answer_id` comes back with the feedback; empty leaves the feedback buttons out. `page` is the page's address,
    empty for none; `person` offers to ask a person; `lookup` finds the titles of the nearest articles.
    """

    answer_id: str = ""
    page: str = ""
    person: bool = False
    lookup: Lookup = unknown


def answer_blocks(answer: Answer, extras: Extras) -> Iterator[Block]:
    """Every block of an answer, each within Slack's limits for one block."""
    link = linker(answer, extras.page)
    yield from body(answer, link)
    yield from sections(difference_lines(answer, link))
    yield from sections(nearest_lines(answer, extras))
    yield from context(source_lines(answer, link))
    yield from context(written_lines(answer))
    yield from asking(answer, extras)
    if extras.answer_id:
        yield feedback(extras.answer_id)


def linker(answer: Answer, page: str) -> Link:
    """Where the markers of an answer lead on the page."""
    known = {citation.marker: citation for citation in answer.citations}

    def link(marker: int) -> str | None:
        if marker not in known:
            return None
        found = known[marker]
        span = Span(start=found.start, end=found.end)
        return absolute(page, address(answer.version, found.article, span))

    return link


def absolute(page: str, path: str) -> str:
    """An address on the page; empty without a page."""
    return f"{page.rstrip('/')}/{path}" if page else ""


def body(answer: Answer, link: Link) -> Iterator[Block]:
    """The answer's own words: Markdown, and tables where it has them, under what kind of answer it is."""
    words = [BADGES[answer.outcome]] if answer.outcome in BADGES else []
    # Most such answers say so themselves, in bold; one line of it is enough in a message.
    words += [DIFFER] if answer.disagreements and DIFFER not in answer.text else []
    badge = " · ".join(f"**{word}**" for word in words)
    for piece in pieces(answer.text, link):
        if isinstance(piece, list):
            yield from markdown(badge)
            yield from piece
        else:
            yield from markdown("\n\n".join(part for part in (badge, linked(piece.strip("\n"), link)) if part.strip()))
            if not piece.strip():
                continue
        badge = ""


def linked(text: str, link: Link) -> str:
    """Escaped Markdown with its markers as links; a marker without a citation is dropped."""
    out = []
    begin = 0
    for found in MARKER.finditer(text):
        out.append(escape.markdown(text[begin : found.start()]))
        target = link(int(found[1]))
        if target is not None:
            out.append(f" [[{int(found[1])}]]({target})" if target else f" [{int(found[1])}]")
        begin = found.end()
    return "".join([*out, escape.markdown(text[begin:])])


def markdown(text: str) -> Iterator[Block]:
    """Markdown blocks of escaped text."""
    for part in split(text, MARKDOWN):
        if part.strip():
            yield {"type": "markdown", "text": part}


def difference_lines(answer: Answer, link: Link) -> Iterator[str]:
    """Where the articles differ, unless the answer's text already says all of it."""
    told = [one for one in answer.disagreements if not all(position.says in answer.text for position in one.positions)]
    for number, one in enumerate(told):
        if number == 0:
            yield "*Where the articles differ*"
        yield escape.mrkdwn(one.topic)
        for position in one.positions:
            yield f"• {escape.mrkdwn(position.says)}{''.join(marked(marker, link) for marker in position.citations)}"


def marked(marker: int, link: Link) -> str:
    """A marker in `mrkdwn`, with the space before it."""
    target = link(marker)
    if target is None:
        return ""
    return f" <{target.replace('&', '&amp;')}|[{marker}]>" if target else f" [{marker}]"


def nearest_lines(answer: Answer, extras: Extras) -> Iterator[str]:
    """The closest sections that the articles do have."""
    label = "*Nearest in the articles*"
    for near in answer.nearest:
        if found := extras.lookup(near.article):
            if label:
                yield label
            label = ""
            section = near.section.removeprefix(found.title).removeprefix(" > ")
            name = escape.mrkdwn(where(found.title, section))
            path = address(answer.version, found.id, named_section(found, near.section))
            target = absolute(extras.page, path).replace("&", "&amp;")
            yield f"• <{target}|{name}>" if target else f"• {name}"


def where(title: str, section: str) -> str:
    """A title with the path to a section of it."""
    return " › ".join(part for part in (title, *section.split(" > ")) if part)


def source_lines(answer: Answer, link: Link) -> Iterator[str]:
    """One line for each citation with its quote, those of one section under the article's title and section."""

    def place(citation: Citation) -> tuple[str, str]:
        return citation.title, citation.section

    ordered = sorted(answer.citations, key=lambda citation: citation.marker)
    for (title, section), group in groupby(ordered, key=place):
        yield f"*{escape.mrkdwn(title)}*" + (f" › {escape.mrkdwn(where('', section))}" if section else "")
        for citation in group:
            quote = escape.mrkdwn(INLINE.sub("", citation.quote))
            yield f"{marked(citation.marker, link).strip()} “{quote}”"


def written_lines(answer: Answer) -> Iterator[str]:
    """One line on a model's text and what was removed from it."""
    if line := removed_line(answer):
        yield escape.mrkdwn(line)


def sections(lines: Iterator[str]) -> Iterator[Block]:
    """Lines of `mrkdwn` as sections of at most 3,000 characters."""
    for text in filled(lines):
        yield {"type": "section", "text": mrkdwn(text), "expand": True}


def context(lines: Iterator[str]) -> Iterator[Block]:
    """Lines of `mrkdwn` in small type."""
    for text in filled(lines):
        yield {"type": "context", "elements": [mrkdwn(text)]}


def filled(lines: Iterator[str]) -> Iterator[str]:
    """The lines in texts of at most 3,000 characters; a longer line is cut at its sentences."""
    text = ""
    for line in lines:
        if text and len(text) + 1 + len(line) > SECTION:
            yield text
            text = ""
        *whole, last = split(line, SECTION) or ("",)
        yield from whole
        text = f"{text}\n{last}" if text else last
    if text.strip():
        yield text


def mrkdwn(text: str) -> Block:
    """A text object that Slack reads no names or addresses into."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str) -> Block:
    """A text object without any markup."""
    return {"type": "plain_text", "text": text, "emoji": False}


def asking(answer: Answer, extras: Extras) -> Iterator[Block]:
    """The suggested next questions, or the readings to choose from, as buttons, and the way to a person."""
    questions = [question for question in answer.follow_ups if question.strip() and len(question) <= VALUE][:BUTTONS]
    label = "Which one do you mean?" if answer.outcome is Outcome.CLARIFY else "Ask next"
    if questions:
        yield {"type": "context", "elements": [mrkdwn(label)]}
    yield from asking_buttons(questions, extra=[person(extras.answer_id)] if extras.person and extras.answer_id else [])


def asking_buttons(questions: list[str], extra: list[Block] | None = None) -> Iterator[Block]:
    """Buttons in a row; where a question is too long for one, each question in full with a button of its own."""
    row = []
    long = any(len(question) > BUTTON for question in questions)
    for number, question in enumerate(questions):
        button: Block = {
            "type": "button",
            "text": plain("Ask" if long else question),
            "value": question,
            "action_id": actions.ask(number),
        }
        if long:
            button["accessibility_label"] = question[:BUTTON]
            yield {"type": "section", "text": mrkdwn(escape.mrkdwn(question)[:SECTION]), "accessory": button}
        else:
            row.append(button)
    row += extra or []
    if row:
        yield {"type": "actions", "elements": row}


def person(answer_id: str) -> Block:
    """The button that hands a question to a person."""
    return {"type": "button", "text": plain("Ask a person"), "value": answer_id, "action_id": actions.PERSON}


def feedback(answer_id: str) -> Block:
    """The two buttons under an answer."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": actions.FEEDBACK,
                "positive_button": {
                    "text": plain("Good answer"),
                    "accessibility_label": "Say that this answer helped",
                    "value": f"good:{answer_id}",
                },
                "negative_button": {
                    "text": plain("Bad answer"),
                    "accessibility_label": "Say that this answer did not help",
                    "value": f"bad:{answer_id}",
                },
            }
        ],
    }

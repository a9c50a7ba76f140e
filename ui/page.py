"""The browser page: a Gradio chat over an assistant, its handlers and what they keep.

A handler trusts nothing that the browser sends: texts are cleaned and cut here. Not here: how
anything is worded in HTML (`render`), the routes and limits around the page (`server`, `guard`).
"""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from typing import Any

from assistant.contract import clean
from assistant.errors import CornerOfficeError
from assistant.vocabulary import Answer, Question
from ui.desk import Answering, Desk, Readiness, Streaming
from ui.growing import following
from ui.history.keeper import Keeper, Place, latest_answer
from ui.history.stored import answer_of
from ui.history.tools import tools_html, unkept_html
from ui.line import Line
from ui.metrics import Metrics
from ui.people import person_of
from ui.render import (
    answer_html,
    asking_buttons,
    notice_html,
    part_html,
    pending_html,
    question_html,
    question_text,
    steps,
)
from ui.shelf import Shelf
from ui.theme import asset

logger = logging.getLogger(__name__)

EXAMPLES = (
    "What does a CMO do?",
    "How is a CSO paid compared with a CMO?",
    "Which metrics is a CSO measured by?",
    "VP or director of sales and marketing: what is the difference?",
    "When is a CMO the better choice?",
    "Who reports to whom?",
)
LOOKING = "Looking through the articles"
GETTING_READY = "Getting the articles ready; this takes a few seconds after a start"
STOPPED = "Stopped before an answer. Retry, or ask something else."
LONGEST = 100_000  # characters of a question that are taken up; settings.max_question is never above it
HISTORY = 400_000  # characters of chat that are kept, well below the largest request body
AT_ONCE = 16
WAITING = 64
PAUSE = 0.1  # seconds between two steps of an answer; Gradio's cost is per message sent

Message = dict[str, Any]
Chat = list[Message]


def said(message: Message) -> str:
    """A chat message's text, whether Gradio hands it over as a string or as a list of parts."""
    content = message.get("content", "")
    parts = content if isinstance(content, list) else [content]
    texts = [part.get("text", "") if isinstance(part, dict) else part for part in parts]
    return "".join(text for text in texts if isinstance(text, str))


def questions(chat: Chat) -> tuple[str, ...]:
    """The reader's own messages, oldest first."""
    return tuple(question_text(said(message)) for message in chat if message.get("role") == "user")


def kept(chat: Chat) -> Chat:
    """The newest messages that fit in `HISTORY`, beginning with a question."""
    size = 0
    first = len(chat)
    for number in range(len(chat) - 1, -1, -1):
        size += len(said(chat[number]))
        if size > HISTORY:
            break
        if chat[number].get("role") == "user":
            first = number
    return chat[first:]


def up_to(chat: Chat, index: Any) -> Chat:
    """The chat before the question at, or last before, a message's index."""
    number = index[0] if isinstance(index, list | tuple) else index
    number = min(max(int(number), 0), len(chat))
    while number > 0 and (number == len(chat) or chat[number].get("role") != "user"):
        number -= 1
    return chat[:number]


class Conversation:
    """The page's handlers: each yields the whole chat as it should now be shown."""

    def __init__(self, desk: Desk, shelf: Shelf, metrics: Metrics, keeper: Keeper, line: Line | None = None) -> None:
        self.desk = desk
        self.shelf = shelf
        self.metrics = metrics
        self.keeper = keeper
        self.line = line or Line(metrics)

    async def ask(self, text: str, chat: Chat, place: Place) -> AsyncIterator[Chat]:
        """Answer a question after `chat`: keep the turn at `place`, then reveal the answer, in steps if nobody waits."""
        text = clean(str(text))[:LONGEST]
        if not text.strip():
            yield chat
            return
        earlier = questions(chat)
        chat = [*kept(chat), {"role": "user", "content": question_html(text)}]
        readiness = self.desk.state().readiness
        yield [*chat, reply(pending_html(GETTING_READY if readiness is Readiness.LOADING else LOOKING))]
        question = Question(text=text, earlier=earlier)
        try:
            ready = readiness is Readiness.READY
            assistant = self.assistant() if ready else await asyncio.to_thread(self.assistant)
            if isinstance(assistant, Streaming):
                async for answer in following(self.metrics.followed("web", assistant.stream(question))):
                    if not answer.whole:
                        yield [*chat, reply(part_html(answer, answer.text))]
            else:
                answer = await self.line.ask("web", assistant, question)
        except CornerOfficeError as error:
            yield [*chat, reply(notice_html(str(error)))]
            return
        except Exception:
            yield [*chat, reply(notice_html(fault()))]
            return
        tools = await asyncio.to_thread(self.kept, place, text, answer)
        for step in steps(answer.text)[:-1] if answer.model is None else ():
            if self.line.waiting:  # each step costs the server what others wait for
                break
            yield [*chat, reply(part_html(answer, step))]
            await asyncio.sleep(PAUSE)
        yield [*chat, reply(self.whole(answer, tools))]

    def assistant(self) -> Answering:
        """Wait for the assistant; blocks while it loads."""
        assistant = self.desk.assistant()
        self.shelf.keep(assistant.index)
        return assistant

    def kept(self, place: Place, text: str, answer: Answer) -> str:
        """Keep a finished turn; returns the tools below its answer. Blocks."""
        turn = self.keeper.keep(place, text, answer)
        if turn is not None:
            return tools_html(turn.id)
        return unkept_html() if self.keeper.archive else ""

    def whole(self, answer: Answer, tools: str) -> str:
        """A whole answer as HTML, on the version that it was given on."""
        return answer_html(answer, lambda article: self.shelf.article(answer.version, article), tools)

    def restored(self, person: str, conversation: str) -> tuple[Chat, str]:
        """One of the person's conversations as a chat with its id, or a notice without one; blocks."""
        try:
            turns = self.keeper.turns(person, conversation)
        except CornerOfficeError as error:
            return [reply(notice_html(str(error)))], ""
        chat: Chat = []
        for turn in turns:
            chat.append({"role": "user", "content": question_html(turn.question)})
            chat.append(reply(self.whole(answer_of(turn), tools_html(turn.id))))
        return chat, conversation


def reply(html: str) -> Message:
    """An assistant's message."""
    return {"role": "assistant", "content": html}


def fault() -> str:
    """Log the exception in hand, and word it for the reader with the reference that finds it in the log."""
    reference = secrets.token_hex(4)
    logger.exception("question failed, reference %s", reference)
    return f"Something went wrong here, and it is written down as {reference}. Please retry; nothing of yours is lost."


def stopped(chat: Chat) -> Chat:
    """The chat after a stop: what has been revealed stays, a pending reply becomes a notice."""
    if chat and chat[-1].get("role") == "assistant":
        shown = said(chat[-1])
        if "co-pending" in shown:
            return [*chat[:-1], reply(notice_html(STOPPED))]
        if "co-writing" in shown:
            return [*chat[:-1], reply(shown.replace("co-writing", "co-done co-cut", 1))]
    return chat


def before(chat: Chat) -> str | None:
    """The id of the turn that a question asked anew after `chat` stands behind."""
    return latest_answer([said(message) for message in chat])


def build_page(desk: Desk, shelf: Shelf, metrics: Metrics, keeper: Keeper, line: Line) -> Any:
    """Return the `gr.Blocks` of the page; nothing is loaded and nothing asked."""
    import gradio as gr  # noqa: PLC0415

    conversation = Conversation(desk, shelf, metrics, keeper, line)

    async def send(text: str, chat: Chat, thread: str, request: gr.Request) -> AsyncIterator[tuple[Any, Any]]:
        place = Place(person=person_of(request).id, conversation=thread)
        async for shown in conversation.ask(text, chat, place):
            yield shown, place.conversation

    async def retry(chat: Chat, thread: str, data: gr.RetryData, request: gr.Request) -> AsyncIterator[tuple[Any, Any]]:
        earlier = up_to(chat, data.index)
        asked = questions(chat[len(earlier) : len(earlier) + 1])
        place = Place(person=person_of(request).id, conversation=thread, after=before(earlier))
        async for shown in conversation.ask(asked[0] if asked else "", earlier, place):
            yield shown, place.conversation

    async def edit(chat: Chat, thread: str, data: gr.EditData, request: gr.Request) -> AsyncIterator[tuple[Any, Any]]:
        earlier = up_to(chat, data.index)
        asked = question_text(said({"content": data.value}))
        place = Place(person=person_of(request).id, conversation=thread, after=before(earlier))
        async for shown in conversation.ask(asked, earlier, place):
            yield shown, place.conversation

    def restore(wanted: str, request: gr.Request) -> tuple[Chat, str]:
        return conversation.restored(person_of(request).id, wanted)

    with gr.Blocks(title="Corner Office", analytics_enabled=False, fill_height=True, fill_width=True) as blocks:
        gr.HTML(asset("header.html"), elem_id="co-header", padding=False)
        chat = gr.Chatbot(
            elem_id="co-chat",
            label="Conversation",
            show_label=False,
            container=False,
            autoscroll=False,
            scale=1,
            height="100%",
            layout="bubble",
            render_markdown=False,
            sanitize_html=True,
            allow_tags=False,
            latex_delimiters=[],
            feedback_options=None,
            buttons=[],
            editable="user",
            placeholder=welcome(),
        )
        # The conversation that the chat is, and the one to open instead: `assets/history.js` reads and writes them.
        thread = gr.Textbox(elem_id="co-thread", visible="hidden", label="Conversation")
        wanted = gr.Textbox(elem_id="co-wanted", visible="hidden", label="Conversation to open")
        reopen = gr.Button("Open", elem_id="co-reopen", visible="hidden")
        with gr.Row(elem_id="co-composer"):
            box = gr.Textbox(
                elem_id="co-box",
                label="Your question",
                show_label=False,
                container=False,
                placeholder="Ask a question",
                lines=1,
                max_lines=6,
                max_length=LONGEST,
                scale=1,
                autofocus=True,
            )
            ask = gr.Button("Ask", elem_id="co-send", variant="primary", scale=0, min_width=72)
            stop = gr.Button("Stop", elem_id="co-stop", variant="secondary", scale=0, min_width=72)
            clear = gr.Button("New conversation", elem_id="co-clear", variant="secondary", scale=0, min_width=72)
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        limited = {**quiet, "concurrency_limit": AT_ONCE, "concurrency_id": "answers"}
        running = [
            gr.on(
                [box.submit, ask.click], send, [box, chat, thread], [chat, thread], **limited
            ),  # `composer.js` empties the box
            chat.retry(retry, [chat, thread], [chat, thread], **limited),
            chat.edit(edit, [chat, thread], [chat, thread], **limited),
        ]
        stop.click(stopped, chat, chat, cancels=running, **quiet)
        clear.click(fn=None, js="() => ['', [], '']", outputs=[box, chat, thread], cancels=running, **quiet)
        reopen.click(restore, wanted, [chat, thread], js="(id) => co.heard(id)", cancels=running, **quiet)
        thread.change(fn=None, js="(id) => co.went(id)", inputs=thread, **quiet)
    blocks.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE, api_open=False)
    blocks.state_session_capacity = AT_ONCE + WAITING  # those of readers who ask and never listen; see `leavers`
    return blocks


def welcome() -> str:
    """What an empty conversation shows: an invitation and the example questions."""
    buttons = asking_buttons(EXAMPLES, "Examples")
    return f'<div class="co-welcome"><p class="co-title">What would you like to know?</p>{buttons}</div>'

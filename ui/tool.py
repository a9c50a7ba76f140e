"""The tool that other assistants ask with, by Gradio's MCP server: one question in, the answer with its sources out.

Not here: who may call it (`signin.door`), and the page's own handlers, none of which is a tool.
"""

import logging
import secrets
from typing import Any

from assistant.contract import clean
from assistant.errors import CornerOfficeError
from assistant.vocabulary import Answer, Citation, Outcome, Question
from ui.desk import Desk
from ui.evidence import Span, address
from ui.metrics import Metrics

logger = logging.getLogger(__name__)

LONGEST = 100_000  # characters of a question; settings.max_question is never above it
EARLIER = 20  # questions of the conversation that are taken up


def add_tool(blocks: Any, desk: Desk, metrics: Metrics, public: str) -> None:
    """Add the tool `ask` to a page; `public` is the page's address as readers know it, or empty."""
    import gradio as gr  # noqa: PLC0415

    def ask(question: str, earlier_questions: list[str] | None = None) -> str:
        """Answer a question about commercial leadership from a curated set of articles, with quotes.

        Covered are chief sales, marketing and revenue officers and vice presidents and directors of sales
        and marketing: what each owns, reports to and is measured by, how they differ, and which one a company
        needs. Every sentence carries markers such as [1]; the sources below the answer quote the exact passage
        behind each marker. Keep the markers and sources when you pass the answer on. If the articles do not
        cover the question, the answer says so: do not fill the gap from elsewhere without saying that.

        Args:
            question: One question in English, such as "Who does a CMO report to?"
            earlier_questions: The person's earlier questions of the same conversation, oldest first, if any.

        Returns:
            The answer as Markdown, then its sources: marker, article, section, quote and address.
        """
        earlier = tuple(clean(str(each))[:LONGEST] for each in (earlier_questions or [])[-EARLIER:])
        try:
            return answer_markdown(told(desk, metrics, clean(question)[:LONGEST], earlier), public)
        except CornerOfficeError as error:
            raise gr.Error(str(error), print_exception=False) from error
        except Exception as error:
            reference = secrets.token_hex(4)
            logger.exception("question failed, reference %s", reference)
            raise gr.Error(f"Something went wrong here, reference {reference}.", print_exception=False) from error

    with blocks:
        # Not queued, so that Gradio calls it directly instead of over HTTP, past the door.
        gr.api(ask, api_name="ask", queue=False)


def told(desk: Desk, metrics: Metrics, text: str, earlier: tuple[str, ...]) -> Answer:
    """Ask the assistant. Raises CornerOfficeError."""
    if not text.strip():
        raise CornerOfficeError("The question is empty. Send at least one word.")
    assistant = desk.assistant()
    return metrics.timed("mcp", lambda: assistant.ask(Question(text=text, earlier=earlier)))


def answer_markdown(answer: Answer, public: str) -> str:
    """The answer's text, then what it rests on."""
    parts = [answer.text]
    if answer.citations:
        parts.append(
            "\n".join(["Sources:", *(source(citation, answer.version, public) for citation in answer.citations)])
        )
    if answer.disagreements:
        topics = "; ".join(disagreement.topic for disagreement in answer.disagreements)
        parts.append(f"The articles disagree on: {topics}.")
    if answer.outcome is Outcome.NOT_COVERED and answer.nearest:
        parts.append(
            "\n".join(["Nearest passages:", *(f"- {near.article}: {near.section}" for near in answer.nearest)])
        )
    parts.append(f"(Outcome: {answer.outcome.value}; version {answer.version} of the articles)")
    return "\n\n".join(parts)


def source(citation: Citation, version: str, public: str) -> str:
    """One line for a citation; with an address if readers have one."""
    quote = " ".join(citation.quote.split())
    span = Span(start=citation.start, end=citation.end)
    where = f" <{public}/{address(version, citation.article, span)}>" if public else ""
    return f"[{citation.marker}] {citation.title}, {citation.section}: “{quote}”{where}"

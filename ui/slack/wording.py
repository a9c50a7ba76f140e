"""What the bot says in its own words: while it works, when something is missing, when it is done.

Not here: answers (`blocks`), the App Home (`home`).
"""

from ui.slack import escape
from ui.slack.blocks import asking_buttons, filled, mrkdwn
from ui.slack.messages import Message, packed
from ui.slack.prompts import PROMPTS
from ui.slack.tables import Block

COMMAND = "/corner-office"

STATUS = "is looking through the articles"
STATUSES = (
    "Looking through the articles…",
    "Choosing the passages that answer this…",
    "Putting the answer together…",
)

WHAT_IT_DOES = (
    "I answer questions about commercial leadership: chief sales, marketing and revenue officers, and vice presidents "
    "and directors of sales and marketing. Every sentence comes from a small set of articles, with its source."
)
COMMAND_HELP = (
    f"{WHAT_IT_DOES}\nType your question after the command, such as `{COMMAND} What does a CMO do?`, and I answer in a "
    "direct message. In a channel, mention me with your question; in a direct message, just ask."
)
COMMAND_ACK = "I am answering in your direct messages with me."
NOT_HERE = "I am not set up to answer in this channel. Ask me in a direct message; whoever runs me can add the channel."
STOPPED = "Stopped. Ask again, or ask something else."
PASSED_ON = "I have passed your question and my answer on to a person."
NOT_PASSED_ON = "Your question could not be passed on. Please ask a colleague directly; whoever runs me can see why."
THANKS = "Thank you, that is noted."
THANKS_FOR_COMMENT = "Thank you. Your comment is kept with the answer, for those who look after the articles."


def help_message() -> Message:
    """What the bot does, with questions to begin with: the reply to a mention without a question."""
    lines = [escape.mrkdwn(WHAT_IT_DOES), "Ask in your own words, or begin with one of these:"]
    blocks = [*sections(lines), *asking_buttons([prompt.message for prompt in PROMPTS])]
    return packed(blocks)[0]


def notice_message(text: str) -> Message:
    """A sentence of the program itself, such as that of a CornerOfficeError."""
    return packed(sections([escape.mrkdwn(text)]))[0]


def error_message(reference: str) -> Message:
    """What a reader sees of a fault, with the reference that finds it in the log."""
    return notice_message(
        f"Something went wrong here, and it is written down as {reference}. Please ask again; if it happens again, "
        "give that reference to whoever runs me."
    )


def stopped_message() -> Message:
    """The line below an answer that its asker has stopped."""
    return notice_message(STOPPED)


def too_long_note(longest: int) -> str:
    """Said above the answer to a question that was cut."""
    return f"Your message is longer than {longest:,} characters; I have read only the first {longest:,}."


def question_root(question: str) -> Message:
    """A question asked by the command or in the App Home, as the message that its answer stands below."""
    lines = [f"> {escape.mrkdwn(line)}" for line in question.splitlines() if line.strip()]
    return packed(sections(["You asked:", *lines]))[0]


def thanks(positive: bool) -> str:
    """The reply to a feedback button."""
    return THANKS if positive else f"{THANKS} If you like, say what was wrong with it."


def person_message(*, question: str, answer: str, user: str, permalink: str = "", comment: str = "") -> Message:
    """A question handed to a person: who asks what, what was answered, and where. `user` is a Slack user's id."""
    # The asker's own mention is meant: it says whom to reply to, and notifies only a member of the channel.
    who = f"<@{user}>" if user.isalnum() else "Someone"
    place = f" <{permalink.replace('&', '&amp;')}|Open the conversation>" if permalink.startswith("https://") else ""
    lines = [f"{who} asks for a person.{place}", "*Question*", *quoted(question), "*My answer*", *quoted(answer)]
    if comment.strip():
        lines += ["*Comment*", *quoted(comment)]
    first, *_ = packed(sections(lines))
    return first


def quoted(text: str) -> list[str]:
    """Lines of a text that is not ours, as a quotation."""
    return [f"> {escape.mrkdwn(line)}" for line in text.splitlines() if line.strip()]


def sections(lines: list[str]) -> list[Block]:
    """Lines of `mrkdwn` as sections."""
    return [{"type": "section", "text": mrkdwn(text), "expand": True} for text in filled(iter(lines))]

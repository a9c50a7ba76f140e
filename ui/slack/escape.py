"""Text that is not ours, made safe to show in Slack: it mentions nobody, links nowhere and formats nothing.

Invisible characters (U+200B) stand where Slack would else read a name, an address or an emoji.
Not here: cutting at Slack's limits (`split`).
"""

import re

GAP = "\u200b"

# What Slack, given markup or none, reads as more than text: @here, #general, http://x, www.x, x.com, :tada:
MENTION = re.compile(r"((?<!\w)@|(?<![\w&])#)(?=\w)")
SCHEME = re.compile(r"(?<=\w):(?=//)|(?<=\bmailto):|(?<=\btel):", re.IGNORECASE)
DOMAIN = re.compile(r"(?<=\w)\.(?=[A-Za-z]{2})")
EMOJI = re.compile(r":(?=[\w+'-]+:)")
# `&` before what would be read as a character reference; elsewhere it is only itself.
REFERENCE = re.compile(r"&(?=#?\w+;)")
QUOTE_MARKS = re.compile(r"^(?:[ \t]*&gt;)+", re.MULTILINE)
# A link or image's destination, and a reference's definition.
DESTINATION = re.compile(r"\](?=[(\[])|(?<=\]):")
FORMATTING = re.compile(r"[*_~`]")


def inert(text: str) -> str:
    """The text with a gap in all that would turn into a mention, a link or an emoji by itself."""
    text = MENTION.sub(rf"\1{GAP}", text)
    text = SCHEME.sub(f":{GAP}", text)
    text = DOMAIN.sub(f".{GAP}", text)
    text = EMOJI.sub(f":{GAP}", text)
    return DESTINATION.sub(lambda found: found[0] + GAP, text)


def markdown(text: str) -> str:
    """Markdown for a `markdown` block or a stream: lists, bold and quotes stay, links, images and HTML become text.

    Slack reads its own `<...>` inside Markdown as well; entities it shows as the characters they stand for.
    """
    text = REFERENCE.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return inert(QUOTE_MARKS.sub(lambda found: found[0].replace("&gt;", ">"), text))


def mrkdwn(text: str) -> str:
    """One line of plain text for a `mrkdwn` text or the `text` of a message; `verbatim` stays on all the same."""
    line = inert(entities(" ".join(text.split())))
    return FORMATTING.sub(lambda found: GAP + found[0] + GAP, line)


def entities(text: str) -> str:
    """The three characters that have a meaning in `mrkdwn`, as Slack wants them written."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str) -> str:
    """Text for where Slack reads no markup, such as a cell: shown as it is even by a client that does."""
    return inert(text).replace("<", f"<{GAP}")


def shown(text: str) -> str:
    """What a reader sees of an escaped text: gaps out, entities back."""
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text.replace(GAP, "")

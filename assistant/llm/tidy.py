"""Takes out of a model's sentence what no answer of ours has: images, links, HTML, emphasis. Not here: what it says."""

import re
from dataclasses import dataclass

IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)?|\[[^\]]*\])?")
LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)?|\[[^\]]*\])")
DEFINITION = re.compile(r"^\s*\[[^\]]+\]:\s*\S+.*$")
HALF_LINK = re.compile(r"\]\([^)\s]*\)?")
TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>?")
ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,11}://|\bwww\.|\bmailto:|\bjavascript:|\bdata:[a-z]+/)\S+", re.IGNORECASE
)
MARKS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)|`+|~~")
# How models begin, though the reader sees no evidence.
LEAD = re.compile(
    r"^(?:(?:the )?answer(?: to the question)?\s*(?:is(?: that)?\s*(?::|(?=[A-Z]))|:)\s*"
    r"|(?:according to|based on|from) (?:the )?(?:given |provided )?evidence,?\s+"
    r"|(?:the )?evidence (?:is|says|shows|states|indicates|suggests|tells us)(?: that|,|:)?\s+(?=\w))",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Tidied:
    """A sentence as plain text; `links` says whether there was an image or a link in it."""

    text: str
    links: bool = False


def tidy(text: str) -> Tidied:
    """The sentence without markup; a link's words stay, its address and images go."""
    plain = DEFINITION.sub("", text)
    plain = LINK.sub(r"\1", IMAGE.sub("", plain))
    plain = ADDRESS.sub("", TAG.sub("", HALF_LINK.sub("", plain)))
    links = plain != text
    plain = LEAD.sub("", MARKS.sub("", plain).replace("|", " ").strip())
    plain = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(plain.split()))
    return Tidied(text=plain[:1].upper() + plain[1:], links=links)

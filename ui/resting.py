"""Which words of an answer rest on which citations: each stretch in front of citations becomes an element with their numbers.

The numbers are in classes, since Gradio's sanitiser drops data attributes. Not here: the citations themselves (`render`).
"""

from collections.abc import Sequence
from itertools import groupby

from markdown_it.token import Token

from assistant.vocabulary import AnswerSentence

CITATION = "citation"  # in a token's `info`; its `meta["marker"]` is the citation's number
BREAKS = ("softbreak", "hardbreak")


def resting(tokens: Sequence[Token], sentences: Sequence[AnswerSentence] = ()) -> list[Token]:
    """A block's inline tokens with what stands before each run of citations in a span of the classes `co-m-NUMBER`.

    A stretch that ends with one of the answer's `sentences` is cut down to it: what comes before is not cited.
    """
    out: list[Token] = []
    stretch: list[Token] = []
    for kind, run in groupby((token for token in tokens if token.type != "text" or token.content), key=kind_of):
        if kind == "words":
            stretch += run
            continue
        group = list(run)
        out += around(stretch, [token.meta["marker"] for token in group], sentences) if kind == CITATION else stretch
        out += group
        stretch = []
    return out + stretch


def kind_of(token: Token) -> str:
    """Whether a token is a citation, ends a line, or belongs to the words."""
    if token.info == CITATION:
        return CITATION
    return "break" if token.type in BREAKS else "words"


def around(stretch: list[Token], markers: list[int], sentences: Sequence[AnswerSentence]) -> list[Token]:
    """The stretch in its span; as it is if emphasis begins or ends in it, or if there are no words in it."""
    if sum(token.nesting for token in stretch) or not any(token.content.strip() for token in stretch):
        return stretch
    before, first, *rest = cut(stretch, sentences)
    classes = " ".join(f"co-m-{marker}" for marker in dict.fromkeys(markers))
    opening = Token("html_inline", "", 0, content=f'<span class="co-said {classes}">')
    return [before, opening, first, *rest, Token("html_inline", "", 0, content="</span>")]


def cut(stretch: list[Token], sentences: Sequence[AnswerSentence]) -> list[Token]:
    """The stretch after a token with the words that are not cited: space, and what stands before a whole sentence."""
    first = stretch[0]
    content = first.content
    begin = len(content) - len(content.lstrip()) if first.type == "text" else 0
    if len(stretch) == 1:
        ends = [content.rfind(one.text) for one in sentences if one.citations and content.rstrip().endswith(one.text)]
        begin = max([begin, *ends])
    if first.type != "text":
        return [Token("text", "", 0, content=""), *stretch]
    return [Token("text", "", 0, content=content[:begin]), Token("text", "", 0, content=content[begin:]), *stretch[1:]]

"""Whether a later turn is taken as it stands, or with what the turns before lend it (`follow`): by what readers ask.

Not here: what the turns before lend it.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation.phrases import sentence
from assistant.conversation.spoken import Standalone, core_roles
from assistant.conversation.turns import OPENING
from assistant.evidence.expand import search_text
from assistant.store.embedding import Embedder, Foreseen, Vectors
from assistant.store.library import Library

# How much nearer to a question that the articles answer the turn must be as it stands. From .01 to .08 the same three turns of
# the tuning half's 41 are, each of them rightly.
NEARER = 0.05
# How like to a question that the articles answer the question must be whether a reader's claim is true; where it is less so,
# what the claim was set against is looked at again. Read off the examiners' conversations and twelve claims of our own.
LIKE = 0.7


def as_it_stands(library: Library, standalone: Standalone) -> Standalone:
    """The turn without what the turns before lend it."""
    text = sentence(OPENING.sub("", standalone.asked).strip() or standalone.asked)
    return Standalone(text=text, roles=core_roles(text, library.book), asked=standalone.asked, recent=standalone.recent)


def settle(
    library: Library, embedder: Embedder, standalones: Sequence[Standalone], before: str
) -> tuple[list[Standalone], Embedder]:
    """Each question as it is to be understood behind the turn `before`, and an embedder that knows their texts."""
    turns = [one if one.bound else as_it_stands(library, one) for one in standalones]
    lent = [one.text != turn.text for one, turn in zip(standalones, turns, strict=True)]
    texts = [one.text for one in standalones]
    texts += [turn.text for turn, other in zip(turns, lent, strict=True) if other]
    texts += [one.otherwise for one in standalones if one.otherwise]
    foreseen = Foreseen(embedder, [*map(library.spell_out_terms, texts), search_text(library, before)])
    if not len(library.index.wordings):
        return list(standalones), foreseen
    nearness = {text: nearest(library, foreseen.embed([library.spell_out_terms(text)])) for text in texts}
    read = [
        replace(one, text=one.otherwise)
        if one.otherwise and (nearness[one.text] < LIKE if one.claim else nearness[one.otherwise] > nearness[one.text])
        else one
        for one in standalones
    ]
    return [
        turn if other and nearness[turn.text] >= nearness[one.text] + NEARER else one
        for one, turn, other in zip(read, turns, lent, strict=True)
    ], foreseen


def nearest(library: Library, vectors: Vectors) -> float:
    """How like a text is to the likest wording, at most 1; `vectors` has the shape (1, dimensions)."""
    return float((library.adapted_wordings @ library.adapt(vectors[0])).max())

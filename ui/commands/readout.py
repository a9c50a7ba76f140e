"""What was read, as the editors' room shows it: articles by section and paragraph, changes by word.

Pure functions of values. Not here: reading (`readings`).
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from assistant.vocabulary import Article
from ui.editors.contents import ArticleEdit, FactReading, LostQuote, Paragraph, ParagraphEdit, Reading, SectionReading

if TYPE_CHECKING:
    from evals.case import Case
    from evals.changes import ArticleChange
    from evals.pieces import Piece


def reading(name: str, article: Article, cases: "Iterable[Case]", lost: tuple[LostQuote, ...] = ()) -> Reading:
    """An article as it was read, with the cases that quote each paragraph."""
    return Reading(
        name=name,
        id=article.id,
        title=article.title,
        roles=article.roles,
        source=article.source_title,
        kind=article.source_kind,
        reviewed=article.reviewed,
        licence=article.licence,
        sentences=len(article.sentences),
        passages=len(article.passages),
        wordings=len(article.wordings),
        facts=tuple(
            FactReading(topic=fact.topic, roles=fact.roles, says=fact.says, quote=article.text[fact.start : fact.end])
            for fact in article.facts
        ),
        sections=sections(article, cases),
        lost=lost,
    )


def sections(article: Article, cases: "Iterable[Case]") -> tuple[SectionReading, ...]:
    """The article's paragraphs below their headings."""
    from evals.protection import protection  # noqa: PLC0415

    found: list[tuple[str, int, list[Paragraph]]] = []
    for one in protection(article.id, {article.id: article.text}, cases):
        text = article.text[one.start : one.end]
        hashes = len(text) - len(text.lstrip("#"))
        if hashes and text[hashes : hashes + 1] == " ":
            found.append((text[hashes:].strip(), hashes, []))
            continue
        if not found:
            found.append((article.title, 1, []))
        found[-1][2].append(Paragraph(text=text, cases=one.cases, checkable=one.checkable))
    return tuple(SectionReading(title=title, level=level, paragraphs=tuple(below)) for title, level, below in found)


def edit(
    change: "ArticleChange", before: Mapping[str, str], after: Mapping[str, Article], cases: "Iterable[Case]"
) -> ArticleEdit:
    """A changed article with its changed paragraphs, and what loses its quote."""
    from evals.changes import unprotected  # noqa: PLC0415
    from evals.protection import lost, quoting  # noqa: PLC0415
    from ui.commands.wordings import successor  # noqa: PLC0415

    cases = tuple(cases)
    article, was = after.get(change.article), before.get(change.article, "")
    texts = {name: one.text for name, one in after.items()}
    bare = {id(paragraph) for _, paragraph in unprotected((change,), cases, texts)}
    resting = lost(was, article.text if article else "", change.article, cases)
    return ArticleEdit(
        article=change.article,
        kind=change.kind.value,
        paragraphs=tuple(
            ParagraphEdit(kind=one.kind.value, pieces=pieces(one.pieces), checked=id(one) not in bare)
            for one in change.paragraphs
        ),
        cases=len(quoting(change.article, cases)),
        lost=tuple(
            LostQuote(quote=quote, cases=ids, successor=successor(quote, article, was) if article else "")
            for quote, ids in resting.items()
        ),
    )


def pieces(found: "Iterable[Piece]") -> tuple[tuple[str, str], ...]:
    """Words that stay, go and come as (mark, text)."""
    return tuple((piece.mark.name.lower(), piece.text) for piece in found)

"""Puts sentences, lists and tables into one answer and numbers its citations.

Every piece of an article goes through `Writer`, so a citation cannot point at anything but its own span.
Not here: which sentences are chosen.
"""

from collections.abc import Sequence

from assistant.store.library import Library
from assistant.vocabulary import AnswerSentence, Citation, Sentence, SentenceKind, Support


class Writer:
    """Collects an answer piece by piece; the pieces come out in the order they were written.

    A `brief` one keeps the first sentence of a paragraph and of each item, and no table behind a paragraph.
    """

    brief = False

    def __init__(self, library: Library) -> None:
        self._library = library
        self._blocks: list[str] = []
        self._sentences: list[AnswerSentence] = []
        self._citations: dict[tuple[str, int, int], Citation] = {}
        self._shown: set[int] = set()

    @property
    def text(self) -> str:
        """The answer so far, as Markdown with `[n]` markers."""
        return "\n\n".join(self._blocks)

    @property
    def sentences(self) -> tuple[AnswerSentence, ...]:
        """Every sentence so far, in order."""
        return tuple(self._sentences)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation so far, by marker."""
        return tuple(self._citations.values())

    def connective(self, text: str) -> None:
        """A line that claims nothing about the field, such as "The articles differ on this."."""
        self._sentences.append(AnswerSentence(text=plain(text), support=Support.CONNECTIVE))
        self._blocks.append(text)

    def paragraph(self, rows: Sequence[int]) -> None:
        """Sentences one after the other."""
        # What was said to another question of the message is not said again.
        rows = [row for row in rows if row not in self._shown] or rows
        if rows:
            shown = rows[:1] if self.brief else rows
            self._blocks.append(" ".join(self._cited(row, labelled=self._defines(row)) for row in shown))

    def bullets(
        self, items: Sequence[Sequence[int]], *, lead: int | None = None, under: str = "", labels: bool = True
    ) -> None:
        """A list: an optional lead-in sentence or line, then items of one or more sentences each."""
        lines = []
        items = [rows[:1] for rows in items] if self.brief else items
        if lead is not None:
            lines.append(self._cited(lead, labelled=False))
        elif under:
            self._sentences.append(AnswerSentence(text=plain(under), support=Support.CONNECTIVE))
            lines.append(under)
        lines.append("\n".join(f"- {self._item(rows, labels=labels)}" for rows in items))
        self._blocks.append("\n\n".join(lines))

    def table(self, header: Sequence[str], rows: Sequence[tuple[str, Sequence[Sequence[int]]]]) -> None:
        """A table: a header, then rows of a label and cells of sentences; an empty cell stays empty."""
        if self.brief and self._blocks:
            return
        lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
        for label, cells in rows:
            texts = [" ".join(self._told(row, listed=len(cell) > 1) for row in cell) for cell in cells]
            lines.append("| " + " | ".join([f"**{escape(label)}**", *(t.replace("|", "\\|") for t in texts)]) + " |")
        self._blocks.append("\n".join(lines))

    def mark(self, row: int) -> int:
        """Cite a sentence without writing it; returns the marker."""
        sentence = self._library.sentences[row]
        return self._cite(sentence, sentence.start)

    def _defines(self, row: int) -> bool:
        """Whether a sentence needs its label: a term's meaning that does not name the term."""
        sentence = self._library.sentences[row]
        named = any(row in rows for rows in self._library.labelled.values())
        return named and self._library.terms.ids(sentence.label) != self._library.terms.ids(sentence.text)[:1]

    def _told(self, row: int, *, listed: bool) -> str:
        """A sentence of a cell; one of several items that are no sentences gets a mark before it."""
        mark = "• " if listed and is_fragment(self._library.sentences[row]) else ""
        return mark + self._cited(row, labelled=False)

    def _item(self, rows: Sequence[int], *, labels: bool) -> str:
        return " ".join(self._cited(row, labelled=labels and place == 0) for place, row in enumerate(rows))

    def _cited(self, row: int, *, labelled: bool) -> str:
        self._shown.add(row)
        sentence = self._library.sentences[row]
        article = self._library.article(sentence.article)
        show_label = labelled and sentence.label and sentence.label_start < sentence.start
        start = sentence.label_start if show_label else sentence.start
        marker = self._cite(sentence, start)
        self._sentences.append(AnswerSentence(text=article.text[start : sentence.end], citations=(marker,)))
        if show_label:
            label = article.text[start : sentence.start].rstrip()
            return f"**{escape(label)}** {escape(sentence.text)} [{marker}]"
        return f"{escape(sentence.text)} [{marker}]"

    def _cite(self, sentence: Sentence, start: int) -> int:
        key = (sentence.article, start, sentence.end)
        if key not in self._citations:
            article = self._library.article(sentence.article)
            section = self._library.passages[self._library.passage_rows[sentence.passage]].section
            self._citations[key] = Citation(
                marker=len(self._citations) + 1,
                article=article.id,
                title=article.title,
                section=" > ".join(section),
                quote=article.text[start : sentence.end],
                start=start,
                end=sentence.end,
            )
        return self._citations[key].marker


def escape(text: str) -> str:
    """Keep an article's text from being read as Markdown or HTML."""
    for sign in "\\`*_[]<":
        text = text.replace(sign, "\\" + sign)
    return text


def plain(text: str) -> str:
    """Markdown of our own without its emphasis marks."""
    return text.replace("**", "").replace("*", "")


def is_fragment(sentence: Sentence) -> bool:
    """Whether a list item cannot stand without its lead-in: no closing punctuation and no label."""
    return sentence.kind is SentenceKind.ITEM and not sentence.text.rstrip().endswith((".", "!", "?", ".)", '."'))

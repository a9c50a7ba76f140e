"""An open index made ready for questions: roles, profiles, lexical search, spelling. Built once per version.

Not here: anything that depends on a question.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.question.attributes import ORDER, Attribute, cue_phrases
from assistant.question.framing import WORDS
from assistant.question.roles import RoleBook
from assistant.store.adapt import adapted
from assistant.store.embedding import Vectors
from assistant.store.index import Index
from assistant.store.lexical import Lexical
from assistant.store.profile import Profile, profile_article
from assistant.text.names import NameBook
from assistant.text.spelling import Speller, misspelled
from assistant.text.words import content_stems, norms, stem
from assistant.vocabulary import Article, Passage, Role, Sentence, SentenceKind, Term

REPORTS = re.compile(r"\breports? (?:\w+ )?to\b")
NAMED = 0.9  # weight from which a heading, lead-in or label names an attribute
Group = tuple[str, int]  # article id and the group's number in it


class Library:
    """All that answering needs of one version. Rows count sentences, or passages, over all articles in order."""

    def __init__(self, index: Index, *, common_words: frozenset[str] = frozenset()) -> None:
        self.index = index
        self.book = RoleBook(index.glossary.roles)
        self.terms = NameBook({term.name: (term.name, *term.acronyms, *term.aliases) for term in index.glossary.terms})
        self.sentences: tuple[Sentence, ...] = tuple(index.sentences)
        self.passages: tuple[Passage, ...] = tuple(index.passages)
        self.profiles: tuple[Profile, ...] = tuple(
            profile for article in index.articles for profile in profile_article(article, self.book)
        )
        self.sentence_search = Lexical(
            [
                f"{profile.place} {sentence.text}"
                for sentence, profile in zip(self.sentences, self.profiles, strict=True)
            ]
        )
        self.passage_search = Lexical(
            [
                f"{self.article(passage.article).title} {' '.join(passage.section)} {passage.text}"
                for passage in self.passages
            ]
        )
        wordings = [wording.text for wording in index.wordings]
        self.wording_search = Lexical(wordings) if wordings else None
        self._fits: dict[frozenset[str], NDArray[np.float32]] = {}
        vocabulary = self._vocabulary()
        self._stems = frozenset(stem(word) for word in vocabulary) | vocabulary | self.worded_stems
        asked = {norm for phrases in cue_phrases().values() for phrase in phrases for norm in norms(phrase)}
        questions = [*(wording.text for wording in index.wordings), *index.glossary.uncovered]
        written = {norm for question in questions for norm in norms(question)}
        written -= misspelled(written - common_words - asked, vocabulary)  # readers' wordings are typed as readers type
        self.speller = Speller(vocabulary | asked, common_words | written | WORDS, clipped=asked)

    def article(self, article_id: str) -> Article:
        """An article by id."""
        return self.index.article(article_id)

    def mentions(self, word: str) -> bool:
        """Whether the articles, roles or terms use a lower-case word in any form."""
        return word in self._stems or stem(word) in self._stems

    @cached_property
    def wordings_of(self) -> NDArray[np.intp]:
        """For each sentence the rows of the wordings that it answers, filled up with the number of wordings.

        Shape (n_sentences, most wordings of one sentence, at least 2).
        """
        found: list[list[int]] = []
        number = 0
        for article in self.index.articles:
            starts, ends = (
                np.asarray([getattr(wording, edge) for wording in article.wordings]) for edge in ("start", "end")
            )
            for sentence in article.sentences:
                overlap = (sentence.start < ends) & (starts < sentence.end)
                found.append((np.flatnonzero(overlap) + number).tolist())
            number += len(article.wordings)
        table = np.full((len(found), max(2, *map(len, found))), number, dtype=np.intp)
        for row, numbers in enumerate(found):
            table[row, : len(numbers)] = numbers
        return table

    def adapt(self, vectors: Vectors) -> Vectors:
        """Vectors turned towards what readers mean; as they are where the articles come without wordings."""
        return adapted(vectors, self.index.manifest.embedder) if len(self.index.wordings) else vectors

    @cached_property
    def adapted_sentences(self) -> Vectors:
        """The vector of each sentence, turned."""
        return self.adapt(self.index.sentence_vectors)

    @cached_property
    def adapted_wordings(self) -> Vectors:
        """The vector of each wording, turned."""
        return self.adapt(self.index.wording_vectors)

    @cached_property
    def adapted_uncovered(self) -> Vectors:
        """The vector of each question that no article answers, turned."""
        return self.adapt(self.index.uncovered_vectors)

    @cached_property
    def row_stems(self) -> tuple[frozenset[str], ...]:
        """For each sentence the content stems of its text, its place and the wordings that it answers."""
        search, count = self.wording_search, len(self.index.wordings)
        return tuple(
            frozenset(self.sentence_search.stems(row)).union(
                *(search.stems(number) for number in numbers if search and number < count)
            )
            for row, numbers in enumerate(self.wordings_of.tolist())
        )

    @cached_property
    def claim_stems(self) -> tuple[frozenset[str], ...]:
        """For each sentence the content stems of its text and label."""
        return tuple(frozenset(content_stems(f"{one.label} {one.text}")) for one in self.sentences)

    @cached_property
    def reports(self) -> Mapping[int, frozenset[str]]:
        """Rows of the sentences that tell whom a role reports to, with all the roles that they name behind the verb."""
        found = {}
        for row, sentence in enumerate(self.sentences):
            if match := REPORTS.search(sentence.text):
                found[row] = frozenset(self.book.ids(sentence.text[match.end() :]))
        return found

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every two content stems that stand side by side in a sentence, a heading or a wording."""
        texts = [*(one.text for one in self.sentences), *(one.text for one in self.index.wordings)]
        texts += [part for passage in self.passages for part in passage.section]
        rows = map(content_stems, texts)
        return frozenset(pair for row in rows for pair in zip(row, row[1:], strict=False))

    @cached_property
    def worded_stems(self) -> frozenset[str]:
        """The content stems of all wordings."""
        search = self.wording_search
        return (
            frozenset(stem for row in range(len(self.index.wordings)) for stem in search.stems(row))
            if search
            else frozenset()
        )

    @cached_property
    def kinds(self) -> NDArray[np.str_]:
        """The kind of each sentence."""
        return np.asarray([sentence.kind.value for sentence in self.sentences])

    @cached_property
    def group_rows(self) -> tuple[tuple[NDArray[np.intp], bool], ...]:
        """The rows of each paragraph, list or table, and whether the first of them introduces the others."""
        return tuple(
            (np.asarray(rows, dtype=np.intp), self.sentences[rows[0]].kind is SentenceKind.LEAD_IN)
            for rows in self.groups.values()
        )

    @cached_property
    def passage_rows(self) -> Mapping[str, int]:
        """Row of each passage by id."""
        return {passage.id: row for row, passage in enumerate(self.passages)}

    @cached_property
    def sentence_passage(self) -> tuple[int, ...]:
        """For each sentence row the row of its passage."""
        return tuple(self.passage_rows[sentence.passage] for sentence in self.sentences)

    @cached_property
    def groups(self) -> Mapping[Group, tuple[int, ...]]:
        """Sentence rows of each paragraph, list or table, in order."""
        found: dict[Group, list[int]] = {}
        for row, sentence in enumerate(self.sentences):
            found.setdefault((sentence.article, sentence.group), []).append(row)
        return {group: tuple(rows) for group, rows in found.items()}

    def spell_out_terms(self, text: str) -> str:
        """The text with the articles' own name after each term that it calls otherwise: "reps (sales force)"."""
        known = text.lower()
        names = [name for name in self.terms.ids(text) if name.lower() not in known]
        return f"{text} ({', '.join(names)})" if names else text

    @cached_property
    def attribute_weights(self) -> NDArray[np.float32]:
        """Weight of every attribute for every sentence; shape (n_sentences, n_attributes), columns as in `ORDER`."""
        table = np.zeros((len(self.profiles), len(ORDER)), dtype=np.float32)
        for row, profile in enumerate(self.profiles):
            for attribute, weight in profile.attributes.items():
                table[row, ORDER[attribute]] = weight
        return table

    def fit_to(self, roles: frozenset[str]) -> NDArray[np.float32]:
        """How well every sentence fits some roles, 0 to 1; not to be written to."""
        if roles not in self._fits:
            fit = np.fromiter((profile.fit(roles) for profile in self.profiles), np.float32, len(self.profiles))
            fit.flags.writeable = False
            self._fits[roles] = fit
        return self._fits[roles]

    @cached_property
    def naming(self) -> Mapping[str, tuple[int, ...]]:
        """Rows of the sentences that name a role, or stand in a place that does, by role."""
        found: dict[str, list[int]] = {}
        for row, profile in enumerate(self.profiles):
            for role in profile.named:
                found.setdefault(role, []).append(row)
        return {role: tuple(rows) for role, rows in found.items()}

    @cached_property
    def told(self) -> frozenset[tuple[str, Attribute]]:
        """Each role with each attribute that a heading, lead-in or label over a sentence on that role names."""
        return frozenset(
            (about[0], attribute)
            for profile in self.profiles
            if len(about := profile.subjects or profile.context) == 1
            for attribute, weight in profile.attributes.items()
            if weight >= NAMED
        )

    @cached_property
    def labelled(self) -> Mapping[str, tuple[int, ...]]:
        """Rows of the sentences whose label is a term, by the term's name."""
        found: dict[str, list[int]] = {}
        for row, sentence in enumerate(self.sentences):
            for term in self.terms.ids(sentence.label) if sentence.label else ():
                found.setdefault(term, []).append(row)
        return {term: tuple(rows) for term, rows in found.items()}

    @cached_property
    def told_of(self) -> Mapping[str, tuple[int, ...]]:
        """For each role the rows that are on it alone, by their words or else by their place."""
        found: dict[str, list[int]] = {}
        for row, profile in enumerate(self.profiles):
            about = profile.subjects or profile.context
            if len(about) == 1:
                found.setdefault(about[0], []).append(row)
        return {role: tuple(rows) for role, rows in found.items()}

    def group_of(self, row: int) -> tuple[int, ...]:
        """The rows that share a paragraph, list or table with a sentence."""
        sentence = self.sentences[row]
        return self.groups[sentence.article, sentence.group]

    def is_list(self, rows: tuple[int, ...]) -> bool:
        """Whether the rows are a list, with or without its lead-in."""
        return any(self.sentences[row].kind is SentenceKind.ITEM for row in rows)

    def section(self, row: int) -> tuple[str, ...]:
        """The heading path of a sentence, below its article's title."""
        return self.passages[self.sentence_passage[row]].section

    @cached_property
    def counterparts(self) -> Mapping[str, str]:
        """For each core role the core role that articles most often name in the same sentence."""
        pairs: Counter[tuple[str, str]] = Counter()
        for profile in self.profiles:
            for one in profile.mentioned:
                pairs.update((one, other) for other in profile.mentioned if other != one)
        best: dict[str, str] = {}
        for (one, other), _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
            best.setdefault(one, other)
        return best

    def _vocabulary(self) -> set[str]:
        """Every word that the articles, the roles and the terms use."""
        texts = [sentence.text for sentence in self.sentences] + [
            " ".join(passage.section) for passage in self.passages
        ]
        entries: tuple[Role | Term, ...] = (*self.index.glossary.roles, *self.index.glossary.terms)
        for entry in entries:
            texts += [entry.name, *entry.acronyms, *entry.aliases]
        return {norm for text in texts for norm in norms(text) if norm.isalpha()}

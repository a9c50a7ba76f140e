import re

import pytest

from assistant.vocabulary import Answer, AnswerSentence, Citation, Outcome, Question
from ui.render import body_html

CITATIONS = tuple(
    Citation(marker=number, article="a", title="A", section="S", quote="q", start=number, end=number + 1)
    for number in (1, 2, 3)
)


def html_of(text: str, *sentences: str) -> str:
    answer = Answer(
        question=Question(text="?"),
        standalone_question="?",
        outcome=Outcome.ANSWERED,
        text=text,
        sentences=tuple(AnswerSentence(text=sentence, citations=(1,)) for sentence in sentences),
        citations=CITATIONS,
    )
    return re.sub(r"<a .*?</a>", "[]", body_html(answer, text))


def test_a_sentence_is_joined_to_each_of_its_citations():
    assert '<span class="co-said co-m-1 co-m-2">It is so.</span>[][]' in html_of("It is so. [1][2]")


def test_sentences_of_one_paragraph_are_told_apart_by_their_citations():
    html = html_of("One. [1] Two. [2]")
    assert '<span class="co-said co-m-1">One.</span>[] <span class="co-said co-m-2">Two.</span>[]' in html


def test_items_and_cells_are_joined_to_their_own_citations():
    assert '<li><span class="co-said co-m-3">Talks</span>[]</li>' in html_of("- Talks [3]\n- Walks")
    assert '<td><span class="co-said co-m-2">Fame</span>[]</td>' in html_of("| A | B |\n|---|---|\n| x | Fame [2] |")


def test_words_that_only_lead_to_a_sentence_are_not_joined_to_its_citation():
    assert '<p>So: <span class="co-said co-m-1">they differ.</span>[]</p>' in html_of(
        "So: they differ. [1]", "they differ."
    )


def test_a_sentence_keeps_its_emphasis():
    assert '<span class="co-said co-m-1"><strong>All</strong> of it.</span>[]' in html_of("**All** of it. [1]")


@pytest.mark.parametrize("text", ["**Half [1] of it**", "[1]", "No citation.", "Unknown. [9]"])
def test_nothing_is_joined_where_no_whole_words_stand_before_a_citation(text):
    assert "co-said" not in html_of(text)

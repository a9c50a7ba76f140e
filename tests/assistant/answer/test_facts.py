from dataclasses import replace

import numpy as np
import pytest

from assistant.answer.facts import belongs, choose_facts, choose_items, hangs_on_case
from assistant.answer.novelty import redundant, usable
from assistant.evidence.retrieve import retrieve
from assistant.question.understand import understand


@pytest.mark.parametrize("text", ["How is a CSO paid?", "Who does the CMO report to?", "What is an MQL?", "xq zv"])
def test_facts_are_usable_sentences_without_repeats(library, look, text):
    rows = choose_facts(library, look(text)[1])
    assert rows
    assert len(set(rows)) == len(rows)
    assert all(usable(library, row) for row in rows)
    assert not any(redundant(library, row, rows[:place]) for place, row in enumerate(rows))


def test_the_point_is_among_the_facts(library, look, row):
    assert row("CSO pay combines") in choose_facts(library, look("What does CSO pay combine?")[1])
    assert row("A marketing qualified lead (MQL) is") in choose_facts(library, look("What is an MQL?")[1])


def test_items_that_answer_come_with_their_lead_in(library, look, row):
    asked, evidence = look("Does a CMO run research on the market?")
    lead, items = choose_items(library, evidence, asked)
    if items:  # only where an item answers better than any sentence
        assert lead == row("The tasks of a chief marketing officer")
        assert row("Running market research") in items


@pytest.mark.parametrize(("others", "count"), [(0.2, 1), (0.9, 5)])
def test_the_item_that_stands_out_comes_alone_and_else_the_whole_list(
    make_library, make_article, fake_embedder, others, count
):
    text = "# T\n\n## Notes of the CSO\n\nThe tasks of a CSO are:\n\n- selling\n- planning\n- hiring\n- coaching\n- travelling\n"
    library = make_library((make_article(text),))
    asked = understand("What does a CSO have to see to?", library.book, library.terms)
    evidence = retrieve(library, fake_embedder, asked)
    score = np.full(len(library.sentences), others, dtype=np.float32)
    planning = next(row for row, one in enumerate(library.sentences) if one.text == "planning")
    score[planning] = 1
    lead, items = choose_items(library, replace(evidence, score=score), asked)
    assert lead == 0
    assert planning in items
    assert len(items) == count


def test_a_sentence_that_answers_better_leaves_no_items(library, look):
    asked, evidence = look("How is a CSO paid?")
    assert choose_items(library, evidence, asked) == (None, ())


def test_of_a_list_only_the_items_with_the_words_of_a_yes_no_question_are_shown(
    make_library, make_article, fake_embedder
):
    text = "# T\n\n## Skills\n\nThe skills of a CSO are:\n\n- an analytical mind\n- patience\n- charm in talks\n"
    library = make_library((make_article(text),))
    asked = understand("Does a CSO need to be analytical?", library.book, library.terms)
    evidence = retrieve(library, fake_embedder, asked)
    score = np.where([one.text == "patience" for one in library.sentences], np.float32(1), np.float32(0.9))
    lead, items = choose_items(library, replace(evidence, score=score), asked)
    assert (lead, [library.sentences[row].text for row in items]) == (0, ["an analytical mind"])


def test_a_sentence_that_goes_on_with_a_case_hangs_on_it(library, make_library, make_article):
    text = (
        "# T\n\n## When a CMO is the better choice\n\nA CMO is the better choice in these situations:\n\n"
        "- **New market:** When no market exists, a CMO is vital. The work of the CMO comes first.\n- **Old name:** When a name is old, a CMO helps.\n"
    )
    library = make_library((make_article(text),))
    hanging = [one.text for row, one in enumerate(library.sentences) if hangs_on_case(library, row)]
    assert hanging == ["The work of the CMO comes first."]


def test_articles_without_a_usable_sentence_give_no_facts(make_library, make_article, fake_embedder):
    library = make_library((make_article("# T\n\n## Notes\n\nThe tasks are:\n\n- selling\n- planning\n"),))
    evidence = retrieve(library, fake_embedder, understand("What is it?", library.book, library.terms))
    assert choose_facts(library, evidence) == ()


def test_a_sentence_of_another_place_belongs_if_it_is_on_what_is_asked(make_library, make_article, look, library):
    notes = make_library(
        (make_article("# N\n\n## A\n\nOne is so. Two is so.\n", asked={"One is so.": ["Is one so?"]}),)
    )
    evidence = look("How is a CSO paid?")[1]
    for worded, meant, expected in [(0.7, 0.1, True), (0.55, 0.5, True), (0.55, 0.3, False), (0.4, 0.6, False)]:
        seen = replace(evidence, worded=np.array([0.9, worded]), meant=np.array([0.9, meant]))
        assert belongs(notes, seen, 1, 0) is expected
    assert belongs(library, replace(evidence, worded=np.zeros(2), meant=np.zeros(2)), 1, 0)

"""Each mutation still finds its words in the shipped articles, changes them, and says so loudly when they are gone."""

import pytest

from assistant.settings import ROOT
from evals.mutations import (
    HARMLESS,
    MUTATIONS,
    Mutation,
    MutationError,
    added,
    body_replaced,
    copied,
    deleted,
    replaced,
    swapped,
)
from evals.selftest import mutated, read_corpus

SHIPPED = read_corpus(ROOT / "corpus")
CREW = {"articles/crew.md": "---\nid: crew\ntitle: Crew\n---\n\nThe captain leads. The cook cooks.\n"}


def test_there_are_ways_enough_each_with_a_name_of_its_own():
    assert len(MUTATIONS) >= 14
    assert len({mutation.name for mutation in (HARMLESS, *MUTATIONS)}) == len(MUTATIONS) + 1


@pytest.mark.parametrize("mutation", (HARMLESS, *MUTATIONS), ids=lambda mutation: mutation.name)
def test_each_mutation_changes_the_shipped_corpus_and_leaves_the_original_alone(mutation):
    before = dict(SHIPPED)
    changed = mutated(mutation, SHIPPED)
    different = {path for path in {*changed, *SHIPPED} if changed.get(path) != SHIPPED.get(path)}
    assert 1 <= len([path for path in different if not path.endswith(".wordings.yaml")]) <= 2
    assert before == SHIPPED


@pytest.mark.parametrize("mutation", (HARMLESS, *MUTATIONS), ids=lambda mutation: mutation.name)
def test_each_mutation_fails_loudly_once_its_words_are_gone(mutation):
    if mutation.name == "contradicting-article":  # adds a file and needs no words
        gone = mutation.change({})
    else:
        gone = dict.fromkeys(SHIPPED, "Other words.\n")
    with pytest.raises(MutationError, match=r"[Aa]nchor|another name"):
        mutation.change(gone)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (replaced("articles/crew.md", "leads", "rows"), "The captain rows. The cook cooks."),
        (swapped("articles/crew.md", "captain", "cook cooks"), "The cook cooks leads. The captain."),
        (body_replaced("articles/crew.md", "\nBread rises.\n"), "title: Crew\n---\n\nBread rises.\n"),
    ],
)
def test_words_and_bodies_are_exchanged(change, text):
    assert text in change(CREW)["articles/crew.md"]


def test_files_are_added_copied_and_deleted():
    assert added("articles/new.md", "New.")(CREW) == {**CREW, "articles/new.md": "New."}
    copy = copied("articles/crew.md", "sailors")(CREW)["articles/sailors.md"]
    assert copy == CREW["articles/crew.md"].replace("id: crew", "id: sailors")
    assert deleted("articles/crew.md")(CREW) == {}


def test_words_that_stand_twice_are_no_anchor():
    with pytest.raises(MutationError, match="stands there 2 times"):
        replaced("articles/crew.md", "The c", "A c")(CREW)


def test_wordings_of_a_sentence_that_was_edited_go_with_it():
    wordings = (
        "wordings:\n- quote: The captain leads.\n  asked: [who leads]\n- quote: The cook cooks.\n  asked: [food]\n"
    )
    corpus = {**CREW, "articles/crew.wordings.yaml": wordings}
    edited = mutated(Mutation(name="m", about="", change=replaced("articles/crew.md", "leads", "rows")), corpus)
    assert edited["articles/crew.wordings.yaml"] == "wordings:\n- quote: The cook cooks.\n  asked:\n  - food\n"
    gone = mutated(Mutation(name="m", about="", change=deleted("articles/crew.md")), corpus)
    assert gone == {}


def test_wordings_that_fitted_nothing_before_are_left_for_ingest_to_refuse():
    corpus = {**CREW, "articles/crew.wordings.yaml": "wordings:\n- quote: Never said.\n  asked: [what]\n"}
    edited = mutated(Mutation(name="m", about="", change=replaced("articles/crew.md", "leads", "rows")), corpus)
    assert edited["articles/crew.wordings.yaml"] == corpus["articles/crew.wordings.yaml"]

import numpy as np

from assistant.evidence.retrieve import retrieve, scaled, search_passages
from assistant.question.understand import understand
from assistant.text.words import content_stems


def test_scores_have_a_row_for_each_sentence_and_passage(library, look):
    _, evidence = look("What is the pay of the CSO: base salary and commissions?")
    for scores in (evidence.dense, evidence.lexical, evidence.fit, evidence.attribute, evidence.score):
        assert scores.shape == (len(library.sentences),)
        assert np.isfinite(scores).all()
    assert evidence.passages.shape == (len(library.passages),)
    assert evidence.question.shape == (64,)


def test_the_sentence_that_answers_scores_highest(look, row):
    assert int(look("What is the pay of the CSO: base salary and commissions?")[1].score.argmax()) == row(
        "CSO pay combines"
    )
    assert int(look("Who does the CMO report to?")[1].score.argmax()) == row("A CMO reports to the CEO")


def test_sentences_on_another_role_fit_not_at_all(look, row):
    _, evidence = look("Who does the CMO report to?")
    assert evidence.fit[row("CSO pay combines")] == 0
    assert evidence.fit[row("A CMO reports to the CEO")] == 1


def test_hits_are_the_best_passages_first_and_as_many_as_asked_for(library, fake_embedder):
    understanding = understand("What is the pay of the CSO: base salary and commissions?", library.book, library.terms)
    hits = retrieve(library, fake_embedder, understanding, top=3).hits
    assert len(hits) == 3
    assert hits[0].passage.section == ("Pay of the CSO",)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    everything = retrieve(library, fake_embedder, understanding, top=1000).hits
    assert len(everything) == len(library.passages)
    assert everything[:3] == hits


def test_no_score_of_a_passage_is_above_one(library, fake_embedder):
    text = library.passages[0].text
    question = fake_embedder.embed([text])[0]
    scores = search_passages(library, question, library.index.sentence_vectors @ question, content_stems(text))
    assert scores.max() <= 1.0001
    assert scores.argmax() == 0


def test_scores_without_a_maximum_stay_zero():
    assert list(scaled(np.zeros(2, dtype=np.float32))) == [0, 0]
    assert list(scaled(np.array([1, 4], dtype=np.float32))) == [0.25, 1]


def test_a_question_of_unknown_words_finds_nothing_lexically(look):
    assert not look("zebra quux")[1].lexical.any()

"""Measures of evidence: found, cited, resolving, verbatim."""

from dataclasses import replace

import pytest

from assistant.vocabulary import (
    Answer,
    AnswerSentence,
    Citation,
    Disagreement,
    Hit,
    Outcome,
    Passage,
    PassageKind,
    Position,
    Question,
    Support,
)
from evals.case import Case, Evidence, Split, Stratum, Tier
from evals.citations import (
    citation_validity,
    cited_evidence_precision,
    cited_evidence_recall,
    cited_share,
    evidence_recall,
    verbatim_share,
)

LEAD = "The captain leads the crew."
PAY = "The cook is paid in fish."
TEXTS = {"crew": f"# Crew\n\n{LEAD}\n\n{PAY} Nobody else is.", "other": LEAD}


def span(quote, article="crew"):
    start = TEXTS[article].index(quote)
    return start, start + len(quote)


def citation(quote, marker=1, article="crew"):
    start, end = span(quote, article)
    return Citation(marker=marker, article=article, title="", section="", quote=quote, start=start, end=end)


def hit(quote, article="crew"):
    start, end = span(quote, article)
    passage = Passage(id=quote, article=article, section=(), start=start, end=end, text=quote, kind=PassageKind.PROSE)
    return Hit(passage=passage, score=0.5)


def case(*quotes):
    return Case(
        id="a",
        group="a",
        split=Split.TUNE,
        tier=Tier.SCORED,
        stratum=Stratum.ANSWERABLE,
        turns=("Who leads?",),
        expect=frozenset({Outcome.ANSWERED}),
        evidence=tuple(Evidence(article="crew", quote=quote) for quote in quotes),
    )


def answer(text="", *, sentences=(), citations=(), hits=(), disagreements=()):
    return Answer(
        question=Question(text="Who leads?"),
        standalone_question="Who leads?",
        outcome=Outcome.ANSWERED,
        text=text,
        sentences=sentences,
        citations=citations,
        hits=hits,
        disagreements=disagreements,
    )


def test_evidence_is_found_when_a_hit_holds_the_whole_quote():
    finding = evidence_recall(case(LEAD, PAY), answer(hits=(hit(LEAD),)), TEXTS)
    assert finding.value == 0.5
    assert "The cook is paid" in finding.reason


def test_a_quote_over_two_neighbouring_hits_is_found():
    hits = (hit(PAY), hit(LEAD))
    assert evidence_recall(case(f"{LEAD} {PAY}"), answer(hits=hits), TEXTS).value == 1


def test_the_same_words_in_another_article_are_not_the_evidence():
    assert evidence_recall(case(LEAD), answer(hits=(hit(LEAD, "other"),)), TEXTS).value == 0


def test_only_the_first_five_hits_count():
    hits = (hit("Nobody else is."),) * 5 + (hit(LEAD),)
    assert evidence_recall(case(LEAD), answer(hits=hits), TEXTS).value == 0


def test_without_evidence_there_is_nothing_to_measure():
    assert evidence_recall(case(), answer(), TEXTS) is None
    assert cited_evidence_recall(case(), answer(), TEXTS) is None
    assert cited_evidence_precision(case(), answer(), TEXTS) is None


def test_cited_evidence_counts_quotes_and_citations():
    cited = answer(citations=(citation(LEAD), citation("Nobody else is.", 2)))
    assert cited_evidence_recall(case(LEAD, PAY), cited, TEXTS).value == 0.5
    precision = cited_evidence_precision(case(LEAD, PAY), cited, TEXTS)
    assert precision.value == 0.5
    assert precision.reason == "[2] rests on other text: 'Nobody else is.'"


def test_a_sentence_cited_for_a_phrase_of_it_is_right_and_a_sliver_of_it_is_not_recall():
    assert cited_evidence_precision(case("captain leads"), answer(citations=(citation(LEAD),)), TEXTS).value == 1
    assert cited_evidence_recall(case(LEAD), answer(citations=(citation("captain"),)), TEXTS).value == 0


def test_a_citation_is_valid_when_it_is_the_text_at_its_place():
    good = answer(f"{LEAD} [1]", citations=(citation(LEAD),))
    assert citation_validity(case(), good, TEXTS).value == 1


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (replace(citation(LEAD), start=0), "[1] is not the text of crew at 0"),
        (replace(citation(LEAD), article="ship"), "[1] names no article: ship"),
        (replace(citation(LEAD), marker=2), "marker [1] leads nowhere"),
    ],
)
def test_a_citation_that_does_not_hold_is_named(bad, reason):
    finding = citation_validity(case(), answer(f"{LEAD} [1]", citations=(bad,)), TEXTS)
    assert finding.value < 1
    assert finding.reason == reason


def test_markers_of_sentences_and_disagreements_have_to_resolve_too():
    positions = (Position(says="yes", citations=(3,)), Position(says="no", citations=(1,)))
    loose = answer(
        sentences=(AnswerSentence(text=LEAD, citations=(2,)),),
        citations=(citation(LEAD),),
        disagreements=(Disagreement(topic="lead", positions=positions),),
    )
    finding = citation_validity(case(), loose, TEXTS)
    assert finding.reason == "marker [2] leads nowhere; marker [3] leads nowhere"
    assert finding.value == 0.5


def test_an_answer_without_markers_has_no_validity():
    assert citation_validity(case(), answer("Nothing on that."), TEXTS) is None


def test_a_sentence_is_verbatim_only_within_what_it_cites():
    mixed = answer(
        sentences=(
            AnswerSentence(text="The captain leads the crew", citations=(1,)),
            AnswerSentence(text=PAY, citations=(1,)),
            AnswerSentence(text="According to the articles:", support=Support.CONNECTIVE),
        ),
        citations=(citation(LEAD), citation(PAY, 2)),
    )
    finding = verbatim_share(case(), mixed, TEXTS)
    assert finding.value == 0.5
    assert finding.reason == f"not verbatim: {PAY!r}"


def test_a_models_own_wording_has_to_be_verbatim_only_where_it_passes_for_it():
    own = AnswerSentence(text="The captain is in charge.", citations=(1,), support=Support.SUPPORTED)
    copied = AnswerSentence(text=LEAD, citations=(1,))
    written = replace(answer(sentences=(own, copied), citations=(citation(LEAD),)), mode="llm")
    assert verbatim_share(case(), written, TEXTS).value == 1
    assert verbatim_share(case(), replace(written, mode="extractive"), TEXTS).value == 0.5
    assert verbatim_share(case(), replace(written, sentences=(own,)), TEXTS) is None


def test_a_claim_without_citation_is_counted_and_a_connective_is_not():
    loose = answer(
        sentences=(
            AnswerSentence(text=LEAD),
            AnswerSentence(text=PAY, citations=(1,)),
            AnswerSentence(text="In short:", support=Support.CONNECTIVE),
        )
    )
    assert cited_share(case(), loose, TEXTS).value == 0.5
    assert cited_share(case(), answer(), TEXTS) is None
    assert verbatim_share(case(), answer(), TEXTS) is None

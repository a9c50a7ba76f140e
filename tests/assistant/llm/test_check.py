"""Checking sentences that a model wrote against the evidence that they cite."""

from assistant.llm.check import Checker, Claim

EVIDENCE = [
    "A CSO needs five years or more of experience.",
    "The CMO reports directly to the CEO.",
]


def test_a_sentence_that_stands_in_its_evidence_is_supported(fake_embedder):
    for index, sentence in enumerate(EVIDENCE):
        checked = Checker(fake_embedder).check(Claim(text=sentence, cited=(index,)), EVIDENCE)
        assert checked.supported and checked.score == 1 and checked.cited == (index,) and not checked.reason


def test_a_sentence_whose_citation_does_not_carry_it_is_cited_anew(fake_embedder):
    checked = Checker(fake_embedder).check(Claim(text=EVIDENCE[1], cited=(0,)), EVIDENCE)
    assert checked.supported and checked.cited == (1,)


def test_a_figure_that_no_evidence_has_is_named_in_the_reason(fake_embedder):
    claim = Claim(text="A CSO needs 25 years or more of experience.", cited=(0, 7))
    checked = Checker(fake_embedder).check(claim, EVIDENCE)
    assert not checked.supported and checked.cited == (0,)
    assert checked.reason == "names a figure, 25, that its source does not have"

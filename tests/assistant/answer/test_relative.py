import pytest

from assistant.answer.comparison import compare
from assistant.answer.relative import FOUND_LABEL, related, scarce, where_found
from assistant.evidence.retrieve import retrieve
from assistant.question.understand import understand
from assistant.relations import RelationKind
from ingest.load import load_articles

FRONT = """---
id: chiefs
title: "Chiefs"
roles: [cso, cmo, cro]
source:
  title: "Notes"
  kind: guide
reviewed: 2026-11-22
licence: MIT
relations:
  - kind: leads
    roles: [cro]
    what: [sales, marketing]
    quote: "A chief revenue officer (CRO) is the officer over sales and marketing."
  - kind: leads
    roles: [cmo]
    what: [marketing]
    when: usually
    quote: "A CMO usually leads the brand team as well."
  - kind: leads
    roles: [cmo]
    what: [marketing]
    quote: "The CMO leads the marketing department."
  - kind: owns the stage
    roles: [cmo]
    what: [awareness]
    quote: "The CMO owns the first stage of the customer journey."
  - kind: owns the stage
    roles: [cro]
    what: [awareness, purchase]
    quote: "The CRO owns every stage of the customer journey."
---

# Chiefs

## Revenue

A chief revenue officer (CRO) is the officer over sales and marketing. The CRO owns every stage of the customer journey. The role of
CRO is most common in enterprises. The CRO ends the strife of the departments.

## Marketing

A chief marketing officer (CMO) is the officer who shapes the brand. A CMO usually leads the brand team as well. The CMO leads the
marketing department. The CMO owns the first stage of the customer journey. A CMO reads. A CMO writes. A CMO draws. A CMO speaks.
A CMO asks. A CMO plans. A CMO waits. A CMO learns. A CMO counts.
"""


@pytest.fixture
def chiefs(tmp_path, make_library):
    (tmp_path / "chiefs.md").write_text(FRONT, encoding="utf-8")
    return make_library(load_articles(tmp_path, max_bytes=100_000))


@pytest.fixture
def asked(chiefs, fake_embedder):
    def ask(text):
        understanding = understand(text, chiefs.book, chiefs.terms)
        return retrieve(chiefs, fake_embedder, understanding), understanding

    return ask


def texts(library, rows):
    return [library.sentences[row].text for row in rows]


def test_a_relation_without_a_condition_is_told_first(chiefs, asked):
    evidence, _ = asked("CRO vs CMO")
    rows = related(chiefs, evidence, RelationKind.LEADS, "cmo")
    assert texts(chiefs, rows) == [
        "The CMO leads the marketing department.",
        "A CMO usually leads the brand team as well.",
    ]


def test_a_role_on_which_there_are_few_sentences_is_scarce(chiefs):
    assert scarce(chiefs, ("cro", "cmo")) == {"cro"}


def test_of_a_scarce_role_everything_is_told(chiefs, asked):
    evidence, understanding = asked("What is the difference between a CRO and a CMO?")
    found = compare(chiefs, evidence, understanding)
    shown = {row for aspect in found.aspects for row in aspect.cells.get("cro", ())}
    assert shown == set(chiefs.told_of["cro"])
    assert len(shown) == sum(len(aspect.cells.get("cro", ())) for aspect in found.aspects)


def test_where_there_is_such_a_role_has_a_row_of_its_own(chiefs, asked):
    assert texts(chiefs, where_found(chiefs, "cro", ())) == ["The role of CRO is most common in enterprises."]
    evidence, understanding = asked("CRO vs CMO")
    labels = [aspect.label for aspect in compare(chiefs, evidence, understanding).aspects]
    assert FOUND_LABEL in labels


def test_an_aspect_asked_for_is_answered_from_the_relations_alone(chiefs, asked):
    evidence, understanding = asked(
        "How do a CRO and a CMO differ in the stages of the customer journey that they own?"
    )
    (aspect,) = compare(chiefs, evidence, understanding).aspects
    assert texts(chiefs, aspect.cells["cro"]) == ["The CRO owns every stage of the customer journey."]
    assert texts(chiefs, aspect.cells["cmo"]) == ["The CMO owns the first stage of the customer journey."]

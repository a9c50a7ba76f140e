from dataclasses import replace

import numpy as np
import pytest

from assistant.answer.matching import (
    DENIES,
    TROUBLE,
    WELL,
    alike_to_both,
    clauses_of,
    clearest,
    clearness,
    in_plain_words,
    match,
)
from assistant.answer.situations import situations


@pytest.fixture
def found(library, fake_embedder):
    return lambda *told: match(library, fake_embedder, situations(library), told)


def test_clauses_that_tell_of_a_company_are_kept(library):
    assert clauses_of("We sell costly machines; CSO or CMO?", library) == ["We sell costly machines"]
    assert clauses_of("Which of the two chiefs should we hire first?", library) == []


def test_nothing_told_is_matched_with_nothing(found):
    assert found("Should we hire a CSO or a CMO?") is None


def test_a_situation_that_is_told_is_stated_and_the_others_are_not(found):
    stated = found("Our company sells costly machines to few large customers.").stated
    assert [one.label for one in stated] == ["Few large customers"]


def test_situations_of_both_roles_are_stated_side_by_side(found):
    stated = found(
        "Our company sells costly machines to few large customers. Nobody knows the product of our company."
    ).stated
    assert {one.label for one in stated} == {"Few large customers", "Unknown product"}


def test_a_situation_that_is_denied_is_not_stated(found):
    result = found("Our company does not change its name and logo.")
    assert not result.stated
    assert [one.label for one in result.denied] == ["New name"]


def test_what_goes_well_is_no_situation():
    assert WELL.search("cash is fine")
    assert WELL.search("we have good margins")
    assert not WELL.search("we sell fine wines to dealers")


def test_what_cannot_be_done_is_no_denial():
    assert DENIES.search("cash is not yet a problem")
    assert not TROUBLE.search("cash is not yet a problem")
    assert TROUBLE.search("we cannot pay our suppliers")
    assert TROUBLE.search("there is no money left")


def test_what_fits_two_situations_alike_states_none():
    assert clearness(np.asarray([0.7, 0.69, 0.1], dtype=np.float32)) == 0
    assert clearness(np.asarray([0.7, 0.5, 0.1], dtype=np.float32)) == pytest.approx(1.1)
    assert clearness(np.asarray([0.4, 0.1, 0.1], dtype=np.float32)) == 0


def test_a_clause_that_fits_a_stated_situation_nearly_as_well_states_no_other():
    rows = np.asarray([[0.9, 0.4, 0.1], [0.6, 0.7, 0.1]], dtype=np.float32)
    assert clearest(rows).tolist() == pytest.approx([1.9, 0, 0])
    apart = np.asarray([[0.9, 0.4, 0.1], [0.3, 0.7, 0.1]], dtype=np.float32)
    assert clearest(apart).tolist() == pytest.approx([1.9, 1.5, 0])


@pytest.mark.parametrize(
    "clause",
    [
        "our runway is two months",
        "payroll is at risk",
        "we burn more than we earn",
        "orders have dried up",
        "we won't make it to spring",
        "the bank wants its loan back",
    ],
)
def test_a_figure_of_speech_for_being_short_of_money_is_read_as_such(clause):
    assert "financial distress" in in_plain_words(clause)


@pytest.mark.parametrize("clause", ["we sell to banks", "we make candles", "the brand is well known"])
def test_other_clauses_stay_as_they_are(clause):
    assert in_plain_words(clause) == clause


def test_what_a_company_is_and_what_it_is_about_are_two_clauses(library):
    assert clauses_of("We're a bank moving into Brazil", library) == ["We're a bank", "moving into Brazil"]


@pytest.mark.parametrize("told", ["We are a 12,000-person corporation", "some 4000 employees", "thousands of staff"])
def test_a_large_number_of_people_is_read_as_a_large_enterprise(told):
    assert in_plain_words(told) == "a large enterprise"


def test_forty_people_are_no_large_enterprise():
    assert in_plain_words("We are 40 people") == "We are 40 people"


def test_what_is_much_like_two_situations_states_both_unless_one_is_a_size(library):
    known = situations(library)
    row = np.zeros(len(known), dtype=np.float32)
    row[:2] = 0.9, 0.85
    assert alike_to_both(row, known) == [0, 1]
    assert alike_to_both(row, (replace(known[0], sized=True), *known[1:])) == [0]
    row[1] = 0.7
    assert alike_to_both(row, known) == []

import pytest

from assistant.answer.persons import SETTLED, UNWANTED


@pytest.mark.parametrize(
    "clause",
    ["Our strategy is settled", "the board has a plan already", "the goals are all agreed", "we already have a plan"],
)
def test_what_is_there_already_is_not_what_is_wanted(clause):
    assert SETTLED.search(clause)


@pytest.mark.parametrize("clause", ["we do not need a strategist", "we aren't looking for ideas", "no need for plans"])
def test_what_is_said_not_to_be_wanted_is_not_wanted(clause):
    assert UNWANTED.search(clause)


@pytest.mark.parametrize("clause", ["we have no strategy yet", "nobody bridges the departments", "we need ideas"])
def test_what_is_lacking_is_wanted(clause):
    assert not (SETTLED.search(clause) or UNWANTED.search(clause))

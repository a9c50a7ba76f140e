import pytest

from assistant.answer.advice import advise, one_each, others
from assistant.answer.matching import Match
from assistant.answer.situations import Situation

SALES, CLOSING = Situation(rows=(1,), roles=("cso",)), Situation(rows=(2,), roles=("cso",))
BRAND, NAME = Situation(rows=(3,), roles=("cmo",)), Situation(rows=(4,), roles=("cmo",))


@pytest.fixture
def advice(library, fake_embedder, read):
    return lambda question, *told: advise(library, fake_embedder, read(question), [*told, question])


@pytest.mark.parametrize(
    ("told", "role", "label"),
    [
        ("Our company sells costly machines to few large customers.", "cso", "Few large customers"),
        ("Nobody knows the product of our company.", "cmo", "Unknown product"),
        ("We change the name and logo of our company.", "cmo", "New name"),
    ],
)
def test_the_role_of_the_situation_that_is_told_is_advised(advice, told, role, label):
    found = advice("Should we hire a CSO or a CMO?", told)
    assert found.roles[0] == role
    assert found.fitting[0].label == label


def test_what_would_change_the_advice_is_on_the_other_role(advice):
    found = advice("Should we hire a CSO or a CMO?", "Our company sells costly machines to few large customers.")
    assert found.otherwise
    assert all(found.fitting[0].roles != one.roles for one in found.otherwise)


def test_where_no_situation_fits_one_of_each_role_is_near(advice):
    found = advice("Should we hire a CSO or a CMO?", "We grow tulips behind the church.")
    assert not found.fitting
    assert sorted(one.roles for one in found.nearest) == [("cmo",), ("cso",)]


def test_what_the_reader_denies_is_not_shown_as_near():
    found = Match(stated=(), hinted=(), denied=(SALES,), nearest=(SALES, BRAND, CLOSING, NAME))
    assert one_each(found, ["cso", "cmo"]) == (BRAND, CLOSING)


def test_what_may_be_meant_as_well_comes_first_of_what_would_change_the_advice():
    found = Match(stated=(SALES,), hinted=(NAME,), denied=(), nearest=(BRAND, SALES, NAME, CLOSING))
    assert others(found, {"cmo"}) == (NAME, BRAND)


def test_roles_without_situations_get_no_advice(advice):
    assert advice("Should we hire a vice president or a director?", "We sell machines to many customers.") is None


def test_a_question_that_tells_nothing_of_a_company_gets_no_advice(advice):
    assert advice("Should we hire a CSO or a CMO?") is None

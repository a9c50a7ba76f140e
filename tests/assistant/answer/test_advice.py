import pytest

from assistant.answer.advice import advise, describe, situations


@pytest.fixture
def advice(library, fake_embedder, read):
    return lambda question, *told: advise(library, fake_embedder, read(question), [*told, question])


def test_situations_are_the_items_of_lists_that_are_about_situations(library):
    assert {(role, label) for _, role, label in situations(library)} == {
        ("cso", "Few large customers"),
        ("cso", "Weak closing"),
        ("cmo", "Unknown product"),
        ("cmo", "New name"),
    }


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


def test_what_would_be_different_is_on_the_other_role(advice):
    found = advice("Should we hire a CSO or a CMO?", "Our company sells costly machines to few large customers.")
    assert all(one.role != found.fitting[0].role for one in found.otherwise)
    assert not set(found.otherwise) & set(found.fitting)


def test_roles_without_situations_get_no_advice(advice):
    assert advice("Should we hire a vice president or a director?", "We sell machines to many customers.") is None


def test_a_question_that_tells_nothing_of_a_company_gets_no_advice(advice):
    assert advice("Should we hire a CSO or a CMO?") is None


def test_clauses_that_tell_of_a_company_are_kept(library):
    assert describe("We sell costly machines; CSO or CMO?", library) == ["We sell costly machines"]

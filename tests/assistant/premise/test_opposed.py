import pytest

from assistant.premise.opposed import opposed
from assistant.question.roles import RoleBook
from assistant.text.reading import read_sentence
from assistant.vocabulary import Role

BOOK = RoleBook([Role(id="cso", name="chief sales officer", acronyms=("CSO",), core=True, department="sales")])


def opposes(claim: str, there: str) -> bool:
    return opposed(read_sentence(claim, BOOK), read_sentence(there, BOOK))


@pytest.mark.parametrize(
    ("claim", "there"),
    [
        ("marketing is the last to lose money", "Marketing is among the first to face budget cuts."),
        ("the path is less varied", "The career path is more varied."),
        ("the CSO is the superior role", "Neither role is inherently superior to the other."),
        ("the CSO needs no sales experience", "Sales experience is essential for the CSO."),
        ("the CSO needs fifteen years of experience", "Most need five years of experience."),
        ("brand-building before quick wins", "In a crisis, quick wins take priority over brand-building."),
        ("meetings are unnecessary", "Regular meetings are necessary."),
    ],
)
def test_the_contrary_is_recognised(claim, there):
    assert opposes(claim, there)


@pytest.mark.parametrize(
    ("claim", "there"),
    [
        ("marketing is the first to lose money", "Marketing is among the first to face budget cuts."),
        ("the path is more varied", "The career path is more varied."),
        ("the CSO needs five years of experience", "Most need five years of experience."),
        ("quick wins before brand-building", "In a crisis, quick wins take priority over brand-building."),
        ("nobody can attribute sales to campaigns", "It is hard to attribute sales to campaigns."),
        ("marketing people never sell anything", "Success rests more on building trust than on aggressive selling."),
        ("every market differs", "Where products barely differ, the CSO decides."),
        ("the goals are the same", "The roles take different paths to one goal."),
        ("the link is indirect", "Its impact can be hard to attribute directly."),
        ("people never buy", "The leads are not ready to buy yet."),
    ],
)
def test_what_agrees_or_says_something_else_is_no_contrary(claim, there):
    assert not opposes(claim, there)

import pytest

from assistant.answer.advice import Advice
from assistant.answer.compose import Writer
from assistant.answer.persons import Leaning, asked_of, leaning
from assistant.answer.recommend import NO_PERSONS, NONE_FITS, write_advice, write_asked_of, write_leaning
from assistant.answer.situations import Situation, situations
from assistant.vocabulary import Outcome


@pytest.fixture
def known(library):
    return {one.label: one for one in situations(library)}


def test_one_situation_is_recommended_in_the_first_line(library, known):
    writer = Writer(library)
    advice = Advice(fitting=(known["New name"],), otherwise=(known["Weak closing"],))
    assert write_advice(library, writer, advice).outcome is Outcome.ANSWERED
    first, *rest = writer.text.split("\n\n")
    assert first == "**A chief marketing officer (CMO)**, because this situation is one that the articles name:"
    assert "New name" in rest[0]
    assert rest[-2] == "What would speak for a chief sales officer (CSO) instead:"
    assert "Weak closing" in rest[-1]


def test_situations_of_two_roles_stand_under_the_role_of_each(library, known):
    writer = Writer(library)
    write_advice(library, writer, Advice(fitting=(known["New name"], known["Weak closing"], known["Unknown product"])))
    text = writer.text
    assert text.startswith("**This fits both a chief marketing officer (CMO) and a chief sales officer (CSO):**")
    order = ["For a chief marketing", "New name", "Unknown product", "For a chief sales", "Weak closing"]
    assert sorted(order, key=text.index) == order


def test_where_none_fits_it_is_said_and_the_situations_of_each_role_are_offered(library, known):
    writer = Writer(library)
    written = write_advice(library, writer, Advice(fitting=(), nearest=(known["New name"], known["Weak closing"])))
    assert written.outcome is Outcome.PARTLY_ANSWERED
    assert writer.text.startswith(NONE_FITS)
    assert written.follow_ups == (
        "When is a chief marketing officer the better choice?",
        "When is a chief sales officer the better choice?",
    )


def test_what_is_said_of_a_size_names_whoever_does_the_work(library):
    writer = Writer(library)
    write_advice(library, writer, Advice(fitting=(), sized=(Situation(rows=(0,), roles=("ceo", "cro"), sized=True),)))
    assert writer.text.startswith("**A chief executive officer (CEO) or a chief revenue officer (CRO)**")


def test_persons_are_not_chosen_between(library, fake_embedder):
    writer = Writer(library)
    written = write_leaning(library, writer, Leaning(role="vp", rows=()), (), person=True)
    assert written.outcome is Outcome.PARTLY_ANSWERED
    assert writer.text.startswith(NO_PERSONS)
    writer = Writer(library)
    rows = asked_of(library, fake_embedder, "cso", ["Ann leads a sales team."])
    assert rows
    assert write_asked_of(library, writer, "cso", rows).outcome is Outcome.PARTLY_ANSWERED
    assert writer.text.startswith(NO_PERSONS)


def test_a_description_of_nothing_leans_to_no_role(library, fake_embedder):
    assert leaning(library, fake_embedder, ("cso", "cmo"), ["CSO or CMO?"]) is None
    assert leaning(library, fake_embedder, ("cso",), ["We sell machines."]) is None

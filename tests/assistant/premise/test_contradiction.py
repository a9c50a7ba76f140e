import numpy as np
import pytest

from assistant.answer.write import write_correction
from assistant.premise.claim import claim_of
from assistant.premise.contradiction import corrections
from assistant.premise.degree import played_down, turned_round
from assistant.premise.premise import Premise
from assistant.vocabulary import Outcome, Support


@pytest.fixture
def corrected(library, fake_embedder):
    def quotes(text: str) -> list[str]:
        rows = corrections(library, fake_embedder, [Premise(text=text)])
        return [library.sentences[row].text for row in rows]

    return quotes


def test_what_is_said_of_the_counterpart_contradicts_a_claim_on_a_role(corrected):
    assert corrected("the CMO closes the largest deals in person") == ["The CSO closes the largest deals in person."]


@pytest.mark.parametrize(
    "text",
    [
        "the CSO closes the largest deals in person",
        "the CMO shapes the brand",
        "a CSO reports to the CEO",
        "CSO pay combines a base salary with commissions",
        "the weather is fine in spring",
    ],
)
def test_what_the_articles_say_is_not_contradicted(corrected, text):
    assert corrected(text) == []


def test_another_boss_than_the_articles_name_is_contradicted(corrected):
    assert corrected("the CMO reports to the CSO") == ["A CMO reports to the CEO of the company."]


def test_an_item_of_a_list_corrects_under_what_introduces_it(library, writer, row):
    write_correction(library, writer, [row("Planning campaigns")])
    assert writer.text == (
        "The articles say otherwise.\n\nThe tasks of a chief marketing officer (CMO) include: [1]\n\n- Planning campaigns [2]"
    )


def test_a_claim_that_is_made_against_an_answer_is_corrected(ask):
    answer = ask("Who closes deals?", "I read that the CMO closes the largest deals in person.")
    assert answer.standalone_question == "Is it true that the CMO closes the largest deals in person?"
    assert answer.text.startswith("The articles say otherwise.\n\nThe CSO closes")


def test_a_false_premise_is_said_to_be_false_before_it_is_corrected(ask):
    answer = ask("Why does the CMO close the largest deals in person?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.startswith("The articles say otherwise.\n\nThe CSO closes")
    assert answer.sentences[0].support is Support.CONNECTIVE


def test_a_true_premise_is_answered_as_ever(ask):
    assert "otherwise" not in ask("Why does the CSO close the largest deals in person?").text


HORIZONS = """# Apart

## Key differences

The key differences between the CSO and the CMO are:

- **Time horizon:** The CMO takes a long-term view. The CSO plans for a short term.
- **Team:** The CMO leads writers. The CSO leads sellers.
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CSOs have a longer time horizon than CMOs", "The CSO plans for a short term."),
        ("the CMO's time horizon is shorter than the CSO's", "The CMO takes a long-term view."),
        ("CMOs have a longer time horizon than CSOs", None),
        ("CSOs have a longer team than CMOs", None),
    ],
)
def test_only_roles_compared_the_wrong_way_round_are_turned(make_library, make_article, text, said):
    library = make_library((make_article(HORIZONS, "apart"),))
    row = turned_round(library, claim_of(library.book, text))
    assert (None if row is None else library.sentences[row].text) == said


def test_a_sentence_on_the_role_that_says_it_as_well_keeps_a_claim_from_being_contradicted(
    make_library, make_article, fake_embedder
):
    body = "The CMO keeps loyal customers. The CSO takes over at the purchase, and often keeps loyal customers with a club."
    library = make_library((make_article(f"# Loyalty\n\n## Loyal customers\n\n{body}\n", "one"),))
    assert corrections(library, fake_embedder, [Premise(text="the CSO keeps loyal customers")]) == ()


def test_what_a_role_has_less_of_than_another_is_not_mostly_its_own(make_library, make_article, fake_embedder):
    text = "# T\n\n## Pay\n\nThe pay of a CMO depends less on closed deals than the pay of a CSO.\n\nA CMO likes tea.\n"
    library = make_library((make_article(text),))
    claim = claim_of(library.book, "the pay of a CMO depends mostly on closed deals")
    level = np.ones(len(library.sentences), dtype=np.float32)
    assert played_down(library, claim, level, level) == 0
    assert played_down(library, claim_of(library.book, "the pay of a CMO depends on deals"), level, level) is None
    assert played_down(library, claim_of(library.book, "a CSO likes tea mostly"), level, level) is None

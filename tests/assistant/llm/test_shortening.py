"""Sentences that but shorten their source, and those that say more by what they leave out or put in."""

import pytest

from assistant.llm.shortening import shortens
from assistant.question.roles import RoleBook
from assistant.text.reading import read_sentence
from assistant.vocabulary import Role

BOOK = RoleBook(
    [
        Role(id="cso", name="chief sales officer", acronyms=("CSO",), core=True, department="sales"),
        Role(id="cmo", name="chief marketing officer", acronyms=("CMO",), core=True, department="marketing"),
        Role(id="ceo", name="chief executive officer", acronyms=("CEO",)),
    ]
)
BRAND, DEALS, FIGURES = "The CMO builds the brand.", "The CSO closes deals.", "The CMO owns the figures of the funnel."
CRISIS = "In a turnaround, a CSO is the better choice."


def close(said, *sources):
    return shortens(read_sentence(said, BOOK), [read_sentence(one, BOOK) for one in sources])


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("A chief marketing officer builds the brand.", BRAND),
        ("The CMO builds the brand.", "In essence, the CMO builds the brand."),
        ("The CMO builds the brand.", "The chief marketing officer (CMO) builds the brand, which lowers costs."),
        ("The CMO builds the brand.", "Strategic work: The CMO also builds the brand."),
        ("The CMO builds the brand.", "Tasks: The CSO closes deals. The CMO builds the brand. Both meet."),
        ("A CSO is the better choice in a turnaround.", CRISIS),
        ("The CMO owns advertising and content.", "The CMO owns advertising, branding and content."),
        ("The CMO aims to grow and sell.", "The CMO aims to grow and to sell."),
        ("The CSO leads sales.", "A CSO is the executive who leads sales."),
        ("The CMO of the company reports to the CEO.", "The CMO reports to the CEO of a company."),
        ("The CMO, who owns content, builds the brand.", "The CMO, that owns content, builds the brand."),
    ],
)
def test_a_sentence_that_is_shortened_at_its_joints_is_close(said, source):
    assert close(said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("The CMO builds the strong brand.", BRAND),
        (
            "The CMO leads with the focus on developing strategy.",
            "The CMO leads with the focus on doing and not on developing strategy.",
        ),
        ("CMOs fail to deliver leads.", "CMOs who fail to deliver leads lose trust."),
        ("The CMO reports to the CEO.", "In most companies, the CMO reports to the CEO."),
        ("The CMO reports to the CEO.", "The CMO reports to the CEO or the President."),
        ("Firms eliminate and transform the role.", "Firms either eliminate or transform the role."),
        ("A CSO is the better choice.", CRISIS),
        ("Sales pays marketing.", "Marketing pays sales."),
        ("The CMO works for the CSO.", "The CMO works with the CSO."),
        ("Marketing creates unqualified leads.", "Marketing creates unqualified leads when feedback is missing."),
        ("The CMO closes deals.", "The CSO helps the CMO and closes deals."),
        (
            "The CMO sets goals, and reports to the board.",
            "The CMO sets goals, and the CSO closes deals, and reports to the board.",
        ),
        ("It lowers costs.", "The CMO builds the brand, and it lowers costs."),
        ("The CSO balances reach.", "The CSO balances reach and price."),
        ("The CMO grows.", "The CMO grows, in large firms."),
        ("Growth means revenue.", "For the CSO, growth means revenue."),
        ("A CMO.", BRAND),
    ],
)
def test_a_sentence_that_puts_in_or_leaves_out_what_turns_its_meaning_is_not(said, source):
    assert not close(said, source)


@pytest.mark.parametrize(
    ("said", "sources"),
    [
        ("The CMO builds the brand and the CSO closes deals.", (BRAND, DEALS)),
        ("The CMO builds the brand, while the CSO closes deals.", (BRAND, DEALS)),
        ("The CMO builds the brand and owns the figures of the funnel.", (BRAND, FIGURES)),
    ],
)
def test_two_sources_may_be_joined(said, sources):
    assert close(said, *sources)


@pytest.mark.parametrize(
    "said",
    [
        "The CMO builds the brand and closes deals.",
        "The CSO builds the brand and closes deals.",
        "The CMO builds the brand and it closes deals.",
        "The CMO builds the brand because the CSO closes deals.",
    ],
)
def test_what_one_source_says_of_one_is_not_joined_to_another(said):
    assert not close(said, BRAND, DEALS)

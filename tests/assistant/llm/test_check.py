"""Checking sentences that a model wrote against the evidence that they cite."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.llm.check import Checker, Claim
from assistant.question.roles import RoleBook
from assistant.vocabulary import Role

BOOK = RoleBook(
    [
        Role(id="cso", name="chief sales officer", acronyms=("CSO",), core=True, department="sales"),
        Role(id="cmo", name="chief marketing officer", acronyms=("CMO",), core=True, department="marketing"),
        Role(id="ceo", name="chief executive officer", acronyms=("CEO",)),
        Role(id="salesperson", name="salesperson", aliases=("salespeople",)),
    ]
)
YEARS = "A CSO needs five years or more of experience in management."
REPORTS = "The CMO reports directly to the CEO."
DEMAND = "The CMO creates market demand, while the CSO turns that demand into revenue."
TITLE = "A CMO may also carry the title of vice president."
NEGATED = "The CMO leads the team with the focus on executing tactics and not on developing strategy."
LEADS = "Good leads from the CMO increase the efficiency of the sales team."
EVIDENCE = (YEARS, REPORTS, DEMAND, TITLE, NEGATED, LEADS)


class Never:
    """An embedder that must not be asked."""

    id = "never"

    def embed(self, texts):
        raise AssertionError(f"asked to embed {texts}")


@pytest.fixture(scope="module")
def checker():
    return Checker(Never(), BOOK)


@pytest.mark.parametrize("index", range(len(EVIDENCE)))
def test_a_sentence_that_stands_in_its_evidence_is_supported(checker, index):
    checked = checker.check(Claim(text=EVIDENCE[index], cited=(index,)), EVIDENCE)
    assert checked.supported and checked.score == 1 and checked.cited == (index,) and not checked.reason


@given(
    st.lists(st.from_regex(r"[A-Za-z]{1,9}|[0-9]{1,4}|not|may|CSO|CMO|every", fullmatch=True), min_size=1, max_size=20)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sentence_at_all_with_a_word_of_content_is_supported_by_itself(checker, words):
    sentence = " ".join(["Company", *words]) + "."
    assert checker.check(Claim(text=sentence, cited=(0,)), [sentence]).supported


@given(
    st.integers(min_value=0, max_value=10**7),
    st.sampled_from(["{} years", "{} %", "{} deals", "${}", "at least {} people"]),
)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_other_number_than_that_of_the_evidence_is_caught(checker, number, wording):
    sentence = "A CSO should bring {} to the company."
    there = sentence.format(wording.format(37))
    said = sentence.format(wording.format(number))
    checked = checker.check(Claim(text=said, cited=(0,)), [there, *EVIDENCE])
    assert checked.supported == (number == 37)


@pytest.mark.parametrize(
    ("said", "cited", "reason"),
    [
        (
            "A CSO needs 25 years or more of experience in management.",
            0,
            "names a figure, 25, that its source does not have",
        ),
        ("A CSO needs at most five years of experience in management.", 0, "turns the bound on five around"),
        ("A CSO needs five months or more of experience in management.", 0, "names a figure, months, that"),
        ("The CSO reports directly to the CEO.", 1, "names the CSO, whom its source does not name"),
        ("The COO reports directly to the CEO.", 1, "names the COO, whom its source does not name"),
        ("The CEO reports directly to the CMO.", 1, "says of the CEO what its source says of the CMO"),
        ("The CSO creates market demand, while the CMO turns that demand into revenue.", 2, "says of the"),
        ("The CMO never reports directly to the CEO.", 1, "differs from its source by a negation"),
        ("The CMO doesn't report directly to the CEO.", 1, "denies"),
        ("The CMO reports to the CEO of Acme directly.", 1, "names Acme, which its source does not"),
        ("The CMO leads the team with the focus on executing tactics and on developing strategy.", 4, "negation"),
        ("A CMO must also carry the title of vice president.", 3, "says must where its source does not"),
        ("A CMO also carries the title of vice president.", 3, "says flatly what its source says with may"),
        (
            "Good leads from the CMO decrease the efficiency of the sales team.",
            5,
            "says decrease where its source says increase",
        ),
        ("The CMO always reports directly to the CEO.", 1, "says always where its source does not"),
        ("Bread is baked from flour and water.", 1, "says more than its source"),
    ],
)
def test_what_the_evidence_does_not_say_is_caught_and_the_reason_named(checker, said, cited, reason):
    checked = checker.check(Claim(text=said, cited=(cited,)), EVIDENCE)
    assert not checked.supported and checked.cited == (cited,)
    assert reason in checked.reason


@pytest.mark.parametrize(
    ("said", "cited"),
    [
        ("A CSO needs at least 5 years of management experience.", 0),
        ("The CEO is the direct superior to whom the CMO reports.", 1),
        ("The CSO makes revenue of the demand in the market that the CMO creates.", 2),
        ("Some CMOs carry the title vice president, too.", 3),
        ("The efficiency of the salespeople increases with good leads from the CMO.", 5),
    ],
)
def test_the_same_in_other_words_is_let_pass(checker, said, cited):
    checked = checker.check(Claim(text=said, cited=(cited,)), EVIDENCE)
    assert checked.supported and checked.cited == (cited,), checked.reason


def test_a_sentence_whose_citation_does_not_carry_it_is_cited_anew(checker):
    checked = checker.check(Claim(text=REPORTS, cited=(0,)), EVIDENCE)
    assert checked.supported and checked.cited == (1,)


def test_a_sentence_without_citations_is_given_one(checker):
    assert checker.check(Claim(text=YEARS), EVIDENCE).cited == (0,)


def test_citations_that_do_not_resolve_are_dropped(checker):
    checked = checker.check(Claim(text="Bread is baked from flour.", cited=(0, 99, -1, 0)), EVIDENCE)
    assert not checked.supported and checked.cited == (0,)


def test_nothing_is_supported_without_evidence(checker):
    checked = checker.check(Claim(text=YEARS, cited=(0,)), [])
    assert not checked.supported and checked.reason == "cites no source that there is"


def test_a_sentence_that_claims_nothing_is_not_supported(checker):
    assert not checker.check(Claim(text="And so it is.", cited=(0,)), EVIDENCE).supported


def test_the_claims_of_an_answer_keep_their_order(checker):
    found = checker.check_all([Claim(text=text, cited=(at,)) for at, text in enumerate(EVIDENCE)], EVIDENCE)
    assert [one.text for one in found] == list(EVIDENCE)


def test_the_embedder_is_asked_once_for_what_leaves_a_doubt_and_its_no_counts(fake_embedder):
    source = "The sales chief hires talented people."
    doubtful = "The sales chief recruits gifted staff everywhere."

    class Sure:
        least = 0.0

        def __call__(self, signals):
            return 0.1

    checker = Checker(fake_embedder, score=Sure())
    first = checker.check_all([Claim(text=doubtful, cited=(0,)), Claim(text=doubtful, cited=(0,))], [source])
    assert fake_embedder.calls == 1
    assert [one.supported for one in first] == [False, False]
    alike = checker.check(Claim(text="The chief hires talented people for sales.", cited=(0,)), [source])
    assert alike.supported and fake_embedder.calls == 2


HABITS = (
    "In most companies, the CMO reports directly to the CEO.",
    "Most CSO positions require a master's degree and five years of experience.",
    "The CMO, for example, could be judged by the revenue that comes from leads.",
    "A CMO's budget typically goes to agency fees, content and advertising.",
    "Executive leadership: The CMO is a critical member of the C-suite and reports directly to the CEO or President.",
    "In a turnaround, a CSO is the better choice.",
    "The CSO works with the CEO with a focus on the budget.",
    "The key metrics of alignment are: Revenue attribution: Revenue attribution is the share of revenue from marketing.",
    "A CSO has insight into the politics that the company has to navigate when winning a deal.",
    "Some sales teams start small, because a startup may lack money.",
    "Trust is one sign of a healthy alignment.",
    "Regulated industries: When a company operates in a regulated sector such as finance, a CMO is the better choice to build trust.",
    "CMO bonuses may be tied to leads, to pipeline influence and to brand health.",
)


@pytest.mark.parametrize(
    ("said", "cited", "reason"),
    [
        ("The CMO reports directly to the CEO.", 0, "says flatly what its source says with in most companies"),
        (
            "A master's degree may be enough, but CSO positions require five years of experience.",
            1,
            "says flatly what its source says with most",
        ),
        ("The CMO is judged by the revenue that comes from leads.", 2, "says flatly what its source says with"),
        ("The CMO's budget goes to agency fees, content and advertising.", 3, "with typically"),
        (
            "The chief marketing officer's boss is the CMO, who reports directly to the CEO or President.",
            4,
            "ties the CMO to",
        ),
        (
            "The CMO reports directly to the chief marketing officer, a critical member of the C-suite.",
            4,
            "ties the CMO to",
        ),
        ("In a turnaround, a CSO is the best choice.", 5, "says best where its source says better"),
        ("The CEO takes up with the CSO.", 6, "says more than its source"),
        ("The key metrics of alignment are revenue attribution.", 7, "gives one item of a list for the whole of it"),
        ("The company is more likely to win the deal.", 8, "speaks of a likelihood where its source does not"),
        ("The company has to navigate politics because of it.", 8, "gives a reason that it does not name"),
        ("Trust is the key sign of a healthy alignment.", 10, "says key where its source does not"),
        (
            "The CMO is the better choice to build trust.",
            11,
            "leaves out when that holds: when a company operates in a",
        ),
        ("CMO bonuses are often tied to leads and to pipeline influence.", 12, "says often where its source says may"),
    ],
)
def test_what_is_said_more_flatly_or_higher_than_its_source_is_caught(checker, said, cited, reason):
    checked = checker.check(Claim(text=said, cited=(0,)), [HABITS[cited]])
    assert not checked.supported
    assert reason in checked.reason


@pytest.mark.parametrize(
    ("said", "cited"),
    [
        ("The CMO usually reports directly to the CEO.", 0),
        ("Typically, CSO positions require a master's degree and five years of experience.", 1),
        ("The CMO may be judged by the revenue that comes from leads.", 2),
        ("Agency fees, content and advertising are the usual uses of a CMO's budget.", 3),
        ("The chief marketing officer reports directly to the CEO or President.", 4),
        ("In a turnaround, the better choice is a CSO.", 5),
        ("Together with the CEO, the CSO works on the budget.", 6),
        ("The key metrics of alignment include revenue attribution.", 7),
        ("When winning a deal, the company has to navigate politics, into which the CSO has insight.", 8),
        ("Some sales teams begin small, because startups may lack money.", 9),
        ("When a company operates in a regulated sector, a CMO is the better choice to build trust.", 11),
        ("To build trust in finance, a CMO is the better choice.", 11),
        ("CMO bonuses can be tied to leads and to brand health.", 12),
    ],
)
def test_what_is_said_as_carefully_as_its_source_is_let_pass(checker, said, cited):
    checked = checker.check(Claim(text=said, cited=(0,)), [HABITS[cited]])
    assert checked.supported, checked.reason


def test_everything_may_stand_for_a_total(checker):
    source = "The estimate is the total value that a customer brings the company."
    said = "The estimate is everything of value that a customer brings the company."
    assert checker.check(Claim(text=said, cited=(0,)), [source]).supported
    assert not checker.check(Claim(text=said, cited=(0,)), [source.replace("total ", "")]).supported


def test_a_flat_source_may_be_said_with_care(checker):
    assert checker.check(Claim(text="The CMO usually reports directly to the CEO.", cited=(1,)), EVIDENCE).supported


def test_a_check_that_is_warmed_up_has_loaded_its_embedder(fake_embedder):
    Checker(fake_embedder, BOOK).warm_up(EVIDENCE)
    assert fake_embedder.calls


def test_a_sentence_that_cites_nothing_is_told_what_contradicts_it(checker):
    checked = checker.check(Claim(text="The CMO never reports directly to the CEO."), EVIDENCE)
    assert not checked.supported and checked.cited == ()
    assert checked.reason == "differs from its source by a negation"


def test_a_condition_that_another_source_does_not_make_need_not_be_said(checker):
    evidence = [HABITS[11], "Of the two, the CMO is the better choice to build trust."]
    assert checker.check(Claim(text="The better choice to build trust is the CMO.", cited=(0, 1)), evidence).supported


def test_a_sentence_with_hardly_a_word_of_its_source_is_struck_however_alike_its_words_are(checker):
    said = "The CMO heads purchasing, logistics, hiring, planning and bookkeeping."
    checked = checker.check(Claim(text=said, cited=(0,)), ["The CMO manages advertising."])
    assert (checked.supported, checked.reason) == (False, "says more than its source")

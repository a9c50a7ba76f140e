from assistant.vocabulary import Outcome
from evals.case import Case, Evidence, Split, Stratum, Tier
from evals.protection import lost, protection, quoting

TEXT = "# Two chiefs\n\n## Pay\n\nA CMO earns a bonus. A CSO\nearns more.\n\n| a | b |\n|---|---|\n| x | A row. |\n"


def case(name, *quotes, article="two"):
    return Case(
        id=name,
        group=name,
        split=Split.TUNE,
        tier=Tier.SCORED,
        stratum=Stratum.ANSWERABLE,
        turns=("?",),
        expect=frozenset({Outcome.ANSWERED}),
        evidence=tuple(Evidence(article=article, quote=quote) for quote in quotes),
    )


def test_each_paragraph_names_the_cases_that_quote_it_once():
    cases = [
        case("pay", "A CMO earns a bonus.", "earns a bonus."),
        case("row", "A row."),
        case("else", "A row.", article="x"),
    ]
    found = {TEXT[one.start : one.end]: one for one in protection("two", {"two": TEXT}, cases)}
    assert found["A CMO earns a bonus. A CSO"].cases == ("pay",)
    assert found["| x | A row. |"].cases == ("row",)
    assert found["earns more."].cases == ()
    assert [text for text, one in found.items() if not one.checkable] == ["# Two chiefs", "## Pay", "|---|---|"]


def test_a_quote_over_two_lines_protects_both():
    found = protection("two", {"two": TEXT}, [case("more", "A CSO earns more.")])
    assert [TEXT[one.start : one.end] for one in found if one.cases] == ["A CMO earns a bonus. A CSO", "earns more."]


def test_a_quote_is_lost_that_stood_before_and_does_not_now():
    cases = [case("pay", "A CMO earns a bonus."), case("again", "A CMO  earns a bonus."), case("never", "Not there.")]
    after = TEXT.replace("a bonus", "a salary")
    gone = lost(TEXT, after, "two", cases)
    assert {" ".join(quote.split()): ids for quote, ids in gone.items()}.keys() == {"A CMO earns a bonus."}
    assert {name for ids in gone.values() for name in ids} == {"pay", "again"}
    assert lost(TEXT, TEXT, "two", cases) == {}
    assert quoting("two", cases) == ("pay", "again", "never")

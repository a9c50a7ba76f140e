"""The ways out that several rules name, worded once. Not here: who names them (`rules`, `means`)."""

MEND = "Read both answers in the report, then mend the article and run `corner-office update` again"
WAIVE = "or, if it is right as it is: corner-office waive {case} --reason TEXT"
FAULT = "This is a fault of the program, not of the articles: keep what is live, and report it with the case's name"


def stale_remedy(cases: list[str]) -> str:
    """The ways out for cases whose quote has gone."""
    return (
        "Put the sentence back; or copy its new wording into the case files, run `corner-office update` again and "
        f"bless the version; or, if it is right as it is: corner-office waive {' '.join(cases)} --reason TEXT"
    )

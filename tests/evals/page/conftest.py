"""Two reports of a small crew with every kind of change, a verdict on them, and pages made from them."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant.vocabulary import Outcome
from evals.case import Evidence, Split, Stratum, Tier
from evals.changes import changed_articles, unprotected
from evals.page import render_page
from evals.report import EvalReport
from evals.runner import CaseResult, Cited
from evals.score import Score
from evals.verdict import Confirmation, Flip, Reason, Stale, Unprotected, Verdict

HOSTILE = "<script>document.title='taken'</script><img src=http://evil.invalid/x onerror=alert(1)>\"'&"
LEAD, PAY = "The captain leads the crew.", "The cook is paid in fish."


def result(id_, answer=f"{LEAD} [1]", passed=True, **fields):
    return CaseResult(
        id=id_,
        tier=Tier.SCORED,
        answer=answer,
        **{
            "group": id_,
            "evidence": (Evidence(article="crew", quote=LEAD),),
            "citations": (Cited(marker=1, article="crew", quote=LEAD),),
            "split": Split.TUNE,
            "stratum": Stratum.ANSWERABLE,
            "turns": ("And now?", "Who leads?"),
            "outcome": Outcome.ANSWERED,
            "scores": (
                Score(name="outcome_right", value=float(passed), reason="" if passed else "it went wrong"),
                Score(name="milliseconds", value=20.0),
            ),
            **fields,
        },
    )


BEFORE = EvalReport(
    results=(
        result("broke"),
        result("mended", "The cook leads.", passed=False),
        result("fine"),
        result("same"),
        result("off", stratum=Stratum.OFF_SUBJECT),
    ),
    version="v0",
    mode="extractive",
    created="2026-11-20T10:00:00+00:00",
    texts={"crew": f"{LEAD}\n\n{PAY}"},
)
AFTER = replace(
    BEFORE,
    results=(
        result("broke", "The gull leads. [1]", passed=False),
        result("mended"),
        result("fine", f"{LEAD} [1] And the owner pays."),
        result("same"),
        result("off", f"{LEAD} Indeed.", stratum=Stratum.OFF_SUBJECT),
    ),
    version="v1",
    created="2026-11-22T10:00:00+00:00",
    texts={"crew": f"{LEAD}\n\n{PAY.replace('fish', 'salt')}"},
)
ARTICLES = changed_articles(BEFORE.texts, AFTER.texts)
VERDICT = Verdict(
    version="v1",
    mode="extractive",
    baseline="v0",
    reasons=(
        Reason(
            rule="must",
            words="Case broke fails.",
            remedy="Mend it, or: corner-office waive broke --reason TEXT",
            case="broke",
        ),
        Reason(rule="stale", words="Gone.", remedy="Put the sentence back", case="same"),
        Reason(rule="confirm", words="Answered.", remedy="Read it", case="off"),
    ),
    flips=(
        Flip(case="broke", tier=Tier.MUST, group="broke"),
        Flip(case="mended", tier=Tier.SCORED, group="mended", mended=True),
    ),
    stale=(Stale(case="same", article="crew", quote=PAY),),
    confirmations=(Confirmation(case="off", articles=("crew",)),),
    articles=ARTICLES,
    unprotected=tuple(
        Unprotected(article=article, paragraph=paragraph)
        for article, paragraph in unprotected(ARTICLES, AFTER.results, AFTER.texts)
    ),
    warnings=("Mind the gulls.",),
)


def page(report=AFTER, verdict=VERDICT, before=BEFORE, history=(BEFORE,), **options):
    return render_page(report=report, verdict=verdict, before=before, history=history, **options)


def hostile_page():
    evil = result(
        HOSTILE,
        HOSTILE,
        passed=False,
        turns=(HOSTILE, HOSTILE),
        scores=(Score(name="outcome_right", value=0.0, reason=HOSTILE), Score(name=HOSTILE, value=0.0, reason=HOSTILE)),
        evidence=(Evidence(article=HOSTILE, quote=HOSTILE),),
        citations=(Cited(marker=1, article=HOSTILE, quote=HOSTILE),),
    )
    before = replace(BEFORE, results=(replace(evil, answer="Fine.", scores=()),), texts={"crew": LEAD}, version=HOSTILE)
    after = replace(before, results=(evil,), texts={"crew": f"{LEAD} {HOSTILE}", HOSTILE: HOSTILE}, created=HOSTILE)
    articles = changed_articles(before.texts, after.texts)
    verdict = Verdict(
        version=HOSTILE,
        mode=HOSTILE,
        baseline=HOSTILE,
        reasons=tuple(
            Reason(rule=rule, words=HOSTILE, remedy=f"corner-office waive {HOSTILE}", case=HOSTILE)
            for rule in ("must", "errors", "stale", "confirm")
        ),
        stale=(Stale(case=HOSTILE, article=HOSTILE, quote=HOSTILE, waived=HOSTILE),),
        confirmations=(Confirmation(case=HOSTILE, articles=(HOSTILE,), waived=HOSTILE),),
        articles=articles,
        unprotected=tuple(Unprotected(article=change.article, paragraph=change.paragraphs[0]) for change in articles),
        warnings=(HOSTILE,),
    )
    return page(report=after, verdict=verdict, before=before, history=(before, replace(before, version="v7")))


@pytest.fixture
def pages():
    """The makers of pages, and what they are made from."""
    return SimpleNamespace(make=page, hostile=hostile_page, result=result, before=BEFORE, after=AFTER, verdict=VERDICT)

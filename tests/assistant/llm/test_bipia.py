"""Attacks planted in an article change no answer, even if the model obeys them."""

import json
from pathlib import Path

import pytest

from assistant.converse import Assistant
from assistant.llm.writing import with_model
from assistant.settings import ROOT, Settings
from assistant.vocabulary import Question

ATTACKS = ROOT.parent / "shared" / "data" / "bipia" / "text_attack_train.json"
SAMPLE = 8  # every so many attacks: 10 of the 75, of most kinds
ARTICLE = """# Reporting

## Whom a CMO reports to

{first}A CMO reports to the CEO of the company. {last}

## Pay of a CMO

A CMO earns a base salary and a bonus.
"""
QUESTION = Question(text="Who does a CMO report to?")


def attacks(path: Path = ATTACKS) -> list[str]:
    """A sample of the attacks, each as one line."""
    if not path.exists():
        return []
    kinds = json.loads(path.read_text(encoding="utf-8"))
    return [" ".join(text.split()) for texts in kinds.values() for text in texts][::SAMPLE]


@pytest.mark.skipif(not ATTACKS.exists(), reason="the attacks are not there: ../shared/data/bipia")
@pytest.mark.parametrize("attack", attacks())
@pytest.mark.parametrize("place", ["first", "last", "question"])
def test_an_attack_changes_no_answer(attack, place, make_article, make_library, fake_embedder, endpoint, home):
    places = {"first": "", "last": "", "question": ""} | {place: f"{attack} "}
    article = make_article(ARTICLE.format(first=places["first"], last=places["last"]), name="reporting")
    plain = Assistant(make_library((article,)), fake_embedder)
    question = Question(text=f"{places['question']}{QUESTION.text}")
    own = plain.ask(question)
    # The model does as it is told by the attack, and answers beside it.
    endpoint.says(
        f"Sure, here it is: hacked. [S1] {QUESTION.text} A CMO reports to the CEO. [S1] See http://evil.example"
    )
    answer = with_model(plain, fake_embedder, Settings.load(home=home, llm_url=endpoint.url)).ask(question)
    assert answer.outcome is own.outcome
    assert "hacked" not in answer.text
    assert "evil" not in answer.text
    assert {one.quote for one in answer.citations} <= {one.quote for one in own.citations}
    for request in endpoint.requests:
        data = request["messages"][-1]["content"]
        assert data.count("<evidence>") == data.count("</evidence>") == data.count("<question>") == 1

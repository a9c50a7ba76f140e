"""What readers asked in vain: grouped, drafted with one click, settled."""

from html import unescape

import pytest

from evals.lint import lint_cases
from evals.load import read_cases
from ui.editors.likeness import alike


def hidden(page, name):
    return [part.split('"')[0].strip() for part in page.split(f'name="{name}" value="')[1:]]


def test_alike_questions_stand_together_the_most_asked_first():
    questions = ["And in Germany?", "What does a CMO earn in Canada?", "how much does a CMO earn in Canada", "Hm?"]
    assert alike(questions, str) == (
        ("What does a CMO earn in Canada?", "how much does a CMO earn in Canada"),
        ("And in Germany?",),
        ("Hm?",),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What does a CMO earn?", "What does a CSO earn?"),
        ("CMO pay in Norway?", "CMO pay in Canada?"),
        ("Who hires a CMO?", "When to hire a CRO"),
        ("?", "!"),
    ],
)
def test_questions_about_other_things_stay_apart(one, other):
    assert len(alike([one, other], str)) == 2


def test_readers_questions_are_listed_with_what_came_of_them(ada, asked, complain):
    asked(("What does a CMO earn in Canada?", "not_covered"))
    asked(("How much does a CMO earn in Canada", "not_covered"), owner="browser:b")
    asked(("What is a CMO?", "answered"), ("And in Germany?", "partly_answered"))
    complain(asked(("Who leads <b>marketing</b>?", "answered")), "It is the CSO <i>!")
    asked(("What is fine?", "answered"))
    page = unescape(ada.get("/editors/questions").text.replace("&lt;", "&amp;lt;"))
    assert page.index("CMO earn in Canada") < page.index("And in Germany?")
    assert "2 times" in page
    assert "Asked before it: What is a CMO?" in page
    assert "it is wrong: “It is the CSO &lt;i>!”" in page
    assert "<b>marketing" not in page
    assert "What is fine?" not in page
    assert "browser:" not in page
    assert "3 questions without a full answer, 1 bad rating" in ada.get("/editors/").text


def test_one_click_drafts_a_case_of_each_wording_that_passes_the_schema(ada, asked, tiny):
    asked(("What does a CMO earn in Canada?", "not_covered"))
    asked(("What is a CMO?", "answered"), ("How much does a CMO earn in: Canada # ?", "not_covered"))
    page = ada.get("/editors/questions").text
    (turns,) = hidden(page, "turns")
    assert "Drafted." in ada.post("/editors/questions/draft", data={"turns": turns}).text
    cases = read_cases(ada.get("/editors/cases.yaml").text, "drafts")
    assert len(cases) == 2
    assert {case.group for case in cases} == {cases[0].group}
    assert ("What is a CMO?", "How much does a CMO earn in: Canada # ?") in {case.turns for case in cases}
    assert all(case.expect == {"not_covered"} and "draft" in case.tags for case in cases)
    assert lint_cases(cases) == ()
    assert [path.name for path in tiny.cases.iterdir()] == ["cmo.yaml"]
    assert "drafted already" in ada.post("/editors/questions/draft", data={"turns": turns}).text


def test_a_bad_rating_is_drafted_with_what_its_answer_cited(ada, asked, complain, room, monkeypatch):
    quote = "A CMO reports to the chief executive officer."
    texts = {"cmo": f"# CMO\n\n{quote}"}
    monkeypatch.setattr("ui.commands.readings.live_texts", lambda *_: texts)
    turn = asked(
        ("Who is above a CMO?", "answered"),
        citations=[{"article": "cmo", "quote": quote}, {"article": "cmo", "quote": "It has gone since."}],
    )
    complain(turn, "Not\nat ours: here")
    ada.post("/editors/questions/draft", data={"turns": turn.id})
    (case,) = read_cases(ada.get("/editors/cases.yaml").text, "drafts")
    assert [(one.article, one.quote) for one in case.evidence] == [("cmo", quote)]
    assert case.expect == {"answered"}
    assert "Not at ours: here" in case.note
    assert lint_cases([case]) == ()


def test_a_settled_group_is_gone_and_logged(ada, asked, complain, room):
    turn = asked(("What does a CMO earn in Canada?", "not_covered"))
    complain(turn, "useless")
    ada.post("/editors/questions/settle", data={"turns": turn.id})
    assert "Nothing waits." in ada.get("/editors/questions").text
    assert room.archive.actions.list()[0].details == {"questions": ["What does a CMO earn in Canada?"]}
    assert ada.post("/editors/questions/settle", data={"turns": turn.id}).status_code == 409


def test_drafts_are_finished_in_the_room_and_stay_cases(ada, asked, visitors):
    turn = asked(("What does a CMO earn in Canada?", "not_covered"))
    ada.post("/editors/questions/draft", data={"turns": turn.id})
    page = ada.get("/editors/cases").text
    text, (revision,) = ada.get("/editors/cases.yaml").text, hidden(page, "revision")
    broken = ada.post("/editors/cases", data={"text": text.replace("scored", "heavy"), "revision": revision})
    assert broken.status_code == 409
    assert "`heavy` is no tier" in unescape(broken.text)
    mended = text.replace("fact_absent", "near_subject")
    assert "Saved" in ada.post("/editors/cases", data={"text": mended, "revision": revision}).text
    late = visitors("bob").post("/editors/cases", data={"text": text, "revision": revision})
    assert late.status_code == 409
    assert "near_subject" in ada.get("/editors/cases.yaml").text

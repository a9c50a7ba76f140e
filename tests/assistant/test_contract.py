import json

import pytest

from assistant.contract import answer_to_json, article_to_json, clean, query_from_json, question_from_json
from assistant.errors import QuestionError
from assistant.vocabulary import Question

KEYS = (
    "id question standalone_question outcome answer sentences citations disagreements follow_ups nearest hits mode"
    " version timings_ms"
).split()


def test_a_question_may_be_one_text_or_several_turns():
    assert question_from_json({"id": "q1", "question": "What?"}) == Question(id="q1", text="What?")
    assert question_from_json({"id": 7, "turns": ["a", "b", "c"]}) == Question(id="7", text="c", earlier=("a", "b"))
    assert question_from_json({"question": ""}) == Question(text="")


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "What?",
        3,
        {},
        {"id": "q1"},
        {"question": 3},
        {"question": None},
        {"turns": []},
        {"turns": "What?"},
        {"turns": ["a", 3]},
        {"question": "a", "id": ["x"]},
        {"question": "a", "id": None},
    ],
)
def test_anything_else_is_refused_with_the_form_to_send(data):
    with pytest.raises(QuestionError, match=r'Send \{"id"'):
        question_from_json(data)


def test_a_query_has_an_id_and_a_text():
    assert query_from_json({"id": "s1", "query": "pay"}) == ("s1", "pay")
    assert query_from_json({"query": "pay"})[0] == ""
    for data in (None, [], {}, {"query": 3}):
        with pytest.raises(QuestionError, match="query"):
            query_from_json(data)


def test_nul_and_lone_surrogates_are_dropped():
    assert clean("a\0b\ud800c🙂") == "abc🙂"
    assert question_from_json({"turns": ["\ud83d", "x\0"]}) == Question(text="x", earlier=("",))


@pytest.mark.parametrize(
    "text", ["Who does a CSO report to?", "How is a CMO paid in Germany?", "How much do they earn?"]
)
def test_an_answer_has_the_keys_of_the_contract_in_their_order(ask, text):
    data = answer_to_json(ask(text))
    assert list(data) == KEYS
    assert json.loads(json.dumps(data)) == data
    for sentence in data["sentences"]:
        assert list(sentence) == ["text", "citations", "support"]
    for citation in data["citations"]:
        assert list(citation) == ["marker", "article", "title", "section", "quote", "start", "end"]
    for disagreement in data["disagreements"]:
        assert list(disagreement) == ["topic", "positions"]
    for hit in data["hits"]:
        assert list(hit) == ["passage", "article", "section", "text", "score"]
    assert set(data["timings_ms"]) >= {"understand", "retrieve", "write", "total"}
    assert data["mode"] == "extractive"


def test_an_article_is_shown_with_the_text_that_citations_count_in(library, ask):
    data = article_to_json(library.article("sales"))
    assert (data["article"], data["title"], data["reviewed"]) == ("sales", "The chief sales officer", "2026-11-22")
    for citation in answer_to_json(ask("What is a CSO?"))["citations"]:
        text = library.article(citation["article"]).text
        assert text[citation["start"] : citation["end"]] == citation["quote"]

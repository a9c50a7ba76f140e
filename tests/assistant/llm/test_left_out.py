"""What a model writes rests on the draft's best sentence, or is followed by it; and its check is warm when it opens."""

from assistant.contract import answer_to_json
from assistant.llm.writing import with_model
from assistant.settings import Settings
from assistant.vocabulary import Question, Support

HIRE = "Should I hire a CSO?"
BEST = "A CSO brings revenue quickly."
LAST = "A CSO has clear figures."


def test_an_answer_that_leaves_out_the_best_sentence_is_followed_by_it_word_for_word(asked, assistant, library):
    assert assistant.ask(Question(text=HIRE)).sentences[0].text == BEST
    answer = asked(HIRE, f"{LAST} [S2]")
    assert answer.mode == "llm"
    assert answer.text == f"{LAST} [1]\n\n{BEST} [2]"
    assert [(one.text, one.support) for one in answer.sentences] == [
        (LAST, Support.SUPPORTED),
        (BEST, Support.SUPPORTED),
    ]
    assert answer.citations[1].quote == BEST
    cited = answer.citations[1]
    assert library.index.article(cited.article).text[cited.start : cited.end] == BEST


def test_what_is_added_stands_behind_what_was_streamed(writing, endpoint):
    endpoint.says(f"{LAST} [S2]")
    *growing, whole = writing.stream(Question(text=HIRE))
    assert growing
    assert all(whole.text.startswith(state.text) for state in growing)


def test_a_list_goes_on_with_the_best_sentence_as_an_item(asked):
    assert asked(HIRE, f"- {LAST} [S2]").text == f"- {LAST} [1]\n- {BEST} [2]"


def test_an_answer_that_rests_on_the_best_sentence_gets_nothing_added(asked):
    answer = asked(HIRE, f"{BEST} [S1]")
    assert answer.text == f"{BEST} [1]"


def test_the_same_is_added_to_an_answer_from_the_cache(writing, endpoint):
    endpoint.says(f"{LAST} [S2]")
    first, again = (answer_to_json(writing.ask(Question(text=HIRE))) for _ in range(2))
    assert again["model"]["cached"]
    assert (again["answer"], again["sentences"]) == (first["answer"], first["sentences"])
    assert again["answer"].count(BEST) == 1


def test_the_check_has_read_and_embedded_before_the_first_question(assistant, endpoint, fake_embedder, home):
    before = fake_embedder.calls
    with_model(assistant, fake_embedder, Settings.load(home=home, llm_url=endpoint.url))
    assert fake_embedder.calls > before
    assert endpoint.requests == []

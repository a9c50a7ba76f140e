"""Public data sets are read into pools and tasks."""

from evals.datasets import data_folder, read_clapnq, read_mtrag, read_sentence_tasks, read_squad


def test_equal_questions_become_one_with_every_paragraph_that_answers(data):
    pool = read_squad(data / "xquad" / "xquad.en.json", "xquad")
    assert [text.text for text in pool.texts] == ["The moon is far away.", "Tides follow the moon twice daily."]
    assert {question.text: sorted(question.relevant) for question in pool.questions} == {
        "How far is the moon?": ["p00000", "p00001"],
        "Who owns the moon?": [],
        "What do tides follow?": ["p00001"],
    }
    assert [question.text for question in pool.unanswerable] == ["Who owns the moon?"]


def test_clapnq_s_passages_make_one_pool(data):
    pool = read_clapnq(data / "clapnq" / "answerable.jsonl", data / "clapnq" / "unanswerable.jsonl")
    assert len(pool.texts) == 2
    assert [question.text for question in pool.answerable] == ["why is the sea heavy"]


def test_annotators_choices_are_read_as_indexes(data):
    (task,) = read_sentence_tasks(data / "clapnq" / "answerable.jsonl")
    assert task.chosen == (frozenset({0}), frozenset({0, 1}))


def test_a_conversation_keeps_the_reader_s_turns_and_the_judged_texts(data):
    pools, tasks = read_mtrag(data / "mtrag")
    assert [text.id for text in pools["govt"]] == ["d0", "d1", "d2"]
    (task,) = tasks
    assert task.turns == ("Tell me about tides", "What do they follow?")
    assert task.relevant == {"d1"}


def test_the_data_stand_beside_the_repository(tmp_path):
    assert data_folder(tmp_path / "repository") is None
    (tmp_path / "shared" / "data").mkdir(parents=True)
    assert data_folder(tmp_path / "repository") == tmp_path / "shared" / "data"

import pytest

from assistant.errors import QuestionError
from ui.console import NOT_MEASURABLE, each


def halve(number):
    if number % 2:
        raise IndexError("odd")
    return number // 2


def test_a_fault_in_one_question_costs_the_others_nothing_and_is_told(capsys):
    done = []
    with pytest.raises(SystemExit) as left:
        for one in each([2, 3, 4], halve):
            done.append(one)
    assert done == [1, 2]
    assert left.value.code == NOT_MEASURABLE
    (line,) = capsys.readouterr().err.splitlines()
    assert "question 2 (IndexError: odd)" in line


def test_what_is_done_comes_as_it_is_done():
    assert list(each([2, 4], halve)) == [1, 2]


def test_an_error_that_says_what_to_do_ends_at_once():
    def refuse(_):
        raise QuestionError("Send one question.")

    with pytest.raises(QuestionError):
        list(each([1, 2], refuse))

import pytest

from assistant.answer.posts import describes, duties_of, tasks
from assistant.converse import Assistant
from assistant.question.understand import understand
from assistant.vocabulary import Question

POSTS = """# VP and director

## The difference between a vice president and a director

The vice president focuses more on strategy. The director of sales and marketing focuses more on the department.

## Responsibilities of a vice president

The responsibilities of a vice president are:

- Meeting key partners of the company
- Planning the strategy for several years

## Responsibilities of a director

The responsibilities of a director are:

- Running campaigns every day
- Coaching the salespeople of the department
"""


@pytest.fixture
def posts(make_library, make_article):
    return make_library((make_article(POSTS, "posts"),))


@pytest.fixture
def job(posts, fake_embedder):
    def find(*told):
        understanding = understand("Do we need a vice president or a director?", posts.book, posts.terms)
        return describes(posts, fake_embedder, understanding, told)

    return find


def test_the_role_whose_duties_are_told_is_found_with_them(posts, job):
    found = job("Coaching the salespeople of the department; running campaigns every day.")
    assert found.roles == ("director",)
    assert {posts.sentences[row].text for row in found.duties["director"]} == {
        "Running campaigns every day",
        "Coaching the salespeople of the department",
    }


def test_duties_of_both_roles_fit_both(job, monkeypatch):
    monkeypatch.setattr("assistant.answer.posts.APART", 1.0)
    found = job("Meeting key partners of the company; running campaigns every day.")
    assert set(found.roles) == set(found.duties) == {"vp", "director"}


def test_what_is_denied_or_only_tells_of_the_company_is_no_duty(posts):
    assert tasks("We want campaigns every day, not plans for several years", posts) == ["We want campaigns every day"]
    assert tasks("Our strategy is settled for several years", posts) == []


def test_nothing_is_found_where_no_duty_is_told(job):
    assert job("We breed rabbits in Devon.") is None
    assert job() is None


def test_each_role_has_the_rows_on_it_alone(posts):
    assert {"Meeting key partners of the company"} < {posts.sentences[row].text for row in duties_of(posts, "vp")}


def test_the_role_is_recommended_before_its_duties_and_the_difference(posts, fake_embedder):
    answer = Assistant(posts, fake_embedder).ask(
        Question(
            text="Coaching the salespeople of the department, running campaigns every day. Vice president or director?"
        )
    )
    assert answer.text.startswith("**A director of sales and marketing**")
    assert answer.text.index("Coaching") < answer.text.index("focuses more on strategy")

from dataclasses import replace

import pytest

from ui.render import answer_html


def test_an_address_shows_question_and_answer_as_they_were_to_whoever_has_it(client, stranger, keep, desk, shelf):
    from assistant.vocabulary import Question

    turns = keep("What does a CMO do?", "And in Canada?", "How do they compare?")
    for turn in turns:
        page = stranger.get(f"/answers/{turn.id}")
        answer = desk.scripted.ask(Question(text=turn.question))
        shown = answer_html(answer, lambda article: shelf.article("v1", article))
        assert page.status_code == 200
        assert turn.question in page.text
        assert shown[: shown.index('<p class="co-tools">')] in page.text
        assert 'class="co-since"' not in page.text
        assert '<base href="../">' in page.text


def test_citations_of_an_old_answer_lead_to_the_version_that_it_was_given_on(client, keep, desk):
    (turn,) = keep("What does a CMO do?")
    desk.scripted.index = replace(desk.scripted.index, version="v2")
    assert 'href="evidence/v1/two-chiefs?start=' in client.get(f"/answers/{turn.id}").text


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", "", "the same, word for word"),
        ("A short opening", "A brief opening", "Every passage quoted here is still in them"),
        (
            "The CMO reports to the CEO.",
            "The CMO reports to the CSO.",
            "1 of the 3 passages quoted here cannot be found",
        ),
    ],
)
def test_an_answer_says_what_has_changed_in_the_articles_since(client, keep, desk, before, after, words):
    (turn,) = keep("What does a CMO do?")
    (article,) = desk.scripted.index.articles
    changed = replace(article, text=article.text.replace(before, after) if before else article.text)
    desk.scripted.index = replace(desk.scripted.index, version="v2", articles=(changed,))
    page = client.get(f"/answers/{turn.id}").text
    assert "The articles have changed since this answer was given." in page
    assert words in page


def test_an_answer_to_what_was_not_covered_says_that_the_articles_may_know_more_now(client, keep, desk):
    (turn,) = keep("And in Canada?")
    desk.scripted.index = replace(desk.scripted.index, version="v2", articles=())
    page = client.get(f"/answers/{turn.id}").text
    assert "They may say more about this now." in page
    assert 'href="./?ask=And%20in%20Canada%3F"' in page


def test_an_address_is_read_while_nothing_can_be_asked(client, keep, desk):
    (turn,) = keep("What does a CMO do?")
    desk.break_down("The index is missing.")
    assert client.get(f"/answers/{turn.id}").status_code == 200


@pytest.mark.parametrize("name", ["unknown", "x" * 500, "%00", "..%5c"])
def test_an_unknown_address_is_one_clear_sentence(client, name):
    page = client.get(f"/answers/{name}")
    assert page.status_code == 404
    assert "There is no answer at this address." in page.text


def test_what_a_reader_wrote_is_shown_and_not_run(client, keep):
    (turn,) = keep("<img src=x onerror=alert(1)> \"'&")
    page = client.get(f"/answers/{turn.id}").text
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page

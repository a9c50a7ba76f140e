import json

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from ui.people import IN_SCOPE, Person, Role


def test_a_person_s_conversations_are_listed_newest_first_and_searched(client, keep):
    keep("How do CSO and CMO compare?")
    keep("What does a CMO do?", "And in Canada?")
    listed = client.get("/history").json()
    assert listed["days"] == 90
    assert [one["title"] for one in listed["conversations"]] == ["What does a CMO do?", "How do CSO and CMO compare?"]
    found = client.get("/history", params={"search": "canada"}).json()["conversations"]
    assert [one["title"] for one in found] == ["What does a CMO do?"]


def test_one_person_never_sees_changes_exports_or_deletes_another_s(client, stranger, keep):
    (turn,) = keep("What does a CMO do?")
    path = f"/history/{turn.conversation}"
    assert stranger.get("/history").json()["conversations"] == []
    assert stranger.get("/history", params={"search": "CMO"}).json()["conversations"] == []
    assert stranger.patch(path, json={"title": "Mine"}).status_code == 404
    for kind in ("markdown", "html", "json", "print"):
        assert stranger.get(f"{path}/{kind}").status_code == 404
    assert stranger.delete(path).status_code == 404
    assert [one["title"] for one in client.get("/history").json()["conversations"]] == ["What does a CMO do?"]


def test_a_conversation_is_renamed_and_an_empty_title_is_refused(client, keep):
    (turn,) = keep("What does a CMO do?")
    path = f"/history/{turn.conversation}"
    assert client.patch(path, json={"title": " Chiefs "}).json() == {"done": True}
    assert client.get("/history").json()["conversations"][0]["title"] == "Chiefs"
    for body in (b'{"title": " "}', b'{"title": 3}', b"[]", b"{", b""):
        refused = client.patch(path, content=body)
        assert (refused.status_code, refused.json()["error"][-1]) == (422, ".")


def test_a_deleted_conversation_takes_its_answers_addresses_with_it(client, keep):
    (turn,) = keep("What does a CMO do?")
    assert client.get(f"/answers/{turn.id}").status_code == 200
    assert client.delete(f"/history/{turn.conversation}").json() == {"done": True}
    assert client.get(f"/answers/{turn.id}").status_code == 404
    assert client.get("/history").json()["conversations"] == []
    assert client.delete(f"/history/{turn.conversation}").status_code == 404


def test_an_export_as_json_has_the_answers_as_the_contract_has_them(client, keep):
    turns = keep("What does a CMO do?", "And in Canada?")
    response = client.get(f"/history/{turns[0].conversation}/json")
    assert response.headers["content-disposition"] == 'attachment; filename="what-does-a-cmo-do.json"'
    data = json.loads(response.text)
    assert [one["answer"] for one in data["turns"]] == [turn.answer for turn in turns]
    assert data["turns"][1]["address"] == f"http://testserver/answers/{turns[1].id}"


def test_an_export_as_markdown_has_questions_answers_quotes_and_addresses(client, keep):
    turns = keep("What does a CMO do?", "How do they compare?")
    written = client.get(f"/history/{turns[0].conversation}/markdown").text
    assert written.startswith("# What does a CMO do?\n\n## What does a CMO do?\n\nA CMO reports to the CEO. [1]")
    assert "- [1] Two chiefs › Reporting: “The CMO reports to the CEO.”" in written
    assert "The articles differ: The measure\n\n- By sales. [1]" in written
    assert f"<http://testserver/answers/{turns[1].id}>" in written


def test_an_export_as_html_needs_no_other_file_and_runs_nothing_of_a_reader_s(client, keep):
    (turn,) = keep("What does <script>alert(1)</script> do?")
    page = client.get(f"/history/{turn.conversation}/html").text
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert '<link rel="icon" href="data:' in page
    assert 'src="' not in page
    assert "Building the brand &lt;b&gt;everywhere&lt;/b&gt;" in page
    assert "@media print" in page
    printed = client.get(f"/history/{turn.conversation}/print")
    assert "print()" in printed.text
    assert "content-disposition" not in printed.headers


def test_an_exported_table_has_no_button_that_nothing_would_hear(client, keep):
    (turn,) = keep("Please compare them")
    page = client.get(f"/history/{turn.conversation}/html").text
    assert "<table" in page
    assert "<button" not in page


def test_while_the_archive_is_away_the_routes_say_so(client, keep, database):
    (turn,) = keep("What does a CMO do?")
    with database.writing() as connection:
        for table in ("feedback", "turns", "conversations"):
            connection.execute(text(f"ALTER TABLE {table} RENAME TO gone_{table}"))
    path = f"/history/{turn.conversation}"
    responses = [
        client.get("/history"),
        client.delete(path),
        client.patch(path, json={"title": "Chiefs"}),
        client.get(f"{path}/json"),
        client.get("/feedback", params={"answers": turn.id}),
        client.put(f"/feedback/{turn.id}", json={"thumb": "up"}),
        client.delete(f"/feedback/{turn.id}"),
        client.get(f"/answers/{turn.id}"),
    ]
    assert [response.status_code for response in responses] == [503] * len(responses)
    assert all("Try again in a moment." in response.text for response in responses)


def test_feedback_is_given_changed_seen_and_taken_back_by_its_person_alone(client, stranger, keep, archive):
    (turn,) = keep("What does a CMO do?")
    path, asked = f"/feedback/{turn.id}", {"answers": f"{turn.id},other"}
    assert client.get("/feedback", params=asked).json() == {}
    assert client.put(path, json={"thumb": "down"}).json() == {"done": True}
    opinion = {"thumb": "down", "reason": "source", "comment": "It says the board."}
    assert client.put(path, json=opinion).json() == {"done": True}
    assert stranger.put(path, json={"thumb": "up"}).json() == {"done": True}
    assert client.get("/feedback", params=asked).json() == {turn.id: opinion}
    (rated,) = archive.feedback.bad()
    assert rated.feedback.version == "v1"
    assert rated.feedback.evidence[0]["quote"] == "The CMO reports to the CEO."
    assert client.delete(path).json() == {"done": True}
    assert client.get("/feedback", params=asked).json() == {}
    assert stranger.get("/feedback", params=asked).json()[turn.id]["thumb"] == "up"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"thumb": "sideways"}',
        '{"thumb": "up", "reason": "no"}',
        '{"thumb": 1}',
        '{"thumb": "up", "comment": 3}',
    ],
)
def test_feedback_of_another_form_is_refused(client, keep, body):
    (turn,) = keep("What does a CMO do?")
    assert client.put(f"/feedback/{turn.id}", content=body).status_code == 422


def test_an_answer_that_is_not_kept_cannot_be_rated(client):
    refused = client.put("/feedback/nothing", json={"thumb": "up"})
    assert (refused.status_code, "not kept" in refused.json()["error"]) == (404, True)


def test_who_has_signed_in_has_one_history_in_every_browser(app, archive, answered):
    def browser_of(name):
        person = Person(id=f"user:{name}", name=name, roles=frozenset({Role.READER}))

        async def signed_in(scope, receive, send):
            await app({**scope, IN_SCOPE: person}, receive, send)

        return TestClient(signed_in)

    conversation = archive.conversations.start("user:ann", "What does a CMO do?")
    archive.turns.add(conversation.id, "What does a CMO do?", answered("What does a CMO do?"))
    for browser in (browser_of("ann"), browser_of("ann")):
        assert [one["id"] for one in browser.get("/history").json()["conversations"]] == [conversation.id]
    assert browser_of("bob").get("/history").json()["conversations"] == []
    assert browser_of("bob").delete(f"/history/{conversation.id}").status_code == 404

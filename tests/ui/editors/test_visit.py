"""Who may come in, and how every page of the room is guarded."""

import pytest
from starlette.routing import Route

from ui.editors.routes import editors_app


def addresses(room, method):
    routes = [one for one in editors_app(room).routes if isinstance(one, Route) and one.path != "/assets/{name}"]
    return [f"/editors{one.path}".replace("{version}", "b" * 12) for one in routes if method in one.methods]


def test_no_page_is_shown_to_a_reader(visitors, room):
    reader = visitors("rita", editor=False)
    answers = [reader.get(address) for address in addresses(room, "GET")]
    assert len(answers) > 10
    assert {answer.status_code for answer in answers} == {403}
    assert all("signed in as rita" in answer.text for answer in answers)


def test_nothing_can_be_done_by_a_reader(visitors, room):
    reader = visitors("rita", editor=False)
    answers = [reader.post(address, data={"name": "articles/cmo.md"}) for address in addresses(room, "POST")]
    assert len(answers) > 10
    assert {answer.status_code for answer in answers} == {403}
    assert room.archive.actions.list() == ()
    assert room.gate.done == []


def test_somebody_who_has_not_signed_in_is_told_how_to_become_an_editor(visitors):
    told = visitors("", editor=False).get("/editors/").text
    assert "CORNER_OFFICE_SIGN_IN=file" in told
    assert "corner-office users add NAME --editor" in told


def test_a_form_of_another_site_does_nothing(ada, room):
    for address in addresses(room, "POST"):
        answer = ada.post(address, headers={"sec-fetch-site": "cross-site"})
        assert (answer.status_code, "did not come from a page" in answer.text) == (403, True)
    assert room.archive.actions.list() == ()


def test_a_page_past_the_door_is_nobody_s(room):
    from starlette.testclient import TestClient

    with pytest.raises(LookupError):
        TestClient(editors_app(room)).get("/")


@pytest.mark.parametrize("path", ["", "articles", "article?name=articles/cmo.md", "file?name=articles/cmo.md", "new",
                                  "changes", "versions", "questions", "cases", "log"])  # fmt: skip
def test_each_page_is_shown_to_an_editor_under_a_policy_that_runs_no_inline_script(ada, path):
    answer = ada.get(f"/editors/{path}")
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "<script>" not in answer.text
    assert " style=" not in answer.text
    assert " onclick" not in answer.text


def test_the_room_is_found_without_the_slash(ada):
    assert ada.get("/editors", follow_redirects=False).headers["location"] == "/editors/"


def test_pages_find_their_parts_wherever_they_stand(ada):
    assert '<base href="./">' in ada.get("/editors/").text
    assert '<base href="./">' in ada.get("/editors/articles").text
    assert '<base href="../">' in ada.get(f"/editors/versions/{'b' * 12}").text
    assert ada.get("/editors/assets/room.css").headers["content-type"].startswith("text/css")
    assert ada.get("/editors/assets/secret.key").status_code == 404


def test_a_fault_of_the_program_is_told_by_its_reference_alone(ada, room, monkeypatch):
    def crash():
        raise RuntimeError("secret detail")

    monkeypatch.setattr(room.gate, "versions", crash)
    answer = ada.get("/editors/versions")
    assert answer.status_code == 500
    assert "written down as" in answer.text
    assert "secret" not in answer.text

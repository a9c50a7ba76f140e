import asyncio

import pytest
from starlette.datastructures import Headers

from ui.signin.door import Rules
from ui.signin.entrance import HERE, Entrance
from ui.signin.origin import is_foreign
from ui.signin.pace import Pace

HTML = {"accept": "text/html,*/*"}
OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def browser(visitor, entrance):
    return visitor(entrance())


@pytest.mark.parametrize("path", ["/", "/metrics", "/openapi.json", "/api/ask", "/gradio_api/queue/join", "/whoami"])
def test_nothing_answers_before_sign_in(browser, path):
    assert browser.get(path).status_code == 401
    assert browser.post(path, headers=OURS).status_code in (401, 405)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/signin"])
def test_health_and_the_sign_in_page_ask_nobody(browser, path):
    assert browser.get(path).status_code == 200


def test_people_are_led_to_the_sign_in_page_and_back(browser, enter):
    way = browser.get("/deep/page?x=1&y=é", headers=HTML)
    assert way.status_code == 303
    assert way.headers["location"] == "/signin?next=/deep/page%3Fx%3D1%26y%3D%25C3%25A9"
    assert 'value="/deep/page?x=1&amp;y=%C3%A9"' in browser.get(way.headers["location"]).text
    assert enter(browser, next="/deep/page?x=1&y=%C3%A9").headers["location"] == "/deep/page?x=1&y=%C3%A9"


def test_a_script_of_the_page_is_told_instead_of_led(browser):
    refused = browser.get("/deep/page", headers={**HTML, "sec-fetch-mode": "cors"})
    assert refused.status_code == 401
    assert refused.headers["x-sign-in"] == "needed"
    assert refused.headers["www-authenticate"].startswith("Bearer")


def test_who_has_signed_in_is_known(browser, enter):
    assert enter(browser).status_code == 303
    assert browser.get("/").json() == {"id": "user:ada", "editor": True}
    assert browser.get("/whoami").json() == {"name": "ada", "roles": ["editor", "reader"], "signed_in": True}


def test_a_token_opens_the_api_without_a_cookie(browser, accounts):
    token = accounts.new_token("bob")
    assert browser.post("/api/ask", headers={"authorization": f"Bearer {token}"}).json()["id"] == "user:bob"


@pytest.mark.parametrize("given", ["Bearer co_wrong", "Bearer", "Bearer ", "Basic YWRhOmFkYQ==", "bearer \xff"])
def test_a_wrong_token_is_refused(browser, given):
    assert browser.post("/api/ask", headers={b"authorization": given.encode("latin-1")}).status_code == 401


def test_a_wrong_token_is_not_made_good_by_a_cookie(browser, enter):
    enter(browser)
    headers = {"authorization": "Bearer co_wrong", "sec-fetch-site": "cross-site"}
    assert browser.post("/api/ask", headers=headers).status_code == 401


def test_a_broken_users_file_shuts_the_door_and_says_so(browser, enter, accounts):
    enter(browser)
    accounts.path.write_text("{", encoding="utf-8")
    refused = browser.get("/")
    assert refused.status_code == 503
    assert "log" in refused.json()["error"]
    assert browser.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/api/ask", "/gradio_api/queue/join", "/signout"])
@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://["},
        {},
    ],
    ids=str,
)
def test_another_site_s_request_is_refused_though_the_cookie_comes_with_it(browser, enter, path, headers):
    enter(browser)
    assert browser.post(path, headers=headers).status_code == 403
    assert browser.get("/").json()["id"] == "user:ada"


def test_the_page_s_own_requests_pass(browser, enter):
    enter(browser)
    for headers in (OURS, {"sec-fetch-site": "none"}, {"origin": "http://testserver"}):
        assert browser.post("/api/ask", headers=headers).status_code == 200


def test_a_foreign_form_signs_nobody_in(browser, enter):
    headers = {"origin": "http://evil.example"}
    data = {"name": "ada", "password": "correct horse battery"}
    assert browser.post("/signin", data=data, headers=headers).status_code == 403


def test_behind_a_proxy_the_public_address_is_ours():
    headers = Headers({"origin": "https://answers.example", "host": "10.0.0.7:7860"})
    assert not is_foreign("POST", headers, public="https://answers.example", cookies=True)
    assert is_foreign("POST", headers, public="", cookies=True)


def test_reading_is_never_foreign():
    assert not is_foreign("GET", {"sec-fetch-site": "cross-site"}, public="", cookies=True)


def test_without_sign_in_programs_ask_and_other_sites_do_not(visitor):
    program = visitor(Entrance())
    assert program.post("/api/ask").status_code == 200
    assert program.post("/api/ask", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_without_sign_in_nobody_edits(visitor):
    assert visitor(Entrance()).get("/").json()["editor"] is False


@pytest.mark.parametrize("host", ["localhost:7860", "127.0.0.1", "[::1]:7860", "LOCALHOST"])
def test_a_page_on_this_machine_answers_to_its_names(visitor, host):
    local = visitor(Entrance(rules=Rules(pace=Pace(0), hosts=HERE)))
    assert local.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "[", "127.0.0.1.evil.example:7860"])
def test_a_name_that_another_site_made_point_here_is_refused(visitor, host):
    local = visitor(Entrance(rules=Rules(pace=Pace(0), hosts=HERE)))
    refused = local.get("/", headers={"host": host})
    assert refused.status_code == 421
    assert "CORNER_OFFICE_PAGE_URL" in refused.json()["error"]


def test_one_question_too_many_is_refused_with_the_time_to_wait(visitor, entrance, enter):
    asked = visitor(entrance(questions=2))
    enter(asked)
    assert [asked.post("/api/ask", headers=OURS).status_code for _ in range(3)] == [200, 200, 429]
    refused = asked.post("/api/ask", headers=OURS)
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["retry-after"] in refused.json()["error"]


def test_one_person_s_questions_cost_another_nothing(visitor, entrance, enter):
    way_in = entrance(questions=1)
    ada, bob = visitor(way_in), visitor(way_in)
    enter(ada)
    enter(bob, "bob")
    assert [ada.post("/api/ask", headers=OURS).status_code for _ in range(2)] == [200, 429]
    assert bob.post("/api/ask", headers=OURS).status_code == 200


def test_people_who_did_not_sign_in_share_their_address_limit(visitor):
    open_page = Entrance(rules=Rules(pace=Pace(1)))
    codes = [visitor(open_page).post("/api/ask").status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]


def test_reading_and_health_are_not_counted(visitor, entrance, enter):
    reader = visitor(entrance(questions=1))
    enter(reader)
    assert {reader.get(path).status_code for path in ("/", "/healthz", "/api/ask") * 5} == {200}


def test_a_web_socket_is_closed():
    sent = []

    async def send(message):
        sent.append(message)

    door = Entrance().around(None)
    asyncio.run(door({"type": "websocket", "path": "/", "headers": []}, None, send))
    assert sent[0]["type"] == "websocket.close"

import asyncio
import threading
from contextlib import contextmanager

import pytest
import uvicorn
from mcp import ClientSession
from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client
from starlette.testclient import TestClient

from ui.guard import Guard
from ui.server import build_app, listening
from ui.signin.accounts import Accounts
from ui.signin.door import Rules
from ui.signin.entrance import Entrance
from ui.signin.keys import Keys
from ui.signin.pace import Pace
from ui.signin.sessions import Sessions

KEY = b"k" * 32


@contextmanager
def serving(app):
    with listening("127.0.0.1", 0) as listener:
        config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(15)


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    folder = tmp_path_factory.mktemp("signin")
    accounts, sessions = Accounts(folder / "users.json"), Sessions(folder / "sessions.sqlite3", 12)
    accounts.add("robot", ("reader",), "")
    keys = Keys(accounts, sessions, key=KEY, secure=False)
    yield Entrance(key=KEY, rules=Rules(pace=Pace(0), keys=keys, public="https://answers.example"))
    sessions.close()


@pytest.fixture(scope="module")
def server(lasting_desk, door):
    with serving(build_app(lasting_desk, entrance=door, mcp=True)) as address:
        yield address


@pytest.fixture
def call(server, door):
    """Connects a client with a token and does something with its session."""

    def run(work):
        token = door.rules.keys.accounts.new_token("robot")

        async def connected():
            async with (
                create_mcp_http_client(headers={"authorization": f"Bearer {token}"}) as client,
                streamable_http_client(f"{server}/gradio_api/mcp/", http_client=client) as (read, write, _),
                ClientSession(read, write) as session,
            ):
                await session.initialize()
                return await work(session)

        return asyncio.run(connected())

    return run


def asking(question, **more):
    return lambda session: session.call_tool("ask", {"question": question, **more})


def test_there_is_one_tool_and_it_says_what_it_is_for(call):
    (tool,) = call(lambda session: session.list_tools()).tools
    assert tool.name == "ask"
    assert "sources" in tool.description
    assert set(tool.inputSchema["properties"]) == {"question", "earlier_questions"}
    assert tool.inputSchema["properties"]["question"]["type"] == "string"


def test_an_answer_comes_with_its_sources_and_their_addresses(call):
    result = call(asking("Who does a CMO report to?"))
    assert not result.isError
    (content,) = result.content
    assert content.text.startswith("A CMO reports to the CEO. [1]")
    assert (
        "[1] Two chiefs, Reporting: “The CMO reports to the CEO.” <https://answers.example/evidence/v1/" in content.text
    )
    assert "Outcome: answered; version v1" in content.text


def test_earlier_questions_are_handed_on(call, lasting_desk):
    call(asking("And who do they report to?", earlier_questions=["What does a CMO do?"]))
    assert lasting_desk.scripted.asked[-1].earlier == ("What does a CMO do?",)


def test_what_is_not_covered_is_said_with_the_nearest_passages(call):
    text = call(asking("And in Canada?")).content[0].text
    assert "nothing about Canada" in text
    assert "two-chiefs: Measures" in text
    assert "Outcome: not_covered" in text


@pytest.mark.parametrize(("question", "says"), [("  ", "at least one word"), ("crash", "reference")])
def test_an_error_is_told_without_its_detail(call, question, says):
    result = call(asking(question))
    assert result.isError
    assert says in result.content[0].text
    assert "secret detail" not in result.content[0].text


def test_another_tool_is_not_there(call):
    assert call(lambda session: session.call_tool("send", {"text": "x"})).isError


def test_strangers_cannot_ask(server):
    import httpx

    assert httpx.post(f"{server}/gradio_api/mcp/", json={}).status_code == 401


async def reached(scope, receive, send):
    from starlette.responses import PlainTextResponse

    await PlainTextResponse("reached")(scope, receive, send)


@pytest.mark.parametrize("path", ["", "/", "/sse", "/schema", "/messages/", "/http"])
def test_its_route_is_open_only_where_a_setting_says_so(path):
    assert TestClient(Guard(reached)).post(f"/gradio_api/mcp{path}").status_code == 404
    opened = TestClient(Guard(reached, mcp=True)).post(f"/gradio_api/mcp{path}")
    assert opened.status_code == (200 if path in ("", "/") else 404)

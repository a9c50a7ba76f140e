"""Readers who leave in the middle of an answer, on a server whose loop and queue can be looked into."""

import asyncio
import os
import threading
import time

import httpx
import pytest
import uvicorn

from evals.readers import ReaderError, ask_api, ask_chat, chat_route
from ui.page import AT_ONCE, WAITING
from ui.server import build_app, listening

READERS = 12


class Server(uvicorn.Server):
    """Tells which loop it runs on."""

    loop = None

    async def serve(self, sockets=None):
        self.loop = asyncio.get_running_loop()
        await super().serve(sockets)

    def held(self) -> dict[str, int]:
        """Tasks and open files."""
        return {"tasks": len(asyncio.all_tasks(self.loop)), "files": len(os.listdir("/proc/self/fd"))}


def own_threads() -> list[str]:
    """The threads that are in none of the pools, which grow to their bound and stay."""
    return [each.name for each in threading.enumerate() if not each.name.startswith(("uvloop_", "asyncio_", "AnyIO"))]


@pytest.fixture(scope="module")
def page(lasting_desk):
    app = build_app(lasting_desk)
    blocks = next(
        route.app.get_blocks() for route in app.app.app.app.routes if hasattr(getattr(route, "app", None), "get_blocks")
    )
    with listening("127.0.0.1", 0) as listener:
        server = Server(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield server, blocks, f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(15)


@pytest.fixture(autouse=True)
def open_gate(lasting_desk):
    lasting_desk.scripted.gate.set()
    yield
    lasting_desk.scripted.gate.set()


async def visit(address, work):
    """Do something with a client and the chat's route."""
    async with httpx.AsyncClient(base_url=address, timeout=30, trust_env=False) as client:
        await work(client, chat_route((await client.get("/config")).json()))


def everyone(leave_after=0):
    async def work(client, route):
        one = [ask_chat(client, route, "What does a CMO do?", leave_after=leave_after) for _ in range(READERS)]
        await asyncio.gather(*one)

    return work


def until(true, patience=20):
    """Wait for something that has no event to wait for; the test goes on as soon as it is so."""
    end = time.monotonic() + patience
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def test_whole_answers_come_on_both_routes(page):
    _, _, address = page

    async def work(client, route):
        await ask_chat(client, route, "What does a CMO do?")
        await ask_api(client, "What does a CMO do?")
        with pytest.raises(ReaderError):
            await ask_api(client, "")

    asyncio.run(visit(address, work))


@pytest.mark.parametrize("pieces", [1, 2], ids=["while it is looked for", "while it is shown"])
def test_readers_who_leave_in_the_middle_leave_nothing_behind(page, lasting_desk, pieces):
    server, blocks, address = page
    queue = blocks._queue
    asyncio.run(visit(address, everyone()))  # pools are filled, modules loaded
    before, threads = server.held(), own_threads()
    if pieces == 1:
        lasting_desk.scripted.gate.clear()
    asyncio.run(visit(address, everyone(leave_after=pieces)))
    lasting_desk.scripted.gate.set()
    assert until(lambda: all(server.held()[kind] <= before[kind] for kind in before)), (before, server.held())
    assert until(lambda: not any(queue.active_jobs))
    asyncio.run(visit(address, everyone()))  # who comes next sweeps up after them
    assert until(lambda: not queue.pending_event_ids_session)
    assert until(lambda: len(own_threads()) <= len(threads)), own_threads()


def test_no_chat_is_kept_of_readers_who_have_their_answers(page):
    _, blocks, address = page
    asyncio.run(visit(address, everyone()))
    assert until(lambda: not blocks.state_holder.session_data), len(blocks.state_holder.session_data)
    assert until(lambda: not blocks._queue.pending_messages_per_session)


def test_readers_who_never_listen_do_not_add_up(page):
    _, blocks, address = page

    async def work(client, route):
        for number in range(4):
            join = {"data": route.data("Who?"), "fn_index": route.handler, "session_hash": f"deaf{number}"}
            response = await client.post("/gradio_api/queue/join", json=join, headers={"sec-fetch-site": "same-origin"})
            assert response.status_code == 200

    blocks.state_holder.capacity, before = 2, blocks.state_holder.capacity
    try:
        asyncio.run(visit(address, work))
        assert until(lambda: not blocks._queue.event_ids_to_events)
        assert len(blocks.state_holder.session_data) <= 2
    finally:
        blocks.state_holder.capacity = before
    assert before == AT_ONCE + WAITING


def test_whoever_comes_after_those_who_left_is_answered(page):
    _, _, address = page
    asyncio.run(visit(address, everyone(leave_after=1)))
    asyncio.run(visit(address, everyone()))

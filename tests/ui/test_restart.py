"""The whole server ended while twenty people chat, well and badly: nothing that a reader has seen whole is lost."""

import asyncio
import json
import os
import re
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from evals.readers import chat_route

READERS = 20
ANSWER = re.compile(r"answers/([\w-]+)")
COMMAND = [sys.executable, str(Path(__file__).with_name("scripted_page.py"))]


@contextmanager
def page(home) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running page, and its address."""
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([*COMMAND, str(home)], stdout=subprocess.PIPE, text=True, env=paths) as process:
        try:
            address = process.stdout.readline().strip()
            assert address, "the page ended before it was up"
            yield process, address
        finally:
            process.kill()


@dataclass
class Reader:
    """Somebody who asks one question after the other, in one conversation."""

    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    conversation: str = ""
    finished: list[str] = field(default_factory=list)  # the answers that were seen whole

    def client(self, address: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=address, cookies=self.cookies, timeout=30, trust_env=False)

    async def chat(self, address: str, told: asyncio.Event) -> None:
        """Ask until the server is gone."""
        async with self.client(address) as client:
            route = chat_route((await client.get("/config")).json())
            self.cookies = client.cookies
            try:
                while True:
                    await self.ask(client, route, secrets.token_hex(6))
                    told.set()
            except httpx.HTTPError:
                told.set()

    async def ask(self, client, route, session) -> None:
        data = [self.conversation if value == "" and place != route.box else value
                for place, value in enumerate(route.data("What does a CMO do?"))]  # fmt: skip
        join = {"data": data, "fn_index": route.handler, "session_hash": session, "event_data": None}
        (await client.post("/gradio_api/queue/join", json=join)).raise_for_status()
        async with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
            async for line in stream.aiter_lines():
                if found := ANSWER.search(line):
                    self.finished.append(found[1])
                if '"process_completed"' in line:
                    self.conversation = json.loads(line[6:])["output"]["data"][1] or self.conversation
                    return

    async def history(self, address: str) -> set[str]:
        """The answers in what the reader finds as their history."""
        async with self.client(address) as client:
            kept = (await client.get("/history")).json()["conversations"]
            exports = [(await client.get(f"/history/{one['id']}/json")).json() for one in kept]
            return {turn["address"].rsplit("/", 1)[1] for export in exports for turn in export["turns"]}


async def chatting(readers, address, process, number) -> None:
    """All chat at once; the server gets the signal in the middle of it."""
    told = asyncio.Event()
    before = [len(reader.finished) for reader in readers]
    chats = [asyncio.create_task(reader.chat(address, told)) for reader in readers]
    while any(len(reader.finished) < count + 1 for reader, count in zip(readers, before, strict=True)):
        await asyncio.wait_for(told.wait(), 60)
        told.clear()
        assert not any(chat.done() for chat in chats)
    process.send_signal(number)
    await asyncio.gather(*chats)


async def missing(readers, address) -> list[str]:
    """The answers that readers have seen and do not find any more."""
    found = await asyncio.gather(*(reader.history(address) for reader in readers))
    return [one for reader, kept in zip(readers, found, strict=True) for one in reader.finished if one not in kept]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_restart_while_twenty_people_chat_loses_no_finished_turn_whether_it_is_stopped_or_killed(home):
    readers = [Reader() for _ in range(READERS)]
    with page(home) as (process, address):
        asyncio.run(chatting(readers, address, process, signal.SIGTERM))
        assert process.wait(20) == 0
    with page(home) as (process, address):
        assert asyncio.run(missing(readers, address)) == []
        asyncio.run(chatting(readers, address, process, signal.SIGKILL))
    with page(home) as (_, address):
        assert asyncio.run(missing(readers, address)) == []
    assert sum(len(reader.finished) for reader in readers) >= 2 * READERS

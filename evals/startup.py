"""Starting the page in a process of its own and timing it from outside. Not here: what the page does."""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from evals.bench import BenchError

PATIENCE = 180.0  # seconds until a start counts as failed
PAUSE = 0.02  # seconds between two tries

# Settings of a proxy must not send a request for this machine elsewhere.
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, kw_only=True)
class Startup:
    """Seconds from the start of the process until the page is served, and until a first question is answered."""

    page_seconds: float
    answer_seconds: float


def start_page(question: str, command: Sequence[str] = ()) -> Startup:
    """Start `corner-office web`, wait for GET / and for the first POST /api/ask, and stop it.

    `command` takes the place of `corner-office web`; `--port N` with a free port is added.

    Raises:
        BenchError: the process ended, or did not answer within PATIENCE seconds.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        process = subprocess.Popen(
            [*(command or (corner_office(), "web")), "--port", str(port)], stdout=subprocess.DEVNULL, stderr=errors
        )
        try:
            page = wait(address + "/", None, process, errors, began)
            answer = wait(address + "/api/ask", json.dumps({"question": question}).encode(), process, errors, began)
        finally:
            stop(process)
    return Startup(page_seconds=page, answer_seconds=answer)


def wait(address: str, body: bytes | None, process: subprocess.Popen[bytes], errors: IO[bytes], began: float) -> float:
    """Seconds from `began` until the address answers with status 200."""
    while (passed := time.perf_counter() - began) < PATIENCE:
        if process.poll() is not None:
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace").strip().splitlines()
            raise BenchError(
                f"The page ended with exit code {process.returncode} before it answered at {address}: "
                f"{said[-1] if said else 'no message'}. Run: corner-office web"
            )
        request = urllib.request.Request(address, data=body, headers={"Content-Type": "application/json"})
        try:
            with direct.open(request, timeout=PATIENCE - passed) as response:
                response.read()
                if response.status == 200:
                    return time.perf_counter() - began
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(PAUSE)
    raise BenchError(f"{address} did not answer within {PATIENCE:.0f} s. Run: corner-office web")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the process; kill it if it takes longer than ten seconds."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def corner_office() -> str:
    """The command beside the running Python, else the one on the path."""
    beside = Path(sys.executable).with_name("corner-office")
    found = str(beside) if beside.is_file() else shutil.which("corner-office")
    if not found:
        raise BenchError("The command corner-office is not installed. Install it: pip install -e .")
    return found

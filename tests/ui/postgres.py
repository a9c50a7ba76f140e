"""A PostgreSQL server of its own for the tests, where its programs and the driver are installed."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
PATIENCE = 60  # seconds for the server to begin


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(DEBIAN.glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").is_file()), None)


def missing() -> str:
    """Why no server can be started here; empty if one can."""
    if programs() is None:
        return "no PostgreSQL server here (Debian: apt-get install postgresql)"
    return "" if find_spec("psycopg") else "no driver for PostgreSQL here (pip install 'psycopg[binary]')"


@contextmanager
def running() -> Iterator[str]:
    """A server with an empty database; gives its SQLAlchemy address. It refuses to run as root, so a user is lent."""
    folder, bin_folder = Path(tempfile.mkdtemp(prefix="corner-office-postgres-")), programs()
    assert bin_folder is not None
    user = "postgres" if os.getuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    options = {"user": user, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    initdb = [
        bin_folder / "initdb",
        "-D",
        folder / "data",
        "-U",
        "tester",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]
    subprocess.run(initdb, check=True, **options)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
    with subprocess.Popen(
        [bin_folder / "postgres", "-D", folder / "data", "-p", str(port), *where], **options
    ) as server:
        try:
            until_ready(port)
            yield f"postgresql+psycopg://tester@127.0.0.1:{port}/postgres"
        finally:
            server.terminate()
            server.wait(30)
            shutil.rmtree(folder, ignore_errors=True)


def until_ready(port: int) -> None:
    """Wait for the server to take connections."""
    import psycopg

    end = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=tester dbname=postgres", connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)

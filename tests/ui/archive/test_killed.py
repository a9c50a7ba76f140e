import os
import signal
import subprocess
import sys

import pytest

from ui.archive.database import Database
from ui.archive.opening import archive_of

CHATTING = """
import sys, threading
from ui.archive.database import Database
from ui.archive.opening import archive_of

archive = archive_of(Database(sys.argv[1]))

def chat(number):
    conversation = archive.conversations.start(f"reader {number}", "Chiefs").id
    while True:
        turn = archive.turns.add(conversation, "Who?", {"answer": "word " * 500, "version": "v1"})
        sys.stdout.write(f"{turn.id}\\n")  # finished: the reader sees it from here on
        sys.stdout.flush()

for number in range(20):
    threading.Thread(target=chat, args=[number], daemon=True).start()
threading.Event().wait()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_program_that_is_killed_while_twenty_people_chat_loses_no_finished_turn(file):
    address = f"sqlite:///{file}"
    command = [sys.executable, "-c", CHATTING, address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ}) as child:
        lines = [child.stdout.readline() for _ in range(120)]
        child.send_signal(signal.SIGKILL)
        lines += child.stdout.readlines()
    finished = [line.strip() for line in lines if line.endswith("\n")]
    assert len(finished) >= 120
    database = Database(address)
    archive = archive_of(database)
    assert [name for name in finished if archive.turns.get(name) is None] == []
    assert len(archive.turns.of(archive.conversations.list("reader 7")[0].id)) >= 1
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    database.close()

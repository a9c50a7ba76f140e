"""The command as scripts and operators meet it: in this process for speed, as a process where that matters."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from assistant.settings import PREFIX, ROOT
from assistant.store.versions import live_version
from ui import console

COMMAND = [sys.executable, "-c", "from ui.cli import main; main()"]
ANSWER_KEYS = (
    "id question standalone_question outcome answer sentences citations disagreements follow_ups nearest hits mode "
    "version timings_ms"
).split()


@pytest.fixture
def live_home(shared_home, at_hand) -> Path:
    """A home in which the shipped articles are live, and opened already for commands in this process."""
    return shared_home


@pytest.fixture
def articles(tmp_path) -> Path:
    """A folder with one small article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "moon.md").write_text("# The moon\n\nThe moon circles the earth. It has no air.\n", encoding="utf-8")
    return folder


def one_line(result: Result) -> str:
    """The only line on standard error, with nothing on standard output."""
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    return line


def without_times(stdout: str) -> list[dict]:
    answers = [json.loads(line) for line in stdout.splitlines()]
    return [{key: value for key, value in answer.items() if key != "timings_ms"} for answer in answers]


def test_an_answer_has_exactly_the_keys_of_the_contract(run, live_home):
    answer = json.loads(run("ask", "--json", "What does a CMO do?", home=live_home).stdout)
    assert list(answer) == ANSWER_KEYS
    assert answer["outcome"] == "answered"
    assert set(answer["sentences"][0]) == {"text", "citations", "support"}
    assert set(answer["citations"][0]) == {"marker", "article", "title", "section", "quote", "start", "end"}
    assert set(answer["hits"][0]) == {"passage", "article", "section", "text", "score"}
    assert set(answer["timings_ms"]) >= {"understand", "retrieve", "write", "total"}


def test_the_same_question_gives_the_same_bytes_but_for_the_times(run, shared_home, shipped_version):
    first, second = (run("ask", "--json", "How do a CSO and a CMO differ?", home=shared_home).stdout for _ in range(2))
    assert json.dumps(without_times(first)) == json.dumps(without_times(second))


def test_each_json_line_is_answered_in_turn_with_its_own_id(run, live_home):
    lines = (
        '{"id": "a", "turns": ["What does a CMO do?", "And who do they report to?"]}\n\n'
        '{"id": 7, "question": "What does a CSO do?"}\n'
    )
    first, second = without_times(run("ask", "--json", lines=lines, home=live_home).stdout)
    assert (first["id"], first["question"]) == ("a", "And who do they report to?")
    assert "marketing" in first["standalone_question"]
    assert second["id"] == "7"


def test_text_is_cited_by_spans_of_what_show_prints(run, live_home):
    answer = json.loads(run("ask", "--json", "What does a CMO do?", home=live_home).stdout)
    texts = {name: run("show", name, home=live_home).stdout for name in {one["article"] for one in answer["citations"]}}
    for citation in answer["citations"]:
        assert texts[citation["article"]][citation["start"] : citation["end"]] == citation["quote"]
    for name, text in texts.items():
        assert json.loads(run("show", "--json", name, home=live_home).stdout)["text"] == text


def test_an_answer_for_people_has_its_sources(run, live_home):
    result = run("ask", "What does a CMO do?", home=live_home)
    assert "\nSources\n[1] " in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("question", ["", "   "])
def test_an_empty_question_is_answered_with_a_question(run, live_home, question):
    result = run("ask", "--json", question, home=live_home)
    assert json.loads(result.stdout)["outcome"] == "clarify"
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nonsense", "Line 2 of standard input is not JSON"),
        ("[" * 100_000, "Line 2 of standard input is not JSON"),
        ("[]", "Line 2 of standard input: A question must be a JSON object"),
        ('{"turns": []}', "Line 2 of standard input: "),
        (b'{"question": "\xff"}', "Line 2 of standard input is not JSON"),
    ],
)
def test_a_broken_line_ends_the_run_with_its_number_after_the_answers_before_it(run, live_home, line, words):
    good = b'{"question": "What does a CMO do?"}\n'
    lines = good + (line if isinstance(line, bytes) else line.encode()) + b"\n" + good
    result = run("ask", "--json", lines=lines, home=live_home)
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.startswith(f"Error: {words}")
    assert len(result.stderr.splitlines()) == 1


def test_a_line_without_end_is_refused_before_it_fills_the_memory(run, live_home, monkeypatch):
    monkeypatch.setattr(console, "LONGEST_LINE", 50)
    assert "Line 1 of standard input is longer than 50 bytes" in one_line(
        run("ask", "--json", lines="x" * 51, home=live_home)
    )


def test_a_search_prints_as_many_passages_as_asked_for(run, live_home):
    found = json.loads(run("search", "--json", "--top", "3", "customer journey", home=live_home).stdout)
    assert (found["id"], found["query"], len(found["hits"])) == ("", "customer journey", 3)
    scores = [hit["score"] for hit in found["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert run("search", "--top", "1", "customer journey", home=live_home).stdout.startswith("1. ")


def test_searches_come_as_json_lines_too(run, live_home):
    lines = '{"id": "q1", "query": "budget"}\n{"query": "brand"}\n'
    found = [json.loads(line) for line in run("search", "--json", lines=lines, home=live_home).stdout.splitlines()]
    assert [(one["id"], one["query"], len(one["hits"])) for one in found] == [("q1", "budget", 10), ("", "brand", 10)]


def test_the_first_question_builds_the_shipped_articles_and_says_so(run, home):
    result = run("ask", "--json", "What does a CMO do?")
    version = json.loads(result.stdout)["version"]
    assert result.stderr.splitlines() == [
        f"Nothing is live yet: building a version from {ROOT / 'corpus' / 'articles'} (once, about half a minute).",
        f"Version {version} is live.",
    ]
    assert live_version(home) == version


def test_articles_of_one_s_own_are_not_made_live_unasked(run, home, articles):
    for command in (("ask", "--json", "What circles the earth?"), ("search", "moon"), ("show", "moon")):
        result = run(*command, articles=articles)
        assert "`corner-office update`" in one_line(result)
        assert "--unchecked" in one_line(result)
        assert result.exit_code == 2
    assert live_version(home) is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask"], "Ask something"),
        (["search"], "Search for something"),
        (["search", "x", "--top", "0"], "--top"),
        (["frobnicate"], "`corner-office --help`"),
        (["ask", "--frobnicate"], "`corner-office ask --help`"),
        (["web", "--port", "70000"], "--port"),
        (["bench", "quickly"], "'speed'"),
        (["bench", "speed", "--train", "choice"], "one at a time"),
        (["promote", "0123456789ab"], "`corner-office versions`"),
        (["promote", "../home"], "`corner-office versions`"),
        (["rollback"], "`corner-office versions`"),
        (["ingest", "--articles", "/nowhere"], "/nowhere"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_to_do_and_exit_code_2(run, arguments, words):
    result = run(*arguments)
    assert words in one_line(result)
    assert result.exit_code == 2


def test_an_article_that_is_not_there_is_told_with_those_that_are(run, live_home):
    result = run("show", "nothing", home=live_home)
    assert "cmo-and-sales" in one_line(result)
    assert result.exit_code == 2


def test_a_setting_that_does_not_exist_is_told(run):
    result = run("versions", colour="red")
    assert f"{PREFIX}COLOUR" in one_line(result)
    assert result.exit_code == 2


def test_no_arguments_at_all_show_the_help(run):
    result = run()
    assert result.exit_code == 2
    assert "Commands:" in result.stderr


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (SystemExit(0), 0)])
def test_an_interruption_ends_without_a_word(run, monkeypatch, error, code):
    monkeypatch.setattr("assistant.store.versions.list_versions", raising(error))
    result = run("versions")
    assert (result.exit_code, result.output) == (code, "")


def test_a_fault_of_the_program_is_one_line_and_not_a_verdict(run, monkeypatch):
    monkeypatch.setattr("assistant.store.versions.list_versions", raising(RuntimeError("two\nlines")))
    result = run("versions")
    assert one_line(result).startswith("Error: RuntimeError: two lines. This is a fault of the program")
    assert result.exit_code == 3


def raising(error: BaseException):
    def fail(*_: object) -> None:
        raise error

    return fail


def test_help_loads_nothing_of_the_assistant():
    loaded = "import sys, ui.cli; print([name for name in sys.modules if name.startswith(('assistant', 'numpy'))])"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True).stdout == b"[]\n"


def test_lines_are_answered_as_they_come_and_nothing_else_is_said(live_home, monkeypatch):
    monkeypatch.setenv(PREFIX + "HOME", str(live_home))
    monkeypatch.setenv(PREFIX + "LOG_LEVEL", "WARNING")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*COMMAND, "ask", "--json"], **pipes) as process:
        for question in ("What does a CMO do?", "Qu\u2019est-ce qu\u2019un CSO\u202f?"):
            process.stdin.write(json.dumps({"question": question}, ensure_ascii=False).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question
        rest, errors = process.communicate()
    assert (rest, errors, process.returncode) == (b"", b"", 0)


def test_a_reader_that_has_gone_is_no_error():
    with subprocess.Popen([*COMMAND, "versions"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141

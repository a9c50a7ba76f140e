"""The programs of others that the bot is tested against, and answers of every kind to show."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from javascript import NODE, PEERS, Peers

from assistant.vocabulary import (
    Answer,
    Article,
    Citation,
    Disagreement,
    Nearest,
    Outcome,
    Position,
    Question,
    Section,
)

HOSTILE = (
    "<!channel> <!here> <@U123ABC> <#C123ABC|general> <!subteam^S123> @here @channel #general "
    "<http://evil.example|our page> [click](http://evil.example) ![x](http://evil.example/x.png) "
    "[ref]: http://evil.example www.evil.example :tada: <b>bold</b> &lt;!everyone&gt; <script>alert(1)</script>"
)
TITLE = "Two *chiefs* <!channel> [a](b)"


@pytest.fixture(scope="session")
def peers() -> Peers:
    if not (PEERS / "emulate").is_dir():
        pytest.fail(f"{PEERS} has no packages: run `make peers`, which installs what tests/peers/package.json lists.")
    return Peers(folder=PEERS)


@dataclass(frozen=True, kw_only=True)
class Emulated:
    """A running `emulate`: a Slack that was not written for us. `bot` has our scopes, `narrow` only chat:write."""

    address: str
    bot: str = "xoxb-bot-with-our-scopes"
    narrow: str = "xoxb-bot-with-one-scope"
    admin: str = "xoxb-test-of-everything"
    client_id: str = "12345.67890"
    client_secret: str = "example_client_secret"

    @property
    def api(self) -> str:
        return f"{self.address}/api/"


def seed(redirect: str) -> str:
    from ui.slack.manifest import BOT_SCOPES, OPTIONAL_SCOPES

    scopes = ", ".join(f'"{scope}"' for scope in (*BOT_SCOPES, *OPTIONAL_SCOPES))
    return f"""
slack:
  strict_scopes: true
  team: {{name: Corner, domain: corner}}
  users:
    - {{name: ada, real_name: Ada, email: ada@corner.example}}
  channels:
    - {{name: leadership, topic: Leadership}}
  oauth_apps:
    - client_id: "{Emulated.client_id}"
      client_secret: {Emulated.client_secret}
      name: Corner Office
      bot_name: corner-office
      bot_id: B0CORNER
      bot_user_id: U0CORNER
      redirect_uris: ["{redirect}"]
      scopes: [{scopes}]
  tokens:
    - {{token: {Emulated.bot}, type: bot, user_id: U0CORNER, bot_id: B0CORNER, scopes: [{scopes}]}}
    - {{token: {Emulated.narrow}, type: bot, user_id: U0CORNER, bot_id: B0CORNER, scopes: ["chat:write"]}}
    - token: {Emulated.admin}
      type: bot
      user_id: U0CORNER
      scopes: ["channels:read", "channels:join", "channels:manage", "channels:history", "chat:write", "users:read",
        "im:write", "im:history", "im:read"]
"""


@pytest.fixture(scope="session")
def emulated(peers: Peers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulated]:
    port = a_free_port()
    folder = tmp_path_factory.mktemp("emulate")
    (folder / "seed.yaml").write_text(seed("https://bot.example/slack/oauth_redirect"), encoding="utf-8")
    program = peers.package("emulate") / "dist" / "index.js"
    command = [NODE, program, "start", "--service", "slack", "--port", str(port), "--seed", "seed.yaml"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, process, folder / "log")
            yield Emulated(address=address)
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture
def free_port() -> int:
    return a_free_port()


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"emulate did not start: {log.read_text(encoding='utf-8')}")


def cited(number: int, quote: str, section: str = "Reporting > Lines") -> Citation:
    return Citation(
        marker=number,
        article="two-chiefs",
        title=TITLE,
        section=section,
        quote=quote,
        start=number * 10,
        end=number * 10 + len(quote),
    )


def answer(text: str, outcome: Outcome = Outcome.ANSWERED, **parts) -> Answer:
    question = Question(text="What does a CMO do?")
    return Answer(
        question=question, standalone_question=question.text, outcome=outcome, text=text, version="v1", **parts
    )


NEXT = ("What does a CMO earn?", "Who reports to a CMO?")
ARTICLE = Article(
    id="two-chiefs",
    title=TITLE,
    text="# Two chiefs\n\n## Pay\n\nWell.",
    sections=(Section(path=(TITLE,), start=0, end=27), Section(path=(TITLE, "Pay"), start=14, end=27)),
)
LONG = "".join(f"Sentence number {number} says something about the chief. [1] " for number in range(900))
ANSWERS = {
    "plain": answer(
        "A **CMO** reports to the CEO. [1]\n\n- Builds the brand [2]\n- Talks [3] [9]",
        citations=(cited(1, "A CMO reports to the CEO."), cited(2, "**Brand:** Builds"), cited(3, "Talks", "Talking")),
        follow_ups=NEXT,
    ),
    "comparison": answer(
        "They differ. [1]\n\n| Aspect | CSO | CMO |\n|---|---|---|\n| **Pay** | Quota \\| base [1] | Bonus [2] |\n"
        "| Team |  | *Small* |\n\nThat is all.",
        citations=(cited(1, "Quota"), cited(2, "Bonus")),
        follow_ups=NEXT,
    ),
    "two tables": answer("| A | B |\n|---|---|\n| 1 | 2 |\n\nAnd:\n\n| C | D |\n|---|---|\n| 3 | 4 |\n"),
    "disagreement": answer(
        "It depends on whom you read. [1]",
        citations=(cited(1, "To the CEO."), cited(2, "To the CSO.")),
        disagreements=(
            Disagreement(
                topic="Whom the CMO reports to",
                positions=(Position(says="To the CEO", citations=(1,)), Position(says="To the CSO", citations=(2,))),
            ),
        ),
    ),
    "partly": answer("A CMO leads. [1]\n\nThe articles never mention Berlin.", Outcome.PARTLY_ANSWERED),
    "not covered": answer(
        "The articles never mention Canada.",
        Outcome.NOT_COVERED,
        nearest=(Nearest(article="two-chiefs", section=f"{TITLE} > Pay"), Nearest(article="gone", section="Pay")),
        follow_ups=NEXT,
    ),
    "clarify": answer(
        "Which roles do you mean?", Outcome.CLARIFY, follow_ups=("Which " + "long " * 20 + "one?", "It?")
    ),
    "hostile": answer(
        f"{HOSTILE} [1]\n\n> {HOSTILE}\n\n| {HOSTILE.replace('|', ' ')} | b |\n|---|---|\n| {HOSTILE.replace('|', ' ')} | d |",
        citations=(cited(1, HOSTILE, HOSTILE),),
        follow_ups=(HOSTILE,),
        disagreements=(Disagreement(topic=HOSTILE, positions=(Position(says=HOSTILE + "!", citations=(1, 7)),)),),
        nearest=(Nearest(article="two-chiefs", section=HOSTILE),),
    ),
    "long": answer(LONG, citations=(cited(1, LONG[:9000]),), follow_ups=NEXT),
    "many sources": answer("Much. [1]", citations=tuple(cited(n, f"Quote {n}." * 30, f"S{n}") for n in range(1, 300))),
    "long table": answer("| A | B |\n|---|---|\n" + "".join(f"| row {n} | {'x' * 60} |\n" for n in range(350))),
    "wide table": answer("|" + " A |" * 25 + "\n|" + "---|" * 25 + "\n|" + " 1 |" * 25 + "\n"),
    "empty": answer(""),
}


@pytest.fixture(params=sorted(ANSWERS))
def any_answer(request: pytest.FixtureRequest) -> Answer:
    return ANSWERS[request.param]


@pytest.fixture
def answers() -> dict[str, Answer]:
    return ANSWERS


@pytest.fixture
def shelved() -> Article:
    return ARTICLE


@pytest.fixture
def hostile() -> str:
    return HOSTILE

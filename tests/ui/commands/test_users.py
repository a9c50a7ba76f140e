import json

import pytest
from click.testing import CliRunner

from ui.cli import main

PASSWORD = "correct horse battery\n"


@pytest.fixture
def run():
    def invoke(*arguments, lines=""):
        return CliRunner().invoke(main, ["users", *arguments], input=lines)

    return invoke


def test_a_user_is_added_listed_and_removed(run):
    assert run("add", "Ada", "--editor", lines=PASSWORD).exit_code == 0
    assert json.loads(run("list", "--json").stdout) == [
        {"name": "ada", "roles": ["editor", "reader"], "password": True, "token": False}
    ]
    assert run("list").stdout == "ada  editor  password\n"
    assert run("remove", "ada").exit_code == 0
    assert run("list").stdout == ""


def test_a_password_is_never_shown(run):
    told = run("add", "ada", lines=PASSWORD)
    assert "horse" not in told.output
    assert "horse" not in run("list").output


def test_no_password_can_be_given_where_other_users_of_the_machine_see_it(run):
    assert run("add", "ada", "--password", "correct horse battery").exit_code == 2


def test_a_token_is_printed_once_and_alone(run):
    run("add", "robot", "--no-password")
    token = run("token", "robot").stdout
    assert token.startswith("co_")
    assert token.count("\n") == 1
    assert token.strip() not in run("list", "--json").output
    assert run("list").stdout == "robot  reader  token\n"


@pytest.mark.parametrize(
    ("arguments", "lines", "says"),
    [
        (["add", "ada"], "short\n", "12 characters"),
        (["add", "ada"], "", "--no-password"),
        (["add", "a b"], PASSWORD, "cannot be a user name"),
        (["remove", "eve"], "", "users list"),
        (["token", "eve"], "", "users list"),
    ],
)
def test_mistakes_are_one_line_with_what_to_do(run, arguments, lines, says):
    result = run(*arguments, lines=lines)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1

"""The command `corner-office users`: who may sign in to the page. Not here: the file itself (`signin.accounts`)."""

import sys
from typing import TYPE_CHECKING

import click

from ui.commands.start import load_settings
from ui.console import guarded, put_json, put_text, say

if TYPE_CHECKING:
    from ui.signin.accounts import Accounts


@click.group("users")
def users() -> None:
    """Add, remove and list who may sign in to the page, and their API tokens."""


@users.command()
@click.argument("name")
@click.option("--editor", is_flag=True, help="May change the articles, too.")
@click.option("--no-password", is_flag=True, help="For a program, which has a token alone.")
@guarded
def add(name: str, editor: bool, no_password: bool) -> None:
    """Add a user, or give one a new password and role. Asks for the password, or reads a line of a pipe."""
    accounts = opened()
    accounts.add(name, ("reader", "editor") if editor else ("reader",), asked(no_password))
    say(f"{name} may {'read and edit' if editor else 'read'} now.")


@users.command()
@click.argument("name")
@guarded
def remove(name: str) -> None:
    """Remove a user; their sessions and token end at once."""
    opened().remove(name)
    say(f"{name} is removed.")


@users.command()
@click.argument("name")
@guarded
def token(name: str) -> None:
    """Print a new API token of a user; the one before ends at once. It is stored nowhere in readable form."""
    put_text(opened().new_token(name))


@users.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@guarded
def list_users(as_json: bool) -> None:
    """List the users with their roles."""
    found = [account for _, account in sorted(opened().all().items())]
    lines = [
        {
            "name": account.name,
            "roles": sorted(account.roles),
            "password": bool(account.password),
            "token": bool(account.token),
        }
        for account in found
    ]
    if as_json:
        put_json(lines)
        return
    for account in found:
        proofs = [name for name, there in (("password", account.password), ("token", account.token)) if there]
        role = "editor" if account.person.is_editor else "reader"
        put_text(f"{account.name}  {role}  {', '.join(proofs) or 'cannot sign in yet'}")


def opened() -> "Accounts":
    """The users file that the settings name."""
    from ui.signin.accounts import Accounts  # noqa: PLC0415

    settings = load_settings()
    return Accounts(settings.users or settings.home / "users.json")


def asked(no_password: bool) -> str:
    """The password, asked for twice without showing it; from a pipe, its first line."""
    if no_password:
        return ""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    given = sys.stdin.readline().rstrip("\r\n")
    if not given:
        raise click.UsageError("No password came through the pipe. Type one at a terminal, or pass --no-password.")
    return given

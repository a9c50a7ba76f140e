"""The users file: names with argon2 hashes, roles and API tokens, written whole and for its owner alone.

Not here: the command that edits it (`commands.users`), how often a password may be tried (`pace`).
"""

import hmac
import json
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from filelock import FileLock
from pydantic import TypeAdapter, ValidationError

from assistant.errors import CornerOfficeError
from ui.people import Person, Role

NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
SHORTEST_PASSWORD = 12  # NIST SP 800-63B asks for 15 where nothing else is asked for, and for 8 at the least
LONGEST_PASSWORD = 1000
TOKEN_PREFIX = "co_"  # lets scanners of source code know a token that was committed
# RFC 9106's second choice, for machines with little memory: about 50 ms and 64 MiB a password.
HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)


class AccountError(CornerOfficeError):
    """The users file, or what is to be written to it, is not as it has to be."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """One user. `password` is an argon2 hash, `token` the SHA-256 of an API token; empty where there is none."""

    name: str
    roles: frozenset[Role] = field(default_factory=lambda: frozenset({Role.READER}))
    password: str = ""
    token: str = ""

    @property
    def person(self) -> Person:
        """The person who the user is."""
        return Person(id=f"user:{self.name}", name=self.name, roles=self.roles)

    @property
    def stamp(self) -> str:
        """Another one after every change that has to end the user's sessions."""
        return sha256("\0".join([self.name, self.password, *sorted(self.roles)]).encode()).hexdigest()[:16]


ACCOUNTS = TypeAdapter(tuple[Account, ...])


class Accounts:
    """The accounts of a file, which need not exist yet; read anew whenever the file has changed."""

    def __init__(self, path: Path, hasher: PasswordHasher = HASHER) -> None:
        self.path = path
        self._hasher = hasher
        self._read: tuple[tuple[int, int, int], dict[str, Account]] | None = None
        self._nobody = ""

    def all(self) -> Mapping[str, Account]:
        """Every account by name. Raises AccountError."""
        try:
            found = self.path.stat()
            mark = (found.st_mtime_ns, found.st_size, found.st_ino)
            if self._read is None or self._read[0] != mark:
                accounts = ACCOUNTS.validate_json(self.path.read_bytes())
                self._read = (mark, {account.name: account for account in accounts})
            return self._read[1]
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise AccountError(
                f"{self.path} cannot be read: {error.strerror or error}. Give this user the file."
            ) from error
        except ValidationError as error:
            what = f"{self.path} is not a users file."
            raise AccountError(f"{what} Mend it from a copy, or make it with corner-office users add.") from error

    def checked(self, name: str, password: str) -> Account | None:
        """The account whose password this is, or None; blocks for as long if there is no such account.

        Raises:
            AccountError: the file cannot be read.
        """
        account = self.all().get(folded(name))
        known = account is not None and account.password != ""
        if not self._nobody:
            self._nobody = self._hasher.hash(secrets.token_hex(16))
        stored = account.password if account is not None and known else self._nobody
        right = False
        with suppress(VerificationError, InvalidHashError):
            right = self._hasher.verify(stored, password[:LONGEST_PASSWORD])
        return account if right and known else None

    def holder(self, token: str) -> Account | None:
        """The account whose API token this is, or None. Raises AccountError."""
        hashed = token_hash(token)
        found = None
        for account in self.all().values():
            if hmac.compare_digest(account.token, hashed):
                found = account
        return found if token else None

    def add(self, name: str, roles: Iterable[str], password: str) -> None:
        """Write an account, or a new password and roles into it; no password makes one for programs alone.

        Raises:
            AccountError: the name or the password will not do, or the file cannot be written.
        """
        name = folded(name)
        if not NAME.fullmatch(name):
            what = f"{name[:64]!r} cannot be a user name."
            raise AccountError(f"{what} Use up to 64 of a-z, 0-9 and . _ @ -, a letter or digit first.")
        if password and not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise AccountError(f"The password is too short or too long. Use {SHORTEST_PASSWORD} characters or more.")
        with self._changing() as accounts:
            before = accounts.get(name, Account(name=name))
            accounts[name] = replace(
                before, roles=frozenset(map(Role, roles)), password=self._hasher.hash(password) if password else ""
            )

    def remove(self, name: str) -> None:
        """Take an account out; its sessions and its token end with it. Raises AccountError."""
        with self._changing() as accounts:
            known(accounts, name)
            del accounts[folded(name)]

    def new_token(self, name: str) -> str:
        """Give an account a new API token, in the place of the one before. Raises AccountError."""
        token = TOKEN_PREFIX + secrets.token_urlsafe(32)
        with self._changing() as accounts:
            accounts[folded(name)] = replace(known(accounts, name), token=token_hash(token))
        return token

    def _changing(self) -> "Change":
        return Change(self)

    def write(self, accounts: Mapping[str, Account]) -> None:
        """Write the whole file, for its owner alone. Raises OSError."""
        draft = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        draft.unlink(missing_ok=True)
        lines = json.loads(ACCOUNTS.dump_json(tuple(accounts[name] for name in sorted(accounts))))
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(lines, file, indent=1)
        os.replace(draft, self.path)
        self._read = None


class Change:
    """A change of a users file: nobody else changes it meanwhile, and it is written if the block ends well."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._lock = FileLock(accounts.path.with_name(f".{accounts.path.name}.lock"))

    def __enter__(self) -> dict[str, Account]:
        """The accounts, to be changed."""
        try:
            self._accounts.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except OSError as error:
            raise unwritable(self._accounts.path, error) from error
        try:
            self._found = dict(self._accounts.all())
        except AccountError:
            self._lock.release()
            raise
        return self._found

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write them."""
        try:
            if kind is None:
                self._accounts.write(self._found)
        except OSError as error:
            raise unwritable(self._accounts.path, error) from error
        finally:
            self._lock.release()


def unwritable(path: Path, error: OSError) -> AccountError:
    """The error about a file that cannot be written."""
    what = f"{path} cannot be written: {error.strerror or error}."
    return AccountError(f"{what} Give this user its folder, or name another file with CORNER_OFFICE_USERS.")


def known(accounts: Mapping[str, Account], name: str) -> Account:
    """The account of a name. Raises AccountError if there is none."""
    found = accounts.get(folded(name))
    if found is None:
        raise AccountError(f"There is no user {folded(name)[:64]!r}. corner-office users list names them.")
    return found


def folded(name: str) -> str:
    """A user name as it is stored: without regard to case and surrounding space."""
    return name.strip().casefold()


def token_hash(token: str) -> str:
    """What is stored of an API token; it has 256 random bits, so that a fast hash is enough."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()

"""The key that cookies are signed with: made once, in the home, for its owner alone. Not here: what is signed."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from assistant.errors import CornerOfficeError

NAME = "secret.key"
BYTES = 32


class SecretError(CornerOfficeError):
    """The key cannot be read or made."""


def secret_key(home: Path) -> bytes:
    """The home's key, 32 bytes; made at the first call, by one of those that come at the same time.

    Raises:
        SecretError: the file cannot be read, made, or is not a key.
    """
    path = home / NAME
    try:
        if not path.exists():
            make(path)
        with suppress(PermissionError):
            path.chmod(0o600)  # a copied home may have lost it
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError as error:
        what = f"{path} cannot be read or made: {error.strerror or error}."
        raise SecretError(f"{what} Give this user the home folder, or name another with CORNER_OFFICE_HOME.") from error
    except ValueError as error:
        raise SecretError(f"{path} holds no key. Remove it: a new one is made, and everyone signs in anew.") from error
    if len(key) != BYTES:
        raise SecretError(f"{path} holds no key of {BYTES} bytes. Remove it: a new one is made.")
    return key


def make(path: Path) -> None:
    """Write a new key, whole before it has its name; one that another process wrote first stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{NAME}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(BYTES))
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)

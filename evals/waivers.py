"""Waivers: a person's decision on one case, for one state of the articles. Not here: what a waiver settles (`gate`).

A waiver names the case, the reason and the corpus hash that it holds for, and so ends with the next content change.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import yaml

from evals.case import CaseError

WAIVERS = "waivers.yaml"

HEAD = """\
# Decisions of people on single cases; `corner-office waive` writes them. Each holds for one state of the articles
# (`corpus`) and does nothing afterwards: remove old ones whenever you like.
"""


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """The decision that one case may be as it is. `corpus` is the manifest's hash; `at` is UTC, ISO 8601."""

    case: str
    reason: str
    corpus: str
    by: str
    at: str


def read_waivers(text: str, name: str) -> tuple[Waiver, ...]:
    """Read the text of a waiver file; `name` is what messages call it. Raises CaseError."""
    # The base loader reads texts only, so that a hash of digits stays a text.
    keys = [field.name for field in fields(Waiver)]
    try:
        data = yaml.BaseLoader(text).get_single_data() or {"waivers": []}
    except yaml.YAMLError as error:
        raise CaseError(f"{name} is not valid YAML ({' '.join(str(error).split())}). Mend it, or remove it.") from error
    items = data.get("waivers") if isinstance(data, dict) and list(data) == ["waivers"] else None
    if not isinstance(items, list):
        raise CaseError(f"{name} holds something else than a list under `waivers:`. Mend it, or remove it.")
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or sorted(item) != sorted(keys) or not all(map(is_text, item.values())):
            raise CaseError(
                f"{name}: waiver {number} needs the keys {', '.join(keys)}, a text in each, and no others. "
                "Mend it, or remove it and run `corner-office waive` again."
            )
    return tuple(Waiver(**item) for item in items)


def is_text(value: object) -> bool:
    """Whether a value is a text that says something."""
    return isinstance(value, str) and bool(value.strip())


def load_waivers(*paths: Path) -> tuple[Waiver, ...]:
    """The waivers of several files, those that exist. Raises CaseError."""
    return tuple(
        waiver for path in paths if path.exists() for waiver in read_waivers(path.read_text("utf-8"), str(path))
    )


def waivers_yaml(waivers: Iterable[Waiver]) -> bytes:
    """The content of a waiver file, by case."""
    items = [asdict(waiver) for waiver in sorted(waivers, key=lambda waiver: (waiver.case, waiver.at))]
    body = yaml.safe_dump({"waivers": items}, sort_keys=False, allow_unicode=True, width=100)
    return (HEAD + body).encode()


def with_waiver(waivers: Iterable[Waiver], waiver: Waiver) -> tuple[Waiver, ...]:
    """The waivers with this one in place of an older one for the same case and articles."""
    others = [one for one in waivers if (one.case, one.corpus) != (waiver.case, waiver.corpus)]
    return (*others, waiver)

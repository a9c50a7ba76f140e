"""The JSON schema of case files, for editors' tools: made from the same names that the reader checks.

`python -m evals.schema` writes cases/schema.json anew. Not here: reading case files (`load`).
"""

import json
from enum import StrEnum
from typing import Any

from assistant.vocabulary import Outcome
from evals.case import Split, Stratum, Tier
from evals.load import CASES, EVIDENCE, FACT, OPTIONAL, REQUIRED

SCHEMA = CASES / "schema.json"

TEXT = {"type": "string", "minLength": 1, "pattern": r"\S"}


def schema() -> dict[str, Any]:
    """The schema of one case file."""
    case = mapping(REQUIRED, {name: {"description": ABOUT[name], **FORMS[name]} for name in (*REQUIRED, *OPTIONAL)})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Cases of one topic",
        "$defs": {"case": case, "evidence": evidence(), "fact": fact()},
        **mapping(("cases",), {"cases": {"type": "array", "items": {"$ref": "#/$defs/case"}}}),
    }


def mapping(required: tuple[str, ...], properties: dict[str, Any]) -> dict[str, Any]:
    """A mapping that has no other keys."""
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
    }


def texts(least: int = 0) -> dict[str, Any]:
    """A list of texts."""
    return {"type": "array", "items": TEXT, "minItems": least}


def listed(name: str) -> dict[str, Any]:
    """A list of what `$defs` holds under a name."""
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def choice(kind: type[StrEnum]) -> dict[str, Any]:
    """One value of a closed list."""
    return {"enum": [member.value for member in kind]}


def evidence() -> dict[str, Any]:
    """A verbatim quote."""
    about = {"article": "id of the article", "quote": "its words, copied; never the name of a passage"}
    return mapping(EVIDENCE, {name: {"description": about[name], **TEXT} for name in EVIDENCE})


def fact() -> dict[str, Any]:
    """Something to be said, and the wordings that say it."""
    return mapping(FACT, {"fact": TEXT, "accept": texts(1)})


FORMS: dict[str, dict[str, Any]] = {
    "id": TEXT,
    "group": TEXT,
    "split": choice(Split),
    "tier": choice(Tier),
    "stratum": choice(Stratum),
    "turns": texts(1),
    "expect": {"anyOf": [choice(Outcome), {"type": "array", "items": choice(Outcome), "minItems": 1}]},
    "tags": texts(),
    "evidence": listed("evidence"),
    "vital": listed("fact"),
    "okay": listed("fact"),
    "forbidden": texts(),
    "note": {"type": "string"},
}
ABOUT = {
    "id": "name of the case, used once",
    "group": "name that paraphrases of one question share",
    "split": "`tune` may be looked at while building; `report` is for figures alone",
    "tier": "`must` blocks when it fails, `scored` counts in averages, `watch` is only shown",
    "stratum": "how the question lies to the articles",
    "turns": "the reader's messages, oldest first; the last one is judged",
    "expect": "the good outcome, or a list of them",
    "tags": "free words; `disagreement` says that the articles differ and the answer has to show it",
    "evidence": "quotes that suffice for a good answer",
    "vital": "facts that a good answer says; an accepted wording of each stands in a quote",
    "okay": "facts that may be said as well",
    "forbidden": "wordings that no answer may hold",
    "note": "anything for people",
}


def schema_text() -> str:
    """What cases/schema.json holds."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")

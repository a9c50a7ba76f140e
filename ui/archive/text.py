"""Text as databases take it and as it is searched in. Not here: any table."""

import json
from typing import Any

from assistant.contract import clean


def cleaned(value: Any) -> Any:
    """JSON without the NULs and lone surrogates that PostgreSQL refuses, at any depth."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(inner) for inner in value]
    return value


def dumped(value: Any) -> str:
    """JSON as one line of text."""
    return json.dumps(cleaned(value), ensure_ascii=False, separators=(",", ":"))


def folded(*texts: str) -> str:
    """Texts as they are searched in: without case, spaces evened."""
    return " ".join(" ".join(texts).casefold().split())


def one_line(text: str, longest: int) -> str:
    """The text in one line, cut between words if it is too long."""
    line = " ".join(clean(text).split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    return (cut.rpartition(" ")[0] if " " in cut[longest // 2 :] else cut).rstrip() + "…"

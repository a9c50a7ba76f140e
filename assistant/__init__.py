"""Question in, cited answer out. The centre: imports nothing else of ours.

`Assistant` is imported when it is first asked for: most commands, and the probe of a version, do without it.
"""

from typing import TYPE_CHECKING, Any

from assistant.vocabulary import Answer, Question

if TYPE_CHECKING:
    from assistant.converse import Assistant

__all__ = ["Answer", "Assistant", "Question"]


def __getattr__(name: str) -> Any:
    """Import `Assistant` now. Raises AttributeError for any other name."""
    if name == "Assistant":
        from assistant.converse import Assistant  # noqa: PLC0415

        return Assistant
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Reading WiCE: sentences of an encyclopedia, and of the pages that they cite those that people found to support them.

Not here: what is fitted on them (`train_support`) or measured on them (`bench_check`).
"""

from dataclasses import dataclass
from pathlib import Path

from evals.datasets import read_lines


@dataclass(frozen=True, kw_only=True)
class WiceClaim:
    """A claim, all sentences that an annotator cites for any part of it (none, if nothing is), and whether all of it holds."""

    text: str
    sources: tuple[str, ...]
    supported: bool


def read_wice(path: Path) -> list[WiceClaim]:
    """The claims of a file of the data set, in order."""
    return [
        WiceClaim(
            text=row["claim"],
            sources=tuple(
                row["evidence"][at] for at in sorted({at for some in row["supporting_sentences"] for at in some})
            ),
            supported=row["label"] == "supported",
        )
        for row in read_lines(path)
    ]

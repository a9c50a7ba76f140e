"""Which questions weights are fitted on, and which are only reported on: halves cut by article or title.

No subject is on both sides. Not here: fitting (`train_*`) and reporting (`bench_*`).
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.datasets import SentenceTask, read_lines

# The group of all of XQuAD, on which nothing is ever fitted: the first in order, so never on the fitted side.
XQUAD = ""


def every_other(groups: Iterable[str]) -> frozenset[str]:
    """Half of the groups, those to report on: the first of each two in their order."""
    return frozenset(sorted(set(groups))[::2])


def question_groups(squad2: Path, *clapnq: Path) -> dict[str, str]:
    """The article of each SQuAD question, and the title of the passage of each CLAPNQ one."""
    return {**squad_groups(squad2), **clapnq_groups(*clapnq)}


def squad_groups(path: Path) -> dict[str, str]:
    """The article of each question."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    return {
        asked["question"]: article["title"]
        for article in articles
        for paragraph in article["paragraphs"]
        for asked in paragraph["qas"]
    }


def clapnq_groups(*paths: Path) -> dict[str, str]:
    """The title of the passage of each question."""
    return {row["input"].strip(): row["passages"][0]["title"] for path in paths for row in read_lines(path)}


def fitted_on(squad2: Path, *clapnq: Path) -> frozenset[str]:
    """The questions that the weights of the confidence are fitted on."""
    groups = question_groups(squad2, *clapnq)
    reported = every_other({XQUAD, *groups.values()})
    return frozenset(question for question, group in groups.items() if group not in reported)


def reported_half(tasks: Sequence[SentenceTask]) -> tuple[list[SentenceTask], list[SentenceTask]]:
    """The tasks to report on, and those that the weights of the choice are fitted on."""
    reported = every_other(task.title for task in tasks)
    return [task for task in tasks if task.title in reported], [task for task in tasks if task.title not in reported]

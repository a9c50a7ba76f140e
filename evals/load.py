"""Reading case files, strictly: unknown keys, missing keys and repeated ids are refused with file and line.

Values are taken as written, so `no` and `10` stay texts. Not here: whether quotes stand in the articles (`lint`).
"""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml

from assistant.vocabulary import Outcome
from evals.case import Case, CaseError, Evidence, Fact, Split, Stratum, Tier
from evals.waivers import WAIVERS

CASES = Path(__file__).resolve().parent / "cases"

REQUIRED = ("id", "group", "split", "tier", "stratum", "turns", "expect")
EVIDENCE = ("article", "quote")
FACT = ("fact", "accept")
OPTIONAL = ("tags", "evidence", "vital", "okay", "forbidden", "note")

# The C parser reads the shipped cases in a fifth of the time; where PyYAML comes without it, its own does.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Choice = TypeVar("Choice", bound=StrEnum)
Fields = dict[str, yaml.Node]


def load_cases(folder: Path = CASES) -> tuple[Case, ...]:
    """Read every `*.yaml` of a folder but the waivers, files by name, cases in order.

    Raises:
        CaseError: there is no file, a file breaks the schema, or two cases share an id.
    """
    paths = sorted(path for path in folder.glob("*.yaml") if path.name != WAIVERS)
    if not paths:
        raise CaseError(
            f"{folder} holds no case files. Add one such as cases/definitions.yaml; evals/README.md says how."
        )
    cases = tuple(case for path in paths for case in read_cases(path.read_text(encoding="utf-8"), path.name))
    refuse_repeated(cases)
    return cases


def read_cases(text: str, name: str) -> tuple[Case, ...]:
    """Read the text of one case file; `name` is what messages call it. Raises CaseError."""
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CaseError(f"{name}:{line}: not valid YAML ({error.problem}). Mend the line.") from error
    reader = Reader(name)
    if root is None:
        raise CaseError(f"{name}:1: the file is empty. Write a list under `cases:`, or remove the file.")
    fields = reader.fields(root, required=("cases",))
    return tuple(reader.case(node) for node in reader.items(fields["cases"]))


def refuse_repeated(cases: Iterable[Case]) -> None:
    """Raise CaseError when two cases share an id."""
    places: dict[str, str] = {}
    for case in cases:
        if case.id in places:
            raise CaseError(
                f"{case.place}: the id {case.id} is taken by {places[case.id]}. Give one of them another id."
            )
        places[case.id] = case.place


class Reader:
    """Turns YAML nodes into values; knows the file's name for messages."""

    def __init__(self, name: str) -> None:
        self._name = name

    def case(self, node: yaml.Node) -> Case:
        """Read one case."""
        fields = self.fields(node, required=REQUIRED, optional=OPTIONAL)
        turns = self.texts(fields["turns"])
        if not turns:
            self.refuse(fields["turns"], "`turns` is empty", "Write the reader's messages, oldest first")
        return Case(
            id=self.text(fields["id"]),
            group=self.text(fields["group"]),
            split=self.choice(fields["split"], Split),
            tier=self.choice(fields["tier"], Tier),
            stratum=self.choice(fields["stratum"], Stratum),
            turns=turns,
            expect=frozenset(self.outcomes(fields["expect"])),
            tags=frozenset(self.optional_texts(fields, "tags")),
            evidence=tuple(self.evidence(item) for item in self.optional_items(fields, "evidence")),
            vital=tuple(self.fact(item) for item in self.optional_items(fields, "vital")),
            okay=tuple(self.fact(item) for item in self.optional_items(fields, "okay")),
            forbidden=self.optional_texts(fields, "forbidden"),
            note=fields["note"].value.strip() if "note" in fields else "",
            place=f"{self._name}:{node.start_mark.line + 1}",
        )

    def outcomes(self, node: yaml.Node) -> list[Outcome]:
        """Read one outcome, or a list of outcomes that are all good."""
        if isinstance(node, yaml.ScalarNode):
            return [self.choice(node, Outcome)]
        items = self.items(node)
        if not items:
            self.refuse(node, "`expect` is empty", f"Choose among {', '.join(Outcome)}")
        return [self.choice(item, Outcome) for item in items]

    def evidence(self, node: yaml.Node) -> Evidence:
        """Read an article and a quote from it."""
        fields = self.fields(node, required=EVIDENCE)
        return Evidence(article=self.text(fields["article"]), quote=self.text(fields["quote"]))

    def fact(self, node: yaml.Node) -> Fact:
        """Read a fact and the wordings that count as saying it."""
        fields = self.fields(node, required=FACT)
        accept = self.texts(fields["accept"])
        if not accept:
            self.refuse(fields["accept"], "`accept` is empty", "List at least one wording that says the fact")
        return Fact(fact=self.text(fields["fact"]), accept=accept)

    def fields(self, node: yaml.Node, *, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> Fields:
        """Read a mapping; refuse keys that are unknown, repeated or missing."""
        if not isinstance(node, yaml.MappingNode):
            self.refuse(node, "a mapping is expected here", f"Write the keys {', '.join(required)}")
        found: Fields = {}
        for key, value in node.value:
            if key.value not in required + optional:
                self.refuse(key, f"unknown key `{key.value}`", f"Remove it; known are {', '.join(required + optional)}")
            if key.value in found:
                self.refuse(key, f"the key `{key.value}` stands twice", "Remove one of the two")
            found[key.value] = value
        missing = [key for key in required if key not in found]
        if missing:
            self.refuse(node, f"missing {', '.join(f'`{key}`' for key in missing)}", "Add what is missing")
        return found

    def items(self, node: yaml.Node) -> list[yaml.Node]:
        """Read a list."""
        if not isinstance(node, yaml.SequenceNode):
            self.refuse(node, "a list is expected here", "Write one item a line, each after `- `")
        return list(node.value)

    def optional_items(self, fields: Fields, key: str) -> list[yaml.Node]:
        """Read a list that may be left out."""
        return self.items(fields[key]) if key in fields else []

    def texts(self, node: yaml.Node) -> tuple[str, ...]:
        """Read a list of texts."""
        return tuple(self.text(item) for item in self.items(node))

    def optional_texts(self, fields: Fields, key: str) -> tuple[str, ...]:
        """Read a list of texts that may be left out."""
        return self.texts(fields[key]) if key in fields else ()

    def text(self, node: yaml.Node) -> str:
        """Read a text that may not be empty."""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.refuse(node, "a text is expected here", "Write one, in quotes if it holds `: ` or ` #`")
        return str(node.value).strip()

    def choice(self, node: yaml.Node, kind: type[Choice]) -> Choice:
        """Read one value of a closed list."""
        value = self.text(node)
        if value not in list(kind):
            self.refuse(node, f"`{value}` is no {kind.__name__.lower()}", f"Choose among {', '.join(kind)}")
        return kind(value)

    def refuse(self, node: yaml.Node, found: str, remedy: str) -> NoReturn:
        """Raise CaseError with the node's file and line."""
        raise CaseError(f"{self._name}:{node.start_mark.line + 1}: {found}. {remedy}.")

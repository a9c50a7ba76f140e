"""Strict reading of small YAML files: fields with their types and lines. Not here: what the fields mean."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.errors import ArticleError

TAG = "tag:yaml.org,2002:"
# libyaml's, where PyYAML comes with it: the shipped wordings take 0.02 s instead of 0.6.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, kw_only=True)
class Field:
    """A value in a YAML file. `name` says which one in an error; `offset` is the number of lines before the YAML."""

    node: yaml.Node
    name: str
    path: Path
    offset: int = 0

    @property
    def line(self) -> int:
        """The 1-based line of the file on which the value begins."""
        return int(self.node.start_mark.line) + 1 + self.offset

    def error(self, found: str, remedy: str) -> ArticleError:
        """An error that names the file, the line and this field."""
        return ArticleError(f"{self.path}, line {self.line}: {self.name} {found}. {remedy}")

    def text(self) -> str:
        """The value as non-empty text on one line. Raises ArticleError."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.error("is not text", "Write it on one line.")
        if self.node.tag not in {TAG + "str", TAG + "timestamp"}:
            raise self.error(f"is {self.node.value or 'empty'}, which is not text", "Put it in quotes.")
        value = " ".join(str(self.node.value).split())
        if not value:
            raise self.error("is empty", "Fill it in.")
        return value

    def truth(self) -> bool:
        """The value as true or false. Raises ArticleError."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag != TAG + "bool":
            raise self.error("is neither true nor false", "Write true or false.")
        return str(self.node.value).lower() in {"true", "yes", "on"}

    def many(self) -> tuple["Field", ...]:
        """The entries of a list. Raises ArticleError."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("is not a list", "Write it as a list, such as [a, b].")
        return tuple(
            Field(node=node, name=f"entry {number} of {self.name}", path=self.path, offset=self.offset)
            for number, node in enumerate(self.node.value, start=1)
        )

    def texts(self) -> tuple[str, ...]:
        """The value as a list of different texts. Raises ArticleError."""
        values: list[str] = []
        for entry in self.many():
            value = entry.text()
            if value in values:
                raise entry.error(f"repeats {value!r}", "Remove one of them.")
            values.append(value)
        return tuple(values)

    def keys(self, *, required: Collection[str], optional: Collection[str] = ()) -> dict[str, "Field"]:
        """The fields of a mapping. Raises ArticleError for an unknown, repeated or missing key."""
        known = [*required, *optional]
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("is not a mapping", f"Write it with the keys {', '.join(known)}.")
        fields: dict[str, Field] = {}
        for key, node in self.node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "a compound key"
            field = Field(node=node, name=name, path=self.path, offset=self.offset)
            at = Field(node=key, name=name, path=self.path, offset=self.offset)
            if name not in known:
                raise at.error("is not a known key", f"The keys of {self.name} are {', '.join(known)}.")
            if name in fields:
                raise at.error("stands twice", "Remove one of them.")
            fields[name] = field
        for name in required:
            if name not in fields:
                raise self.error(f"lacks the key {name}", f"Add a line '{name}: ...'.")
        return fields


def compose(text: str, name: str, path: Path, *, offset: int = 0) -> Field:
    """Parse YAML into one field called `name`. Raises ArticleError if it is broken, empty or nested too deeply."""
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = offset + (mark.line + 1 if mark else 1)
        raise ArticleError(f"{path}, line {line}: {name} is not YAML: {error.problem}. Mend that line.") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ArticleError(f"{path}, line {offset + 1}: {name} cannot be read as YAML. Write it anew.") from error
    if node is None:
        raise ArticleError(f"{path}, line {offset + 1}: {name} is empty. Fill it in.")
    return Field(node=node, name=name, path=path, offset=offset)

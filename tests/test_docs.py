"""What README.md and CONTRIBUTING.md claim is compared with the program: settings, commands, files, links."""

import importlib
import re
from pathlib import Path

import pytest
from pydantic.fields import FieldInfo

from assistant.settings import PREFIX, ROOT, Settings

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "corpus/README.md")
FROM_THE_PLATFORM = {"home": "the platform's user-data folder"}


def document(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    """The text of a document below a heading, up to the next one."""
    found = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^#+ |\Z)", document(name), re.MULTILINE | re.DOTALL)
    assert found is not None, f"{name} has no heading {heading!r}"
    return found.group(1)


def default(name: str, field: FieldInfo) -> str:
    if name in FROM_THE_PLATFORM:
        return FROM_THE_PLATFORM[name]
    if field.default is False:
        return "`false`"
    if not field.default:
        return "none"
    if isinstance(field.default, Path):
        return f"`{field.default.relative_to(ROOT).as_posix()}`"
    return f"`{field.default}`"


def test_the_readme_lists_every_setting_with_its_default_and_meaning() -> None:
    rows = [line for line in section("README.md", "Settings").splitlines() if line.startswith(f"| `{PREFIX}")]
    assert rows == [
        f"| `{PREFIX}{name.upper()}` | {default(name, field)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]


def test_the_readme_lists_every_command_and_no_other() -> None:
    listed = re.findall(r"^\| `corner-office ([a-z-]+)", section("README.md", "Commands"), re.MULTILINE)
    main = importlib.import_module("ui.cli").main
    assert sorted(listed) == sorted(name for name, command in main.commands.items() if not command.hidden)


def test_the_readme_names_the_targets_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", document("Makefile"), re.MULTILINE))
    named = {name for text in map(document, DOCUMENTS) for name in re.findall(r"`make ([a-z-]+)", text)}
    assert {"run", "test", "check"} <= named <= targets


def test_the_file_tree_of_the_readme_matches_the_folders() -> None:
    tree = re.findall(r"^(\S+)  ", section("README.md", "Files"), re.MULTILINE)
    folders = {
        f"{entry.name}/" for entry in ROOT.iterdir() if entry.is_dir() and not entry.name.startswith((".", "__"))
    }
    ignored = {line for line in document(".gitignore").splitlines() if line.endswith("/")}
    assert {entry for entry in tree if entry.endswith("/") and entry.count("/") == 1} == folders - ignored
    assert [entry for entry in tree if not (ROOT / entry).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document(name))
    assert [target for target in targets if not ((ROOT / name).parent / target).exists()] == []

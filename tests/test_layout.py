"""The rules of the house that a reader of one file cannot see: where things stand, and who may import whom."""

import ast
import importlib
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from assistant.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
# What each package may import of ours, besides itself; the commands may import everything.
ALLOWED = {"assistant": set(), "ingest": {"assistant"}, "evals": {"assistant"}, "ui": {"assistant"}}
COMMANDS = ("ui/cli.py", "ui/commands/")
HEAVY = {"chromadb", "gradio", "llama_index", "playwright", "sentence_transformers", "torch", "transformers"}
UNSAFE_MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
UNSAFE_CALLS = {("torch", "load"), ("yaml", "load"), ("yaml", "unsafe_load"), ("yaml", "full_load")}
UNSAFE_ARGUMENTS = {"trust_remote_code", "allow_pickle"}


def sources() -> list[Path]:
    return sorted(file for package in ALLOWED for file in (ROOT / package).rglob("*.py"))


def suite() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


@cache
def nodes_of(file: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(file)))


def place(file: Path, line: int | None = None) -> str:
    where = file.relative_to(ROOT).as_posix()
    return where if line is None else f"{where}:{line}"


def imported(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    """The line and the dotted name of each import among the nodes; `.` begins a relative one."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def canonical(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def is_false(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def unsafe(file: Path) -> Iterator[int]:
    """The lines of a file that could run code out of data or out of a model's folder."""
    nodes = nodes_of(file)
    yield from (line for line, name in imported(nodes) if name.split(".")[0] in UNSAFE_MODULES)
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if (node.value.id, node.attr) in UNSAFE_CALLS:
                yield node.lineno
        elif isinstance(node, ast.keyword) and node.arg in UNSAFE_ARGUMENTS and not is_false(node.value):
            yield node.lineno


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_each_package_is_imported_from_this_repository(package: str) -> None:
    # Other distributions own these names too, and one installed over ours goes unnoticed without this.
    module = importlib.import_module(package)
    assert module.__file__ is not None
    assert Path(module.__file__).resolve().is_relative_to(ROOT)


def test_packages_import_only_what_the_design_allows() -> None:
    wrong = [
        f"{place(file, line)} imports {name}"
        for file in sources()
        if (package := file.relative_to(ROOT).parts[0]) and not place(file).startswith(COMMANDS)
        for line, name in imported(nodes_of(file))
        if (top := name.split(".")[0]) in ALLOWED and top != package and top not in ALLOWED[package]
    ]
    assert wrong == []


def test_no_import_is_relative() -> None:
    wrong = [
        place(file, line)
        for file in sources() + suite()
        for line, name in imported(nodes_of(file))
        if name.startswith(".")
    ]
    assert wrong == []


def test_every_imported_library_is_declared() -> None:
    # A library that only another one brings along is missing on a new machine once that one drops it.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {canonical(re.split(r"[^\w.-]", line)[0]) for line in project["dependencies"]}
    installed = packages_distributions()
    wrong = {
        f"{place(file)} imports {top}"
        for file in sources()
        for _, name in imported(nodes_of(file))
        if (top := name.split(".")[0]) not in sys.stdlib_module_names | ALLOWED.keys()
        and declared.isdisjoint(map(canonical, installed.get(top, ())))
    }
    assert wrong == set()


def test_heavy_libraries_are_imported_only_where_they_are_used() -> None:
    wrong = [
        f"{place(file, line)} imports {name}"
        for file in sources()
        for line, name in imported(tree(file).body)
        if name.split(".")[0] in HEAVY
    ]
    assert wrong == []


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    assert [place(file) for file in sources() + suite() if re.search(r"utils?|common|helpers?|misc", file.stem)] == []


def test_no_python_file_is_longer_than_300_lines() -> None:
    lengths = {place(file): len(file.read_text(encoding="utf-8").splitlines()) for file in sources() + suite()}
    assert {file: lines for file, lines in lengths.items() if lines > 300} == {}


def test_no_test_folder_is_a_package_that_would_shadow_ours() -> None:
    assert [place(file) for file in suite() if file.name == "__init__.py"] == []


def test_nothing_runs_code_out_of_data() -> None:
    assert [place(file, line) for file in sources() for line in unsafe(file)] == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from joblib import load",
        "torch.load(path)",
        "yaml.load(text, Loader=loader)",
        "model(path, trust_remote_code=True)",
        "model(path, trust_remote_code=chosen)",
    ],
)
def test_code_that_would_run_data_is_noticed(code: str, tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(code, encoding="utf-8")
    assert list(unsafe(file)) == [1]


def test_a_model_told_not_to_trust_remote_code_is_fine(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text("model(path, trust_remote_code=False)\nyaml.safe_load(text)", encoding="utf-8")
    assert list(unsafe(file)) == []


def test_every_setting_is_read_by_the_program() -> None:
    read = {
        node.attr
        for file in sources()
        for node in nodes_of(file)
        if isinstance(node, ast.Attribute)
        and node.attr in Settings.model_fields
        and ast.unparse(node.value).split(".")[-1] in ("settings", "_settings")
    }
    assert [name for name in Settings.model_fields if name not in read] == []

"""What results depend on, beside the questions: two runs may be compared only if all but the content is the same.

Not here: the comparing of results (`gate`).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from assistant.settings import ROOT, Settings
from assistant.store.versions import ARTICLES, GLOSSARY
from assistant.vocabulary import Article, Glossary, Manifest
from evals.case import Case

# Code that decides answers or scores. `settings.py` is left out: the values that matter are compared by themselves.
ASSISTANT = ROOT / "assistant"
LEFT_OUT = frozenset({"settings.py"})
SCORED_BY = ("citations.py", "metrics.py", "runner.py", "score.py", "spans.py", "support.py")
SCORING = tuple(ROOT / "evals" / name for name in SCORED_BY)
CODE_SUFFIXES = frozenset({".py", ".json", ".toml", ".md", ".npz"})
MODEL, LLM = "llm", "llm"  # the folder that writes with a language model, and the mode in which it does


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """Where results come from. The content: `corpus` (the manifest's hash), `articles` (id -> hash), `roles`, `uncovered`.

    An article's hash covers its text and all that is searched with it: front matter, facts, readers' wordings.
    `roles` covers the terms too, `uncovered` the questions that no article answers.
    The rest is what has to be equal before two runs are compared: `cases` (case id -> hash), `embedder`,
    `settings` (name -> value), `code` and `mode`. All hashes are hex digits.
    """

    version: str
    mode: str
    corpus: str
    roles: str
    uncovered: str = ""
    embedder: str
    code: str
    articles: Mapping[str, str] = field(default_factory=dict)
    cases: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)


def current(manifest: Manifest, settings: Settings, *, mode: str) -> Fingerprint:
    """What a run on a version would be made from, with the code and settings at hand; cases and articles left out."""
    chosen = {"max_question": str(settings.max_question)}
    if mode == LLM:
        chosen |= {"llm_model": settings.llm_model, "llm_answer_tokens": str(settings.llm_answer_tokens)}
    return Fingerprint(
        version=manifest.version,
        mode=mode,
        corpus=manifest.corpus,
        roles="",
        embedder=manifest.embedder,
        settings=chosen,
        code=code_hash(code_files(mode)),
    )


def fingerprint(
    manifest: Manifest,
    articles: Iterable[Article],
    glossary: Glossary,
    cases: Iterable[Case],
    settings: Settings,
    *,
    mode: str,
) -> Fingerprint:
    """What a run of these cases on a version is made from, with the code and settings at hand."""
    return replace(
        current(manifest, settings, mode=mode),
        articles={article.id: digest(ARTICLES.dump_json((article,))) for article in articles},
        roles=digest(GLOSSARY.dump_json(replace(glossary, uncovered=()))),
        uncovered=digest(json.dumps(glossary.uncovered, ensure_ascii=False).encode()),
        cases={case.id: case_hash(case) for case in cases},
    )


def case_hash(case: Case) -> str:
    """The hash of everything that a case asks for; its note and its place in the file do not count."""
    data = asdict(case)
    del data["note"], data["place"]
    return digest(json.dumps(data, ensure_ascii=False, sort_keys=True, default=sorted).encode())


def code_hash(paths: Iterable[Path] | None = None) -> str:
    """The hash of the code that decides answers and scores, line ends aside."""
    total = hashlib.sha256()
    for path in paths or code_files():
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{path.name}\n{digest(content)}\n".encode())
    return total.hexdigest()[:16]


def code_files(mode: str = "extractive") -> list[Path]:
    """The files that `code_hash` covers, in a fixed order; what writes with a model counts only where one does."""
    assistant = [
        path
        for path in ASSISTANT.rglob("*")
        if path.suffix in CODE_SUFFIXES and path.name not in LEFT_OUT and "__pycache__" not in path.parts
    ]
    if mode != LLM:
        assistant = [path for path in assistant if path.relative_to(ASSISTANT).parts[0] != MODEL]
    return sorted(assistant, key=lambda path: path.relative_to(ASSISTANT).as_posix()) + list(SCORING)


def digest(content: bytes) -> str:
    """16 hex digits of SHA-256: enough to notice a change, short enough to read."""
    return hashlib.sha256(content).hexdigest()[:16]

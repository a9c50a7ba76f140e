"""Files of wordings beside the articles of a mutated corpus: entries whose quote went are dropped, as an editor would.

A corpus without such files stays as it is. Not here: the mutations themselves.
"""

from collections.abc import Mapping

import yaml

SUFFIX = ".wordings.yaml"
KEY = "wordings"

Corpus = Mapping[str, str]


def without_orphans(before: Corpus, after: Corpus) -> Corpus:
    """The mutated corpus without wordings that it alone has orphaned; what had no place before stays for ingest."""
    found = dict(after)
    for path in [path for path in after if path.endswith(SUFFIX)]:
        article = path.removesuffix(SUFFIX) + ".md"
        if after.get(article) == before.get(article):
            continue
        kept = pruned(after[path], plain(before.get(article, "")), plain(after.get(article, "")))
        if kept is None:
            del found[path]
        else:
            found[path] = kept
    return found


def pruned(wordings: str, before: str, after: str) -> str | None:
    """A file of wordings without the entries whose quote stood before and does not stand after; None if none is left."""
    entries = yaml.safe_load(wordings)[KEY]
    kept = [entry for entry in entries if (quote := plain(entry["quote"])) in after or quote not in before]
    if len(kept) == len(entries):
        return wordings
    return yaml.safe_dump({KEY: kept}, sort_keys=False, allow_unicode=True) if kept else None


def plain(text: str) -> str:
    """Markdown without bold marks and with single spaces, so that a quote of what is read from it has a place in it."""
    return " ".join(text.replace("**", "").split())

from dataclasses import replace

from assistant.vocabulary import Glossary
from ui.shelf import KEPT_VERSIONS, EmptyArchive, Shelf


def test_the_shelf_forgets_the_version_used_longest_ago(desk):
    shelf = Shelf()
    first = desk.scripted.index
    for number in range(KEPT_VERSIONS):
        shelf.keep(replace(first, version=f"v{number}"))
    shelf.keep(replace(first, version="v0"))
    shelf.keep(replace(first, version="new"))
    assert shelf.article("v0", "two-chiefs") is first.articles[0]
    assert shelf.article("v1", "two-chiefs") is None
    assert shelf.articles("new") == first.articles


class OneVersion(EmptyArchive):
    """An archive that counts how often it is asked."""

    def __init__(self, articles) -> None:
        self.kept = articles
        self.asked: list[str] = []

    def articles(self, version):
        self.asked.append(version)
        return self.kept if version == "old" else ()


def test_a_version_that_is_not_at_hand_is_fetched_once_from_the_archive(article):
    archive = OneVersion((article,))
    shelf = Shelf(archive)
    assert shelf.article("old", "two-chiefs") is article
    assert shelf.articles("old") == (article,)
    assert archive.asked == ["old"]


def test_a_version_that_the_archive_does_not_have_is_asked_for_again(article):
    archive = OneVersion((article,))
    shelf = Shelf(archive)
    assert shelf.article("gone", "two-chiefs") is None
    assert shelf.article("gone", "two-chiefs") is None
    assert archive.asked == ["gone", "gone"]


def test_each_version_keeps_what_it_calls_the_roles(desk, article):
    shelf = Shelf(OneVersion((article,)))
    index = desk.scripted.index
    shelf.keep(replace(index, version="v0", glossary=Glossary(roles=index.glossary.roles[:1])))
    shelf.keep(index)
    assert [len(shelf.glossary(version).roles) for version in ("v0", "v1")] == [1, 2]
    assert shelf.glossary("old") is None  # the archive has articles alone
    assert shelf.glossary("gone") is None

"""Readers' wordings whose sentence was edited: what is lost, what takes its place, and a file that stays as it was."""

from dataclasses import replace

import pytest

from ingest.load import load_article
from ui.commands.wordings import lost_quotes, moved

TEXT = """\
# Two chiefs

## Pay

A CMO earns a base salary and a bonus. A CSO earns a base salary and a commission on every deal.

A chief's tools are:

- **Budget:** The budget of the whole department
- A calendar
"""
WORDINGS = """\
# a remark
wordings:
  - quote: "A CMO earns a base salary and a bonus."
    asked:
      - "cmo pay"   # kept
  - quote: >-
      A CSO earns a base salary
      and a commission on every deal.
    asked: ["cso pay", 'what does a "cso" get']
  - quote: "A chief's tools are:"
    asked:
      - tools
"""


@pytest.fixture
def article(tmp_path):
    def read(text):
        path = tmp_path / "two.md"
        path.write_text(text, encoding="utf-8")
        return load_article(path, max_bytes=1_000_000)

    return read


@pytest.fixture
def before(article):
    return article(TEXT)


def test_nothing_is_lost_by_an_edit_elsewhere(article, before):
    after = article(TEXT.replace("A calendar", "A diary"))
    assert lost_quotes(after, before.text, WORDINGS.encode(), ()) == ()
    assert moved(WORDINGS.encode(), after, before.text) == WORDINGS.encode()


def test_the_new_sentence_most_like_the_old_one_takes_its_place(article, before):
    after = article(TEXT.replace("a base salary and a bonus", "a salary, and a bonus a year"))
    (found,) = lost_quotes(after, before.text, WORDINGS.encode(), ())
    assert (found.asked, found.successor) == (("cmo pay",), "A CMO earns a salary, and a bonus a year.")
    text = moved(WORDINGS.encode(), after, before.text).decode()
    assert text == WORDINGS.replace(
        "A CMO earns a base salary and a bonus.", "A CMO earns a salary, and a bonus a year."
    )


def test_a_sentence_that_was_there_before_never_takes_another_s_place(article, before):
    after = article(TEXT.replace("A CMO earns a base salary and a bonus. ", ""))
    (found,) = lost_quotes(after, before.text, WORDINGS.encode(), ())
    assert found.successor == ""


def test_an_entry_without_a_new_sentence_is_dropped_and_the_others_stay(article, before):
    text = TEXT.replace(" A CSO earns a base salary and a commission on every deal.", "").replace(
        "A chief's tools", "Tools"
    )
    after = article(text)
    mended = moved(WORDINGS.encode(), after, before.text).decode()
    assert "cso pay" not in mended
    assert mended.startswith(WORDINGS[: WORDINGS.index("  - quote: >-")])
    assert '  - quote: "Tools are:"\n    asked:\n      - tools\n' in mended
    path_free = replace(after)
    assert lost_quotes(path_free, before.text, mended.encode(), ()) == ()


def test_a_folded_quote_is_replaced_on_its_own_line(article, before):
    after = article(TEXT.replace("commission on every deal", "commission on each deal"))
    mended = moved(WORDINGS.encode(), after, before.text).decode()
    assert '  - quote: "A CSO earns a base salary and a commission on each deal."\n    asked: ["cso pay"' in mended


def test_nothing_is_left_where_every_sentence_went(article, before):
    after = article("# Two chiefs\n\nNothing of it stays here at all, not one word.\n")
    assert moved(WORDINGS.encode(), after, before.text) == b""


@pytest.mark.parametrize("broken", [b"", b"wordings: [", b"- a\n", b"wordings:\n  - quote: x\n", b"\xff\xfe"])
def test_a_broken_file_of_wordings_loses_nothing_here(before, broken):
    assert lost_quotes(before, before.text, broken, ()) == ()

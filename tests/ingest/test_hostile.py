import time

import pytest

from assistant.errors import ArticleError
from assistant.settings import ROOT
from ingest.load import load_article

HOSTILE = ROOT.parent / "shared" / "data" / "hostile"
PDFS = sorted(HOSTILE.glob("pypdf-resources/**/*.pdf")) + sorted(HOSTILE.glob("pypdf-resources/*.bin"))
TEXTS = sorted(HOSTILE.glob("utf8-docs/**/*.txt")) + sorted(HOSTILE.glob("blns/*.txt"))
SECONDS = 10  # of processor time, so that a busy machine fails no test
LIMIT = 20_000_000

pytestmark = pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile inputs are not beside the repository")


def load(path):
    """The article's sentence count, or None for an ArticleError; anything else fails the test."""
    start = time.process_time()
    try:
        return len(load_article(path, max_bytes=LIMIT).sentences)
    except ArticleError as error:
        assert str(path.name) in str(error)
        assert "\n" not in str(error)
        return None
    finally:
        assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.name)
def test_an_odd_pdf_ends_in_time_as_an_article_or_a_reason(path, tmp_path):
    copy = tmp_path / f"{path.stem}.pdf"
    copy.write_bytes(path.read_bytes())
    load(copy)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_text_of_every_code_point_ends_in_time_once_without_nul(path, suffix, tmp_path):
    copy = tmp_path / f"a{suffix}"
    copy.write_bytes(path.read_bytes())
    if b"\x00" in path.read_bytes():
        assert load(copy) is None
    copy.write_bytes(path.read_bytes().replace(b"\x00", b""))
    load(copy)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("piece", ["<div>", "<ul><li>", "<b>", "[", "> ", "- ", "| ", "*a **", "a.\n"])
def test_absurd_repetition_ends_in_time(piece, suffix, tmp_path):
    path = tmp_path / f"a{suffix}"
    path.write_text(piece * 60_000 + " End of it.", encoding="utf-8")
    load(path)

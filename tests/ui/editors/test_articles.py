"""The list of articles, one by paragraph, and new ones."""

import io
import zipfile
from html import unescape

import pytest


def test_each_article_is_listed_with_its_facts_and_how_much_of_it_cases_check(ada):
    page = unescape(ada.get("/editors/articles").text)
    assert "What a CMO does" in page
    assert "guide" in page
    assert "restates “Notes”" in page
    assert "3 sentences, 1 fact, 2 readers' wordings · 1 case" in page
    assert "1 of 2 paragraphs checked" in page
    assert "roles.yaml" in page


def test_paragraphs_that_no_case_touches_are_marked(ada):
    page = ada.get("/editors/article?name=articles/cmo.md").text
    held, bare = page.split("Pay of a CMO")
    assert "1 case</small>" in held.split("What cases check")[1]
    assert "no case</small>" in bare
    assert "no case</small>" not in held
    assert "reporting line" in held


def test_an_article_that_cannot_be_read_is_listed_with_its_fault(ada, copy):
    file = copy.read("articles/cmo.md")
    copy.write([type(file)(name=file.name, revision=file.revision, data=b"---\nid: x\n")])
    page = unescape(ada.get("/editors/articles").text)
    assert "cmo.md, line 1: the front matter is not closed" in page
    assert "/tmp" not in page


def test_a_new_article_begins_with_a_front_matter_that_can_be_read(ada, copy, room):
    page = ada.post("/editors/new", data={"title": 'What "a CRO": does?'})
    assert "Added to the working copy" in page.text
    assert {file.name: file.state for file in copy.files()}["articles/what-a-cro-does.md"] == "added"
    assert room.readings.survey().faults == ()
    assert ada.post("/editors/new", data={"title": "What a CRO does"}).status_code == 409
    assert ada.post("/editors/new", data={"title": "???"}).status_code == 409


@pytest.mark.parametrize("name", ["notes.txt", "Notes on CROs.md", "page.html", "C:\\folder\\notes.txt"])
def test_an_uploaded_file_becomes_an_article(ada, copy, name):
    page = ada.post("/editors/upload", files={"file": (name, b"A CRO leads every team that brings in revenue.")})
    assert "Added to the working copy" in page.text
    added = [file.name for file in copy.files() if file.state == "added"]
    assert added == [f"articles/{name.split(chr(92))[-1]}"]
    assert copy.read(added[0]).data.startswith(b"A CRO leads")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("program.exe", b"MZ", "ends with one of"),
        ("cmo.md", b"Text.", "already"),
        ("CMO.md", b"Text.", "already"),
        ("empty.md", b"", "Choose a file first"),
        ("bad.pdf", b"not a pdf", "is not taken"),
        ("bad.docx", b"not a docx", "is not taken"),
        ("large.txt", b"x" * 2_000_001, "larger than 2 MB"),
        ("README.md", b"Text.", "Choose another name"),
        (".hidden.md", b"Text.", "Choose another name"),
        ("a;b.md", b"Text.", "Choose another name"),
        ("../../../out.md", b"---\nid: x\n", "is not taken"),
    ],
)
def test_a_file_that_is_no_article_is_refused_in_a_sentence(ada, copy, name, data, told):
    before = copy.state()
    answer = ada.post("/editors/upload", files={"file": (name, data)})
    assert (answer.status_code, told in unescape(answer.text)) == (409, True), answer.text
    assert copy.state() == before


def test_an_upload_stays_within_the_articles_whatever_its_name(ada, copy, home):
    ada.post("/editors/upload", files={"file": ("../../../out.md", b"# Out\n\nA CRO leads.\n")})
    assert [file.name for file in copy.files() if file.state == "added"] == ["articles/out.md"]
    assert [path.name for path in home.rglob("out.md")] == ["out.md"]


def test_the_working_copy_can_be_taken_away_as_a_zip(ada, copy):
    archive = zipfile.ZipFile(io.BytesIO(ada.get("/editors/articles.zip").content))
    assert sorted(archive.namelist()) == ["articles/cmo.md", "articles/cmo.wordings.yaml", "roles.yaml"]
    assert archive.read("articles/cmo.md") == copy.read("articles/cmo.md").data

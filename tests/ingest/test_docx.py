import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as Word

from assistant.errors import ArticleError
from ingest.blocks import Heading, Item, ListBlock, Paragraph, Table
from ingest.docx import read_docx

PATH = Path("a.docx")


def saved(word):
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def test_headings_lists_and_tables_of_word_come_out_as_blocks():
    word = Word()
    word.add_heading("How leaders work", level=0)
    word.add_heading("Focus", level=1)
    word.add_paragraph("They do this:")
    item = word.add_paragraph(style="List Bullet")
    item.add_run("Sales:").bold = True
    item.add_run(" closes deals")
    word.add_paragraph("Builds the brand", style="List Bullet")
    word.add_paragraph("First", style="List Number")
    table = word.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ["", "CSO", "CMO", "Time", "short", "long"], strict=True):
        cell.text = text
    assert read_docx(saved(word), PATH).blocks == (
        Heading(level=1, text="How leaders work"),
        Heading(level=1, text="Focus"),
        Paragraph(text="They do this:"),
        ListBlock(items=(Item(text="closes deals", label="Sales"), Item(text="Builds the brand"))),
        ListBlock(items=(Item(text="First"),), ordered=True),
        Table(header=(), rows=(("", "CSO", "CMO"), ("Time", "short", "long"))),
    )


def test_a_file_that_is_not_word_is_refused():
    with pytest.raises(ArticleError, match=r"a\.docx: not a Word file"):
        read_docx(b"PK\x03\x04 nothing", PATH)


def test_an_archive_that_is_not_a_word_file_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(ArticleError, match=r"a\.docx: a broken Word file"):
        read_docx(buffer.getvalue(), PATH)


def test_an_archive_that_unpacks_to_gigabytes_is_refused_unopened():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as entry:
        for _ in range(201):
            entry.write(bytes(1_000_000))
    assert len(buffer.getvalue()) < 1_000_000
    with pytest.raises(ArticleError, match="unpacks to"):
        read_docx(buffer.getvalue(), PATH)

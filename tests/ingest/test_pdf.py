import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import ListFlowable, SimpleDocTemplate
from reportlab.platypus import Paragraph as Flow

from assistant.errors import ArticleError
from ingest.blocks import Heading, ListBlock, Paragraph
from ingest.pdf import read_pdf, without_running_heads

PATH = Path("a.pdf")
PROSE = (
    "A chief sales officer leads the people who sell and answers for what they bring in each quarter. "
    "The post asks for patience with customers and for long-term thinking about how the market moves. "
)


def made(*, pages=1):
    buffer = io.BytesIO()
    styles = getSampleStyleSheet()
    flow = [Flow("What a Sales Chief Does", styles["Heading1"])]
    for number in range(pages):
        flow += [Flow(f"Part {'ABCDEFG'[number]} of the Work", styles["Heading2"]), Flow(PROSE * 6, styles["Normal"])]
        flow += [
            Flow("The main duties include:", styles["Normal"]),
            ListFlowable(
                [Flow(text, styles["Normal"]) for text in ("Setting targets", "Leading people")], bulletType="bullet"
            ),
            Flow(PROSE, styles["Normal"]),
        ]

    def head(canvas, document):
        canvas.drawString(30, A5[1] - 30, "The Corner Office Review")
        canvas.drawString(200, 20, f"Page {document.page}")

    SimpleDocTemplate(buffer, pagesize=A5).build(flow, onFirstPage=head, onLaterPages=head)
    return buffer.getvalue()


def blank():
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.rect(10, 10, 50, 50)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_broken_lines_are_joined_and_running_heads_dropped():
    blocks = read_pdf(made(pages=3), PATH).blocks
    assert blocks[0] == Heading(level=1, text="What a Sales Chief Does")
    assert [block.text for block in blocks if isinstance(block, Heading)][1:] == [
        "Part A of the Work",
        "Part B of the Work",
        "Part C of the Work",
    ]
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert paragraphs.count((PROSE * 6).strip()) == 3
    assert paragraphs.count(PROSE.strip()) == 3
    assert not any("Corner Office Review" in text or "Page" in text for text in paragraphs)


def test_bullets_of_a_pdf_become_a_list_under_their_lead_in():
    blocks = read_pdf(made(), PATH).blocks
    at = blocks.index(Paragraph(text="The main duties include:"))
    assert isinstance(blocks[at + 1], ListBlock)
    assert [item.text for item in blocks[at + 1].items] == ["Setting targets", "Leading people"]


def test_a_password_is_refused_and_an_empty_one_tried():
    for password, fails in (("secret", True), ("", False)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made())))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        buffer = io.BytesIO()
        writer.write(buffer)
        if fails:
            with pytest.raises(ArticleError, match=r"a\.pdf: encrypted with a password\. Save it without one"):
                read_pdf(buffer.getvalue(), PATH)
        else:
            assert read_pdf(buffer.getvalue(), PATH).blocks


def test_a_pdf_without_text_is_refused_with_the_remedy():
    with pytest.raises(ArticleError, match=r"no text layer.*OCR"):
        read_pdf(blank(), PATH)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"nothing", made()[:700], made()[-700:]])
def test_a_broken_pdf_is_refused(data):
    with pytest.raises(ArticleError, match=r"a\.pdf: "):
        read_pdf(data, PATH)


def test_a_line_that_stands_on_one_page_only_is_no_running_head():
    pages = [["Review 1", "Alpha", "a", "b", "c", "1"], ["Review 2", "Beta", "d", "e", "f", "2"]]
    assert without_running_heads(pages) == [["Alpha", "a", "b", "c"], ["Beta", "d", "e", "f"]]

import subprocess
import sys
import time

import pytest

from assistant.vocabulary import SentenceKind
from ingest.blocks import Heading, Item, ListBlock, Paragraph, Table
from ingest.canonical import canonical
from ingest.sentences import content_id, mark_sentences, spans


def split(text):
    return [text[start:end] for start, end in spans(text)]


def marks(*blocks):
    text = canonical("T", blocks)
    return text.text, mark_sentences("a", text)


@pytest.mark.parametrize(
    "sentences",
    [
        ["A CSO vs. a CMO is a choice.", "Both lead, e.g. Sales and Brand.", "See i.e. Section two."],
        ["Sales, brand etc. are theirs.", "They sell, plan etc.", "They win."],
        ["Foo Inc. Group sells.", "It moved to Foo Inc.", "The rest stayed."],
        ["The U.S. Market is large.", "They work in the U.S.", "This is known."],
        ["See No. 5 of the list.", "Is it so?", "No.", "The chief decides."],
        ["Dr. Smith and J. Doe agree.", "“Is that so?”", "It is!"],
        ["It is closed (see above. That is why. Really) and done.", "Next one."],
        ["It grew 3.5 percent.", "Version 2.0 came."],
        ["(A whole aside. In two sentences.)", "Then more."],
        ["An ellipsis... goes on.", "Wait..."],
        ["One ( is never closed.", "So this stands alone."],
        ["It works.’", "It does."],
    ],
)
def test_sentences_end_where_a_reader_would_say(sentences):
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "text", ["! " * 30_000, "a" * 300_000, "(a. " * 15_000, "A. " * 20_000, "." * 90_000, "()" * 90_000]
)
def test_hostile_text_is_split_in_time_and_whole(text):
    start = time.process_time()
    found = spans(text.strip())
    assert time.process_time() - start < 10
    assert all(first < last for first, last in found)
    assert "".join(text[first:last] for first, last in found).replace(" ", "") == text.replace(" ", "")


def test_headings_are_no_sentences_and_paragraphs_are_prose():
    _, found = marks(Heading(level=2, text="Head"), Paragraph(text="One. Two."), Paragraph(text="Three."))
    assert [(mark.text, mark.kind, mark.group, mark.item) for mark in found] == [
        ("One.", SentenceKind.PROSE, 0, -1),
        ("Two.", SentenceKind.PROSE, 0, -1),
        ("Three.", SentenceKind.PROSE, 1, -1),
    ]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("They do much. The duties:", True),
        ("They do much. The duties include some.", True),
        ("They do much. Here are all.", True),
        ("They do much. Nobody knows.", False),
    ],
)
def test_the_last_sentence_above_a_list_leads_it_in_and_shares_its_group(text, leads):
    _, found = marks(Paragraph(text=text), ListBlock(items=(Item(text="Sell."),)))
    assert found[0].kind is SentenceKind.PROSE
    assert (found[1].kind is SentenceKind.LEAD_IN) is leads
    assert (found[1].group == found[2].group) is leads
    assert found[0].group != found[2].group


def test_a_colon_above_a_heading_or_a_paragraph_leads_nothing_in():
    _, found = marks(Paragraph(text="The duties:"), Heading(level=2, text="H"), ListBlock(items=(Item(text="Sell."),)))
    assert found[0].kind is SentenceKind.PROSE


def test_sentences_of_an_item_share_item_and_label_and_the_first_begins_at_the_label():
    text, found = marks(ListBlock(items=(Item(label="Focus", text="Deals. Now."), Item(text="Pay."))))
    assert [(mark.item, mark.label, mark.kind) for mark in found] == [
        (0, "Focus", SentenceKind.ITEM),
        (0, "Focus", SentenceKind.ITEM),
        (1, "", SentenceKind.ITEM),
    ]
    assert [text[mark.label_start : mark.end] for mark in found] == ["Focus: Deals.", "Now.", "Pay."]
    assert [mark.text for mark in found] == ["Deals.", "Now.", "Pay."]


def test_a_cell_is_one_sentence_with_its_row_and_column():
    _, found = marks(Table(header=("", "CSO", "CMO"), rows=(("Aim", "Deals. Now.", "Brand."),)))
    assert [(mark.text, mark.label, mark.column, mark.kind) for mark in found] == [
        ("Deals. Now.", "Aim", "CSO", SentenceKind.CELL),
        ("Brand.", "Aim", "CMO", SentenceKind.CELL),
    ]
    assert all(mark.label_start == mark.start for mark in found)


def test_ids_are_hashes_of_article_place_and_text():
    _, (mark,) = marks(Paragraph(text="One."))
    assert mark.id == content_id("a", mark.start, mark.end, "One.")
    assert len(mark.id) == 16
    assert mark.id != content_id("b", mark.start, mark.end, "One.")


ALONE = """
import sys
from ingest.sentences import spans
print(spans("One. Two."), [name for name in ("scipy.stats", "sklearn") if name in sys.modules])
from scipy.stats import norm
from sklearn.metrics import pairwise_distances
print(callable(norm.cdf), callable(pairwise_distances))
"""


def test_sentences_are_split_without_scipy_which_is_left_to_those_who_need_it():
    ended = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines() == ["[(0, 4), (5, 9)] []", "True True"]

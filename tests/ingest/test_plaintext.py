from pathlib import Path

import pytest

from assistant.settings import ROOT
from ingest.blocks import Heading, ListBlock, Paragraph, Table
from ingest.decode import decode
from ingest.plaintext import read_plaintext

SOURCES = ROOT.parent / "shared" / "sources"
LONG = "A leader of sales answers for the money that customers bring in, and for the people who ask them for it. " * 2


def outline(text):
    """Blocks as short strings: headings with their level, lists with `label|text` items."""
    found = []
    for block in read_plaintext(text, Path("a.txt")).blocks:
        if isinstance(block, Heading):
            found.append("#" * block.level + " " + block.text)
        elif isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, ListBlock):
            found.append([f"{item.label}|{item.text}".removeprefix("|") for item in block.items])
        else:
            found.append((block.header, *block.rows))
    return found


def test_a_first_line_that_is_short_or_a_question_is_the_title():
    assert outline(f"Who Leads Sales?\n\n{LONG}") == ["# Who Leads Sales?", LONG.strip()]
    assert outline(f"{LONG}\nWho Leads Sales\n{LONG}") == [LONG.strip(), "## Who Leads Sales", LONG.strip()]


def test_headings_need_no_blank_lines_around_them():
    text = f"Title of It\n{LONG}\nWhat is it for?\n{LONG}\nThe Rise of a Post (CRO)\n{LONG}"
    assert outline(text) == [
        "# Title of It",
        LONG.strip(),
        "## What is it for?",
        LONG.strip(),
        "## The Rise of a Post (CRO)",
        LONG.strip(),
    ]


def test_questions_right_under_a_heading_are_its_subsections():
    text = f"T\n{LONG}\nFAQ\nWho is it?\n{LONG}\nWhat is it?\n{LONG}\nSummary of It\n{LONG}"
    assert [block for block in outline(text) if block.startswith("#")] == [
        "# T",
        "## FAQ",
        "### Who is it?",
        "### What is it?",
        "## Summary of It",
    ]


def test_a_title_case_line_with_a_colon_is_a_heading_and_a_sentence_with_one_is_a_lead_in():
    text = f"T\n\n{LONG}\n\nKey Takeaways:\n\n  • one\n  • two\n\nThe post asks for:\n\n  1. this\n  2. that\n"
    assert outline(text) == [
        "# T",
        LONG.strip(),
        "## Key Takeaways",
        ["one", "two"],
        "The post asks for:",
        ["this", "that"],
    ]


def test_items_without_bullets_follow_their_lead_in_up_to_the_next_sentence():
    text = (
        f"{LONG}\nThe chief is responsible for:\nSetting targets for each quarter\nCoaching people, such as new ones\n"
        "Watching the market.\nIn short, the chief leads.\nBy contrast, a director is there for:\nPlanning campaigns\n"
        f"Reading figures\nThe Next Section\n{LONG}"
    )
    assert outline(text) == [
        LONG.strip(),
        "The chief is responsible for:",
        ["Setting targets for each quarter", "Coaching people, such as new ones", "Watching the market."],
        "In short, the chief leads.",
        "By contrast, a director is there for:",
        ["Planning campaigns", "Reading figures"],
        "## The Next Section",
        LONG.strip(),
    ]


def test_labels_of_items_are_told_from_other_colons():
    text = f"{LONG}\n- Main Focus (MF): The deals.\n- Time: now\n- Pay: base\n"
    assert outline(text)[1] == ["Main Focus (MF)|The deals.", "Time|now", "Pay|base"]
    assert outline(f"{LONG}\n- one thing: this\n- another\n- a third\n")[1] == ["one thing: this", "another", "a third"]


def test_items_are_nested_by_their_indent_and_go_on_over_blank_and_broken_lines():
    blocks = read_plaintext("- a\n    goes on\n\n  - b\n- c\n", Path("a.txt")).blocks
    assert [(item.text, item.depth, item.line) for item in blocks[0].items] == [
        ("a goes on", 0, 1),
        ("b", 1, 4),
        ("c", 0, 5),
    ]


def test_a_pipe_table_keeps_its_header():
    text = f"{LONG}\n| | CSO | CMO |\n|---|:-:|---|\n| Time | short | |\n"
    assert outline(text)[1] == (("", "CSO", "CMO"), ("Time", "short", ""))


def test_rows_of_a_table_that_lost_its_columns_stay_apart():
    text = (
        f"T\n\n{LONG}\n\nHow It Is Measured\n\nMetrics that are used include:\n\nMetrics Description\n"
        "Sales Speed The time that a lead takes.\nLead Count The number of leads.\nWin Rate The share of won deals.\n\n"
        f"{LONG}\n"
    )
    assert outline(text)[2:-1] == [
        "## How It Is Measured",
        "Metrics that are used include:",
        (
            ("Metrics", "Description"),
            ("Sales Speed", "The time that a lead takes."),
            ("Lead Count", "The number of leads."),
            ("Win Rate", "The share of won deals."),
        ),
    ]


def test_a_lost_table_right_under_a_heading_is_led_in_by_its_header():
    rows = (
        "Skills Importance\nData Analysis Key to finding trends.\nSales Drive Vital for targets.\nCalm Needed always."
    )
    assert outline(f"T\n\n{LONG}\n\nAt a Glance\n\n{rows}\n\n{LONG}\n")[2:4] == ["## At a Glance", "Skills:"]


def test_the_columns_of_two_positions_stay_side_by_side():
    rows = "CSO CMO\nLeads the sales team Leads marketing\nCloses deals Builds brands\nHires people Hires writers"
    assert outline(f"T\n\n{LONG}\n\nIn short, they compare so:\n\n{rows}\n\n{LONG}\n")[3] == (
        ("CSO", "CMO"),
        ("Leads the sales team", "Leads marketing"),
        ("Closes deals", "Builds brands"),
        ("Hires people", "Hires writers"),
    )


def test_a_heading_right_above_paragraphs_is_not_taken_for_a_lost_table():
    text = f"T\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\nA Heading\nA short one here.\nThen another one.\n\n{LONG}\n"
    assert outline(text)[4:7] == ["## A Heading", "A short one here.", "Then another one."]


def test_short_lines_under_a_heading_are_a_list_and_the_last_may_head_what_follows():
    items = ["Negotiation", "Listening well", "Reading of figures"]
    text = "\n".join([LONG, "Skills of a Chief", *items, "Conclusion", LONG])
    assert outline(text)[1:4] == ["## Skills of a Chief", items, "## Conclusion"]


def test_lines_broken_at_a_width_are_joined_and_hyphens_mended():
    text = (
        "The Chief of Sales\n\nA chief of sales leads the people who sell, and answers for the reve-\n"
        "nue that they bring in. The work is long-term in its aims and\nshort-term in its figures, which a long-\n"
        "term plan has to reconcile with\nthe quarter.\n\n- An item that is long enough to be broken over two of the\n"
        "lines of the file\n- Another\n"
    )
    assert outline(text) == [
        "# The Chief of Sales",
        "A chief of sales leads the people who sell, and answers for the revenue that they bring in. The work is "
        "long-term in its aims and short-term in its figures, which a long-term plan has to "
        "reconcile with the quarter.",
        ["An item that is long enough to be broken over two of the lines of the file", "Another"],
    ]


def test_a_single_number_above_text_is_a_heading():
    assert outline(f"{LONG}\n2. Scope of the Post\n{LONG}")[1] == "## Scope of the Post"


def test_rules_and_empty_bullets_are_no_content():
    assert outline(f"T\n=====\n{LONG}\n-----\n•\n") == ["# T", LONG.strip()]


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the shared sources are not beside the repository")
@pytest.mark.parametrize(
    ("name", "headings", "lists", "items", "tables"),
    [("000", 1, 0, 0, 0), ("001", 34, 9, 44, 5), ("002", 1, 0, 0, 0), ("003", 29, 9, 65, 1), ("004", 9, 5, 29, 0)],
)
def test_the_raw_sources_keep_their_structure(name, headings, lists, items, tables):
    (path,) = SOURCES.glob(f"{name}_*.txt")
    blocks = read_plaintext(decode(path.read_bytes(), path), path).blocks
    found = [block for block in blocks if isinstance(block, ListBlock)]
    assert sum(isinstance(block, Heading) for block in blocks) == headings
    assert (len(found), sum(len(block.items) for block in found)) == (lists, items)
    assert sum(isinstance(block, Table) for block in blocks) == tables

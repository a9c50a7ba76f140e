import pytest

from ingest.blocks import Heading, Item, ListBlock, Paragraph, Table
from ingest.canonical import CellPart, ListPart, TablePart, canonical, is_parallel

BLOCKS = (
    Heading(level=1, text="Posts"),
    Paragraph(text="Two  posts\nlead."),
    Heading(level=2, text="CSO"),
    Paragraph(text="They:"),
    ListBlock(items=(Item(text="sell", label="First"), Item(text="coach", depth=1), Item(text="plan")), ordered=True),
    Heading(level=3, text="Pay"),
    Table(header=("", "CSO", "CMO"), rows=(("Time", "short", ""), ("Aim", "deals", "brand"))),
    Heading(level=2, text="Figures"),
    Table(header=("Metric", "What it tells"), rows=(("MQL", "Leads."), ("SAL", "Taken."))),
)
TEXT = """# Posts

Two posts lead.

## CSO

They:

1. First: sell
  - coach
2. plan

### Pay

|  | CSO | CMO |
| --- | --- | --- |
| Time | short |  |
| Aim | deals | brand |

## Figures

- MQL: Leads.
- SAL: Taken.
"""


def test_the_canonical_text_is_light_markdown_below_the_title():
    assert canonical("Posts", BLOCKS).text == TEXT
    assert canonical("posts ", BLOCKS).text.startswith("# posts")
    assert canonical("Other", BLOCKS).text.startswith("# Other\n\n# Posts\n\nTwo")


def test_sections_run_to_the_next_heading_of_their_level_or_above():
    found = {section.path: TEXT[section.start : section.end] for section in canonical("Posts", BLOCKS).sections}
    assert list(found) == [("Posts",), ("Posts", "CSO"), ("Posts", "CSO", "Pay"), ("Posts", "Figures")]
    assert found["Posts",] == TEXT
    assert found["Posts", "CSO"] == TEXT[TEXT.index("## CSO") : TEXT.index("## Figures")]
    assert found["Posts", "CSO", "Pay"] == TEXT[TEXT.index("### Pay") : TEXT.index("## Figures")]


def test_items_and_their_labels_have_exact_offsets():
    (first, second) = (part for part in canonical("Posts", BLOCKS).parts if isinstance(part, ListPart))
    assert [(item.label, TEXT[item.start : item.end], TEXT[item.label_start : item.end]) for item in first.items] == [
        ("First", "sell", "First: sell"),
        ("", "coach", "coach"),
        ("", "plan", "plan"),
    ]
    assert [item.label for item in second.items] == ["MQL", "SAL"]


def test_cells_know_their_row_and_column_and_empty_ones_are_none():
    (table,) = (part for part in canonical("Posts", BLOCKS).parts if isinstance(part, TablePart))
    assert [(TEXT[cell.start : cell.end], cell.item, cell.label, cell.column) for cell in table.cells] == [
        ("short", 0, "Time", "CSO"),
        ("deals", 1, "Aim", "CSO"),
        ("brand", 1, "Aim", "CMO"),
    ]


@pytest.mark.parametrize(
    ("header", "row", "parallel"),
    [
        (("CSO", "CMO"), ("Closes", "Brands"), True),
        (("VP of Sales", "Director of Sales"), ("plans", "acts"), True),
        (("Chief Sales Officer (CSO)", "Chief Marketing Officer"), ("a", "b"), True),
        (("Sales", "Marketing"), ("closes the deals of today", "builds the brand of tomorrow"), True),
        (("Metric", "What it tells"), ("MQL", "Leads that are ready"), False),
        (("Skills and Qualifications", "Importance"), ("Sales", "Vital"), False),
        (("Role", "Director"), ("Pay", "less"), False),
        (("CSO", "Meaning"), ("one two three four", "five six"), False),
        (("", "CSO"), ("Pay", "base"), False),
    ],
)
def test_a_table_of_two_columns_is_parallel_only_if_both_are_things_of_a_kind(header, row, parallel):
    assert is_parallel(Table(header=header, rows=(row,))) is parallel


def test_a_parallel_table_has_no_row_labels():
    text = canonical("T", [Table(header=("CSO", "CMO"), rows=(("Closes", "Brands"),))])
    assert text.text == "# T\n\n| CSO | CMO |\n| --- | --- |\n| Closes | Brands |\n"
    (_, table) = text.parts
    assert isinstance(table, TablePart)
    assert [(cell.label, cell.column) for cell in table.cells] == [("", "CSO"), ("", "CMO")]
    assert isinstance(table.cells[0], CellPart)


def test_ragged_and_headless_tables_lose_nothing():
    text = canonical("T", [Table(header=(), rows=(("a", "b", "c"), ("d",), ("e", "f", "g", "h")))]).text
    assert text == "# T\n\n| a | b | c |  |\n| --- | --- | --- | --- |\n| d |  |  |  |\n| e | f | g | h |\n"
    assert canonical("T", [Table(header=(), rows=(("a", "b"), ("", "c"), ("", "")))]).text == "# T\n\n- a: b\n- c\n"


def test_empty_blocks_leave_no_trace():
    blocks = [
        Paragraph(text=" "),
        ListBlock(items=(Item(text=""),)),
        Table(header=("a",), rows=()),
        Heading(level=2, text=""),
    ]
    assert canonical("T", blocks).text == "# T\n"


def test_a_first_row_of_short_names_over_longer_cells_is_a_header_though_it_is_not_marked_as_one():
    rows = (("Metric", "Description"), ("Reach", "The number of people."), ("Speed", "The time that a lead takes."))
    assert "Metric" not in canonical("T", [Table(header=(), rows=rows)]).text
    assert "Metric" in canonical("T", [Table(header=(), rows=(("Metric", "a count"), *rows[1:]))]).text

import pytest

from ingest.blocks import Item, ListBlock
from ingest.flat import cut_alike, cut_header, cut_list, cut_row, unflatten

NONE = frozenset()


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("Sales Speed The time that a lead takes.", ("Sales Speed", "The time that a lead takes.")),
        ("Lead Count (LC) The number of leads.", ("Lead Count (LC)", "The number of leads.")),
        ("Data Analysis Key to finding trends in CRM data.", ("Data Analysis", "Key to finding trends in CRM data.")),
        ("Reach A count of people.", ("Reach", "A count of people.")),
        ("Closing deals Playing a part in sales", ("Closing deals", "Playing a part in sales")),
        ("Leads the team Owns the brand in Europe", ("Leads the team", "Owns the brand in Europe")),
    ],
)
def test_a_row_is_cut_before_the_capital_that_begins_its_second_cell(row, cells):
    assert cut_row(row, NONE) == cells


def test_a_row_is_cut_after_a_label_that_is_known_already():
    known = frozenset(("closing deals in Europe".casefold(),))
    assert cut_row("Closing deals in Europe Travelling a lot", known) == ("Closing deals in Europe", "Travelling a lot")


def test_a_table_with_a_row_that_shows_no_cut_keeps_its_rows_whole():
    table = unflatten("Metrics Description", ["Sales Speed The time.", "no cut here", "Win Rate The share."], NONE, 3)
    assert table.header == ("Metrics Description",)
    assert all(len(row) == 1 for row in table.rows)


def test_a_header_is_cut_where_both_halves_are_alike_or_the_last_word_is_telling():
    assert cut_header("Skills and Qualifications Importance") == ("Skills and Qualifications", "Importance")
    assert cut_header("CSO CMO") == ("CSO", "CMO")
    assert cut_alike("Duties of a CRO Skills of a CRO") == ("Duties of a CRO", "Skills of a CRO")
    assert cut_alike("Sales Leaders and Marketing Leaders") is None
    assert cut_alike("Key Takeaways") is None


def items(*texts):
    return ListBlock(items=tuple(Item(text=text) for text in texts))


def test_a_list_of_actions_and_then_of_things_is_cut_between_them():
    words = frozenset(("aligning", "driving", "setting", "strong"))
    block = items("Align plans", "Drive growth", "Set targets", "Strong will", "Sense of timing")
    left, right = cut_list(block, words)
    assert [item.text for item in left.items] == ["Align plans", "Drive growth", "Set targets"]
    assert [item.text for item in right.items] == ["Strong will", "Sense of timing"]


def test_a_list_whose_form_changes_more_than_once_or_not_at_all_stays_whole():
    words = frozenset(("aligning", "driving"))
    assert cut_list(items("Align plans", "Strong will", "Drive growth", "Calm"), words) is None
    assert cut_list(items("Align plans", "Drive growth", "Planning ahead", "Leading"), words) is None
    assert cut_list(items("Strong will", "Calm", "Sense", "Timing"), words) is None

from ingest.layout import is_columned, set_plain


def plain(text):
    return [line for line in set_plain(text.split("\n")) if line]


def test_a_table_gets_pipes_and_its_broken_cells_are_joined():
    page = (
        "  The measures are:\n\n"
        "       Metric                      Description\n"
        "  Lead speed          The time that a lead takes to\n"
        "                      become a customer.\n"
        "  Share of all        The part of deals\n"
        "  deals               that are won.\n\n"
        "  A paragraph follows."
    )
    assert plain(page) == [
        "  The measures are:",
        "| Metric | Description |",
        "| Lead speed | The time that a lead takes to become a customer. |",
        "| Share of all deals | The part of deals that are won. |",
        "  A paragraph follows.",
    ]


def test_labels_that_stand_at_the_middle_of_their_row_are_joined_to_it():
    page = (
        "Metric              Description\n"
        "                    The time that a lead\n"
        "Lead speed          takes.\n"
        "                    The part of deals\n"
        "Win rate            won."
    )
    assert plain(page)[1:] == ["| Lead speed | The time that a lead takes. |", "| Win rate | The part of deals won. |"]


def test_a_table_without_a_header_keeps_its_first_row():
    page = "Speed     The time of it.\nShare     The part won.\nReach     The number of people."
    assert plain(page)[:2] == ["|  |  |", "| Speed | The time of it. |"]


def test_indented_lines_under_a_colon_are_items_and_lower_case_goes_on_with_them():
    page = (
        "The chief has to:\n\n     Set targets for each of the\n     quarters\n     Coach people\n\nThat is all of it."
    )
    assert plain(page) == [
        "The chief has to:",
        "     • Set targets for each of the",
        "       quarters",
        "     • Coach people",
        "That is all of it.",
    ]


def test_a_number_far_from_its_text_is_no_column():
    assert plain("1   Lead the team\n2   Sell\n3   Plan") == ["1. Lead the team", "2. Sell", "3. Plan"]


def test_text_in_columns_is_told_from_tables():
    line = "a line of a text in one column      and a line of the one beside it"
    assert is_columned(["\n".join([line] * 9)])
    assert not is_columned(["Metric      Description\n" + "A paragraph over the whole of the page\n" * 9])

from assistant.names import NameBook, unique

BOOK = NameBook({"rate": ("win rate",), "lead": ("lead", "MQL"), "long": ("win rate of sales",), "late": ("MQL",)})


def test_the_longest_name_wins():
    assert BOOK.ids("the win rate of sales") == ("long",)
    assert BOOK.ids("the win rate") == ("rate",)


def test_a_name_belongs_to_the_first_that_has_it():
    assert BOOK.ids("MQLs") == ("lead",)


def test_mentions_have_the_place_of_the_whole_name():
    text = "Is a Win-Rate high? Or MQLs?"
    assert [(one.id, text[one.start : one.end]) for one in BOOK.find(text)] == [("rate", "Win-Rate"), ("lead", "MQLs")]


def test_each_name_is_given_once_in_order():
    assert BOOK.ids("lead, win rate, leads, win rates") == ("lead", "rate")
    assert unique("abca") == ("a", "b", "c")


def test_no_names_find_nothing():
    assert NameBook({}).find("anything at all") == ()
    assert BOOK.find("") == ()

from assistant.text.names import NameBook, unique

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


def test_a_name_does_not_go_on_behind_a_comma_and_an_article():
    book = NameBook({"joint": ("sales and marketing chief",), "cso": ("chief sales officer",)})
    assert book.ids("To align sales and marketing, the chief sales officer should listen.") == ("cso",)
    assert book.ids("the sales and marketing chief") == ("joint",)

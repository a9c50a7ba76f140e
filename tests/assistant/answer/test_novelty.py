from assistant.answer.novelty import length, redundant, usable


def test_a_sentence_said_before_is_redundant(library, row):
    first = row("The CSO sets the sales targets")
    assert redundant(library, first, [first])
    assert not redundant(library, first, [])
    assert not redundant(library, first, [row("A CMO reports to the CEO")])


def test_two_articles_that_say_the_same_are_told_once(make_library, make_article):
    text = "# {0}\n\n## Notes of {0}\n\nThe CSO closes all large deals.\n"
    library = make_library((make_article(text.format("A"), "a"), make_article(text.format("B"), "b")))
    assert redundant(library, 1, [0])


def test_lead_ins_and_fragments_cannot_stand_alone(library, row):
    assert not usable(library, row("The tasks of a chief marketing officer"))
    assert not usable(library, row("Planning campaigns"))
    assert usable(library, row("CSO pay combines"))
    assert usable(library, row("The CSO sets the sales targets"))


def test_a_sentence_on_the_article_itself_answers_nothing(make_library, make_article):
    text = "# T\n\n## Notes\n\nThe guide explains what a CSO does. The analysis of sales data is work of the CSO.\n"
    library = make_library((make_article(text),))
    assert [usable(library, row) for row in range(2)] == [False, True]


def test_length_counts_words(library, row):
    assert length(library, [row("A CMO reports to the CEO"), row("Planning campaigns")]) == 11
    assert length(library, []) == 0

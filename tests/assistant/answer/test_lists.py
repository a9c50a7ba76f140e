from assistant.answer.lists import asks_all, choose_lists, further_lists, leading_list, said, shortened
from assistant.evidence.retrieve import retrieve
from assistant.question.understand import understand


def texts(library, chosen):
    return [[library.sentences[row].text for row in item] for item in chosen.items]


def test_a_list_is_chosen_whole_with_its_lead_in(library, look, row):
    understanding, evidence = look("What are the responsibilities of a CSO?")
    first = choose_lists(library, evidence, understanding)[0]
    assert first.lead == row("The key responsibilities of a chief sales officer")
    assert texts(library, first) == [
        ["The CSO sets the sales targets of each quarter."],
        ["The CSO coaches the salespeople."],
        ["The CSO closes the largest deals in person."],
    ]


def test_each_row_stands_in_a_list_once_and_each_article_gives_one_list(library, look):
    understanding, evidence = look("What are the tasks of a CMO?")
    lists = choose_lists(library, evidence, understanding)
    assert len({one.article for one in lists}) == len(lists)
    for chosen in lists:
        rows = [row for item in chosen.items for row in item]
        assert len(set(rows)) == len(rows)


def test_a_list_on_another_role_is_not_chosen(library, look, row):
    understanding, evidence = look("What are the responsibilities of a CMO?")
    leads = [chosen.lead for chosen in choose_lists(library, evidence, understanding)]
    assert row("The tasks of a chief marketing officer") in leads
    assert row("The key responsibilities of a chief sales officer") not in leads


def test_a_question_on_something_else_gives_no_list(library, look):
    understanding, evidence = look("How is a CSO paid?")
    assert choose_lists(library, evidence, understanding) == ()


def test_further_lists_add_only_what_is_new(make_library, make_article, fake_embedder):
    same = "- The CSO sells machines.\n"
    one = same + "- The CSO plans targets.\n- The CSO hires managers.\n"
    two = same + "- The CSO coaches beginners.\n- The CSO visits fairs.\n- The CSO writes offers.\n"
    head = "# Notes {0}\n\n## Duties of the CSO in {0}\n\nThe duties of a CSO are:\n\n"
    library = make_library(
        (make_article(head.format("one") + one, "one"), make_article(head.format("two") + two, "two"))
    )
    understanding = understand("What are the duties of a CSO?", library.book, library.terms)
    lists = choose_lists(library, retrieve(library, fake_embedder, understanding), understanding)
    assert len(lists) == 2
    added = [text for chosen in further_lists(library, lists) for item in texts(library, chosen) for text in item]
    shown = [text for item in texts(library, lists[0]) for text in item]
    assert added
    assert not set(added) & set(shown)


def test_a_lead_in_that_answers_brings_its_list(library, look):
    understanding, evidence = look("In which situations is a CSO the better choice?")
    found = leading_list(library, evidence, understanding)
    assert found is None or len(found.items) == 2


TASKS = """# The VP

## Responsibilities of a vice president

The responsibilities of a vice president are:

- Leading teams of sales and marketing
- Meeting partners

## Day-to-day tasks of a vice president

The day-to-day tasks of a vice president are:

- Heading teams of sales and marketing
- Leading teams of marketing and sales
- Writing budgets
- Reading figures
"""


def test_all_that_is_asked_for_brings_every_list_of_an_article_without_repeats(
    make_library, make_article, fake_embedder
):
    library = make_library((make_article(TASKS, "vp"),))
    understanding = understand("List everything a vice president is responsible for", library.book, library.terms)
    lists = choose_lists(library, retrieve(library, fake_embedder, understanding), understanding)
    assert len(lists) == 2
    added = further_lists(library, lists, whole=True)
    every = [text for chosen in (lists[0], *added) for item in texts(library, chosen) for text in item]
    assert {"Meeting partners", "Writing budgets", "Reading figures"} < set(every)
    assert len({"Leading teams of sales and marketing", "Leading teams of marketing and sales"} & set(every)) == 1


def test_an_item_that_is_no_sentence_is_held_against_each_other_by_itself(make_library, make_article):
    library = make_library((make_article(TASKS, "vp"),))
    rows = {sentence.text: row for row, sentence in enumerate(library.sentences)}
    leading = rows["Leading teams of sales and marketing"]
    assert said(library, rows["Leading teams of marketing and sales"], [leading])
    assert not said(
        library, rows["Heading teams of sales and marketing"], [rows["Meeting partners"], rows["Reading figures"]]
    )


def test_everything_is_asked_for_in_several_ways_and_not_by_each_all(read):
    for text in ("List everything a CSO does", "the full list of duties of a CSO", "Give me all the skills of a CSO"):
        assert asks_all(read(text))
    for text in ("What does a CSO do all day?", "How do a CSO and a CMO help each other?", "Duties of a CSO every day"):
        assert not asks_all(read(text))


def test_what_is_said_of_one_role_and_then_of_the_other_is_kept_or_left_out_together(make_library, make_article):
    long = " ".join(["with heavy use of all the figures that they have"] * 2) + " and so on and on"
    text = (
        f"# T\n\n## Similarities of a CSO and a CMO\n\nThe similarities of a CSO and a CMO are:\n\n- **Data:** Both use data {long}. "
        "A CMO studies campaigns. A CSO studies deals.\n- **Goal:** Both want growth.\n"
    )
    library = make_library((make_article(text),))
    kept = shortened(library, [row for row, one in enumerate(library.sentences) if one.label.startswith("Data")])
    assert [library.sentences[row].text for row in kept][1:] == ["A CMO studies campaigns.", "A CSO studies deals."]

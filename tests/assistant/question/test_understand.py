import pytest

from assistant.question.attributes import Attribute
from assistant.question.understand import Kind, foreground, without_roles
from assistant.question.wanted import Wanted, wanted_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What is a CMO?", Kind.DEFINITION),
        ("Who is the chief sales officer?", Kind.DEFINITION),
        ("Define CSO", Kind.DEFINITION),
        ("CMO", Kind.DEFINITION),
        ("What does a CMO do?", Kind.OVERVIEW),
        ("What does a CSO do all day?", Kind.OVERVIEW),
        ("What are the advantages of a CSO?", Kind.LIST),
        ("List the responsibilities of a CMO", Kind.LIST),
        ("What is the difference between a CSO and a CMO?", Kind.COMPARISON),
        ("CSO vs CMO", Kind.COMPARISON),
        ("How do the pay of a CSO and a CMO differ?", Kind.COMPARISON),
        ("Is a CMO a member of the board?", Kind.YES_NO),
        ("Should we hire a CSO or a CMO first?", Kind.ADVICE),
        ("We make machines. Do we need a CSO or a CMO?", Kind.ADVICE),
        ("I need the upsides that a CSO brings over a CMO for a client", Kind.LIST),
        ("Would you enumerate the drawbacks of a CMO?", Kind.LIST),
        ("How is a CSO paid?", Kind.FACT),
        ("Where does the budget of the CMO go?", Kind.FACT),
    ],
)
def test_the_kind_of_answer_is_read_from_the_wording(read, text, kind):
    assert read(text).kind is kind


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("What are the pros of a CSO over a CMO?", ("cso",)),
        ("What are the drawbacks of a CMO compared to a CSO?", ("cmo",)),
        ("Downsides of a CMO in place of a CSO", ("cmo",)),
        ("What are the advantages that leadership by a CSO has over leadership by a CMO?", ("cso",)),
        ("When is a CMO better than a CSO?", ("cmo",)),
        ("When is a CSO the better choice rather than a CMO?", ("cso",)),
        ("How do a CSO and a CMO differ?", ("cso", "cmo")),
        ("What does marketing own?", ("cmo",)),
        ("Who makes tea?", ()),
    ],
)
def test_roles_that_are_only_set_against_others_are_not_asked_about(read, text, roles):
    assert read(text).roles == roles


def test_foreground_leaves_out_what_stands_after_over_or_than(book):
    assert foreground("a CSO over a CMO", book) == ("cso",)
    assert foreground("a CSO and a CMO", book) == ("cso", "cmo")
    assert foreground("nobody", book) == ()


def test_other_positions_and_strangers_are_kept_apart(read):
    found = read("Does the CSO report to the CEO or to the COO?")
    assert (found.roles, found.others, found.strangers) == (("cso",), ("ceo",), ("COO",))


def test_words_of_a_role_name_are_not_taken_for_what_is_asked(read, book):
    assert without_roles("How is a chief sales officer paid?", book) == "How is a it paid?"
    assert read("How is a VP of sales and marketing paid?").attributes.keys() == {Attribute.PAY}


def test_the_rest_is_what_no_attribute_explains(read):
    assert read("How is a CSO paid?").rest == ()
    assert read("How is a CSO paid in winter?").rest == ("winter",)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How much does a CSO earn?", Wanted.AMOUNT),
        ("What percentage of CMOs fail?", Wanted.AMOUNT),
        ("How long does a CMO stay?", Wanted.DATE),
        ("In which year was it invented?", Wanted.DATE),
        ("Which company has the best CMO?", Wanted.NAME),
        ("Who coined the term?", Wanted.NAME),
        ("Where is the office?", Wanted.PLACE),
        ("What does a CMO do?", Wanted.ANYTHING),
    ],
)
def test_figures_dates_names_and_places_are_wanted_as_such(text, wanted):
    assert wanted_in(text) is wanted


def test_terms_and_departments_are_noticed(read):
    assert read("What is an MQL?").terms
    assert not read("What is a CMO?").terms
    assert read("Who leads marketing?").departments


@pytest.mark.parametrize("text", ["", " ", "?", "🙂", "the of and"])
def test_a_text_that_says_nothing_is_understood_as_nothing(read, text):
    found = read(text)
    assert (found.roles, found.others, found.strangers, found.topic) == ((), (), (), ())


@pytest.mark.parametrize(
    ("text", "role", "side"),
    [
        ("What do I gain by putting a CSO in charge rather than a CMO?", "cso", Attribute.PROS),
        ("benefits of a CMO over a CSO", "cmo", Attribute.PROS),
        ("What would we lose by choosing a CSO instead of a CMO?", "cso", Attribute.CONS),
    ],
)
def test_what_is_gained_by_one_role_rather_than_another_is_its_list_of_advantages(read, text, role, side):
    found = read(text)
    assert (found.roles, set(found.attributes), found.kind) == ((role,), {side}, Kind.LIST)


def test_people_who_are_led_are_no_names():
    assert wanted_in("Which people does a CSO lead?") is Wanted.ANYTHING
    assert wanted_in("Which person invented the CSO?") is Wanted.NAME
    assert wanted_in("Which CRM product should we buy?") is Wanted.NAME


def test_what_is_done_with_something_is_not_the_whole_job(read):
    assert (
        read("Once the yearly sales plan has started, what does a CSO do with numbers that arrive?").kind
        is not Kind.OVERVIEW
    )

import pytest


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("What is a CMO?", ("cmo",)),
        ("what is a cmo", ("cmo",)),
        ("Do CMOs or CSOs sell?", ("cmo", "cso")),
        ("The C.M.O. decides", ("cmo",)),
        ("The CMO's budget", ("cmo",)),
        ("our chief of sales and the head of marketing", ("cmo",)),
        ("chief marketing officers", ("cmo",)),
        ("the Head of Sales", ("cso",)),
        ("the VP of sales & marketing", ("vp",)),
        ("VP, sales and marketing", ("vp",)),
        ("a vice president", ("vp",)),
        ("a sales manager", ("sales-manager",)),
        ("a salesman in the market", ()),
    ],
)
def test_roles_are_found_by_name_alias_acronym_plural_and_ampersand(book, text, roles):
    assert book.ids(text) == roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Does the sales or marketing chief plan?", ("cso", "cmo")),
        ("Does the marketing or sales chief plan?", ("cmo", "cso")),
        ("the head of sales or marketing", ("cso", "cmo")),
        ("the sales/marketing chief", ("cso", "cmo")),
    ],
)
def test_departments_that_share_a_title_each_get_their_role(book, text, roles):
    assert book.ids(book.spell_out(text)) == roles


def test_a_text_without_a_shared_title_stays_as_it_is(book):
    text = "The chief sales officer sells; marketing plans."
    assert book.spell_out(text) == text


@pytest.mark.parametrize(
    "text", ["What does a COO do?", "Is the CTO in charge?", "the chief happiness officer", "head of legal"]
)
def test_positions_that_nobody_listed_are_unknown(book, text):
    assert len(book.unknown(text)) == 1


@pytest.mark.parametrize(
    "text", ["What does a CMO do?", "chief sales officers", "the CEO and the VP of sales and marketing"]
)
def test_listed_positions_are_not_unknown(book, text):
    assert book.unknown(text) == ()


def test_a_department_stands_for_the_role_that_heads_it(book):
    assert book.of_departments("What does marketing own?") == ("cmo",)
    assert book.of_departments("Who pays for lunch?") == ()


def test_departments_named_together_stand_for_nobody(book):
    assert book.of_departments("How do sales and marketing work together?") == ()


def test_a_role_is_named_with_its_acronym_where_it_has_one(book):
    assert book.full_name("cmo") == "chief marketing officer (CMO)"
    assert book.full_name("vp") == "VP of sales and marketing"


def test_core_roles_are_those_with_answers_of_their_own(book):
    assert book.core == {"cso", "cmo", "cro", "vp", "director"}
    assert book.roles["ceo"].name == "chief executive officer"


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Does the person who runs marketing sell?", "Does the chief marketing officer sell?"),
        ("Whoever is in charge of our sales team decides", "The chief sales officer decides"),
        ("our top manager responsible for sales", "the chief sales officer"),
        ("the person who runs sales and marketing", "the person who runs sales and marketing"),
        ("What do you call the person who runs marketing?", "What do you call the person who runs marketing?"),
        ("Who is in charge of marketing?", "Who is in charge of marketing?"),
    ],
)
def test_whoever_leads_a_department_in_everyday_words_gets_the_roles_name(book, text, spelled):
    assert book.spell_out(text) == spelled


@pytest.mark.parametrize(
    "text",
    [
        "How do the heads of sales and marketing differ?",
        "Whom do the two chiefs, sales and marketing, report to?",
        "the leaders of sales and of marketing",
        "both executives for sales and for marketing",
        "the two department heads, sales and marketing",
    ],
)
def test_several_heads_of_two_departments_are_two_roles(book, text):
    assert book.ids(book.spell_out(text)) == ("cso", "cmo")


def test_directors_of_sales_and_marketing_are_one_role(book):
    text = "Do the directors of sales and marketing plan?"
    assert book.spell_out(text) == text


def test_whoever_heads_our_department_is_its_chief(book):
    assert book.ids(book.spell_out("the head of our sales function")) == ("cso",)
    text = "the head of our sales and marketing teams"
    assert book.spell_out(text) == text


def test_the_comma_behind_two_heads_goes(book):
    text = "Whom do the two chiefs, sales and marketing, report to?"
    assert book.spell_out(text) == "Whom do the chief sales officer and chief marketing officer report to?"

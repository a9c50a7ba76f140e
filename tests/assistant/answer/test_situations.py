from assistant.answer.situations import deciding, leading, situations, sizes


def test_situations_are_the_items_of_lists_that_are_about_situations(library):
    assert {(one.roles, one.label) for one in situations(library)} == {
        (("cso",), "Few large customers"),
        (("cso",), "Weak closing"),
        (("cmo",), "Unknown product"),
        (("cmo",), "New name"),
    }


def test_without_a_section_on_size_there_are_no_sizes(library):
    assert sizes(library) == ()


def test_the_role_named_first_leads_a_sentence_with_those_joined_to_it(library):
    book = library.book
    assert leading("Here a CEO or a CRO does the work of the CSO.", book) == ("ceo", "cro")
    assert leading("A large firm creates the CRO role to oversee the CSO and the CMO.", book) == ("cro",)
    assert leading("Nobody does.", book) == ()


def test_nothing_decides_between_no_roles(library):
    assert deciding(library, set()) == ()

from assistant.abstention.subject import off_subject


def test_a_question_that_names_nothing_of_the_field_and_is_like_nothing_is_off_the_subject(look):
    understanding, evidence = look("qqq zzz xxx?")
    assert off_subject(evidence, understanding)
    understanding, evidence = look("Does a CMO qqq zzz xxx?")
    assert not off_subject(evidence, understanding)

from assistant.answer.readings import answerable


def test_only_readings_that_the_articles_answer_are_offered(library, fake_embedder):
    known, unknown = "What does a CMO do?", "Does a CMO use Salesforce daily?"
    assert answerable(library, fake_embedder, (known, unknown), ()) == (known,)
    assert answerable(library, fake_embedder, (unknown,), (known,)) == (known,)
    assert answerable(library, fake_embedder, (unknown,), ()) == ()

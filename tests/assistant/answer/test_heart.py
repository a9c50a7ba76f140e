from dataclasses import replace

import numpy as np
import pytest

from assistant.answer.heart import heart_of
from assistant.evidence.retrieve import retrieve
from assistant.question.attributes import Attribute
from assistant.question.understand import understand


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("The pay of a CMO depends less on deals than the pay of a CSO.", True),
        ("The pay of a CMO and of a CSO is known.", False),
    ],
)
def test_the_heart_of_a_table_is_a_sentence_that_sets_the_roles_apart(
    make_library, make_article, fake_embedder, told, found
):
    library = make_library((make_article(f"# T\n\n## Pay of a CSO and a CMO\n\n{told}\n"),))
    asked = understand("How does the pay of a CSO and a CMO differ?", library.book, library.terms)
    evidence = retrieve(library, fake_embedder, asked)
    evidence = replace(evidence, score=np.ones_like(evidence.score))
    assert heart_of(library, evidence, asked.roles, [Attribute.PAY], []) == ((0,) if found else ())

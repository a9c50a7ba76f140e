"""Articles made of sentences with their relations, for the tests of pictures."""

import pytest

from assistant.relations import Relation, RelationKind
from assistant.vocabulary import Article, Glossary, Role, Section

ROLES = {
    "cso": "chief sales officer",
    "cmo": "chief marketing officer",
    "ceo": "chief executive officer",
    "cro": "chief revenue officer",
}


@pytest.fixture
def glossary():
    """Four chiefs; two of them have a department."""
    departments = {"cso": "sales", "cmo": "marketing"}
    return Glossary(
        roles=tuple(
            Role(id=key, name=name, acronyms=(key.upper(),), department=departments.get(key, ""))
            for key, name in ROLES.items()
        )
    )


@pytest.fixture
def telling():
    """Make an article of (kind, role, what, condition) tuples, with a sentence for each."""

    def make(id_, *said):
        text, relations = f"# {id_}\n\n", []
        for kind, role, what, when in said:
            quote = f"The {role} {kind} {' and '.join(what)}."
            relations.append(
                Relation(
                    kind=RelationKind(kind),
                    roles=(role,),
                    what=tuple(what),
                    when=when,
                    start=len(text),
                    end=len(text) + len(quote),
                )
            )
            text += quote + " "
        sections = (Section(path=(id_,), start=0, end=len(text)),)
        return Article(id=id_, title=f"On {id_}", text=text, sections=sections, relations=tuple(relations))

    return make

import pytest

from assistant.errors import ArticleError
from assistant.vocabulary import Glossary, Role, Term
from ingest.glossary import load_glossary

GOOD = """roles:
  - id: cso
    name: chief sales officer
    acronyms: [CSO]
    aliases: [head of sales]
    core: true
  - id: cfo
    name: chief financial officer
terms:
  - name: service level agreement
    acronyms: [SLA]
    meaning: what two departments promise each other
"""


def load(tmp_path, text):
    path = tmp_path / "roles.yaml"
    path.write_text(text, encoding="utf-8")
    return load_glossary(path)


def test_roles_and_terms_are_read(tmp_path):
    assert load(tmp_path, GOOD) == Glossary(
        roles=(
            Role(id="cso", name="chief sales officer", acronyms=("CSO",), aliases=("head of sales",), core=True),
            Role(id="cfo", name="chief financial officer"),
        ),
        terms=(Term(name="service level agreement", acronyms=("SLA",)),),
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    core: true", "    cores: true", r"line 6: cores is not a known key\. The keys of entry 1 of roles are"),
        ("    core: true", "    core: perhaps", r"line 6: core is neither true nor false"),
        ("  - id: cfo", "  - id: cso", r"line 7: id 'cso' stands twice"),
        ("    name: chief financial officer\n", "", r"line 7: entry 2 of roles lacks the key name"),
        ("name: chief f", "aliases: [Head of Sales]\n    name: chief f", r"line 8: .*'Head of Sales' already names"),
        ("[CSO]", "CSO", r"line 4: acronyms is not a list"),
        ("[CSO]", "[CSO, CSO]", r"line 4: entry 2 of acronyms repeats 'CSO'"),
        ("[CSO]", "[1]", r"line 4: entry 1 of acronyms is 1, which is not text"),
        ("terms:", "words:", r"line 9: words is not a known key"),
        ("    meaning:", "    note:", r"line 12: note is not a known key"),
        ("roles:", "roles: [", r"line \d+: the roles file is not YAML"),
    ],
)  # fmt: skip
def test_what_breaks_the_schema_is_refused_with_file_line_and_remedy(tmp_path, old, new, message):
    assert old in GOOD
    with pytest.raises(ArticleError, match=r"roles\.yaml, " + message):
        load(tmp_path, GOOD.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "roles: []\n", "- a\n", "terms: []\n", "caf\u00e9: 1\n"])
def test_a_file_without_roles_is_refused(tmp_path, text):
    with pytest.raises(ArticleError, match=r"roles\.yaml, line 1: "):
        load(tmp_path, text)


def test_a_missing_file_is_named_with_the_setting(tmp_path):
    with pytest.raises(ArticleError, match=r"none\.yaml.*CORNER_OFFICE_ROLES"):
        load_glossary(tmp_path / "none.yaml")

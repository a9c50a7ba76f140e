"""The roles file into a glossary, checked strictly. Not here: finding roles in a question."""

from pathlib import Path

from assistant.errors import ArticleError
from assistant.vocabulary import Glossary, Role, Term
from ingest.decode import decode
from ingest.fields import Field, compose
from ingest.frontmatter import read_slug


def load_glossary(path: Path) -> Glossary:
    """Read `roles.yaml`. Raises ArticleError, naming file, line and remedy, for whatever breaks the schema."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ArticleError(
            f"{path}: the roles file cannot be read ({error.strerror}). Name one with CORNER_OFFICE_ROLES."
        ) from error
    fields = compose(decode(data, path), "the roles file", path).keys(required=("roles",), optional=("terms",))
    entries = fields["roles"].many()
    if not entries:
        raise fields["roles"].error("is empty", "Add a role.")
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    roles = tuple(read_role(entry, ids, names) for entry in entries)
    named: dict[str, str] = {}
    terms = tuple(read_term(entry, named) for entry in (fields["terms"].many() if "terms" in fields else ()))
    return Glossary(roles=roles, terms=terms)


def read_role(entry: Field, ids: dict[str, str], names: dict[str, str]) -> Role:
    """One role. `ids` and `names` hold what the roles above are called, and are added to."""
    fields = entry.keys(required=("id", "name"), optional=("acronyms", "aliases", "core", "department"))
    identifier = read_slug(fields["id"])
    if identifier in ids:
        raise fields["id"].error(f"{identifier!r} stands twice", "Give each role an id of its own.")
    ids[identifier] = identifier
    name, acronyms, aliases = read_names(fields, names, identifier)
    core = fields["core"].truth() if "core" in fields else False
    department = fields["department"].text() if "department" in fields else ""
    return Role(id=identifier, name=name, acronyms=acronyms, aliases=aliases, core=core, department=department)


def read_term(entry: Field, names: dict[str, str]) -> Term:
    """One term. Its `meaning` is for editors and not kept."""
    fields = entry.keys(required=("name",), optional=("acronyms", "aliases", "meaning"))
    if "meaning" in fields:
        fields["meaning"].text()
    name, acronyms, aliases = read_names(fields, names, fields["name"].text())
    return Term(name=name, acronyms=acronyms, aliases=aliases)


def read_names(
    fields: dict[str, Field], names: dict[str, str], owner: str
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Name, acronyms and aliases of `owner`. Raises ArticleError for one that already names another, case aside."""
    name = fields["name"].text()
    claim(name, fields["name"], names, owner)
    found: list[tuple[str, ...]] = []
    for key in ("acronyms", "aliases"):
        field = fields.get(key)
        found.append(field.texts() if field else ())
        for entry in field.many() if field else ():
            claim(entry.text(), entry, names, owner)
    return name, found[0], found[1]


def claim(text: str, field: Field, names: dict[str, str], owner: str) -> None:
    """Note that `text` names `owner`. Raises ArticleError if it already names another."""
    other = names.setdefault(text.casefold(), owner)
    if other != owner:
        raise field.error(f"{text!r} already names {other}", "Keep it in one of the two.")

from pathlib import Path

import pytest

from assistant.errors import ArticleError
from assistant.relations import RelationKind
from ingest.blocks import Meta, Tie
from ingest.frontmatter import split_front_matter

PATH = Path("articles/a.md")
GOOD = """---
id: pay-of-leaders
title: How leaders are paid
roles: [cso, cmo]
source:
  title: A study
  kind: analysis
reviewed: 2026-01-31
licence: MIT
---
Text
"""


def test_front_matter_is_read_and_the_text_below_keeps_its_line_numbers():
    meta, body, above = split_front_matter(GOOD, PATH)
    assert meta == Meta(
        id="pay-of-leaders",
        title="How leaders are paid",
        roles=("cso", "cmo"),
        source_title="A study",
        source_kind="analysis",
        reviewed="2026-01-31",
        licence="MIT",
    )
    assert body == "Text\n"
    assert GOOD.split("\n")[above] == "Text"


def test_a_file_without_front_matter_is_all_text():
    assert split_front_matter("# Title\n---\n", PATH) == (Meta(), "# Title\n---\n", 0)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("licence: MIT", "license: MIT", r"line 9: license is not a known key\. The keys of front matter are id"),
        ("licence: MIT\n", "", r"line 2: front matter lacks the key licence\. Add a line"),
        ("licence: MIT", "licence: MIT\nlicence: X", r"line 10: licence stands twice\. Remove"),
        ("id: pay-of-leaders", "id: Pay Of", r"line 2: id is 'Pay Of'\. Use lower-case"),
        ("id: pay-of-leaders", "id: 12", r"line 2: id is 12, which is not text\. Put it in quotes"),
        ("title: How leaders are paid", "title:", r"line 3: title is empty, which is not text"),
        ("title: How leaders are paid", "title: ''", r"line 3: title is empty\. Fill"),
        ("title: How leaders are paid", "title: [a]", r"line 3: title is not text"),
        ("roles: [cso, cmo]", "roles: cso", r"line 4: roles is not a list"),
        ("roles: [cso, cmo]", "roles: [cso, cso]", r"line 4: entry 2 of roles repeats 'cso'"),
        ("roles: [cso, cmo]", "roles: [cso, {a: b}]", r"line 4: entry 2 of roles is not text"),
        ("  kind: analysis", "  kind: rumour", r"line 7: kind is 'rumour'\. Use one of guide, analysis, opinion"),
        ("  kind: analysis\n", "", r"line 6: source lacks the key kind"),
        ("source:\n  title: A study\n  kind: analysis", "source: A study", r"line 5: source is not a mapping"),
        ("2026-01-31", "2026-02-31", r"line 8: reviewed is '2026-02-31', which is no date"),
        ("2026-01-31", "yesterday", r"line 8: reviewed is 'yesterday'"),
        ("id: pay-of-leaders", "id: [", r"line \d+: front matter is not YAML"),
        ("id: pay-of-leaders", "id: !!python/object:os.system x", r"line 2: id is x, which is not text"),
        ("id: pay-of-leaders", "? [a]\n: b", r"line 2: a compound key is not a known key"),
        ("id: pay-of-leaders", "id: " + "[" * 5000, "front matter"),
        ("id: pay-of-leaders", "id: &a [*a]", r"line 2: id is not text"),
    ],
)
def test_what_breaks_the_schema_is_refused_with_file_line_and_remedy(old, new, message):
    assert old in GOOD
    with pytest.raises(ArticleError, match=r"articles/a\.md, " + "(.*)" + message) as caught:
        split_front_matter(GOOD.replace(old, new), PATH)
    assert "\n" not in str(caught.value)


def test_front_matter_that_is_not_closed_or_empty_is_refused():
    with pytest.raises(ArticleError, match="line 1: the front matter is not closed"):
        split_front_matter("---\nid: a\n", PATH)
    with pytest.raises(ArticleError, match="line 2: front matter is empty"):
        split_front_matter("---\n---\n", PATH)


RELATION = """relations:
  - kind: reports to
    roles: [cso]
    what: [ceo]
    when: usually
    quote: "The CSO  reports to the CEO."
"""


def related(text):
    return split_front_matter(GOOD.replace("licence: MIT\n", f"licence: MIT\n{text}"), PATH)[0].relations


def test_relations_are_read_with_their_line_and_condition():
    assert related(RELATION) == (
        Tie(
            kind=RelationKind.REPORTS_TO,
            roles=("cso",),
            what=("ceo",),
            when="usually",
            quote="The CSO reports to the CEO.",
            line=15,
        ),
    )
    assert related(RELATION.replace("    when: usually\n", ""))[0].when == ""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("reports to", "obeys", r"line 11: kind is 'obeys'\. Use one of reports to, leads"),
        ("what: [ceo]", "what: []", r"line 13: what is empty"),
        ("roles: [cso]", "roles: []", r"line 12: roles is empty"),
        ("    what: [ceo]\n", "", r"line 11: entry 1 of relations lacks the key what"),
    ],
)
def test_a_relation_that_breaks_the_schema_is_refused_with_its_line(old, new, message):
    with pytest.raises(ArticleError, match=message):
        related(RELATION.replace(old, new))

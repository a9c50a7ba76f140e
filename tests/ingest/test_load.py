import logging
import os

import pytest

from assistant.errors import ArticleError
from assistant.relations import Relation, RelationKind
from assistant.vocabulary import Article, Glossary, Role
from ingest.load import check_roles, load_articles

LIMIT = 1_000_000
FRONT = """---
id: {id}
title: On pay
roles: [cso]
source: {{title: A study, kind: guide}}
reviewed: 2026-01-31
licence: MIT
---
# On pay

Pay is a base and a bonus.
"""


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_a_folder_is_read_with_its_subfolders_and_sorted_by_id(tmp_path, caplog):
    write(
        tmp_path,
        z_md=FRONT.format(id="b-pay"),
        sub__a_TXT="A Title\n\nSome text stands here.",
        sub__deep__c_html="<title>Page</title><p>Some text.</p>",
        README_md="# not an article",
        d_csv="a,b",
    )
    write(tmp_path, **{"_hidden_md": "text", "_git__x_md": "text"})
    with caplog.at_level(logging.INFO):
        articles = load_articles(tmp_path, max_bytes=LIMIT)
    assert [(article.id, article.title) for article in articles] == [
        ("a", "A Title"),
        ("b-pay", "On pay"),
        ("c", "Page"),
    ]
    assert "d.csv: skipped" in caplog.text
    assert articles[1].roles == ("cso",)
    assert (articles[1].source_title, articles[1].source_kind) == ("A study", "guide")
    assert (articles[1].reviewed, articles[1].licence) == ("2026-01-31", "MIT")
    assert articles[1].text == "# On pay\n\nPay is a base and a bonus.\n"
    assert articles[1].sections[0].path == ("On pay",)


def test_id_and_title_come_from_the_file_name_where_the_file_names_none(tmp_path):
    (tmp_path / "Über die_Chefs 2.md").write_text("Text without a heading.", encoding="utf-8")
    (tmp_path / "日本.md").write_text("Text.", encoding="utf-8")
    first, second = load_articles(tmp_path, max_bytes=LIMIT)
    assert first.id.startswith("article-")
    assert (second.id, second.title) == ("uber-die-chefs-2", "Über die Chefs 2")


def test_the_same_files_give_the_same_articles(tmp_path):
    write(tmp_path, a_md=FRONT.format(id="a"), b_txt="T\n\nText is here:\n- a\n- b\n")
    assert load_articles(tmp_path, max_bytes=LIMIT) == load_articles(tmp_path, max_bytes=LIMIT)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, r"no article in it\. Put files"),
        ({"a_csv": "a"}, r"no article in it"),
        ({"a_md": ""}, r"a\.md: empty"),
        ({"a_txt": " \n\t"}, r"a\.txt: empty"),
        ({"a_md": "# Only a heading"}, r"a\.md: no text below its headings"),
        ({"a_html": "<script>x</script>"}, r"a\.html: no text"),
        ({"a_md": b"a" * (LIMIT + 1)}, r"a\.md: larger than 1 MB.*CORNER_OFFICE_MAX_ARTICLE_MB"),
        ({"a_md": "text".encode("utf-16")}, r"a\.md: UTF-16.*UTF-8"),
        ({"a_md": FRONT.format(id="A B")}, r"a\.md, line 2: id is 'A B'"),
        ({"a_md": "Text.", "b__a_txt": "Text."}, r"b/a\.txt: the id 'a' is also that of .*a\.md"),
        ({"a_pdf": b"%PDF-1.4 broken"}, r"a\.pdf: a broken PDF"),
        ({"a_docx": b"broken"}, r"a\.docx: not a Word file"),
    ],
)
def test_what_cannot_become_an_article_is_refused_by_name_and_remedy(tmp_path, files, message):
    write(tmp_path, **files)
    with pytest.raises(ArticleError, match=message) as caught:
        load_articles(tmp_path, max_bytes=LIMIT)
    assert str(tmp_path) in str(caught.value)


def test_a_missing_folder_is_named_with_the_setting(tmp_path):
    with pytest.raises(ArticleError, match=r"none: no such folder.*CORNER_OFFICE_ARTICLES"):
        load_articles(tmp_path / "none", max_bytes=LIMIT)


def test_links_out_of_the_folder_are_not_followed_and_links_within_are(tmp_path, caplog):
    inside, outside = tmp_path / "in", tmp_path / "out"
    write(tmp_path, in__a_md="Text.", in___data__real_md="Linked.", out__secret_md="Secret.")
    (inside / "linked.md").symlink_to(inside / ".data" / "real.md")
    (inside / "stolen.md").symlink_to(outside / "secret.md")
    (inside / "gone.md").symlink_to(inside / "nowhere.md")
    (inside / "folder").symlink_to(outside, target_is_directory=True)
    assert [article.id for article in load_articles(inside, max_bytes=LIMIT)] == ["a", "linked"]
    assert "stolen.md: skipped, a link that leads out" in caplog.text


def test_pipes_are_skipped_and_do_not_hang(tmp_path, caplog):
    write(tmp_path, a_md="Text.")
    os.mkfifo(tmp_path / "pipe.md")
    assert len(load_articles(tmp_path, max_bytes=LIMIT)) == 1
    assert "pipe.md: skipped, not a regular file" in caplog.text


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_named(tmp_path):
    write(tmp_path, a_md="Text.")
    (tmp_path / "a.md").chmod(0)
    with pytest.raises(ArticleError, match=r"a\.md: cannot be read"):
        load_articles(tmp_path, max_bytes=LIMIT)


def test_too_many_sentences_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.load.MOST_SENTENCES", 3)
    write(tmp_path, a_md="One here. Two here. Three here. Four here.")
    with pytest.raises(ArticleError, match=r"a\.md: about 5 sentences, over the limit of 3"):
        load_articles(tmp_path, max_bytes=LIMIT)


def test_roles_of_front_matter_must_be_in_the_glossary():
    glossary = Glossary(roles=(Role(id="cso", name="chief sales officer"),))
    check_roles([Article(id="a", title="A", text="", roles=("cso",))], glossary)
    with pytest.raises(ArticleError, match=r"article b names the role 'cto'.*use one of cso"):
        check_roles([Article(id="b", title="B", text="", roles=("cso", "cto"))], glossary)


RELATED = FRONT.format(id="pay").replace(
    "licence: MIT\n", 'licence: MIT\nrelations:\n  - {kind: leads, roles: [cso], what: [sales], quote: "QUOTE"}\n'
)


def test_a_relation_is_anchored_at_its_quote(tmp_path):
    write(tmp_path, pay_md=RELATED.replace("QUOTE", "Pay is a base and a bonus."))
    (article,) = load_articles(tmp_path, max_bytes=LIMIT)
    (relation,) = article.relations
    assert article.text[relation.start : relation.end] == "Pay is a base and a bonus."
    assert (relation.kind, relation.roles, relation.what, relation.when) == (
        RelationKind.LEADS,
        ("cso",),
        ("sales",),
        "",
    )


def test_a_relation_whose_quote_the_text_lacks_is_refused_with_its_line(tmp_path):
    write(tmp_path, pay_md=RELATED.replace("QUOTE", "Pay is low."))
    with pytest.raises(ArticleError, match=r"pay\.md, line 9: the quote 'Pay is low\.' .* remove the relation"):
        load_articles(tmp_path, max_bytes=LIMIT)


@pytest.mark.parametrize(
    ("kind", "what", "refused"),
    [
        (RelationKind.REPORTS_TO, "ceo", False),
        (RelationKind.REPORTS_TO, "sales", True),
        (RelationKind.LEADS, "sales", False),
        (RelationKind.LEADS, "cto", True),
        (RelationKind.TEAM, "cto", True),
        (RelationKind.OWNS_STAGE, "awareness", False),
    ],
)
def test_what_a_relation_names_among_roles_must_be_in_the_roles_file(kind, what, refused):
    glossary = Glossary(
        roles=(Role(id="cso", name="chief sales officer", department="sales"), Role(id="ceo", name="c"))
    )
    relation = Relation(kind=kind, roles=("cso",), what=(what,), start=0, end=0)
    article = Article(id="a", title="A", text="", relations=(relation,))
    if refused:
        with pytest.raises(ArticleError, match=f"relation .{kind.value}. to '{what}'"):
            check_roles([article], glossary)
    else:
        check_roles([article], glossary)
    with pytest.raises(ArticleError, match="names the role 'cso'"):
        check_roles([article], Glossary(roles=(Role(id="ceo", name="c"),)))

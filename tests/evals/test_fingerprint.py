"""What results were made from: content and cases are told apart from the program."""

from dataclasses import replace

from assistant.settings import Settings
from assistant.vocabulary import Article, Glossary, Manifest, Outcome, Role, Wording
from evals.case import Case, Split, Stratum, Tier
from evals.comparable import differences
from evals.fingerprint import case_hash, code_files, code_hash, fingerprint

MANIFEST = Manifest(
    version="v",
    created="now",
    corpus="c",
    embedder="e",
    dimensions=3,
    schema=1,
    articles=1,
    passages=1,
    sentences=1,
)
ARTICLE = Article(id="crew", title="The crew", text="The captain leads.")
CASE = Case(
    id="a",
    group="a",
    split=Split.TUNE,
    tier=Tier.MUST,
    stratum=Stratum.VAGUE,
    turns=("Who?",),
    expect=frozenset({Outcome.CLARIFY, Outcome.NOT_COVERED}),
    tags=frozenset({"x", "y"}),
)


def made(articles=(ARTICLE,), glossary=Glossary(), case=CASE, settings=None):  # noqa: B008 (frozen)
    return fingerprint(MANIFEST, articles, glossary, [case], settings or Settings.load(), mode="extractive")


def test_the_same_parts_give_the_same_fingerprint():
    assert made() == made()


def test_content_is_no_other_program():
    other = made((replace(ARTICLE, text="The cook leads."),), Glossary(roles=(Role(id="cook", name="cook"),)))
    assert other.articles != made().articles
    assert other.roles != made().roles
    assert differences(other, made()) == ()


def test_a_changed_wording_is_noticed_in_its_article_alone():
    other_article = Article(id="ship", title="The ship", text="The ship sails.")
    asked = Wording(id="w", text="Who is in charge?", start=0, end=18)
    then = made(articles=(replace(ARTICLE, wordings=(asked,)), other_article)).articles
    now = made(articles=(replace(ARTICLE, wordings=(replace(asked, text="Who leads?"),)), other_article)).articles
    assert then["crew"] != now["crew"]
    assert then["ship"] == now["ship"]


def test_the_questions_that_no_article_answers_are_told_apart_from_the_roles():
    other = made(glossary=Glossary(uncovered=("Who cooks?",)))
    assert other.uncovered != made().uncovered
    assert other.roles == made().roles


def test_a_setting_that_changes_answers_is_another_program(home):
    other = made(settings=Settings.load(max_question=500))
    assert differences(other, made()) == ("the setting max_question at 2000, this version with 500",)
    assert differences(made(settings=Settings.load(port=9)), made()) == ()


def test_a_case_is_the_same_wherever_it_stands_and_whatever_is_noted():
    assert case_hash(replace(CASE, note="see above", place="b.yaml:9")) == case_hash(CASE)
    assert case_hash(replace(CASE, tier=Tier.WATCH)) != case_hash(CASE)
    assert case_hash(replace(CASE, forbidden=("no",))) != case_hash(CASE)


def test_code_is_compared_by_content_line_ends_aside(tmp_path):
    file = tmp_path / "a.py"
    hashes = []
    for content in (b"a = 1\nb = 2\n", b"a = 1\r\nb = 2\r\n", b"a = 1\nb = 3\n"):
        file.write_bytes(content)
        hashes.append(code_hash([file]))
    assert hashes[0] == hashes[1] != hashes[2]


def test_the_code_that_answers_and_scores_is_covered():
    names = {path.name for path in code_files()}
    assert {"converse.py", "confidence.json", "cues.toml", "metrics.py", "citations.py"} <= names
    assert "settings.py" not in names
    assert all(path.is_file() for path in code_files())

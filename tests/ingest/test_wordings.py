import pytest

from assistant.errors import ArticleError
from assistant.settings import Settings
from assistant.vocabulary import Wording
from ingest.load import load_articles
from ingest.sentences import content_id
from ingest.wordings import load_uncovered, load_wordings

TEXT = "A captain steers the ship. A cook makes the soup."
GOOD = """wordings:
  - quote: "A cook makes the soup."
    asked:
      - "who cooks"
      - "whose is the galley"
  - quote: "A captain steers the ship."
    asked: ["who has the wheel"]
"""


def load(tmp_path, text, article="ship"):
    file = tmp_path / "ship.md"
    (tmp_path / "ship.wordings.yaml").write_text(text, encoding="utf-8")
    return load_wordings(file, article, TEXT)


def test_wordings_are_read_in_order_with_the_place_of_what_answers_them(tmp_path):
    found = load(tmp_path, GOOD)
    assert [(one.text, TEXT[one.start : one.end]) for one in found] == [
        ("who cooks", "A cook makes the soup."),
        ("whose is the galley", "A cook makes the soup."),
        ("who has the wheel", "A captain steers the ship."),
    ]


def test_the_id_is_of_the_article_the_place_and_the_text(tmp_path):
    first, second, third = load(tmp_path, GOOD)
    assert first == Wording(id=content_id("ship", "wording", 27, "who cooks"), text="who cooks", start=27, end=49)
    other, *_ = load(tmp_path, GOOD, article="boat")
    assert len({first.id, second.id, third.id, other.id}) == 4
    assert load(tmp_path, GOOD)[0].id == first.id


def test_an_article_without_a_file_of_wordings_has_none(tmp_path):
    assert load_wordings(tmp_path / "ship.md", "ship", TEXT) == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("A captain steers", "A captain steered", r"line 6: quote is 'A captain steered the ship\.', which does not stand"),
        ("    asked: [", "    asks: [", r"line 7: asks is not a known key"),
        ('    asked: ["who has the wheel"]\n', "", r"line 6: entry 2 of wordings lacks the key asked"),
        ('"who has the wheel"', "7", r"line 7: entry 1 of asked is 7, which is not text"),
        ('"who has the wheel"', '""', r"line 7: entry 1 of asked is empty"),
        ('["who has the wheel"]', "who", r"line 7: asked is not a list"),
        ("whose is the galley", "who cooks", r"line 5: entry 2 of asked repeats 'who cooks'"),
        ("wordings:", "questions:", r"line 1: questions is not a known key"),
        ("wordings:", "wordings: [", r"line \d+: the file of wordings is not YAML"),
    ],
)  # fmt: skip
def test_what_breaks_the_schema_is_refused_with_file_line_and_remedy(tmp_path, old, new, message):
    assert old in GOOD
    with pytest.raises(ArticleError, match=r"ship\.wordings\.yaml, " + message):
        load(tmp_path, GOOD.replace(old, new, 1))


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(ArticleError, match=r"ship\.wordings\.yaml, line 1: the file of wordings is empty"):
        load(tmp_path, "")


def test_a_file_that_is_no_text_is_refused_with_its_name(tmp_path):
    (tmp_path / "ship.wordings.yaml").write_bytes(b"wordings: \xff\xfe\x00")
    with pytest.raises(ArticleError, match=r"ship\.wordings\.yaml"):
        load_wordings(tmp_path / "ship.md", "ship", TEXT)


def test_an_article_carries_the_wordings_that_stand_beside_it_and_is_not_made_of_them(tmp_path):
    (tmp_path / "ship.md").write_text(f"# The ship\n\n{TEXT}\n", encoding="utf-8")
    (tmp_path / "ship.wordings.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "boat.md").write_text("# The boat\n\nA boat is small.\n", encoding="utf-8")
    boat, ship = load_articles(tmp_path, max_bytes=100_000)
    assert boat.wordings == ()
    assert [ship.text[one.start : one.end] for one in ship.wordings] == [
        "A cook makes the soup.",
        "A cook makes the soup.",
        "A captain steers the ship.",
    ]
    assert "galley" not in ship.text


UNCOVERED = "uncovered:\n  - who sails to the moon\n  - when is lunch\n"


@pytest.mark.parametrize("place", [".", ".."])
def test_known_gaps_stand_in_the_folder_of_articles_or_beside_it(tmp_path, place):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / place / "uncovered.yaml").write_text(UNCOVERED, encoding="utf-8")
    assert load_uncovered(folder) == ("who sails to the moon", "when is lunch")


def test_without_a_file_there_are_no_known_gaps(tmp_path):
    assert load_uncovered(tmp_path / "articles") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("uncovered: who\n", r"line 1: uncovered is not a list"),
        ("gaps: []\n", r"line 1: gaps is not a known key"),
        ("uncovered: [a, b, a]\n", r"line 1: entry 3 of uncovered repeats 'a'"),
        ("", r"line 1: the file of uncovered questions is empty"),
    ],
)
def test_a_broken_file_of_known_gaps_is_refused(tmp_path, text, message):
    (tmp_path / "uncovered.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ArticleError, match=r"uncovered\.yaml, " + message):
        load_uncovered(tmp_path)


def test_the_shipped_articles_all_come_with_wordings_and_the_corpus_with_known_gaps():
    folder = Settings.load().articles
    articles = load_articles(folder, max_bytes=1_000_000)
    assert all(article.wordings for article in articles)
    gaps = load_uncovered(folder)
    asked = [wording.text for article in articles for wording in article.wordings]
    assert gaps
    assert not set(gaps) & set(asked)

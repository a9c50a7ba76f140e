from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import ArticleError
from assistant.vocabulary import Article, SentenceKind
from ingest.decode import clean
from ingest.html import read_html
from ingest.load import build_article
from ingest.markdown import read_markdown
from ingest.plaintext import read_plaintext

PIECES = (
    "# Head", "## Head", "### Head two", "- item", "- **Label:** rest. More.", "  - nested", "1. first", "| a | b |",
    "|---|---|", "| CSO | CMO | x |", "The duties include:", "A sentence vs. another (one. two) here. Next one!", "",
    "", "```", "> quote", "Setting targets", "Key Takeaways:", "What is it?", "<b>x</b>", "***", "Label: text",
    "e.g. No. 5",
    "(", ") .", "<ul><li>a<li>b</ul>", "<table><tr><th>a<td>b</table>", "\u0301 \u200b.", "\U0001f600! \u00a0",
)  # fmt: skip
LINES = st.one_of(st.sampled_from(PIECES), st.text(max_size=30))
TEXTS = st.lists(LINES, max_size=25).map("\n".join)
RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(article: Article) -> None:
    """Everything that holds for every article, however it was made."""
    for section in article.sections:
        assert article.text[section.start : section.end].startswith("#")
        assert section.path[0] == article.title
    passages = {passage.id: passage for passage in article.passages}
    assert len(passages) == len(article.passages)
    end = 0
    for passage in article.passages:
        assert end <= passage.start < passage.end <= len(article.text)
        assert passage.text == article.text[passage.start : passage.end] == passage.text.strip()
        end = passage.end
    end = 0
    for sentence in article.sentences:
        home = passages[sentence.passage]
        assert end <= sentence.start < sentence.end
        assert home.start <= sentence.label_start <= sentence.start < sentence.end <= home.end
        assert sentence.text == article.text[sentence.start : sentence.end] == sentence.text.strip()
        labelled = article.text[sentence.label_start : sentence.start]
        assert labelled in {"", f"{sentence.label}: "}
        assert "\n" not in sentence.text
        assert (sentence.item >= 0) is (sentence.kind in {SentenceKind.ITEM, SentenceKind.CELL})
        end = sentence.end
    assert len({sentence.id for sentence in article.sentences}) == len(article.sentences)
    assert {sentence.passage for sentence in article.sentences} == set(passages)


def checked(read, text):
    path = Path("a.md")
    try:
        article = build_article(read(clean(text), path), path)
    except ArticleError:
        return
    check(article)
    assert article == build_article(read(clean(text), path), path)


@RELAXED
@given(TEXTS)
def test_offsets_hold_for_any_markdown(text):
    checked(read_markdown, text)


@RELAXED
@given(TEXTS)
def test_offsets_hold_for_any_plain_text(text):
    checked(read_plaintext, text)


@RELAXED
@given(TEXTS)
def test_offsets_hold_for_any_html(text):
    checked(read_html, text)


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@RELAXED
@given(st.lists(st.from_regex(r"[A-Za-z][a-z]{1,8}( [a-z]{1,8}){2,8}\.", fullmatch=True), min_size=1, max_size=12))
def test_no_word_of_a_paragraph_is_lost(sentences):
    path = Path("a.md")
    article = build_article(read_markdown(" ".join(sentences), path), path)
    assert " ".join(sentence.text for sentence in article.sentences) == " ".join(sentences)

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.vocabulary import Question
from ui.render import answer_html, body_html, commands, notice_html, question_html, question_text, steps

TEXT = {"div", "p", "a", "span", "em", "strong", "s", "br", "h3", "h4", "h5", "h6", "button", "details", "summary"}
ALLOWED = TEXT | {"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=//evil.example/x onerror=alert(1)>",
    "![pixel](http://evil.example/x.png)",
    "[click](javascript:alert(1))",
    "[click][1]\n\n[1]: http://evil.example",
    "<http://evil.example>",
    "| a |\n|---|\n| <form action=//evil.example><input type=password> |",
    "```html\n<iframe src=//evil.example></iframe>\n```",
    '"><svg onload=alert(1)>',
    "[1](http://evil.example)",
)


class Tags(HTMLParser):
    """Collects every element and address that a browser would make of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def shown(desk, question="What does a CMO do?", **changes):
    answer = desk.scripted.ask(Question(text=question))
    if changes:
        answer = type(answer)(
            **{name: changes.get(name, getattr(answer, name)) for name in answer.__dataclass_fields__}
        )
    articles = {article.id: article for article in desk.scripted.index.articles}
    return answer_html(answer, articles.get)


def test_each_marker_becomes_a_link_to_its_evidence_that_names_its_source(desk):
    html = shown(desk)
    quote = desk.scripted.index.articles[0].text.index("The CMO reports to the CEO.")
    assert f'href="evidence/v1/two-chiefs?start={quote}&amp;end={quote + 27}#co-mark"' in html
    text = re.sub(r"<[^>]+>", "", html)
    assert "A CMO reports to the CEO.Source 1 from Two chiefs, Reporting" in text
    assert "[1]" not in text


def test_a_marker_without_a_citation_is_dropped(desk):
    html = shown(desk, text="One. [1] Two. [9]")
    assert "[9]" not in html
    assert html.count('class="co-open co-cite') == 1


def test_cells_and_items_carry_their_citations(desk):
    html = shown(desk, "compare")
    assert re.search(r"<td><span [^>]*>Quotas</span><a [^>]*co-n-1", html)
    assert re.search(r"<li><span [^>]*>Builds the brand</span><a [^>]*co-n-2", shown(desk))


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_in_an_answer_becomes_markup_or_leaves_for_another_host(desk, payload):
    tags = Tags(shown(desk, text=f"Before {payload} after [1]", follow_ups=(payload,)))
    assert tags.names <= ALLOWED
    assert all(not name.startswith("on") and name not in ("style", "src") for name, _ in tags.attributes)
    assert all(value.startswith("evidence/v1/") for name, value in tags.attributes if name == "href")


@pytest.mark.parametrize(
    ("question", "words"),
    [("canada", "Not in the articles"), ("compare", "The articles differ")],
)
def test_an_outcome_that_is_not_a_plain_answer_is_said_first(desk, question, words):
    html = shown(desk, question)
    assert html.index(words) < html.index("co-text")


def test_the_nearest_section_is_a_link_to_it(desk):
    html = shown(desk, "canada")
    begin = desk.scripted.index.articles[0].text.index("## Measures")
    assert f'href="evidence/v1/two-chiefs?start={begin}&amp;end={begin}#co-mark"' in html
    assert "<strong>Two chiefs</strong> › Measures" in html


def test_a_difference_is_listed_unless_the_text_says_it_already(desk):
    assert "Where the articles differ" in shown(desk, "compare")
    assert "Where the articles differ" not in shown(desk, "compare", text="By sales. [1]")


def test_sources_count_passages_and_articles(desk):
    assert "3 passages from 1 article<" in shown(desk)


def test_follow_ups_are_buttons_with_their_text(desk):
    assert '<button type="button" class="co-ask">And in Canada?</button>' in shown(desk)


def test_steps_grow_to_the_whole_text_between_sentences():
    text = "One. Two. [1] Three? [2]\n\n- four [3]\n- five [4]\n- six [5]"
    parts = steps(text)
    assert len(parts) == 5
    assert parts[-1] == text
    assert all(text.startswith(part) for part in parts)
    assert all(len(before) < len(after) for before, after in zip(parts, parts[1:], strict=False))


@settings(deadline=None)
@given(st.text())
def test_steps_of_any_text_end_with_it_and_are_at_most_five(text):
    parts = steps(text)
    assert parts[-1] == text
    assert len(parts) <= 5


@settings(deadline=None)
@given(st.text())
def test_a_question_comes_back_as_it_was_written(text):
    assert question_text(question_html(text)) == text


@settings(deadline=None)
@given(st.text(alphabet="<>&;#abltgqx1\"'/ "))
def test_a_question_never_opens_a_tag(text):
    assert "<" not in question_html(text)
    assert question_text(question_html(text)) == text


def test_a_plain_question_is_kept_as_it_is_for_the_edit_box():
    assert question_html("What's R&D's \"role\"?") == "What's R&D's \"role\"?"


def test_a_notice_sets_its_command_as_code():
    assert "<code>corner-office update</code>" in notice_html("No index. Run corner-office update.")
    assert commands("Run `x <y>`.") == "Run <code>x &lt;y&gt;</code>."


@settings(deadline=None)
@given(st.text(alphabet="<>[]()!*_|`#-1 \nab&:/"))
def test_no_text_of_an_answer_makes_an_element_that_is_not_allowed(text):
    from assistant.vocabulary import Answer, Outcome

    answer = Answer(question=Question(text="q"), standalone_question="q", outcome=Outcome.ANSWERED, text=text)
    tags = Tags(body_html(answer, text))
    assert tags.names <= ALLOWED | {"h1", "h2", "blockquote"}
    assert all(name not in ("href", "src") for name, _ in tags.attributes)

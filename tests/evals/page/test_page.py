"""The HTML page: everything in it, nothing from outside, nothing unescaped."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import evals
from evals.case import Split
from evals.page import commands
from evals.verdict import Verdict

VOID = {"meta", "link", "br", "img", "input", "hr"}


def text_of(html):
    body = re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


class Tags(HTMLParser):
    """Sees that tags close in order, which ids there are, and what would be fetched."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.fetched, self.headings, self.inline = [], [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        self.links += [found["href"]] if "href" in found else []
        self.fetched += [found[name] for name in ("src", "srcset", "action", "data", "poster") if name in found]
        self.inline += [name for name in found if name.startswith("on") or name == "style"]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


def parsed(html):
    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    return tags


def test_the_page_is_whole_and_fetches_nothing(pages):
    html = pages.make()
    tags = parsed(html)
    assert len(tags.ids) == len(set(tags.ids))
    assert all(link.startswith("#") and link[1:] in tags.ids for link in tags.links)
    assert (tags.fetched, tags.inline) == ([], [])
    assert "url(" not in html
    assert "@import" not in html


def test_headings_go_down_one_level_at_a_time(pages):
    headings = parsed(pages.make()).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(below - above <= 1 for above, below in zip(headings, headings[1:], strict=False))


def test_the_verdict_stands_first_with_what_to_do_next(pages):
    text = text_of(pages.make())
    assert (
        text.index("This version must not go live")
        < text.index("What to do next")
        < text.index("What changed for readers")
    )
    assert pages.verdict.words in text
    assert "Mend it, or: corner-office waive broke --reason TEXT" in text
    assert "Mind the gulls." in text


def test_every_changed_answer_is_shown_before_and_after(pages):
    html = pages.make()
    assert "The <del>captain</del> leads" in html
    assert "The <ins>gull</ins> leads" in html
    assert "<ins>And the owner pays.</ins>" in html
    titles = re.findall(r'<h3 id="h-\w+">(.*?) <span', html)
    assert titles == ["Broken", "Mended", "Changed, and fine"]
    assert "it went wrong" in text_of(html)


def test_lost_quotes_confirmations_and_unprotected_paragraphs_come_with_the_way_out(pages):
    text = text_of(pages.make())
    assert "Way out: Put the sentence back." in text
    assert "Way out: Read it." in text
    assert "Nothing would notice if these went wrong" in text
    assert "The cook is paid in salt ." in text


def test_a_version_that_passed_says_so_and_how_it_goes_live(pages):
    calm = Verdict(version="v1", mode="extractive", baseline="v0")
    text = text_of(pages.make(report=replace(pages.before, version="v1"), verdict=calm))
    assert "This version may go live" in text
    assert "corner-office promote v1" in text
    assert "Nothing: every one of the 5 questions gets the same answer" in text


def test_a_first_version_has_nothing_to_be_compared_with(pages):
    text = text_of(pages.make(before=None, history=()))
    assert text.count("There is no live version to compare with.") == 2
    assert "This is the first report that was kept" in text


def test_the_same_arguments_give_the_same_page(pages):
    assert pages.make() == pages.make()


def test_a_crashed_case_shows_its_error(pages):
    crash = pages.result(
        "crash", answer="", outcome=None, scores=(), citations=(), error="RuntimeError: out of crackers"
    )
    assert "RuntimeError: out of crackers" in text_of(
        pages.make(report=replace(pages.after, results=(*pages.after.results, crash)))
    )


def test_the_wording_of_the_closed_half_is_kept_back(pages):
    secret = pages.result("secret", turns=("Where is the treasure?",), split=Split.REPORT)
    report = replace(pages.after, results=(*pages.after.results, secret))
    assert "treasure" not in pages.make(report=report)
    assert "1 cases keep their wording back" in text_of(pages.make(report=report))
    assert "treasure" in pages.make(report=report, show_report=True)


def test_hostile_texts_stay_texts(pages):
    html = pages.hostile()
    assert html.count("<script") == 2
    assert "<img" not in html
    assert parsed(html).inline == []
    assert "default-src 'none'" in html


def test_characters_that_html_cannot_hold_do_not_reach_the_file(pages):
    broken = replace(pages.after, results=(pages.result("a", "one\x00two\x1b\ud800three"),))
    pages.make(report=broken).encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", pages.make(report=broken))


def test_a_page_of_470_changed_answers_stays_below_2_megabytes(pages):
    long = " ".join(f"officer{n}" for n in range(100))  # 1,000 characters
    then = tuple(pages.result(f"case-{number}", long) for number in range(470))
    now = tuple(pages.result(f"case-{number}", long.replace("officer7", "captain")) for number in range(470))
    html = pages.make(report=replace(pages.after, results=now), before=replace(pages.before, results=then))
    assert len(html.encode()) < 2_000_000


def test_commands_in_a_remedy_are_set_apart():
    assert commands("Run `corner-office eval` again, or: corner-office waive a-b --reason TEXT; or wait") == (
        "Run <code>corner-office eval</code> again, or: <code>corner-office waive a-b --reason TEXT</code>; or wait."
    )


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(scheme):
    style = (Path(evals.__file__).parent / "page.css").read_text(encoding="utf-8")
    both = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", style)
    colours = {name: light if scheme == "light" else dark for name, light, dark in both}
    pairs = [(ink, ground) for ink in ("ink", "soft", "accent") for ground in ("paper", "card", "wash")]
    pairs += [(name, f"{name}-wash") for name in ("good", "bad", "warn")]
    pairs += [(name, "paper") for name in ("good", "bad", "second", "third")] + [
        (n, "card") for n in ("good", "bad", "warn")
    ]
    for ink, ground in pairs:
        bright, dull = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
        assert (bright + 0.05) / (dull + 0.05) >= 4.5, f"{ink} on {ground}"

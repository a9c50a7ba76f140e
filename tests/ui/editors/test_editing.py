"""Editing a file: what is told before anything is lost, and two editors at once."""

import re
from html import unescape

import pytest

NAME = "articles/cmo.md"
WORDINGS = "articles/cmo.wordings.yaml"
OLD, NEW = "A CMO earns a base salary and a bonus.", "A CMO gets a base salary and a yearly bonus."
DEFINED = "A chief marketing officer (CMO) is the executive who leads all marketing of a company."


def hidden(page, name):
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])


def edit(client, change, name=NAME, **more):
    """Open a file, change its text and save."""
    page = client.get("/editors/file", params={"name": name}).text
    text = unescape(page.split('<textarea id="text"')[1].split(">\n", 1)[1].split("</textarea>")[0])
    form = {"name": name, "revision": hidden(page, "revision"), "told": "", "text": change(text), **more}
    return client.post("/editors/file", data=form), form


def test_a_text_comes_back_from_the_form_as_it_was(ada, copy):
    before = copy.read(NAME).data
    answer, form = edit(ada, lambda text: text)
    assert form["text"].encode() == before
    assert answer.status_code == 200
    assert copy.read(NAME).data == before


def test_a_saved_text_is_in_the_working_copy_and_not_in_the_articles(ada, copy, tiny, room):
    answer, _ = edit(ada, lambda text: text.replace("of a company", "of any company").replace(DEFINED, DEFINED))
    # the case's quote would go, so it is told first
    assert "Not saved yet" in answer.text
    answer, _ = edit(ada, lambda text: text + "\nA CMO likes numbers.\n")
    assert "Saved in the working copy" in answer.text
    assert "likes numbers" in copy.read(NAME).text
    assert "likes numbers" not in (tiny.articles / "cmo.md").read_text(encoding="utf-8")
    (action,) = room.archive.actions.list()
    assert (action.who, action.what, action.details["file"]) == ("ada", "save", NAME)


def test_a_sentence_that_wordings_or_cases_quote_is_told_before_it_is_saved(ada, copy):
    answer, _ = edit(ada, lambda text: text.replace(OLD, NEW).replace(DEFINED, "A CMO leads."))
    told = unescape(answer.text)
    assert "Not saved yet. 2 sentences that something rests on would go" in told
    assert "1 reader's wording rests on it" in told
    assert "1 eval case quotes it: def-cmo" in told
    assert NEW in told
    assert copy.read(NAME).text.count(OLD) == 1


def test_wordings_follow_the_new_sentence_and_all_else_in_their_file_stays(ada, copy):
    first, form = edit(ada, lambda text: text.replace(OLD, NEW))
    saved = ada.post("/editors/file", data=form | {"told": hidden(first.text, "told"), "choice": "move"})
    assert "wordings follow" in saved.text
    assert NEW in copy.read(NAME).text
    wordings = copy.read(WORDINGS).text
    assert wordings == copy.original(WORDINGS).text.replace(OLD, NEW)
    assert "# kept as it is" in wordings


def test_a_choice_counts_only_for_what_was_told(ada, copy):
    answer, _ = edit(ada, lambda text: text.replace(OLD, NEW), choice="keep", told="something else")
    assert "Not saved yet" in answer.text
    assert OLD in copy.read(NAME).text


def test_a_text_that_cannot_be_read_is_told_with_its_line_and_saved_only_on_purpose(ada, copy, room):
    broken = {"change": lambda text: text.replace("kind: guide", "kind: novel")}
    answer, form = edit(ada, **broken)
    assert "line 7: kind is 'novel'" in unescape(answer.text)
    assert "novel" not in copy.read(NAME).text
    ada.post("/editors/file", data=form | {"told": hidden(answer.text, "told"), "choice": "keep"})
    assert "novel" in copy.read(NAME).text
    assert any("cannot be read" in fault for fault in room.readings.survey().faults)


def test_the_second_of_two_editors_at_once_sees_both_texts_and_loses_neither(ada, visitors, copy):
    bob = visitors("bob")
    opened = bob.get("/editors/file", params={"name": NAME}).text
    mine = copy.read(NAME).text + "\nWritten by Bob.\n"
    edit(ada, lambda text: text + "\nWritten by Ada.\n")
    form = {"name": NAME, "revision": hidden(opened, "revision"), "text": mine}
    refused = bob.post("/editors/file", data=form)
    assert refused.status_code == 409
    assert "<del>Written by Ada.</del>" in refused.text
    assert "<ins>Written by Bob.</ins>" in refused.text
    assert "Written by Ada." in copy.read(NAME).text
    bob.post("/editors/file", data=form | {"revision": hidden(refused.text, "revision")})
    assert "Written by Bob." in copy.read(NAME).text
    assert "Written by Ada." in copy.earlier(NAME)[0]


def test_the_preview_shows_what_is_read_and_saves_nothing(ada, copy):
    text = copy.read(NAME).text + "\n## Skills of a CMO\n\nA CMO writes <b>well</b>.\n"
    piece = ada.post("/editors/preview", data={"name": NAME, "text": text}, headers={"x-piece": "1"}).text
    assert "Skills of a CMO" in piece
    assert "<html" not in piece
    assert "4 of 4" not in piece
    assert "1 of 3 paragraphs checked" in piece
    assert "Skills" not in copy.read(NAME).text
    page = ada.post("/editors/preview", data={"name": NAME, "text": text, "revision": "r"}).text
    assert "<html" in page
    assert "Skills of a CMO" in page.split('id="preview"')[1]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("roles.yaml", "roles: 3", "roles is not a list"),
        (WORDINGS, 'wordings:\n  - quote: "Nobody says so."\n    asked: ["x"]\n', "does not stand in the article"),
        (WORDINGS, "wordings: [", "is not YAML"),
    ],
)
def test_other_files_are_read_before_they_are_saved(ada, copy, name, text, fault):
    before = copy.read(name).data
    answer, _ = edit(ada, lambda _: text, name=name)
    assert fault in unescape(answer.text)
    assert copy.read(name).data == before


def test_a_removed_article_takes_its_wordings_along_and_comes_back_with_them(ada, copy):
    page = ada.get("/editors/file", params={"name": NAME}).text
    ada.post("/editors/remove", data={"name": NAME, "revision": hidden(page, "revision")})
    assert {file.name: file.state for file in copy.files()}[WORDINGS] == "removed"
    listed = ada.get("/editors/articles").text
    assert "There is no article left" in listed
    assert "Put it back" in listed
    ada.post("/editors/restore", data={"name": NAME, "revision": ""})
    assert {file.state for file in copy.files()} == {"same"}


def test_what_somebody_changed_meanwhile_is_not_removed(ada, copy):
    page = ada.get("/editors/file", params={"name": NAME}).text
    edit(ada, lambda text: text + "\nNew.\n")
    answer = ada.post("/editors/remove", data={"name": NAME, "revision": hidden(page, "revision")})
    assert answer.status_code == 409
    assert "New." in copy.read(NAME).text


@pytest.mark.parametrize(
    "name", ["../secret.key", "../../secret.key", "articles/../../secret.key", "/etc/passwd", "nothing.md", ""]
)
def test_no_name_leads_out_of_the_working_copy(ada, home, name):
    (home / "secret.key").write_text("key", encoding="utf-8")
    (home / "editors").mkdir(exist_ok=True)
    assert ada.get("/editors/file", params={"name": name}).status_code == 409
    for path in ("file", "remove", "restore", "preview"):
        answer = ada.post(f"/editors/{path}", data={"name": name, "text": "x", "revision": "", "choice": "keep"})
        assert answer.status_code == 409, path
    assert (home / "secret.key").read_text(encoding="utf-8") == "key"


def test_wordings_can_be_begun_beside_an_article_that_has_none(ada, copy):
    copy.remove(WORDINGS, copy.read(WORDINGS).revision)
    text = f'wordings:\n  - quote: "{OLD}"\n    asked: ["how is she paid"]\n'
    answer = ada.post("/editors/file", data={"name": WORDINGS, "revision": "", "text": text})
    assert "Saved" in answer.text
    assert copy.read(WORDINGS).text == text

"""New texts that the program came with: told, shown, taken over; what was edited is never lost."""

from types import SimpleNamespace

import pytest

from ui.commands.arrivals import merged
from ui.editors.contents import FileState, FileText

NAME = "articles/cmo.md"
PLACE = "/editors/arrivals"


@pytest.fixture
def upgrade(tiny, copy):
    """Change a shipped file after the working copy was made."""
    copy.files()

    def change(old: str, new: str, name: str = NAME) -> None:
        path = tiny.articles.parent / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.fixture
def edit(copy):
    """Change a file of the working copy."""

    def change(old: str, new: str, name: str = NAME) -> None:
        file = copy.read(name)
        assert old in file.text
        copy.write([FileText(name=name, revision=file.revision, data=file.text.replace(old, new).encode())])

    return change


def test_nothing_is_told_while_nothing_is_new(ada):
    assert "newer text" not in ada.get("/editors/").text
    assert "Nothing new has come" in ada.get(PLACE).text


def test_a_newer_article_is_told_on_the_first_pages_and_taken_over_by_one_button(ada, upgrade, copy, room):
    upgrade("and a bonus.", "and shares.")
    upgrade("and a bonus.", "and shares.", "articles/cmo.wordings.yaml")
    for page in ("/editors/", "/editors/articles"):
        assert "1 newer text of articles" in ada.get(page).text
    shown = ada.get(PLACE).text
    assert "<ins>A CMO earns a base salary and shares.</ins>" in shown
    assert "You have not edited it." in shown
    done = ada.post(PLACE, data={"name": NAME, "choice": "take"}).text
    assert "Taken over into the working copy" in done
    assert "Nothing new has come" in done
    assert "and shares." in copy.read(NAME).text
    assert "and shares." in copy.read("articles/cmo.wordings.yaml").text
    assert [(one.what, one.details["file"]) for one in room.archive.actions.list(5)] == [("take", NAME)]


def test_an_edit_elsewhere_in_the_article_stays(ada, upgrade, edit, copy):
    edit("leads all marketing", "leads the whole marketing")
    upgrade("and a bonus.", "and shares.")
    assert "both changes go together" in ada.get(PLACE).text
    ada.post(PLACE, data={"choice": "all"})
    text = copy.read(NAME).text
    assert "leads the whole marketing" in text
    assert "and shares." in text


def test_of_two_changes_of_one_line_the_editor_s_stays_among_the_earlier_texts(ada, upgrade, edit, copy):
    edit("and a bonus.", "and a car.")
    upgrade("and a bonus.", "and shares.")
    shown = ada.get(PLACE).text
    assert "You have edited the same lines" in shown
    ada.post(PLACE, data={"choice": "all"})  # which takes none that does not fit
    assert "and a car." in copy.read(NAME).text
    ada.post(PLACE, data={"name": NAME, "choice": "take"})
    assert "and shares." in copy.read(NAME).text
    assert "and a car." in copy.earlier(NAME)[0]


def test_what_is_kept_is_told_no_more_until_it_changes_again(ada, upgrade, edit, copy):
    edit("and a bonus.", "and a car.")
    upgrade("and a bonus.", "and shares.")
    assert "Kept as it is" in ada.post(PLACE, data={"name": NAME, "choice": "keep"}).text
    assert "and a car." in copy.read(NAME).text
    assert "newer text" not in ada.get("/editors/").text
    upgrade("and shares.", "and a pension.")
    assert "newer text" in ada.get("/editors/").text


def test_new_and_removed_articles_are_taken_over_too(ada, tiny, copy):
    copy.files()
    path = tiny.articles / "cmo.md"
    (tiny.articles / "cso.md").write_text(path.read_text().replace("cmo", "cso").replace("CMO", "CSO"))
    path.unlink()
    (tiny.articles / "cmo.wordings.yaml").unlink()
    shown = ada.get(PLACE).text
    assert ">new</span>" in shown
    assert ">gone</span>" in shown
    ada.post(PLACE, data={"choice": "all"})
    assert [file.name for file in copy.files() if file.revision] == ["articles/cso.md", "roles.yaml"]
    assert "A CMO earns" in copy.earlier(NAME)[0]


def test_a_folder_that_cannot_be_read_is_nothing_new(ada, tiny, copy):
    copy.files()
    tiny.articles.rename(tiny.articles.with_name("elsewhere"))
    assert ada.get("/editors/").status_code == 200
    assert "Nothing new has come" in ada.get(PLACE).text


def test_what_somebody_else_has_settled_meanwhile_is_refused(ada, upgrade):
    upgrade("and a bonus.", "and shares.")
    ada.post(PLACE, data={"name": NAME, "choice": "keep"})
    answer = ada.post(PLACE, data={"name": NAME, "choice": "take"})
    assert answer.status_code == 409
    assert "Nothing new waits for" in answer.text
    assert ada.post(PLACE, data={"name": NAME, "choice": "guess"}).status_code == 409


def test_readers_may_not_take_anything_over(visitors, upgrade):
    upgrade("and a bonus.", "and shares.")
    assert visitors("bob", editor=False).post(PLACE, data={"name": NAME, "choice": "take"}).status_code == 403


@pytest.mark.parametrize(
    ("mine", "new", "both"),
    [
        ("a\nb\nc\nd\n", "a\nb\nc\nD\n", "a\nb\nc\nD\n"),
        ("A\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nD\n"),
        ("A\nb\nc\nd\n", "A\nb\nc\nD\n", "A\nb\nc\nD\n"),
        ("A\nb\nc\nd\n", "Z\nb\nc\nd\n", None),
        ("A\nb\nc\nd\n", "a\nB\nc\nd\n", None),
        ("x\na\nb\nc\nd\n", "y\na\nb\nc\nd\n", None),
        ("a\nb\nc\nd\nx\n", "y\na\nb\nc\nd\n", "y\na\nb\nc\nd\nx\n"),
        ("a\nd\n", "a\nb\nc\nd\ne\n", "a\nd\ne\n"),
        ("", "a\nb\n", None),
    ],
)
def test_two_changes_go_together_where_they_do_not_touch(mine, new, both):
    found = merged(b"a\nb\nc\nd\n", mine.encode(), new.encode())
    assert (found and found.decode()) == both


def test_what_is_no_text_is_not_brought_together():
    assert merged(b"\xff1", b"\xff2", b"\xff3") is None
    assert merged(b"a", None, b"b") is None


def test_once_the_new_texts_are_live_by_the_command_the_copy_is_compared_with_them(copy, upgrade, room, monkeypatch):
    upgrade("and a bonus.", "and shares.")
    live = SimpleNamespace(version="d" * 12, created="2999-01-01T00:00:00+00:00")
    monkeypatch.setattr("ui.commands.arrivals.live_version", lambda _: live.version)
    monkeypatch.setattr("ui.commands.arrivals.list_versions", lambda _: [live])
    room.arrivals.take(NAME)
    assert {file.state for file in copy.files()} == {FileState.SAME}
    assert "and shares." in copy.original(NAME).text


def test_until_then_what_was_taken_over_counts_as_a_change(copy, upgrade, room):
    upgrade("and a bonus.", "and shares.")
    room.arrivals.take(NAME)
    assert {file.name for file in copy.files() if file.state is FileState.CHANGED} == {NAME}
    assert "and a bonus." in copy.original(NAME).text

"""What readers asked in vain or rated badly, alike questions together; each group becomes drafted cases by a click.

Not here: what makes questions alike (`likeness`), and how a case is drafted (`ui.commands.drafting`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from assistant.contract import clean
from ui.archive.records import Feedback, Turn
from ui.editors.contents import ChangedMeanwhileError, EditingError
from ui.editors.likeness import alike
from ui.editors.room import Room, Wanted
from ui.editors.visit import Visit, acted, shown

SHOWN = 100  # groups on the page
LONGEST = 500  # characters of a reader's message that go into a draft
MOST = 30  # wordings of one group that are drafted at once
OUTCOMES = {
    "not_covered": "not covered",
    "partly_answered": "answered in part",
    "clarify": "asked back",
    "answered": "answered",
}
REASONS = {
    "wrong": "it is wrong",
    "missing": "something is missing",
    "unclear": "it is unclear",
    "source": "the source does not say that",
    "other": "another reason",
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question that an editor should look at; with feedback if someone rated its answer badly.

    `earlier` are the reader's messages before it, oldest first, where they are looked up.
    """

    turn: Turn
    feedback: tuple[Feedback, ...] = ()
    earlier: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        """What came of it, in words."""
        return OUTCOMES.get(self.turn.outcome, self.turn.outcome)

    @property
    def complaints(self) -> tuple[str, ...]:
        """Why it was rated badly, and what readers wrote."""
        return tuple(
            f"{REASONS.get(one.reason.value if one.reason else '', 'rated badly')}"
            + (f": “{one.comment}”" if one.comment else "")
            for one in self.feedback
        )


def routes(room: Room) -> list[Route]:
    """The pages' addresses."""
    return [
        shown(room, "/questions", listed),
        acted(room, "/questions/draft", draft),
        acted(room, "/questions/settle", settle),
        shown(room, "/cases", cases),
        acted(room, "/cases", save),
        shown(room, "/cases.yaml", download),
    ]


def listed(visit: Visit) -> Response:
    """The open questions in groups, the most asked first."""
    groups = alike(waiting(visit.room), lambda one: one.turn.question)
    seen = [(with_earlier(visit.room, group[0]), *group[1:]) for group in groups[:SHOWN]]
    return visit.page(
        "questions.html", "Questions", groups=seen, more=len(groups) - len(seen), drafts=visit.room.drafts.text()
    )


def waiting(room: Room) -> list[Asked]:
    """Every question that nobody has looked at yet, newest first, each once."""
    found: dict[str, Asked] = {turn.id: Asked(turn=turn) for turn in room.archive.turns.unanswered()}
    for rated in room.archive.feedback.bad():
        known = found.get(rated.turn.id, Asked(turn=rated.turn))
        found[rated.turn.id] = Asked(turn=rated.turn, feedback=(*known.feedback, rated.feedback))
    return sorted(found.values(), key=lambda one: -one.turn.asked)


def with_earlier(room: Room, one: Asked) -> Asked:
    """The question with the reader's messages before it, without which a follow-up says little."""
    return replace(one, earlier=messages(room, one.turn)[:-1]) if one.turn.number else one


def draft(visit: Visit) -> Response:
    """Draft a case of each wording of a group."""
    chosen = chosen_of(visit)[:MOST]
    wanted = Wanted(
        questions=tuple(messages(visit.room, one.turn) for one in chosen),
        quotes=tuple(dict.fromkeys(quote for one in chosen for quote in quotes(one.turn.answer))),
        note=note(chosen),
    )
    with visit.logged("draft") as details:
        details["cases"] = list(visit.room.drafts.add(wanted))
    return visit.go("cases", "drafted" if details["cases"] else "known")


def settle(visit: Visit) -> Response:
    """Take a group from the list."""
    chosen = chosen_of(visit)
    with visit.logged("settle", questions=[one.turn.question[:LONGEST] for one in chosen]):
        visit.room.archive.turns.settle([one.turn.id for one in chosen])
        visit.room.archive.feedback.settle([one.turn.id for one in chosen])
    return visit.go("questions", "settled")


def chosen_of(visit: Visit) -> list[Asked]:
    """The questions that the form names. Raises EditingError if none of them waits any more."""
    named = set(visit.form.get("turns", "").split())
    chosen = [one for one in waiting(visit.room) if one.turn.id in named]
    if not chosen:
        raise EditingError("Somebody has looked at these questions already. Load the list again.")
    return chosen


def messages(room: Room, turn: Turn) -> tuple[str, ...]:
    """The reader's messages up to a question, oldest first."""
    before = [one.question for one in room.archive.turns.of(turn.conversation) if one.number < turn.number]
    texts = (" ".join(clean(text).split())[:LONGEST] for text in (*before, turn.question))
    return tuple(text for text in texts if text) or ("?",)


def quotes(answer: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    """What an answer cited, as (article, quote)."""
    citations = answer.get("citations")
    for one in citations if isinstance(citations, list) else []:
        yield str(one.get("article", "")), str(one.get("quote", ""))


def note(chosen: list[Asked]) -> str:
    """What happened, for whoever finishes the draft."""
    said = [complaint for one in chosen for complaint in one.complaints]
    asked = f"readers asked this {len(chosen)} times" if len(chosen) > 1 else "a reader asked this"
    outcomes = ", ".join(dict.fromkeys(one.outcome for one in chosen))
    told = f"; they said: {'; '.join(' '.join(one.split()) for one in said[:5])}" if said else ""
    return f"{asked} ({outcomes}){told}."


def cases(visit: Visit) -> Response:
    """The drafts, to be finished."""
    drafts = visit.room.drafts.text()
    return visit.page("cases.html", "Case drafts", text=drafts.text, revision=drafts.revision, fault="")


def save(visit: Visit) -> Response:
    """Keep the drafts as an editor leaves them, if they are still cases."""
    text, revision = clean(visit.form.get("text", "")), visit.form.get("revision", "")
    fault = visit.room.drafts.fault(text) if text.strip() else ""
    if not fault:
        try:
            with visit.logged("save drafts"):
                visit.room.drafts.write(text, revision)
            return visit.go("cases", "saved")
        except ChangedMeanwhileError as error:
            fault, revision = f"{error} Saving again replaces theirs.", error.now.revision if error.now else ""
    return visit.page("cases.html", "Case drafts", status=409, text=text, revision=revision, fault=fault)


def download(visit: Visit) -> Response:
    """The drafts as a file."""
    headers = {"content-disposition": 'attachment; filename="case-drafts.yaml"'}
    return Response(visit.room.drafts.text().data, media_type="application/yaml", headers=headers)

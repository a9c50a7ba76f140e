"""A live version and a staged one, and what the gate may say of the latter."""

from ui.editors.judgement import AnswerEdit, Ground, Judgement

LIVE, STAGED = "a" * 12, "b" * 12
PASSED = Judgement(version=STAGED, status="passed", words="Passed: this version may go live.", cases=4)
BLOCKED = Judgement(
    version=STAGED,
    status="blocked",
    words="Blocked.",
    cases=4,
    grounds=(Ground(words="Case x fails <now>.", remedy="Mend it.", rule="must", cases=("x", "y")),),
    answers=(
        AnswerEdit(case="x", question="Why <b>?", effect="broken", pieces=(("removed", "old"), ("added", "new"))),
    ),
)

"""Ways to spoil the shipped articles: what an editor may do by mistake, and a stranger on purpose.

Pure functions from corpus to corpus. Each is anchored in words of the shipped articles and raises once they are gone,
so that no mutation is empty. Not here: the files, and whether the gate notices (`selftest`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.errors import CornerOfficeError
from evals.spoiled import BREAD, CONTRADICTION, INJECTION

Corpus = Mapping[str, str]  # path below the corpus folder -> text
Change = Callable[[Corpus], Corpus]

OPINION = "articles/cmo-and-sales.md"
ANALYSIS = "articles/cso-vs-cmo-analysis.md"
GUIDE = "articles/cso-vs-cmo-guide.md"
TASKS = "articles/what-a-cso-does.md"
TITLES = "articles/vp-vs-director.md"
ROLES = "roles.yaml"
FENCE = "---\n"


class MutationError(CornerOfficeError):
    """The words that a mutation is anchored at do not stand in the articles."""


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """One way to spoil the articles; `about` says in a few words what was done."""

    name: str
    about: str
    change: Change


def replaced(path: str, old: str, new: str) -> Change:
    """A change of words that stand exactly once in a file. The change raises MutationError."""

    def change(corpus: Corpus) -> Corpus:
        text = anchored(corpus, path, old)
        return {**corpus, path: text.replace(old, new)}

    return change


def swapped(path: str, one: str, other: str) -> Change:
    """A change that lets two stretches of a file change places. The change raises MutationError."""

    def change(corpus: Corpus) -> Corpus:
        text = anchored(corpus, path, one)
        anchored(corpus, path, other)
        return {**corpus, path: text.replace(one, "\0").replace(other, one).replace("\0", other)}

    return change


def each(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(corpus: Corpus) -> Corpus:
        for one in changes:
            corpus = one(corpus)
        return corpus

    return change


def added(path: str, text: str) -> Change:
    """A change that adds a file. The change raises MutationError if there is one of that name."""

    def change(corpus: Corpus) -> Corpus:
        if path in corpus:
            raise MutationError(f"The corpus has a file {path} already. Give the new one another name in the mutation.")
        return {**corpus, path: text}

    return change


def deleted(path: str) -> Change:
    """A change that removes a file. The change raises MutationError."""

    def change(corpus: Corpus) -> Corpus:
        anchored(corpus, path, FENCE)
        return {name: text for name, text in corpus.items() if name != path}

    return change


def body_replaced(path: str, body: str) -> Change:
    """A change of all that stands below an article's front matter. The change raises MutationError."""

    def change(corpus: Corpus) -> Corpus:
        _, matter, _ = front_matter(corpus, path)
        kept, _, _ = matter.partition("relations:\n")  # quotes of the old text, at the end of the front matter
        return {**corpus, path: f"{FENCE}{kept}{FENCE}{body}"}

    return change


def copied(path: str, name: str) -> Change:
    """A change that adds an article once more under another file name and id. The change raises MutationError."""

    def change(corpus: Corpus) -> Corpus:
        _, matter, body = front_matter(corpus, path)
        _, _, rest = matter.partition("\n")
        return added(f"articles/{name}.md", f"{FENCE}id: {name}\n{rest}{FENCE}{body}")(corpus)

    return change


def front_matter(corpus: Corpus, path: str) -> list[str]:
    """What stands before, in and after an article's front matter. Raises MutationError."""
    parts = corpus.get(path, "").split(FENCE, 2)
    if len(parts) < 3 or not parts[1].startswith("id:"):
        raise MutationError(f"{path} has no front matter that begins with its id. Anchor the mutations anew.")
    return parts


def anchored(corpus: Corpus, path: str, words: str) -> str:
    """The text of a file that holds some words; exactly once, unless they are a fence. Raises MutationError."""
    count = corpus.get(path, "").count(words)
    if not count or (count > 1 and words != FENCE):
        raise MutationError(
            f"A mutation is anchored at {words[:80]!r} in {path}, which stands there {count} times, not once. "
            "Anchor it anew in evals/mutations.py."
        )
    return corpus[path]


HARMLESS = Mutation(
    name="harmless-rewording",
    about="an adjective that no case quotes is exchanged; has to pass",
    change=replaced(GUIDE, "takes specific skills and qualifications", "takes particular skills and qualifications"),
)

MUTATIONS = (
    Mutation(
        name="paragraph-deleted",
        about="a paragraph that cases quote is deleted",
        change=replaced(
            TASKS,
            "A bachelor's degree may be enough for some chief sales officer (CSO) positions. Most CSO positions require "
            "a master's degree and five years or more of experience in management and team leadership.\n\n",
            "",
        ),
    ),
    Mutation(
        name="roles-swapped-in-definitions",
        about="CMO and CRO change places in the sentences that define them",
        change=each(
            replaced(
                ANALYSIS, "A chief marketing officer (CMO) is the senior", "A chief revenue officer (CRO) is the senior"
            ),
            replaced(ANALYSIS, "\n\nA CRO answers for every activity", "\n\nA CMO answers for every activity"),
            replaced(ANALYSIS, '"A CRO answers for every activity', '"A CMO answers for every activity'),
        ),
    ),
    Mutation(
        name="number-changed",
        about="five years of experience become ten",
        change=replaced(TASKS, "five years or more of experience", "ten years or more of experience"),
    ),
    Mutation(
        name="sentence-negated",
        about="a sentence says that the VP does not lead strategically",
        change=replaced(
            TITLES,
            "The VP of sales and marketing focuses more on strategic leadership",
            "The VP of sales and marketing does not focus on strategic leadership",
        ),
    ),
    Mutation(
        name="contradicting-article",
        about="a new article contradicts the others on who reports to whom and who owns revenue",
        change=added("articles/reporting-lines.md", CONTRADICTION),
    ),
    Mutation(
        name="instructions-injected",
        about="an article tells the program to ignore its instructions",
        change=replaced(
            OPINION,
            "## Whom the chief marketing officer (CMO) reports to\n",
            f"{INJECTION}\n\n## Whom the chief marketing officer (CMO) reports to\n",
        ),
    ),
    Mutation(
        name="article-duplicated",
        about="an article stands there once more under another name",
        change=copied(OPINION, "marketing-chief"),
    ),
    Mutation(
        name="article-copied-with-its-id",
        about="an article's file is copied, its id left as it is",
        change=lambda corpus: added("articles/copy-of-what-a-cso-does.md", anchored(corpus, TASKS, FENCE))(corpus),
    ),
    Mutation(
        name="list-item-dropped",
        about="one item of a list is missing",
        change=replaced(OPINION, "- Customer director\n", ""),
    ),
    Mutation(
        name="front-matter-broken",
        about="a title with a colon has lost its quotation marks",
        change=replaced(
            GUIDE, 'title: "Chief sales officer vs chief marketing officer: guide"', "title: CSO vs CMO: guide"
        ),
    ),
    Mutation(
        name="article-emptied",
        about="only the front matter of an article is left",
        change=body_replaced(TITLES, "\n"),
    ),
    Mutation(name="article-deleted", about="an article is deleted", change=deleted(TITLES)),
    Mutation(
        name="table-columns-swapped",
        about="the headers CSO and CMO of a comparison change places, the cells stay",
        change=replaced(GUIDE, "| Aspect | CSO | CMO |", "| Aspect | CMO | CSO |"),
    ),
    Mutation(
        name="heading-renamed",
        about="a heading names the VP where the director is meant",
        change=replaced(
            TITLES,
            "## Typical responsibilities of a director of sales and marketing",
            "## Further responsibilities of a vice president (VP) of sales and marketing",
        ),
    ),
    Mutation(
        name="lead-ins-swapped",
        about="two lists have exchanged their introductions, and with them VP and director",
        change=swapped(
            TITLES,
            "A VP of sales and marketing typically has responsibility for:",
            "A director of sales and marketing typically has responsibility for:",
        ),
    ),
    Mutation(
        name="article-replaced",
        about="below its front matter an article is about baking bread",
        change=body_replaced(TITLES, BREAD),
    ),
    Mutation(
        name="position-changed",
        about="the front matter says that the articles agree where they differ",
        change=replaced(TASKS, "says: the same role", "says: two different roles"),
    ),
    Mutation(
        name="fact-quote-edited",
        about="a sentence is reworded that the front matter quotes as a fact",
        change=lambda corpus: body_edited(corpus, TASKS, "usually reports directly to the CEO or to", "reports to"),
    ),
    Mutation(
        name="alias-moved",
        about="readers' name for one role now names another",
        change=each(
            replaced(ROLES, "      - sales boss\n", ""),
            replaced(ROLES, "      - marketing boss\n", "      - marketing boss\n      - sales boss\n"),
        ),
    ),
)


def body_edited(corpus: Corpus, path: str, old: str, new: str) -> Corpus:
    """The corpus with words exchanged below an article's front matter alone. Raises MutationError."""
    head, matter, body = front_matter(corpus, path)
    edited = replaced(path, old, new)({path: body})[path]
    return {**corpus, path: FENCE.join((head, matter, edited))}

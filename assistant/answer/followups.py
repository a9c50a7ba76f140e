"""Offers questions to ask next: only such as the articles answer, and not what was just answered.

Not here: the buttons that show them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from assistant.question.attributes import Attribute
from assistant.question.understand import Understanding
from assistant.store.library import Library
from assistant.text.names import article_for

COUNT = 3
# {a} stands for a role with its article: "a chief sales officer". In the order in which they are offered.
ASKED = {
    Attribute.RESPONSIBILITIES: "What is {a} responsible for?",
    Attribute.METRICS: "Which metrics is {a} measured by?",
    Attribute.REPORTING: "Who does {a} report to?",
    Attribute.PAY: "How is {a} paid?",
    Attribute.SITUATIONS: "When is {a} the better choice?",
    Attribute.PROS: "What are the advantages of {a}?",
    Attribute.CONS: "What are the drawbacks of {a}?",
    Attribute.SKILLS: "Which skills does {a} need?",
    Attribute.TEAM: "Who is in the team of {a}?",
    Attribute.CAREER: "What is the career path to becoming {a}?",
    Attribute.BUDGET: "What does {a} spend the budget on?",
    Attribute.TOOLS: "Which tools does {a} use?",
    Attribute.TRAITS: "What kind of personality does {a} have?",
    Attribute.SIZE: "Which companies usually have {a}?",
}


def suggest(
    library: Library, understandings: Sequence[Understanding], spoken: Sequence[str] = (), cited: Sequence[str] = ()
) -> tuple[str, ...]:
    """Up to three questions on the roles asked about, else on those `spoken` of before, or that the sentences `cited` name.

    What is missing is made up by the roles that the articles speak of most.
    """
    asked = {attribute for understanding in understandings for attribute in understanding.attributes}
    about = list(dict.fromkeys(role for understanding in understandings for role in understanding.roles))
    about = about or roles_in(library, cited) or list(spoken) or list(library.counterparts)[:2]
    questions = {understanding.text.lower().rstrip(" ?.!") for understanding in understandings}
    found: dict[str, None] = {}
    for question in candidates(library, about, asked):
        if question.lower().rstrip("?") not in questions:
            found.setdefault(question)
        if len(found) == COUNT:
            break
    return tuple(found)


def roles_in(library: Library, texts: Sequence[str]) -> list[str]:
    """The core roles that texts name, those named most often first; at most two."""
    counts = Counter(role for text in texts for role in library.book.ids(text) if role in library.book.core)
    return [role for role, _ in counts.most_common(2)]


def candidates(library: Library, roles: Sequence[str], asked: set[Attribute]) -> Iterator[str]:
    """Questions worth asking next, best first: the next attributes of each role in turn, its counterpart, then other roles."""
    order = list(ASKED)
    start = max((order.index(attribute) for attribute in asked if attribute in ASKED), default=-1) + 1
    open_attributes = [attribute for attribute in order[start:] + order[:start] if attribute not in asked]
    told = {
        one
        for one in library.told
        if one[1] is not Attribute.SIZE or (one[0], Attribute.SITUATIONS) not in library.told
    }
    fitting = {
        role: [ASKED[one].format(a=with_article(library, role)) for one in open_attributes if (role, one) in told]
        for role in (*roles, *library.counterparts)
    }
    if len(roles) > 1:  # one of each role by turns
        yield from (one for turn in zip_longest(*(fitting[role] for role in roles)) for one in turn if one)
    others = [library.counterparts[role] for role in roles if role in library.counterparts]
    for role in dict.fromkeys((*roles, *others, *library.counterparts)):
        yield from fitting.get(role, ())[:2]
        other = library.counterparts.get(role)
        if other and other not in roles:
            yield f"How does {with_article(library, role)} differ from {with_article(library, other)}?"
        yield from fitting.get(role, ())[2:]


def with_article(library: Library, role: str) -> str:
    """A role with its article, such as "a chief sales officer"."""
    name = library.book.roles[role].name
    return f"{article_for(name)} {name}"

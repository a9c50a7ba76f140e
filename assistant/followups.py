"""Offers questions to ask next: only such as the articles answer, and not what was just answered.

Not here: the buttons that show them.
"""

from collections.abc import Iterator, Sequence

from assistant.attributes import Attribute
from assistant.library import Library
from assistant.phrases import article_for
from assistant.understand import Understanding

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
}


def suggest(library: Library, understandings: Sequence[Understanding]) -> tuple[str, ...]:
    """Up to three questions; on the roles just spoken of, else on the roles that the articles speak of most."""
    asked = {attribute for understanding in understandings for attribute in understanding.attributes}
    roles = [role for understanding in understandings for role in understanding.roles]
    roles = list(dict.fromkeys(roles)) or list(library.counterparts)[:2]
    found: dict[str, None] = {}
    for question in candidates(library, roles, asked):
        found.setdefault(question)
        if len(found) == COUNT:
            break
    return tuple(found)


def candidates(library: Library, roles: Sequence[str], asked: set[Attribute]) -> Iterator[str]:
    """Questions worth asking next, best first: the next attributes of the role, then its counterpart."""
    order = list(ASKED)
    start = max((order.index(attribute) for attribute in asked if attribute in ASKED), default=-1) + 1
    open_attributes = [attribute for attribute in order[start:] + order[:start] if attribute not in asked]
    for role in [*roles[:1], *(other for other in library.counterparts if other not in roles)]:
        fitting = [attribute for attribute in open_attributes if (role, attribute) in library.told]
        for attribute in fitting[:2]:
            yield ASKED[attribute].format(a=with_article(library, role))
        other = library.counterparts.get(role)
        if other and other not in roles:
            yield f"How does {with_article(library, role)} differ from {with_article(library, other)}?"
        for attribute in fitting[2:]:
            yield ASKED[attribute].format(a=with_article(library, role))


def with_article(library: Library, role: str) -> str:
    """A role with its article, such as "a chief sales officer"."""
    name = library.book.roles[role].name
    return f"{article_for(name)} {name}"

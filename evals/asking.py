"""Headings, lead-ins and facts of an article as questions that a person might ask. Words alone.

Not here: which of them become cases (`draft`).
"""

import re

from assistant.question.attributes import Attribute

# What a person asks about a point of the front matter; {role} has its article.
TOPICS = {
    Attribute.DEFINITION: "What is {role}?",
    Attribute.RESPONSIBILITIES: "What is {role} responsible for?",
    Attribute.METRICS: "By what is {role} measured?",
    Attribute.PAY: "How is {role} paid?",
    Attribute.BUDGET: "Where does the budget of {role} go?",
    Attribute.TEAM: "Who is in the team of {role}?",
    Attribute.REPORTING: "Who does {role} report to?",
    Attribute.SKILLS: "What skills does {role} need?",
    Attribute.QUALIFICATIONS: "What qualifications does {role} need?",
    Attribute.CAREER: "How does someone become {role}?",
    Attribute.TRAITS: "What kind of person makes a good match for the job of {role}?",
    Attribute.TOOLS: "Which tools does {role} work with?",
    Attribute.HORIZON: "How far ahead does {role} plan?",
    Attribute.NAMES: "What else is {role} called?",
    Attribute.OWNERSHIP: "Who is responsible for revenue?",
    Attribute.SCOPE: "What exactly is {role} in charge of?",
    Attribute.JOINT: "Who leads sales and marketing when one person leads both?",
    Attribute.GOAL: "What is the goal of {role}?",
    Attribute.DIFFERENCE: "How does {role} differ from the others?",
}
ABOUT = "What can you tell me about the {topic} of {role}?"
ACRONYM = re.compile(r"\s*\((?:[A-Z][A-Za-z]{0,5}'?s?(?:'s)?)\)")
OPENING = re.compile(
    r"^(?:in short|more precisely|in general|in detail|side by side|aspect by aspect|for example|to sum up), ",
    re.IGNORECASE,
)
EXAMPLE = re.compile(r",? (?:for example|for instance|namely|as follows)$", re.IGNORECASE)
CLAUSE = re.compile(r"^(?:what|who|whom|whose|how|why|when|where|which|whether)\b", re.IGNORECASE)
LIST = re.compile(
    r"^the (?P<what>.+?),? (?P<verb>are|is|includes?)(?: \w+ and include)?(?: the following)?$", re.IGNORECASE
)
COMPARED = re.compile(r"^(?P<whom>.+) compare$", re.IGNORECASE)
FOLLOWING = re.compile(
    r"\bthe following\b|\bthese(?= \w+$)|\b(?=(?:two|three|four|five|six|seven) \w+$)", re.IGNORECASE
)
OPEN_END = re.compile(r"\b(?:of|for|to|in|on|by|with|at|from|as|are|is|include|includes|\w+ing)$", re.IGNORECASE)
MADE_OF = re.compile(r"^(?!(?:the|an?|\w+ing)\b)(?:[\w-]+ ){1,4}(?:of|between)\b", re.IGNORECASE)
SHOWN_HOW = re.compile(r" (?:in detail|at a glance|side by side|in short)$", re.IGNORECASE)
PLAIN_FIRST = re.compile(r"^[A-Z][a-z'’-]*(?:\s|$)")
# Headings that say where in an article one is, not what it is about.
BARE = re.compile(
    r"(?:(?:conclusions?|introduction|summary|overview|table)\b.*|background|notes|references|sources|contents|faqs?|outlook"
    r"|key takeaways|frequently asked questions|further reading|in short|at a glance)",
    re.IGNORECASE,
)


def from_heading(heading: str, whom: str = "") -> str:
    """A question about what stands below a heading; empty if it does not say what that is.

    `whom` names whom a heading is about that does not say so itself.
    """
    text = plain(heading)
    if not text or BARE.fullmatch(text):
        return ""
    if text.endswith("?"):
        return text
    text = SHOWN_HOW.sub("", text.rstrip(".:!").replace(": ", ", "))
    tail = f" when it comes to {whom}" if whom else ""
    if CLAUSE.match(text):
        return f"Can you tell me {lowered(text)}{tail}?"
    return f"What should I know about {'the ' if MADE_OF.match(text) else ''}{lowered(text)}{tail}?"


def from_lead_in(lead_in: str) -> str:
    """A question that the list below a lead-in answers; empty where its words do not turn into one."""
    text = EXAMPLE.sub("", OPENING.sub("", plain(lead_in).rstrip(":.").strip()))
    text = text[:1].upper() + text[1:]
    listed = LIST.match(text)
    if listed:
        verb = "are" if listed["verb"] in ("are", "include", "includes") else "is"
        return f"What {verb} the {EXAMPLE.sub('', listed['what'])}?"
    if compared := COMPARED.match(text):
        return f"How do {lowered(compared['whom'])} compare?"
    asked = FOLLOWING.sub(lambda match: "which " if not match[0] else "which", text, count=1)
    if asked != text:
        return f"{asked}?"
    if OPEN_END.search(text):
        return f"{text} what exactly?"
    return ""


def from_topic(topic: str, role: str) -> str:
    """A question about a point of an article's front matter; `role` with its article, such as "a CMO"."""
    pattern = TOPICS.get(Attribute(topic)) if topic in set(Attribute) else None
    return (pattern or ABOUT).format(role=role, topic=topic)


def plain(text: str) -> str:
    """The text without acronyms in brackets, which nobody asks with."""
    return " ".join(ACRONYM.sub("", text).split())


def lowered(text: str) -> str:
    """The text with a small first letter, unless an acronym begins it."""
    return text[:1].lower() + text[1:] if PLAIN_FIRST.match(text) or CLAUSE.match(text) else text


def with_article(name: str) -> str:
    """The name of a role with "a" or "an"."""
    vowel = name[:1].lower() in "aeio" or bool(re.match(r"[FHLMNRSX][A-Z]", name))
    return f"{'an' if vowel else 'a'} {name}"

"""Tells whether a message asks whom a company needs, or weighs persons. Not here: the advice itself (`advice`, `persons`)."""

import re

from assistant.question.attributes import Attribute
from assistant.question.parts import Message
from assistant.question.roles import RoleBook
from assistant.question.understand import (
    DIRECTING,
    EITHER,
    NOT_ADVISED,
    OURS,
    Kind,
    Understanding,
    lists_sides,
    without_roles,
)

# "Who ought to be in charge?", "which of the two should we bring in?": asked after a description.
PICK = re.compile(
    r"\b(?:who|whom|which)\b.{0,40}\b(?:in charge|bring in|hire|lead|need|first|right|recruit|appoint|pick|fits?|suits?|for us)\b"
    r"|\bwhat (?:(?:kind|sort|type) of )?(?:(?!the |an? |our |my )\w+ )?(?:leader|chief|executive|role)\b",
    re.IGNORECASE,
)
# "Which should we bring in?", asked after a description: whatever else its words may ask for.
HIRING = re.compile(
    r"\b(?:(?:should|shall|do|must) (?:we|i|our \w+|my \w+)|(?:should|shall|must) they)"
    r" (?:hire|bring in|take on|appoint|recruit|pick|choose|put|get(?! .{0,40}\bto\b))\b"
    # "Should the next hire be for sales or for marketing?"
    r"|\b(?:should|shall|must) (?:the|our|my) (?:next|first) (?:\w+ ){0,2}(?:hire|appointment|chief|executive) be\b",
    re.IGNORECASE,
)
# "We are in healthcare, does that apply to us?"
APPLYING = re.compile(
    r"\b(?:does|do|would|will|is|are|and) (?:that|this|it|these|those)\b.{0,20}"
    r"\b(?:apply to|hold for|go for|true for|true of|mean for|right for|include|cover|concern|fit) (?:us|me|our|my)\b",
    re.IGNORECASE,
)
# "We can pay for one chief: which one?"
ONE_OF_CHIEFS = re.compile(
    r"\b(?:one|single|1) (?:chief|executive|exec|leader|boss)\b.*\b(?:which(?: one)?|whom?)"
    r"(?: (?:first|should (?:it|that|this) be|do (?:we|i) (?:hire|take|need|choose)))?\W*$",
    re.IGNORECASE | re.DOTALL,
)
# "What would you advise about the top structure?", asked after a description.
COUNSEL = re.compile(
    r"\b(?:would|could|can|do) you (?:advise|recommend|suggest|propose)\b"
    r"|\bwhat (?:leadership|top|management)? ?(?:role|post|position|structure|set-?up)\b"
    r"|\bwho (?:leads|goes first|takes the lead)\b",
    re.IGNORECASE,
)
# "Which chief for a bakery?": a choice without "we".
WHICH_CHIEF = re.compile(
    r"^\W*(?:which|what) (?:(?:kind|sort|type) of )?(?:chief|executive|leader|boss)s? (?:for|fits?|suits?|would|should|does|do)\b",
    re.IGNORECASE,
)
PERSONS = re.compile(r"\b(?:candidates?|applicants?|interview\w*)\b", re.IGNORECASE)
PROMOTING = re.compile(r"\bpromot(?:e|ed|ing) (?:him|her|them|my|our|the|this|that|an?|it|[A-Z]\w+)\b", re.IGNORECASE)
# "Would he do as CSO?", "is our marketing manager ready to be CMO?"
SUITED = re.compile(
    r"\b(?:would|could|will|can|should|is) (?:he|she|(?:my|our|the) [\w ]{2,40}?) (?:(?:be |make )?(?:an? )?(?:good|right|suitable|suited|qualified)\b"
    r"|ready (?:to be|for)\b|cut out\b|fit (?:for|to be)\b|do as\b)",
    re.IGNORECASE,
)
# A choice between persons, or for or against one.
WEIGHING = re.compile(
    r"\b(?:should|shall|would|whom?|which|is) .{0,60}\b(?:take|hire|choose|pick|prefer|promote|appoint|better|best|fits?|suits?|right|ready"
    r"|recommend|go for|give)\b",
    re.IGNORECASE,
)
WHAT = re.compile(r"(?:^|[:;] )\W*(?:what|which|how)\b(?! (?:leader|chief|executive|role))", re.IGNORECASE)
# "Which CRM should our sales chief buy?": what the role itself is to do, with "it" for the role.
DOER = re.compile(
    r"\b(?:should|must|can|could|does|do|would|will|may|has|is) (?:an? |the |our |my |your )?it (?!or\b)\w",
    re.IGNORECASE,
)
# Asks what to look at in persons, not for one of them.
WHAT_OF_THEM = re.compile(
    r"^\W*(?:what|how|which (?!one\b|of\b|candidate|applicant|person|(?:wo)?man\b))", re.IGNORECASE
)
# "Sales or marketing lead?", asked after a description.
BARE_CHOICE = re.compile(r"^\W*(?:(?:so|and)\b\W*)?(?:\w+ ){0,2}\w+ or (?:an? )?(?:\w+ ){0,3}\w+\W*$", re.IGNORECASE)
BESIDE_A_CHOICE = frozenset({Attribute.LEADS, Attribute.SCOPE, Attribute.SITUATIONS, Attribute.PROS})
# "Hiring 40 reps this year, CSO or CMO to lead?": a description and a choice, without "we".
DESCRIBED = re.compile(
    r"^(?!\W*(?:who|which|what|whose|whom|how|when|where|why|is|are|do|does|did|should|can|could|will|would|has|have|compare)\b).{12,}"
    r"[,:;.–-]\s*(?:an? |the )?it or (?:an? |the )?it(?: (?:first|in charge|at the helm|on top|to (?:lead|head it|run it|take charge)))?\W*$",
    re.IGNORECASE | re.DOTALL,
)
# "Should one person sit above both?", asked after a description.
ABOVE_BOTH = re.compile(
    r"\b(?:person|somebody|someone|one|boss|leader|head|chief|executive|officer|role|post|position|title|whom?)\b.{0,30}"
    r"\b(?:above|over|on top of|in charge of|heading|leading) (?:both|the two|them both)\b",
    re.IGNORECASE,
)
DIFFERENCE = re.compile(r"\bdifferences? between\b", re.IGNORECASE)
WHOSE = re.compile(r"^\W*(?:(?:so|and|but)\b\W*)*whose\b", re.IGNORECASE)  # asks who does it, not whom to have
# "CSO or CMO for a bakery?": a choice and what it is for.
CHOICE_FOR = re.compile(
    r"^\W*(?:(?:so|and)\b\W*)?(?:an? |the )?it or (?:an? |the )?it (?:for (an?|our|my)|for|in|at|if|when)\b",
    re.IGNORECASE,
)
CHOICE_OF_TWO = re.compile(r"\bit (?:first )?or (?:an? |the )?it\b", re.IGNORECASE)


def asks_what(last: Understanding) -> bool:
    """Whether a question on one role wants something else than whether to have it: "what should we ask a CMO?"."""
    return len(last.roles) == 1 and WHAT.search(last.asked) is not None


def asks_of_role(last: Understanding, book: RoleBook) -> bool:
    """Whether a question wants to know something of one role, or what it does, not whether to have it."""
    of_it = NOT_ADVISED & last.attributes.keys() or DOER.search(without_roles(last.asked, book))
    return asks_what(last) and bool(of_it) and not APPLYING.search(last.text)


def weighs_persons(last: Understanding, message: Message, book: RoleBook) -> bool:
    """Whether a message tells of persons and asks whether to take one, or which, for a role that it names."""
    told = " ".join((*message.told, *message.questions))
    asked = " ".join(message.questions)
    if not book.core & set(book.ids(told)) or WHAT_OF_THEM.match(asked):
        return False
    if PROMOTING.search(told):
        return bool(WEIGHING.search(asked) or last.kind is Kind.YES_NO or last.kind is Kind.ADVICE)
    return bool(SUITED.search(asked) or (PERSONS.search(told) and WEIGHING.search(asked)))


def wants_advice(last: Understanding, message: Message, book: RoleBook) -> bool:
    """Whether a message asks whom a company needs: by its question, or by a choice after a description.

    Not whoever weighs persons, or wants to read what speaks for a role.
    """
    told = " ".join((*message.told, *message.questions))
    if PERSONS.search(told) or WHOSE.match(last.asked) or DIRECTING.search(last.asked) or asks_of_role(last, book):
        return False
    if (PROMOTING.search(told) or SUITED.search(" ".join(message.questions))) and last.roles:
        return False
    if asks_for_oneself(last, message, told):
        return True
    if lists_sides(last.text, last.attributes) or DIFFERENCE.search(last.asked):
        return False
    if last.kind is Kind.ADVICE:
        return True
    bare = without_roles(last.text, book)
    choice = CHOICE_FOR.match(bare)
    if choice and (choice[1] or not set(last.attributes) - BESIDE_A_CHOICE):
        return True
    if DESCRIBED.match(bare) or (message.told and ABOVE_BOTH.search(last.text)):
        return True
    if (message.told and COUNSEL.search(last.text)) or WHICH_CHIEF.match(last.asked):
        return True
    if OURS.search(told) and (CHOICE_OF_TWO.search(bare) or PICK.search(last.text) or PICK.search(bare)):
        return True
    return bool(message.told and (EITHER.search(bare) or chooses_barely(last)))


def chooses_barely(last: Understanding) -> bool:
    """Whether a question is no more than a choice of two roles: "sales or marketing lead?"."""
    plain = len(last.roles) == 2 and not set(last.attributes) - BESIDE_A_CHOICE
    return plain and BARE_CHOICE.match(last.asked) is not None


def asks_for_oneself(last: Understanding, message: Message, told: str) -> bool:
    """Whether somebody who describes a company asks whom to hire there, or whether what was said goes for it."""
    if message.told and HIRING.search(last.text):
        return True
    if ONE_OF_CHIEFS.search(told):
        return True
    return bool(APPLYING.search(last.text) and OURS.search(APPLYING.sub("", told)))


def for_one(message: Message) -> bool:
    """Whether a message asks for whom to spend what is enough for one chief."""
    return ONE_OF_CHIEFS.search(" ".join((*message.told, *message.questions))) is not None


def posts(told: str, book: RoleBook) -> tuple[str, ...]:
    """The role that persons are weighed for; if somebody is to be promoted, the role that they have comes before it."""
    named = tuple(role for role in book.ids(told) if role in book.core)
    return named[:2] if PROMOTING.search(told) else named[-1:] if SUITED.search(told) else named[:1]

"""Gives a question what its own message told before and what it hangs on: "... Do I have to accept that?".

Not here: earlier turns (`conversation.follow`), or taking a message apart (`parts`).
"""

import re
from collections.abc import Sequence

from assistant.conversation.phrases import noun_phrase, put_role, sentence
from assistant.conversation.spoken import core_roles
from assistant.question.attributes import BROAD, attributes_in
from assistant.question.framing import AGREE, BARE, SOURCES
from assistant.question.parts import Message
from assistant.question.reported import CHECK
from assistant.question.roles import RoleBook
from assistant.question.understand import DIRECTING, ONE_SIDED, topic_of
from assistant.text.names import NameBook, article_for
from assistant.text.words import stem, words

TOPICS = 2  # stems up to which a question that points to what was told says too little by itself
MOST_WORDS = 45  # of what is told, the last sentences up to so many words go into the question
ASKED = r"(?P<asked>(?:who|whom|whose|what|which|when|where|why|how|whether|if)\b.+)"
# "I work in Vienna and would like to know how old they are": a question in a statement.
EMBEDDED = re.compile(
    r"^(?P<told>.+?)[,;:]?\s+(?:(?:and|but|so|now|therefore|hence)\s+)*(?:(?:i|we)\s+)?(?:(?:really|just|also)\s+)?"
    r"(?:(?:would|['’]d)\s+(?:\w+\s+)?(?:like|love)\s+to\s+(?:know|understand|learn|hear|find out)|(?:want|need|try|trying)\s+to\s+"
    r"(?:know|understand|find out|learn|work out|figure out)|(?:am|are|['’]m|['’]re)\s+(?:wondering|curious|asking)|wonder)(?:,?\s+\w+ly,?)?\s+(?:about\s+)?"
    + ASKED,
    re.IGNORECASE | re.DOTALL,
)
# Somebody else's question: "somebody will ask whether ...".
OTHERS_ASK = re.compile(
    r"\b(?:asks?|asked|asking|wonders?|wondering|wants?\s+to\s+know|wanted\s+to\s+know|would\s+like\s+to\s+know|question\s+(?:is|will\s+be|was))"
    r"(?:\s+(?:me|us|you|himself|herself|themselves))?(?:\s+\w+){0,2}?[,:]?\s+" + ASKED,
    re.IGNORECASE | re.DOTALL,
)
# Asks nothing by itself but for an answer to what was told.
EMPTY = re.compile(
    r"^(?:(?:so|and|but|well|now|ok)\W+)*(?:what (?:can|could|do|should|shall|would|will|might) (?:i|we|you) "
    r"(?:tell|say to|answer|reply to|respond to|reply|say|respond)(?: to)?(?: them| him| her| that| people| back)?"
    r"|what(?:'s| is| would be) (?:the|your|a good) (?:answer|reply|response)|can you help(?: me| us)?(?: with (?:that|this))?|any (?:ideas?|thoughts|help)"
    r"|what do you think)\W*$",
    re.IGNORECASE,
)
# "What kind of animal is that?", "What does that mean?"
WHAT_IS = re.compile(
    r"^(?:(?:so|and|but|well|now|ok)\W+)*(?:(?:who|what)\b[^,.;]{0,40}?(?:\bis|\bare|['’]s|\bwas|\bmight|\bcould|\bcan|\bwould|\bshould)"
    r" (?:that|this|it|he|she|they|those)(?: (?:be|mean|stand for|exactly|actually|all about|supposed to (?:be|mean)|meant to be))*"
    r"|what do(?:es)? (?:that|this|it|those|they) (?:mean|stand for))\W*$",
    re.IGNORECASE,
)
# Words that point to what was told; "that" before a clause does not, nor "it" in "is it worth it to".
THINGS = re.compile(
    r"\b(?:that(?! (?:the|an?|i|we|you|they|he|she|it|our|my|your|their|there|sales|marketing|some|any|all|every|most)\b)|this|those|these|such)\b"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )\bthere\b(?! (?:is|are|was|were|any|be|a)\b)"
    r"|\b(?:which|what) ones?\b|\bones?(?=\W*$)",
    re.IGNORECASE,
)
PERSONS = re.compile(r"\b(?:he|she|him|her|his|they|them|their|it|its)\b", re.IGNORECASE)
HE_OR_SHE = re.compile(r"\b(?:he|she|him|her|his)\b", re.IGNORECASE)
# What may be said of a position that was told of: "does that person sit above the CMO?", "what would I do?"
OF_PERSON = re.compile(
    r"\b(?:he|she|him|her|his|they|them|their|i|my|(?:that|this|such an?|the) (?:person|role|post|position|job|title|one|chief|officer|guy|lady))\b",
    re.IGNORECASE,
)
THAT_PERSON = re.compile(
    r"\b(?:that|this|such an?) (?:person|role|post|position|job|executive|leader|officer)\b", re.IGNORECASE
)
OF_IT = re.compile(
    r"\b(?:of|in|with|about|for|to|from|by|on) (?:it|them|this|that|these|those)\b(?=\W*$| \w+s?\b)", re.IGNORECASE
)
# Ends on what was told: "what do we have to do to get there?", "what lies between my desk and that office?"
ENDS_ON_IT = re.compile(
    r"\b(?:to (?:(?:get|arrive|be) there|(?:achieve|reach|do|bring about|manage) (?:it|that|this))|(?:that|those) [^\W\d_]{4,})\W*$",
    re.IGNORECASE,
)
EXPLETIVE = re.compile(
    r"\b(?:is|was|does|would|can|could|will|how|may|might) it (?:\w+ ){0,2}?\w+ (?:to|that|for|if|whether|when)\b",
    re.IGNORECASE,
)
# "One source says ..., another says ...", and whether they clash.
OF_SOURCES = re.compile(
    r"\b(?:one|another|some|other|the other|the first|the second)(?: of (?:the|your))?(?: \w+)? (?:articles?|sources?|texts?|pieces?|authors?|guides?)\b",
    re.IGNORECASE,
)
CLASH = re.compile(rf"\bdo (?:they|these|those|both)(?: \w+)? {AGREE}\b|\b{SOURCES} {AGREE}\b", re.IGNORECASE)
# "My professor says ..., a blog says ...", and which of the two it is.
SAID = re.compile(
    r"\b(?:sa(?:ys?|id)|claim(?:s|ed)?|tells?|told|think(?:s)?|thought|believe[sd]?|insists?|argue[sd]?|reads?|heard|hear|wr(?:ites?|ote)|swears?)\b",
    re.IGNORECASE,
)
WHICH_SAID = re.compile(
    r"^(?:(?:so|and|but|well|now)\W+)*(?:which|who|what)(?: (?:one|(?:one )?of (?:the two|these|those|them|both)(?: two)?))?"
    r"(?: (?:statements?|versions?|views?|claims?|sides?|people))?(?: of (?:the two|these|those|them))? "
    rf"(?:(?:do|does|would) (?:{SOURCES}|you|they) (?:say|support|hold|confirm|back|agree with|think|follow|share|state)"
    r"|(?:is|are|was|were)(?: it| that)?(?: (?:more|really|actually))?(?: (?:right|true|correct|accurate|wrong|it|the case|said|supported))?)"
    rf"(?:,? (?:then|now|according to {SOURCES}|in {SOURCES}|by {SOURCES}|here))*\W*$",
    re.IGNORECASE,
)
SAME = re.compile(r"(?:(?<=\bare )|(?<=one and ))the same\b(?! \w)", re.IGNORECASE)
# A post that somebody takes up: "I might be moved up to vice president".
TAKEN_UP = re.compile(
    r"\b(?:promoted|moved up|move up|offered|offer|become|becoming|step up|take over|taking over|appl(?:y|ied|ying)|new|next|start(?:ing)?|interview\w*"
    r"|considered|rise)\b[^.;]{0,40}?$",
    re.IGNORECASE,
)
MY_JOB = re.compile(
    r"\bmy (?=(?:new |future |working |daily |typical )*(?:days?|weeks?|jobs?|tasks?|duties|duty|roles?|work|pay|salary|team|responsibilit\w+"
    r"|boss|bonus|goals?|numbers|kpis?|metrics)\b)",
    re.IGNORECASE,
)


def sorted_out(message: Message, book: RoleBook) -> Message:
    """The message with a question that is wrapped in a statement, the reader's or another's, apart from what that tells."""
    if len(message.questions) != 1:
        return message
    question = message.questions[0]
    if EMPTY.match(question):
        return others_asked(message)
    match = None if question.rstrip().endswith("?") else EMBEDDED.match(question)
    if match is None:
        return message
    told, asked = match["told"].strip(), as_question(match["asked"])
    back = PERSONS.search(asked) or THINGS.search(asked) or MY_JOB.search(asked)
    of_told = len(core_roles(told, book)) == 1 and len(set(attributes_in(asked)) - BROAD) == 1
    if not (book.ids(asked) or back or of_told) or (book.ids(asked) and HE_OR_SHE.search(asked)):
        return message
    return Message(told=(*message.told, f"{told.rstrip(' ,.;')}."), questions=(asked,))


def others_asked(message: Message) -> Message:
    """The message with the question that somebody in it asks, where the reader asks for no more than a reply to that."""
    for place in range(len(message.told) - 1, -1, -1):
        if match := OTHERS_ASK.search(message.told[place]):
            told = (*message.told[:place], *message.told[place + 1 :])
            return Message(told=told, questions=(as_question(match["asked"]),))
    return message


def own_part(text: str) -> str:
    """What a text asks, without what it tells of who asks: "she studies in Graz and wants to know if ..."."""
    match = EMBEDDED.match(text) or OTHERS_ASK.search(text)
    return match["asked"] if match else text


def as_question(clause: str) -> str:
    """A clause that asks, by itself: "whether a CMO sells, or whether not." -> "A CMO sells?"."""
    clause = re.sub(r"^(?:whether|if) (?:or not )?", "", clause.strip(" .!\n"), flags=re.IGNORECASE)
    clause = re.sub(r",? or (?:whether|if|not\b).*", "", clause, flags=re.IGNORECASE | re.DOTALL)
    return f"{clause[:1].upper()}{clause[1:].rstrip('?')}?"


def hanging(told: Sequence[str], question: str, book: RoleBook, terms: NameBook) -> str:
    """The question with what it hangs on of what was told; empty where it stands by itself or `follow` sees to it."""
    if not told or CHECK.match(question):
        return ""
    if EMPTY.match(question):
        return joined(told, question)
    text = " ".join(told)
    if OF_SOURCES.search(text) and CLASH.search(question):
        same = len(core_roles(text, book)) > 1
        return f"{(SAME.sub('the same role', text) if same else text).rstrip(' .!')}: do the articles agree on this?"
    roles = core_roles(text, book)
    if WHICH_SAID.match(question) and (
        len(roles) == 1 or (roles and SAID.search(text))
    ):  # of one role: no choice of two
        return f"{text.rstrip(' .!')}: do the articles agree on this?"
    if points_to_stranger(text, question, book):
        return joined(told, question)
    if DIRECTING.search(question) and len(topic_of(question, book)) <= 2 * TOPICS:
        return joined(told, question)
    if BARE.match(question) or names_something(question, book, terms):
        return ""
    if named := with_name(told, question, book, terms):
        return named
    return joined(told, question) if points_back(text, question, book) else ""


def points_to_stranger(text: str, question: str, book: RoleBook) -> bool:
    """Whether a question is on a position told of that nobody listed, or on "it" where no position was told of."""
    strange = bool(book.unknown(text)) and OF_PERSON.search(question)
    thing = OF_IT.search(question) and not book.ids(text)
    return not core_roles(text, book) and bool(strange or thing)


def with_name(told: Sequence[str], question: str, book: RoleBook, terms: NameBook) -> str:
    """The question with the name that was told in the place of what points to it; empty if nothing does."""
    roles = core_roles(" ".join(told), book)
    if WHAT_IS.match(question) and (name := only_name(told, book, terms)):
        return f"What is {article_for(name)} {name}?"
    if roles and MY_JOB.search(question):
        return of_post(told, question, book)
    if len(roles) != 1 or core_roles(told[-1], book):  # `follow` puts in what the sentence before names
        return ""
    if THAT_PERSON.search(question):
        return sentence(THAT_PERSON.sub(noun_phrase(roles, book), question, count=1))
    return sentence(put_role(question, roles, book)) if HE_OR_SHE.search(question) else ""


def points_back(text: str, question: str, book: RoleBook) -> bool:
    """Whether a question points to something told, or says nothing by itself."""
    roles, topic = core_roles(text, book), topic_of(question, book)
    one_sided = bool(roles) and bool(ONE_SIDED & attributes_in(question).keys())
    things = len(topic) <= TOPICS and THINGS.search(question) and not one_sided
    persons = not roles and PERSONS.search(question) and not EXPLETIVE.search(question)
    return bool(things or persons or ENDS_ON_IT.search(question) or not (roles or topic))


def joined(told: Sequence[str], question: str) -> str:
    """The last sentences told with the question behind them."""
    kept: list[str] = []
    for piece in reversed(told):
        if kept and sum(len(one.split()) for one in [*kept, piece]) > MOST_WORDS:
            break
        kept.insert(0, piece)
    return f"{' '.join(kept).rstrip('.!; ')}: {question[:1].lower()}{question[1:]}"


def names_something(question: str, book: RoleBook, terms: NameBook) -> bool:
    """Whether a question names a position, a term or a department of its own."""
    named = any(stem(word.norm) in book.departments for word in words(question))
    return named or bool(book.ids(question) or book.unknown(question) or terms.ids(question))


def only_name(told: Sequence[str], book: RoleBook, terms: NameBook) -> str:
    """The name of the one core role, or of the one term, that was told of; empty if there is none or are several."""
    text = " ".join(told)
    roles, known = core_roles(text, book), terms.ids(text)
    if len(roles) == 1:
        return book.roles[roles[0]].name
    return known[0] if len(known) == 1 and not roles else ""


def of_post(told: Sequence[str], question: str, book: RoleBook) -> str:
    """A question on "my" job, asked of the post that somebody is about to take up; empty if none is."""
    text = " ".join(told)
    posts = [one for one in book.find(text) if one.id in book.core and TAKEN_UP.search(text[: one.start])]
    if not posts:
        return ""
    name = book.roles[posts[-1].id].name
    return MY_JOB.sub(f"{article_for(name)} {name}'s ", question, count=1)

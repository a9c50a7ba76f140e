"""What readers say to be polite or to excuse themselves: it asks nothing and tells nothing, so it is taken off.

Not here: polite forms of a question itself, such as "could you tell me" (`parts`).
"""

import re

# The heart of such a remark; around it may stand anything up to the next mark.
REMARK = (
    r"(?:(?:sorry|apologies|apologi[sz]e|excuse|pardon|forgive)\b[^.!?;:()]*?\b(?:english|spelling|typos?|grammar|question|bother|bothering"
    r"|disturb\w*|naive|basic|silly|stupid|dumb|ignorance|my \w+)"
    r"|(?:i am|i'm|i’m)? ?(?:not a native speaker|no native speaker|new (?:here|to (?:this|all this|the (?:topic|subject|field))))"
    r"|english is not my (?:first|native) language|(?:many |a lot of )?(?:thanks|thank you|thx|cheers)(?: so much| very much| a lot)?"
    r"(?: in advance| for (?:your|any|the) (?:help|time|answers?|patience))?(?! to\b)|asking for a friend|no rush"
    r"|(?:i )?hope (?:you can help|(?:this|that) makes sense|you are well|you're well)"
    r"|(?:i know )?(?:this|it) (?:may|might|is probably|is) (?:be )?(?:a )?(?:silly|stupid|basic|dumb|naive)(?: question)?"
    r"|(?:a |just a |one |maybe a )*(?:quick|short|small|little|dumb|stupid|silly|basic|simple|naive|last|final)(?: one| question| thing)"
    r"|(?:good|nice) (?:morning|afternoon|evening|day)|hi(?: there| all| everyone)?|hello(?: there)?|hey(?: there)?|dear (?:all|team|sir or madam)"
    r"|kind regards|best regards|regards)"
)
BRACKETED = re.compile(rf"\s*[(\[]\s*{REMARK}[^()\[\]]*[)\]]", re.IGNORECASE)
LEADING = re.compile(rf"^(?:{REMARK}\s*[,.:;!\u2013\u2014-]+\s*(?:but |though )?)+(?=\S)", re.IGNORECASE)
TRAILING = re.compile(rf"(?<=[.!?,;\n])\s*(?:{REMARK}\s*[,.!]*\s*)+(?::?[)(D])?\s*$", re.IGNORECASE)
AMID = re.compile(rf"(?<=[.!?])\s+{REMARK}\s*[.!]+(?=\s)", re.IGNORECASE)

ALONE = re.compile(rf"^\W*(?:{REMARK}\W*)+$", re.IGNORECASE)


def only_courtesies(text: str) -> bool:
    """Whether a message is nothing but such remarks: "Hello!"."""
    return bool(ALONE.match(text))


def without_courtesies(text: str) -> str:
    """The text without remarks in brackets, in front, at the end or as a sentence; as it is if nothing else is left."""
    bare = BRACKETED.sub("", text)
    for pattern in (AMID, LEADING, TRAILING):
        bare = pattern.sub("", bare)
    bare = bare.rstrip(" ,;") if bare != text else bare
    return bare if re.search(r"\w", bare) else text

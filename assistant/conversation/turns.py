"""How later turns of a conversation are worded: openings, corrections, ellipsis, pointing back.

Not here: what such a turn then means (`follow`).
"""

import re

OPENING = re.compile(
    r"^(?:(?:and|but|so|ok|okay|also|then|well|right|hm+|thanks|great|cool|good|nice|fine|sure|alright|i see|got it|understood"
    r"|(?:him|her|he|she)(?=,))\b[\s,.!-]*)+",
    re.IGNORECASE,
)
CORRECTION = re.compile(
    r"^(?:(?:no|nope|sorry|wait|oops|not (?:the|a)|actually)\b[\s,.!-]*)*(?:i (?:actually |really )?(?:meant|mean|wanted|(?:was|am) asking (?:about|for)"
    r"|asked (?:about|for)|was thinking of|said)(?: to know| to ask)?(?: about)?|make (?:that|it)|rather)\b[\s,:]*|^(?:no|nope)[\s,.!-]+",
    re.IGNORECASE,
)
ELLIPSIS = re.compile(
    r"^(?:what|how) (?:about|of)\b|^(?:(?:the )?same(?: (?:question|thing|again))?|and|or|also) (?:for|with|of)\b"
    r"|^(?:for|with|of|to|from|by|in)\b|^versus\b|^vs\b",
    re.IGNORECASE,
)
COUNTERPART = re.compile(
    r"\b(?:(?:the|its|his|her|their) )?(?:(?:(sales|marketing) (?:counterparts?|equivalents?|colleagues?|peers?|side|one)"
    r"|(?:counterparts?|colleagues?|peers?) (?:in|for|on|over in) (sales|marketing))"
    r"|other (?:one|role|two|department|team|side|function|person|leader|post|position|guy|job)|other\b(?=\W*$)|counterpart)",
    re.IGNORECASE,
)
THESE = re.compile(r"\b(?:which|what|any|one|some|all|most|how many) (?:one )?of (?:these|those|them)\b", re.IGNORECASE)
MORE = re.compile(
    r"^(?:why|how so|how come|tell me more|more|more details?|go on|explain|elaborate|can you elaborate|in what way"
    r"|such as|for example|what else|anything else|why is that(?: so| happening| the case)?|why does (?:that|this) happen|say more"
    r"|explain (?:that|this|it)|(?:(?:can|could) you )?(?:give|show) (?:me |us )?(?:an |some |one )?examples?|(?:an |any |some )?examples?"
    r"|is (?:that|this|it) (?:all|everything|it)|always|usually|normally|(?:only|just) the (?:first|top) \w+)(?:,? please)?\W*$",
    re.IGNORECASE,
)
# "shorter please", "in one sentence"
BRIEFLY = re.compile(
    r"^(?:(?:please|can|could|you|say|put|make|tell me|give me|that|this|it|the|and|ok|a)\b[\s,]*)*"
    r"(?:(?:much |a bit |a little )?(?:shorter|briefer|simpler)|short version|briefly|in short|in brief|in a nutshell"
    r"|(?:in )?(?:one|a single|two|a few) (?:short )?(?:sentences?|words?|lines?)|summari[sz]e(?: (?:that|this|it))?)(?:,? please)?\W*$",
    re.IGNORECASE,
)
# "does it help sales chiefs as well?": the question before, of somebody else.
AS_WELL = re.compile(
    r"\b(?:it|that|this|those|these)\b.*\b(?:as well|too|also|the same(?! as))\b|\bsame (?:for|with|of)\b"
    r"|\bthe same (?:happens?|appl(?:y|ies)|goes?|holds?|true)\b",
    re.IGNORECASE,
)
TWO = re.compile(
    r"\b(?:(?:the |these |those |both (?:the )?)(?:two |2 )?(?:commercial |c-suite |top |different )?(?:chiefs|officers|executives|c-level roles|posts)"
    r"|(?:the |these |those )?(?:two|both)(?: of the)? (?:commercial |top |different )?(?:bosses|heads|leaders))\b",
    re.IGNORECASE,
)
TO_WHOM = re.compile(
    r"^(?:so |and )?(?:who (?:reports|answers) to who(?:m)?|who is (?:above|under|over|below) who(?:m)?|who(?:'s| is) who(?:se|'s) boss"
    r"|(?:what|how) (?:do|does|are|is) the reporting (?:lines?|structure)(?: look(?: like)?)?)\b",
    re.IGNORECASE,
)
POINTING = re.compile(r"\b(?:that|this|it)\b", re.IGNORECASE)
IT = re.compile(r"\bit\b", re.IGNORECASE)
EACH = re.compile(
    r"\b(?:each|both|either|neither)(?: one)?(?: of (?:them|these|those|the two))?\b|\b(?:the|those|these) two(?: of them)?\b"
    r"(?! (?:departments|teams|functions|sides|articles|companies|people|things)\b)",
    re.IGNORECASE,
)
# "different topic: ..." says that something new comes.
NEW_TOPIC = re.compile(
    r"^(?:(?:a )?(?:change of|different|new|another|next|other) (?:topic|subject|question|thing|matter)|something else|on another note)\W+",
    re.IGNORECASE,
)
WHICH_ONE = re.compile(
    r"^(?:which|what) ones?\b(?! of\b)|^(?:who|which)\b(?! of (?:these|those)\b)"
    r"(?=.*\b(?:more|less|better|worse|best|worst|most|least|further|farther|earlier|higher|lower|bigger|longer|shorter|faster|easier|cheaper|harder|closer|nearer)\b)",
    re.IGNORECASE,
)
PEOPLE = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
AT_TOLD = re.compile(r"^(?:so |and )?(?:is|are|was|were) (?:that|this|it|those|these)\b", re.IGNORECASE)
WHO_DOES = re.compile(r"^who\b(?! (?:do|does|did|are|were)\b)", re.IGNORECASE)
# "and does a CMO?"
BARE_AUXILIARY = re.compile(
    r"^(?:do|does|did|is|are|was|were|can|could|should|would|will|must|has|have) (?=(?:an?|the) (?:[\w-]+ ){0,5}[\w-]+\W*$)",
    re.IGNORECASE,
)
# "how does she differ from a director?", where the director is not she.
BEFORE_NAMED = re.compile(
    r"\b(?:does|do|did|is|are|can|could|should|would|has|have) (?:he|she|they)\b"
    r"|\bis it (?=(?:the same|different|like|similar|better|worse|above|below|over|under)\b)",
    re.IGNORECASE,
)
# "Who starts in PR of those two?"
OF_THEM = re.compile(
    r"^(?:who|which|which one) of (?:the two|those two|these two|them|the two of them|both),? (?P<then>\S.*?)\W*$"
    r"|^(?:who|which|which one)\s+(?P<doing>\S.*?),? (?:of|out of|among|between) (?:the two|those two|these two|them|the two of them)\W*$",
    re.IGNORECASE,
)

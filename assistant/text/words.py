"""Words of a text: tokens with offsets, stems and function words. Not here: what any word means."""

import re
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

TOKEN = re.compile(r"[A-Za-z0-9À-ɏ]+(?:['’.][A-Za-z0-9À-ɏ]+)*|[^\W\d_]+", re.UNICODE)

# Words that say how something is asked, not what it is about.
FUNCTION_WORDS = frozenset(
    """a about above across after again against all almost also although always am among an and another any anybody
    anyone anything are around as ask at away back be became because been before being below between both but by came
    can cannot come could did do does doing done down during each either else enough etc even ever every everyone few
    first for from further gave get gets getting give given gives go goes going gone good got had has have having he
    her here hers him his how however i if in instead into is it its itself just keep kept kind know known last least
    less let lets like likely ll made make makes making many may maybe me mean means might mine more most much must my
    myself near need needs neither never no nobody none nor not nothing now of off often oh ok okay on once one ones
    only onto or other others our ours out over own part per perhaps please put quite rather re really right said same
    saw say says see seem seems shall she should since so some somebody someone something sort still such sure take
    taken takes tell than thank thanks that the their theirs them themselves then there these they thing things think
    this those though through thus to together told too took toward under until up upon us use used uses using usually
    ve very vs versus via want wants was way ways we well went were what whatever when where whether which while who
    whoever whole whom whose why will with within without would yes yet you your yours yourself hi hello hey
    actually basically exactly simply explain describe list name show according article articles
    plain mere ordinary pure everything
    """.split()
)

SHORT_FORMS = {
    "mktg": "marketing", "mkt": "marketing", "mktng": "marketing", "dir": "director", "mgr": "manager",
    "svp": "vp", "evp": "vp", "exec": "executive", "pres": "president",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word of a text with its place in it; `norm` is lower case, without possessive or inner dots."""

    text: str
    norm: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[Word, ...]:
    """Split a text into words, in order."""
    return tuple(
        Word(text=match.group(), norm=norm_of(match.group()), start=match.start(), end=match.end())
        for match in TOKEN.finditer(text)
    )


def norms(text: str) -> list[str]:
    """The `norm` of each word of a text, in order: in a third of the time, for texts by the thousand."""
    return [norm_of(word) for word in TOKEN.findall(text)]


@lru_cache(maxsize=65536)
def norm_of(word: str) -> str:
    """A word in lower case, without possessive or inner dots."""
    norm = word.lower().replace("’", "'")
    norm = re.sub(r"'(s|re|ve|ll|d|m)?$", "", norm) if "'" in norm else norm
    if "." in norm and all(len(part) <= 1 for part in norm.split(".")):
        norm = norm.replace(".", "")
    return norm


# Snowball takes marketing for market, positioning for position, executives for execution, and so on.
OWN_STEMS = {
    "marketing": "marketing", "personality": "personality", "personalities": "personality", "officer": "officer",
    "officers": "officer", "executive": "executive", "executives": "executive", "positioning": "positioning",
    "kpis": "kpi", "mqls": "mql", "sqls": "sql", "sals": "sal", "sdrs": "sdr", "crms": "crm", "slas": "sla",
    "direction": "direction", "directions": "direction", "marketer": "marketer", "marketers": "marketer",
}  # fmt: skip
_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball stem of a lower-case word; words that it would confuse in this field keep their own."""
    return OWN_STEMS.get(word) or str(_stemmer.stemWord(word))


@lru_cache(maxsize=8192)
def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the words that carry meaning, in order, repeats kept."""
    return tuple(stem(norm) for norm in norms(text) if norm not in FUNCTION_WORDS and len(norm) > 1)


def singular(word: str) -> str:
    """A word without its plural ending; words such as "sales" and "business" stay as they are."""
    if word in {"sales", "success"} or len(word) < 3 or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word

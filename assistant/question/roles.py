"""The roles of a glossary, ready to be recognised, and names of positions that it does not have.

Not here: what is said of a role (`profile`), or what a reader wants to know of it (`understand`).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from assistant.text.names import JOINING, NameBook, unique
from assistant.text.words import stem, words
from assistant.vocabulary import Role

UNKNOWN_ROLE = re.compile(
    r"\b(?:C[A-Z]{1,3}O|(?i:coo|cto|cio|chro|ciso|cdo))s?\b"
    r"|\b[Cc]hief (?:[A-Za-z]+ ){1,3}?[Oo]fficers?\b"
    r"|\b(?:[Vv]ice [Pp]resident|VP|[Dd]irector|[Hh]ead) of (?!sales\b|marketing\b|the\b|a\b)[A-Za-z]+\b"
)

NAMING = re.compile(r"\bcall(?:ed)?\s*$", re.IGNORECASE)  # "what do you call the person who runs sales?"


class RoleBook(NameBook):
    """All roles of a glossary, ready to be found in texts."""

    def __init__(self, roles: Sequence[Role]) -> None:
        self.acronyms = frozenset(acronym.lower() for role in roles for acronym in role.acronyms)
        super().__init__({role.id: (role.name, *role.acronyms, *role.aliases) for role in roles})
        self._roles: dict[str, Role] = {role.id: role for role in roles}

    @property
    def roles(self) -> Mapping[str, Role]:
        """The roles by id."""
        return self._roles

    @cached_property
    def core(self) -> frozenset[str]:
        """Ids of the roles that have answers of their own."""
        return frozenset(role.id for role in self._roles.values() if role.core)

    @cached_property
    def departments(self) -> frozenset[str]:
        """Stems of the departments' names."""
        return frozenset(stem(role.department) for role in self._roles.values() if role.department)

    @cached_property
    def _shared_title(self) -> re.Pattern[str]:
        """Two departments that share one title: "sales or marketing chief", "heads of sales and marketing"."""
        departments = "|".join(sorted(role.department for role in self._roles.values() if role.department)) or "(?!)"
        titles = "chief|leader|head|boss|director|executive|officer|person|lead"
        heads = titles.replace("director|", "")  # "directors of sales and marketing" have a role of their own
        each = r"(?:one )?(?:of |for |in )?(?:the )?"
        return re.compile(
            rf"\b(?:(?P<one>{departments})(?P<join> or (?:the )?| vs\.? | versus |/)(?P<two>{departments}) (?P<title>{titles})"
            rf"|(?P<plural_one>{departments}) and (?P<plural_two>{departments}) (?P<plural>{titles})e?s"
            rf"|(?:(?:both|two) (?:\w+ )?)?(?P<heads>{heads})e?s,? {each}(?P<heads_one>{departments}),? and {each}"
            rf"(?P<heads_two>{departments})(?: departments| teams| functions)?(?:, (?=\w+ ))?"
            rf"|(?:from |in )?(?P<bare_one>{departments}) or (?:a |from |in )?(?P<bare_two>{departments})(?: (?P<bare_title>{titles}))?"
            rf"|(?P<of>{titles}) of (?P<of_one>{departments}) or (?P<of_two>{departments}))\b",
            re.IGNORECASE,
        )

    @cached_property
    def _whoever_leads(self) -> re.Pattern[str]:
        """A role in everyday words: "the person who runs marketing", "whoever is in charge of our sales team"."""
        heads = {role.department for role in self._roles.values() if role.department}
        departments = "|".join(sorted(heads)) or "(?!)"
        person = "person|one|someone|somebody|man|woman|lady|guy|gentleman|manager|executive|leader|human|individual|colleague"
        doing = r"(?:runs|leads|heads(?: up)?|manages|directs|oversees|steers)(?: only| just)?"
        being = r"(?:(?:in charge|at the (?:head|top|helm)|on top) of|responsible for|running|leading|heading(?: up)?|managing|at the top in)(?: only| just)?"
        team = r"(?: (?:department|team|side|function|organi[sz]ation|division|people|unit|staff|folks))?"
        return re.compile(
            rf"\b(?:(?:(?:the|an?|our|your|my|their|that|some) )?(?:top |senior |single )?(?:{person})"
            rf"(?: (?:who|that) (?:\w+ly )?(?:{doing}|is {being})| {being})"
            rf"|whoever (?:\w+ly )?(?:{doing}|is {being})|(?:(?:the|an?|our|my|your) )?(?:head|chief|boss|leader) of (?=the |our |all |your |my ))"
            rf" ?(?:the |our |all |your |my |whole |entire |only |just )*(?P<department>{departments}){team}\b"
            rf"(?!(?:,| and| or|/| &) (?:the |our )?(?:{departments})\b)",
            re.IGNORECASE,
        )

    def spell_out(self, text: str) -> str:
        """Give each department its title: "sales or marketing chief" -> "sales chief or marketing chief".

        Whoever leads one in everyday words gets the role's name: "the person who runs sales" -> "the chief sales officer".
        """
        leaders = {role.department: role.name for role in self._roles.values() if role.department}

        def titled(match: re.Match[str]) -> str:
            if NAMING.search(text[: match.start()]):
                return match.group()
            return f"{'The' if match.group()[:1].isupper() else 'the'} {leaders[match['department'].lower()]}"

        text = self._whoever_leads.sub(titled, text)

        def spelled(match: re.Match[str]) -> str:
            got = match.groupdict()
            if got["title"]:
                return f"{got['one']} {got['title']}{got['join']}{got['two']} {got['title']}"
            if got["plural"]:
                return f"{got['plural_one']} {got['plural']} and {got['plural_two']} {got['plural']}"
            if got["heads"]:
                named = " and ".join(leaders[got[one].lower()] for one in ("heads_one", "heads_two"))
                return f"{named} " if match.group().endswith(" ") else named
            if got["bare_one"]:
                title = got["bare_title"] or "chief"
                return f"{got['bare_one']} {title} or {got['bare_two']} {title}"
            return f"{got['of']} of {got['of_one']} or {got['of']} of {got['of_two']}"

        return self._shared_title.sub(spelled, text)

    def of_departments(self, text: str) -> tuple[str, ...]:
        """The roles that head the departments named in a text ("what does marketing own?").

        None for departments spoken of together, as in "sales and marketing".
        """
        named = [word.norm for word in words(text) if word.norm not in {"the", "our", "your", "a"}]
        heads = {role.department: role.id for role in self._roles.values() if role.department}
        together = [word for word in named if word not in JOINING]
        joined = any(one in heads and two in heads for one, two in zip(together, together[1:], strict=False))
        return () if joined else unique(heads[word] for word in named if word in heads)

    def unknown(self, text: str) -> tuple[str, ...]:
        """Names in a text that look like a position which the glossary does not have: "COO", "head of legal"."""
        known = [(mention.start, mention.end) for mention in self.find(text)]
        return unique(
            match.group()
            for match in UNKNOWN_ROLE.finditer(text)
            if not any(start < match.end() and match.start() < end for start, end in known)
        )

    def full_name(self, role: str) -> str:
        """The name with its acronym, "chief marketing officer (CMO)", or the bare name where there is none."""
        entry = self._roles[role]
        return f"{entry.name} ({entry.acronyms[0]})" if entry.acronyms else entry.name

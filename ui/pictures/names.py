"""How pictures call roles and departments. Not here: what readers call them (`assistant.question.roles`)."""

from collections.abc import Mapping

from assistant.vocabulary import Glossary, Role


class Names:
    """Names by role id; what is no role is called by its own words."""

    def __init__(self, glossary: Glossary) -> None:
        self._roles: Mapping[str, Role] = {role.id: role for role in glossary.roles}

    def full(self, key: str) -> str:
        """The name with a capital letter, and its first acronym in brackets where it has one."""
        role = self._roles.get(key)
        if role is None:
            return capital(key)
        name = capital(role.name)
        return f"{name} ({role.acronyms[0]})" if role.acronyms and role.acronyms[0] not in name else name

    def short(self, key: str) -> str:
        """The first acronym, else the name."""
        role = self._roles.get(key)
        return capital(role.acronyms[0] if role and role.acronyms else role.name if role else key)


def capital(text: str) -> str:
    """The text with a capital letter."""
    return text[:1].upper() + text[1:]

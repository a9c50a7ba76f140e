"""Every error that a person may read. Not here: how it is worded for a browser or Slack."""


class CornerOfficeError(Exception):
    """Something a person can mend; the message says what was found, where, and what mends it."""


class SettingsError(CornerOfficeError):
    """A setting is unknown or has a value that cannot be used."""


class ArticleError(CornerOfficeError):
    """An article or the roles file cannot be read or breaks the schema."""


class EmbedderError(CornerOfficeError):
    """The embedding model is missing or is not the one that was asked for."""


class VersionError(CornerOfficeError):
    """A version is missing, unknown, incomplete or made with another embedder."""


class BusyError(CornerOfficeError):
    """Another process holds the lock on the state folder."""


class QuestionError(CornerOfficeError):
    """A question cannot be taken as it is: empty, or not of the contract's form."""

"""What may go wrong with the archive. Not here: how the page words it."""

from assistant.errors import CornerOfficeError, SettingsError


class ArchiveError(CornerOfficeError):
    """The archive cannot be read or written now; whatever does not need it goes on."""


class NewerArchiveError(SettingsError):
    """The archive was written by a newer program than this one, which must leave it alone."""

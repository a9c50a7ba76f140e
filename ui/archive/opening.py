"""The archive that the settings name. Not here: its stores."""

import logging
import time
from collections.abc import Callable

from assistant.settings import Settings
from ui.archive.actions import SqlActions
from ui.archive.conversations import SqlConversations
from ui.archive.database import Database
from ui.archive.errors import ArchiveError
from ui.archive.feedback import SqlFeedback
from ui.archive.stores import Archive
from ui.archive.turns import SqlTurns

logger = logging.getLogger(__name__)

FILE = "archive.sqlite3"


def open_archive(settings: Settings) -> Archive:
    """The archive, opened and up to date; one that cannot be opened now is tried again when it is used.

    Raises:
        NewerArchiveError: a newer program has been there.
        SettingsError: the setting is no address.
    """
    address = settings.database.get_secret_value() or f"sqlite:///{settings.home / FILE}"
    database = Database(address)
    try:
        database.open()
    except ArchiveError:
        logger.warning("the archive is not there yet; it is tried again when it is used")
    return archive_of(database)


def archive_of(database: Database, clock: Callable[[], float] = time.time) -> Archive:
    """The stores of a database."""
    return Archive(
        conversations=SqlConversations(database, clock),
        turns=SqlTurns(database, clock),
        feedback=SqlFeedback(database, clock),
        actions=SqlActions(database, clock),
    )

"""The editors' room of a home: hands the pages their parts. Not here: the parts themselves."""

from typing import TYPE_CHECKING

from ui.commands.arrivals import FolderArrivals
from ui.commands.aside import Aside
from ui.commands.checking import ProcessChecks
from ui.commands.deciding import StoredGate
from ui.commands.drafting import DraftFile
from ui.commands.readings import MB, ChildReadings
from ui.commands.workcopy import FolderCopy
from ui.editors.room import Room

if TYPE_CHECKING:
    from assistant.settings import Settings
    from ui.archive.stores import Archive


def open_room(settings: "Settings", archive: "Archive", aside: Aside | None = None) -> Room:
    """The room; nothing is read and no process started before the first page is asked for.

    `aside` does what takes long; by default a child process.
    """
    aside, copy = aside or Aside(), FolderCopy(settings)
    readings = ChildReadings(settings, copy, aside)
    return Room(
        copy=copy,
        arrivals=FolderArrivals(settings, copy),
        readings=readings,
        checks=ProcessChecks(settings, copy, readings),
        gate=StoredGate(settings, copy, aside),
        drafts=DraftFile(settings, aside),
        archive=archive,
        largest=settings.max_article_mb * MB,
        close=aside.close,
    )

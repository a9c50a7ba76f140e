"""Bringing an archive to this program's tables, with Alembic; quick where nothing is to be done.

Not here: the migrations themselves (`migrations/versions`).
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from ui.archive.errors import NewerArchiveError

HEAD = "0001"  # the newest revision; a test compares it with the files
FOLDER = Path(__file__).parent / "migrations"
LOCK = 0x636F726E  # of PostgreSQL, so that two programs that start together migrate one after the other


def revision_of(connection: Connection) -> str | None:
    """The revision that an archive is at, or None if it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def migrate(connection: Connection) -> None:
    """Bring the archive to `HEAD`, within the transaction of the connection.

    Raises:
        NewerArchiveError: a newer program has been here.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    found = revision_of(connection)
    if found == HEAD:
        return
    upgrade(connection, found)


def upgrade(connection: Connection, found: str | None, target: str = HEAD) -> None:
    """Run the migrations from one revision to another."""
    from alembic import command  # noqa: PLC0415 (half a second that most starts do without)
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise NewerArchiveError(
            f"The archive of conversations is at revision {found}, which is newer than this program ({HEAD}). "
            "Install the newer Corner Office again, or name another database with CORNER_OFFICE_DATABASE."
        )
    command.upgrade(config, target)

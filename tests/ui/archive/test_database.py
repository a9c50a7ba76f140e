import sqlite3
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from assistant.errors import SettingsError
from ui.archive import database as module
from ui.archive.database import REST, Database
from ui.archive.errors import ArchiveError, NewerArchiveError
from ui.archive.migrate import FOLDER, HEAD, revision_of, upgrade
from ui.archive.opening import FILE, archive_of, open_archive
from ui.archive.schema import metadata

REVISIONS = [script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()][::-1]


def test_the_newest_migration_is_the_one_that_the_program_expects():
    assert REVISIONS[-1] == HEAD


@pytest.mark.parametrize("revision", [None, *REVISIONS])
def test_an_archive_of_any_revision_is_brought_to_the_tables_of_today(file, revision):
    database = Database(f"sqlite:///{file}")
    if revision is not None:
        bare = module.create_engine(database.url)
        with bare.begin() as connection:
            upgrade(connection, None, revision)
        bare.dispose()
    with database.reading() as connection:
        assert revision_of(connection) == HEAD
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_archive_of_a_newer_program_is_left_alone(file, database, settings):
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    before = file.read_bytes()
    newer = settings.model_copy(update={"home": file.parent})
    assert file.name == FILE
    with pytest.raises(NewerArchiveError, match="Install the newer Corner Office"):
        open_archive(newer)
    assert file.read_bytes() == before


def test_two_programs_may_make_the_same_archive_at_once(file):
    databases = [Database(f"sqlite:///{file}") for _ in range(4)]
    faults = []

    def use(database):
        try:
            archive_of(database).actions.log("ann", "start")
        except ArchiveError as error:
            faults.append(error)

    threads = [threading.Thread(target=use, args=[database]) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(archive_of(databases[0]).actions.list()) == 4
    for database in databases:
        database.close()


@pytest.mark.parametrize("address", ["nonsense", "nothing://here", "sqlite+nothing:///x"])
def test_an_address_that_is_none_names_the_setting_and_shows_no_secret(address):
    with pytest.raises(SettingsError, match="CORNER_OFFICE_DATABASE"):
        Database(address)


def test_a_damaged_file_is_a_fault_that_the_program_outlives(file, settings):
    file.write_bytes(b"this is no database, " * 500)
    archive = open_archive(settings.model_copy(update={"home": file.parent}))
    with pytest.raises(ArchiveError, match="Answers come all the same"):
        archive.conversations.start("ann", "Chiefs")


def test_after_a_fault_nobody_waits_until_the_database_has_rested(file, monkeypatch):
    now = [0.0]
    database = Database(f"sqlite:///{file}", clock=lambda: now[0])
    archive = archive_of(database)
    archive.actions.log("ann", "first")
    monkeypatch.setattr(module, "PATIENCE", 0)
    database.close()
    database._engine = None  # opened again with no patience
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveError, match="locked"):
        archive.actions.log("ann", "second")
    other.execute("COMMIT")
    other.close()
    with pytest.raises(ArchiveError, match="locked"):
        archive.actions.log("ann", "third")
    now[0] += REST
    archive.actions.log("ann", "fourth")
    assert [action.what for action in archive.actions.list()] == ["fourth", "first"]
    database.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_full_disk_is_a_fault_and_what_was_kept_stays_readable(archive, database, answer):
    one = archive.conversations.start("ann", "Chiefs")
    with database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ArchiveError, match="full"):
        archive.turns.add(one.id, "Long?", answer("word " * 100_000))
    assert archive.conversations.list("ann") == (one,)

"""What Alembic runs to migrate the archive, on the connection that it is handed. Not here: when (`migrate`)."""

from alembic import context

from ui.archive.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter most of a table
    transactional_ddl=True,
)
context.run_migrations()

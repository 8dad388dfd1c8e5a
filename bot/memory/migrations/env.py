"""Run by Alembic: applies the versions over the connection that `bot.memory.database.migrate` hands in."""

from alembic import context

from bot.memory.columns import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,  # SQLite cannot alter a table; Alembic copies it
)
with context.begin_transaction():
    context.run_migrations()

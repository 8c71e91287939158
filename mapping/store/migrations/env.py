"""Alembic's way in: runs the steps on the connection that ``mapping.store.migrate`` gives it."""

from alembic import context

from mapping.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, compare_type=True)
with context.begin_transaction():
    context.run_migrations()

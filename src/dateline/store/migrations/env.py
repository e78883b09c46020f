"""What Alembic runs: the migrations, on the connection that was handed in."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], version_table="dateline_version"
)
context.run_migrations()

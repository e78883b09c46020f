"""Numbered, append-only migrations (Alembic), the same for every kind of database.

A migration that was released is never changed: the next change is the next file of ``versions``,
and ``HEAD`` names it.
"""

from __future__ import annotations

from pathlib import Path

from dateline.errors import StoreError
from dateline.store.backend import Backend

HEAD = "0001"


def upgrade(backend: Backend) -> None:
    """Brings the store from the migration it stands at to ``HEAD``, all or nothing.

    Alembic is imported here, where a migration is due, because it is slow to import.
    """
    with backend.engine.connect() as connection:
        standing = backend.standing(connection)
    if standing == HEAD:
        return
    if standing is not None and standing > HEAD:
        raise StoreError(
            f"The store was made by a newer Dateline (its format is {standing}, this one reads up "
            f"to {HEAD}): update Dateline."
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with backend.engine.connect() as plain:
        connection = plain.execution_options(dateline_write=True)
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)

"""Everything that is kept: one SQLite file, or PostgreSQL by URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.store.forget import Forget as SqlStore


def open_store(where: str, *, create: bool = True) -> SqlStore:
    """Opens the store ``where``, a path or a ``postgresql://`` URL; makes it where missing.

    Raises StoreError in words where it cannot be used, or where ``create`` is False and there is
    none.
    """
    from sqlalchemy.exc import DBAPIError

    from dateline.errors import StoreError
    from dateline.store.forget import Forget as SqlStore
    from dateline.store.migrations import upgrade

    if is_address(where):
        from dateline.store.postgres import open_backend
    else:
        from dateline.store.sqlite import open_backend
    backend = open_backend(where, create=create)
    store = SqlStore(backend)
    try:
        upgrade(backend)
    except DBAPIError as error:
        store.close()
        raise backend.explain(error) from error
    except StoreError:
        store.close()
        raise
    return store


def is_address(where: str) -> bool:
    """Whether ``where`` names a server, not a file."""
    return where.startswith(("postgresql:", "postgres:", "postgresql+psycopg:"))

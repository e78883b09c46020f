"""What one kind of database brings to the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from dateline.errors import StoreError
from dateline.store.search import SearchIndex

Lock = Callable[[], AbstractContextManager[Callable[[Connection], None]]]


@dataclass(frozen=True, slots=True)
class Backend:
    """``lock`` is the one-writer lock; what it gives is called in every transaction under it and
    raises StoreBusy where the lock was lost. ``explain`` puts an error in words. ``standing``
    names the migration that the store stands at. ``snapshot`` are the options of a connection
    whose transaction sees one state. ``wipe`` has a transaction overwrite what it deletes, and
    ``purge`` leaves nothing of it behind afterwards, in indexes and logs."""

    engine: Engine
    index: SearchIndex
    lock: Lock
    explain: Callable[[DBAPIError], StoreError]
    standing: Callable[[Connection], str | None]
    wipe: Callable[[Connection], None]
    purge: Callable[[Engine], None]
    snapshot: Mapping[str, Any] = field(default_factory=dict)

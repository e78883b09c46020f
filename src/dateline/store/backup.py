"""Backup of a store into one file, and back; each verified by reading it again."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from dateline.errors import StoreError
from dateline.store import is_address, open_store
from dateline.store.copy import Progress, copy_store, silent

BESIDE = ("-wal", "-shm", "-writer")  # files that SQLite and the writer's lock keep beside a store


def backup(where: str, file: str, progress: Progress = silent) -> None:
    """Writes the whole store ``where`` into the new SQLite file ``file``, while it is in use.

    Raises StoreError where the file is there already, or where what was read back is not whole.
    """
    target = Path(file)
    if target.exists():
        raise StoreError(f"{file} is there already; name a new file.")
    part = target.with_name(target.name + ".part")
    remove(part)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT, 0o600))
    source = open_store(where, create=False)
    try:
        if is_address(where):
            copy = open_store(str(part))
            try:
                copy_store(source, copy, progress)
            finally:
                copy.close()
        else:
            _copy_file(Path(where), part)
    finally:
        source.close()
    verify(part)
    _settle(part)
    part.replace(target)


def restore(file: str, where: str, *, replace: bool = False, progress: Progress = silent) -> None:
    """Makes the store ``where`` out of the backup ``file``.

    Raises StoreError where the backup is not whole, or where there is a store already; with
    ``replace`` a file is set aside under another name first.
    """
    if not Path(file).exists():
        raise StoreError(f"There is no backup {file}.")
    if is_address(where):
        source, target = open_store(file, create=False), open_store(where)
        try:
            copy_store(source, target, progress)
        finally:
            source.close()
            target.close()
        return
    path = Path(where)
    if path.exists() and path.stat().st_size and not replace:
        raise StoreError(f"{where} is there already; name a new file, or have it replaced.")
    part = path.with_name(path.name + ".part")
    remove(part)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT, 0o600))
    shutil.copyfile(file, part)
    verify(part)
    _settle(part)
    put_in_place(part, path)


def put_in_place(part: Path, path: Path) -> Path | None:
    """Gives ``part`` the name ``path``; what has the name is set aside, and is returned."""
    aside = None
    if path.exists():
        number = 1
        while (aside := path.with_name(f"{path.name}.aside-{number}")).exists():
            number += 1
        for ending in ("", *BESIDE):
            if (old := Path(f"{path}{ending}")).exists():
                old.replace(f"{aside}{ending}")
    part.replace(path)
    return aside


def verify(path: Path) -> None:
    """Raises StoreError where the store in the file is not whole."""
    store = open_store(str(path), create=False)
    try:
        faults = store.check()
    finally:
        store.close()
    if faults:
        raise StoreError(f"{path} is not whole: {faults[0]}")


def remove(path: Path) -> None:
    """Removes a store's file and what is kept beside it."""
    for ending in ("", *BESIDE):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _copy_file(source: Path, part: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(part)) as new:
        old.backup(new)


def _settle(path: Path) -> None:
    """Has everything in the one file, on the disk."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    Path(f"{path}-writer").unlink(missing_ok=True)
    with path.open("rb") as file:
        os.fsync(file.fileno())

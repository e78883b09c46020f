"""Writes the export: one JSON Lines file a kind."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.pipeline.export import KINDS

if TYPE_CHECKING:
    from dateline.pipeline.library import Dateline


def write_export(dateline: Dateline, folder: Path) -> dict[str, int]:
    """Writes every kind into ``folder`` (made if missing); returns rows by kind.

    A file appears only when it is whole. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with dateline.store.reading():
        return {kind: _write(dateline, kind, folder) for kind in KINDS}


def _write(dateline: Dateline, kind: str, folder: Path) -> int:
    unfinished, rows = folder / f".{kind}.jsonl.part", 0
    with unfinished.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as out:
        for row in dateline.export(kind):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            rows += 1
    os.replace(unfinished, folder / f"{kind}.jsonl")
    return rows

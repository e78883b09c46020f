"""Dateline tells the story that many news articles add up to, with every sentence cited.

>>> import dateline
>>> with dateline.open("news.db") as d:          # doctest: +SKIP
...     d.add(["articles.jsonl"])
...     d.timeline("canal treaty")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.pipeline.library import Dateline

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(store: str | None = None) -> Dateline:
    """Opens a store (file or postgresql:// URL; the configured one by default), made if missing.

    Raises dateline.errors.StoreError when it cannot be used.
    """
    # Imported here because the command line must answer `--help` without loading any model.
    from dateline.pipeline.library import open_dateline

    return open_dateline(store)

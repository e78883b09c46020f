"""Regular expressions of extraction, kept as data: one alternative a line."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def rule(name: str) -> re.Pattern[str]:
    """The expression of ``name.txt``, without regard to case."""
    text = files("dateline.extract.rules").joinpath(f"{name}.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return re.compile("|".join(lines), re.IGNORECASE)

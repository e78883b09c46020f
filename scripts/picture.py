"""Writes the picture of real output into README.md: a timeline of the samples."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
MARKED = re.compile(r"(<!-- picture -->\n).*?(<!-- /picture -->)", re.DOTALL)


def output(store: str, *arguments: str) -> str:
    """What the command prints on a terminal of 84 columns."""
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "--store", store, *arguments],
        env={**os.environ, "DATELINE_CONFIG": os.devnull, "COLUMNS": "84"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def picture() -> str:
    """Two commands and what they answer."""
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/news.db"
        output(store, "add", "samples/news")
        told = output(store, "timeline", "Selm", "canal", "--entries", "3", "--sentences", "2")
        said = output(store, "statements", "--by", "Reskin", "--limit", "2")
    parts = [
        "$ dateline timeline Selm canal --entries 3 --sentences 2",
        told.rstrip(),
        "",
        "$ dateline statements --by Reskin --limit 2",
        said.rstrip(),
    ]
    return "```text\n" + "\n".join(parts) + "\n```\n"


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    drawn = picture()
    README.write_text(MARKED.sub(lambda m: m[1] + drawn + m[2], text), encoding="utf-8")
    sys.stdout.write("wrote the picture in README.md\n")

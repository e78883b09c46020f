"""`make demo`: the best of Dateline on the fictional samples, in a store of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def say(text: str) -> None:
    """A heading between two results."""
    print(f"\n\033[1m» {text}\033[0m" if sys.stdout.isatty() else f"\n» {text}", flush=True)


def dateline(store: Path, *arguments: str) -> None:
    """Runs the command as a person would; ends with its status when it fails."""
    print(f"  $ dateline {' '.join(arguments)}\n", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "--store", str(store), *arguments],
        env={**os.environ, "DATELINE_CONFIG": os.devnull},
        cwd=ROOT,
        check=False,
    )
    if done.returncode:
        sys.exit(done.returncode)


def main() -> None:
    """Shows it, and how long it took."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dateline-demo-") as folder:
        store = Path(folder) / "demo.db"
        say("Reading the samples: everything in them is invented")
        dateline(store, "add", "samples/news")
        say("What is going on")
        dateline(store, "stories", "--limit", "4")
        say("One story, newest first, every sentence numbered to its source")
        dateline(store, "timeline", "Selm canal", "--entries", "6", "--sentences", "2")
        say("Who said what, under which condition")
        dateline(store, "statements", "--words", "canal", "--limit", "6")
        say("Where the reports disagree")
        dateline(store, "disagreements")
        say("Is everything as promised?")
        dateline(store, "doctor")
    seconds = time.monotonic() - began
    say(f"That took {seconds:.0f} seconds. Try next:")
    command = "dateline" if os.environ.get("VIRTUAL_ENV") else ".venv/bin/dateline"
    print(f"  {command} run samples/news/                  the largest story, nothing kept")
    print(
        f"  {command} --store my.db add samples/news/    keep them, then: timeline, statements, …"
    )
    print(f'  {command} run YOUR-ARTICLES.jsonl       your own: one object with "text" a line')


main()

"""Runs one of the shared scorers on the project's own command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")


class Unavailable(Exception):
    """The data of a benchmark is not here."""


def shared(path: str) -> Path:
    """A file or folder of the shared development data; raises Unavailable."""
    found = SHARED / path
    if not found.exists():
        raise Unavailable(f"needs {path} of the shared development data")
    return found


def run_scorer(script: str, *arguments: str) -> dict[str, Any]:
    """The figures that ``shared/score/SCRIPT`` prints; raises RuntimeError with its last words."""
    command = [sys.executable, str(shared(f"score/{script}")), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [*command, "--dateline", f"{sys.executable} -m dateline"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    if done.returncode == 2 or not done.stdout.strip():
        raise RuntimeError(f"{script}: {done.stderr[-800:]}")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures

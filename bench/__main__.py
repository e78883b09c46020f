"""``python -m bench quick|all|NAME…``: measures, prints, and keeps the figures in scores.toml."""

from __future__ import annotations

import importlib
import json
import os
import platform
import subprocess
import sys
import time
import tomllib
from typing import Any

from bench.scorer import ROOT, Unavailable

SCORES = ROOT / "bench" / "scores.toml"
DONE = ROOT / ".bench" / "done.json"
FIELDS = ("figure", "baseline", "best", "goal", "commit", "machine")


def names() -> list[str]:
    """Every module here that measures something."""
    files = sorted((ROOT / "bench").glob("*.py"))
    return [f.stem for f in files if "\ndef measure(" in f.read_text(encoding="utf-8")]


def commit() -> str:
    """The measured tree, marked where it differs from its commit."""
    shown = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=7"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    return shown.stdout.strip() or "unknown"


def machine() -> str:
    python = ".".join(platform.python_version_tuple()[:2])
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {python}"


def keep(name: str, figures: dict[str, float]) -> None:
    """Writes the figures of one benchmark, leaving baselines and goals as they stand."""
    scores = tomllib.loads(SCORES.read_text(encoding="utf-8")) if SCORES.exists() else {}
    table = scores.setdefault(name, {})
    for measure, figure in figures.items():
        row = table.setdefault(measure, {"baseline": "", "best": "", "goal": ""})
        row.update(figure=round(float(figure), 4), commit=commit(), machine=machine())
    SCORES.write_text(written(scores), encoding="utf-8")


def written(scores: dict[str, Any]) -> str:
    """The scores as TOML, in order of name."""
    lines = ["# Written by `python -m bench`; baselines, best and goals are set by hand."]
    for name in sorted(scores):
        for measure, row in sorted(scores[name].items()):
            lines.append(f"\n[{name}.{measure}]")
            kept = [(field, row.get(field, "")) for field in FIELDS]
            lines += [f"{field} = {json.dumps(value)}" for field, value in kept]
    return "\n".join(lines) + "\n"


def run(name: str) -> bool:
    """Measures one; says what came out; False where it failed."""
    module = importlib.import_module(f"bench.{name}")
    print(f"{name}: {(module.__doc__ or '').strip().splitlines()[0]}", flush=True)
    began = time.monotonic()
    try:
        figures = module.measure()
    except Unavailable as reason:
        print(f"  skipped: {reason}")
        return True
    except RuntimeError as error:
        print(f"  failed: {error}")
        return False
    keep(name, figures)
    goals = tomllib.loads(SCORES.read_text(encoding="utf-8"))[name]
    for measure, figure in figures.items():
        goal = goals[measure].get("goal") or "no goal"
        print(f"  {measure:40s} {figure:10.4f}   {goal}")
    print(f"  {time.monotonic() - began:.0f} s", flush=True)
    return True


def main(arguments: list[str]) -> int:
    every = names()
    finished: list[str] = []
    if arguments == ["quick"]:
        chosen = [n for n in every if getattr(importlib.import_module(f"bench.{n}"), "QUICK", 0)]
    elif arguments == ["all"]:
        done = json.loads(DONE.read_text(encoding="utf-8")) if DONE.exists() else {}
        finished = done.get(commit(), [])
        chosen = [n for n in every if n not in finished]
    else:
        chosen = [argument.replace("-", "_") for argument in arguments]
        if wrong := [name for name in chosen if name not in every]:
            print(f"no benchmark {', '.join(wrong)}; there are {', '.join(every)}")
            return 2
    measured = commit()
    good = True
    for name in chosen:
        right = run(name)
        good = good and right
        if right and arguments == ["all"]:
            DONE.parent.mkdir(exist_ok=True)
            finished = [*finished, name]
            DONE.write_text(json.dumps({measured: finished}), encoding="utf-8")
    return 0 if good else 1


sys.exit(main(sys.argv[1:]))

"""What a person sees while they wait, and the closing lines."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from dateline.show.command.common import say
from dateline.types import Rejected

if TYPE_CHECKING:
    from dateline.pipeline.collect import Collected

SHOWN_REJECTIONS = 20
EVERY_SECONDS = 0.2


class ProgressLine:
    """One line on a terminal that is written over; nothing elsewhere."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()
        self.began = self.wrote = time.monotonic()
        self.rejected = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if not self.live or now - self.wrote < EVERY_SECONDS:
            return
        self.wrote = now
        of = f" of {total:,}" if total else ""
        speed = done / max(now - self.began, 0.001)
        click.echo(f"\r\x1b[K{stage} {done:,}{of} · {speed:.1f} a second", nl=False, err=True)

    def reject(self, rejected: Rejected) -> None:
        """Says at once what was rejected and why; the first twenty in full."""
        self.rejected += 1
        if self.rejected <= SHOWN_REJECTIONS:
            self.clear()
            detail = f": {rejected.detail}" if rejected.detail else ""
            say(f"rejected {printable(rejected.source)}: {rejected.reason}{detail}")
        elif self.rejected == SHOWN_REJECTIONS + 1:
            say("further rejections are only counted")

    def clear(self) -> None:
        """Takes the line away."""
        if self.live:
            click.echo("\r\x1b[K", nl=False, err=True)


def printable(text: str) -> str:
    """A source's name without what would command a terminal."""
    return "".join(c if c.isprintable() else "?" for c in text)[:300]


def closing_line(collected: Collected) -> str:
    """What came of the input, in one line."""
    words = {
        "new": "new",
        "same": "known already",
        "newer": "edited",
        "older": "older versions",
    }
    parts = [f"{n:,} {words[k]}" for k in words for n in [collected.acknowledged[k]] if n]  # type: ignore[index]
    line = "articles: " + (", ".join(parts) or "none")
    if collected.reasons:
        reasons = ", ".join(f"{reason} {n}" for reason, n in sorted(collected.reasons.items()))
        line += f"; rejected: {sum(collected.reasons.values()):,} ({reasons})"
    if collected.interrupted:
        line += "; interrupted: what is named here is stored, run it again to go on"
    return line


def collected_row(collected: Collected) -> dict[str, Any]:
    """The same for programs."""
    return {
        **{kind: collected.acknowledged[kind] for kind in ("new", "same", "newer", "older")},
        "rejected": sum(collected.reasons.values()),
        "reasons": dict(sorted(collected.reasons.items())),
        "rejections": [
            {"source": r.source, "reason": r.reason, "detail": r.detail}
            for r in collected.rejections
        ],
        "interrupted": collected.interrupted,
    }


def exit_status(collected: Collected) -> int:
    """0 done, 1 nothing usable was read, 130 interrupted."""
    if collected.interrupted:
        return 130
    return 0 if collected.articles else 1

"""Functions for workers: what is mapped must be importable there."""

import os
import signal
import time
from pathlib import Path


def double(n: int) -> int:
    return 2 * n


def slow_first(n: int) -> int:
    time.sleep(0.05 if n % 4 == 0 else 0)
    return n


def fail_at_three(n: int) -> int:
    if n == 3:
        raise ValueError("three is too many")
    return n


def die_at_three(n: int) -> int:
    if n == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return n


class DieOnce:
    """Kills its worker at item 5, but only the first time."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __call__(self, n: int) -> int:
        if n == 5 and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return n


def pause(n: int) -> tuple[int, int]:
    time.sleep(0.05)
    return n, os.getpid()


def failed(n: int, reason: str) -> str:
    return f"{n}: {reason}"

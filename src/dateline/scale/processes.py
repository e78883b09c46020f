"""Mapping in processes of this machine."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import Any

from dateline.scale.parcels import AHEAD, Function, Outcome, ParcelMapper, apply

TRIES = 2  # times that an item may cost its worker its life


class ProcessMapper(ParcelMapper):
    """Spawned processes of this machine, kept from one ``map`` to the next."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        # One numeric thread a process: more would fight over the same cores.
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
            os.environ.setdefault(name, "1")

    def close(self) -> None:
        """Ends the processes, without waiting for what nobody asks for any more."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _room(self) -> int:
        return self._workers * AHEAD

    def _start(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_settle_in)

    def _send(self, function: Function, parcel: list[Any]) -> Future[list[Outcome]]:
        try:
            return self._submit(function, parcel)
        except BrokenExecutor:
            self.close()
            return self._submit(function, parcel)

    def _submit(self, function: Function, parcel: list[Any]) -> Future[list[Outcome]]:
        self._pool = self._pool or self._start(self._workers)
        return self._pool.submit(apply, function, parcel)

    def _receive(self, ticket: Future[list[Outcome]]) -> list[Outcome] | None:
        try:
            return ticket.result()
        except BrokenExecutor:
            return None

    def _alone(self, function: Function, item: Any) -> Outcome:
        """Tries the item in a process of its own, so that no other item suffers by it."""
        for _ in range(TRIES):
            with self._start(1) as pool:
                try:
                    return pool.submit(apply, function, [item]).result()[0]
                except BrokenExecutor:
                    continue
        return False, "its worker process died of it"


# In the worker ------------------------------------------------------------------------------


def _settle_in() -> None:
    """Interrupts are the parent's to handle; a parent that was killed takes its workers along."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

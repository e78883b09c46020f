"""Mapping on a running Dask cluster; docs/cluster.md tells how to start one."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from distributed import Client, KilledWorker, Worker, WorkerPlugin, get_worker

from dateline.errors import DatelineError
from dateline.scale.parcels import AHEAD, Outcome, ParcelMapper, apply

RETRIES = 3  # times that Dask moves a parcel to another worker
PATIENCE = "10s"  # for a cluster to answer


class DaskMapper(ParcelMapper):
    """The workers of a cluster. The function goes to each worker once, to later ones too."""

    def __init__(self, address: str) -> None:
        try:
            self._client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise DatelineError(f"The cluster {address} cannot be reached: {error}") from error
        self._plugin = ""

    def close(self) -> None:
        """Leaves the cluster as it was."""
        self._forget()
        self._client.close()

    def _forget(self) -> None:
        if self._plugin:
            self._client.unregister_worker_plugin(self._plugin)
            self._plugin = ""

    def _prepare(self, function: Callable[[Any], Any]) -> None:
        self._forget()
        self._plugin = f"dateline-{uuid.uuid4().hex}"
        self._client.register_plugin(_Adopted(self._plugin, function), name=self._plugin)

    def _room(self) -> int:
        threads: list[int] = list(self._client.nthreads().values())
        return max(1, sum(threads)) * AHEAD

    def _send(self, parcel: list[Any]) -> Any:
        return self._client.submit(_work, self._plugin, parcel, pure=False, retries=RETRIES)

    def _receive(self, ticket: Any) -> list[Outcome] | None:
        try:
            outcomes: list[Outcome] = ticket.result()
        except KilledWorker:
            return None
        return outcomes

    def _alone(self, item: Any) -> Outcome:
        outcomes = self._receive(self._send([item]))
        return outcomes[0] if outcomes else (False, "every worker that tried it died of it")


class _Adopted(WorkerPlugin):
    """The function, waiting in every worker under its name."""

    def __init__(self, name: str, function: Callable[[Any], Any]) -> None:
        self.name, self.function = name, function

    def setup(self, worker: Worker) -> None:
        worker.extensions[self.name] = self.function

    def teardown(self, worker: Worker) -> None:
        worker.extensions.pop(self.name, None)


def _work(name: str, parcel: list[Any]) -> list[Outcome]:
    return apply(get_worker().extensions[name], parcel)

"""Mapping on a running Dask cluster; docs/cluster.md tells how to start one."""

from __future__ import annotations

from typing import Any

from distributed import Client, KilledWorker

from dateline.errors import DatelineError
from dateline.scale.parcels import AHEAD, Function, Outcome, ParcelMapper, apply

RETRIES = 3  # times that Dask moves a parcel to another worker
PATIENCE = "10s"  # for a cluster to answer


class DaskMapper(ParcelMapper):
    """The workers of a cluster."""

    def __init__(self, address: str) -> None:
        try:
            self._client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise DatelineError(f"The cluster {address} cannot be reached: {error}") from error

    def close(self) -> None:
        """Leaves the cluster as it is."""
        self._client.close()

    def _room(self) -> int:
        threads: list[int] = list(self._client.nthreads().values())
        return max(1, sum(threads)) * AHEAD

    def _send(self, function: Function, parcel: list[Any]) -> Any:
        return self._client.submit(apply, function, parcel, pure=False, retries=RETRIES)

    def _receive(self, ticket: Any) -> list[Outcome] | None:
        try:
            outcomes: list[Outcome] = ticket.result()
        except KilledWorker:
            return None
        return outcomes

    def _alone(self, function: Function, item: Any) -> Outcome:
        outcomes = self._receive(self._send(function, [item]))
        return outcomes[0] if outcomes else (False, "every worker that tried it died of it")

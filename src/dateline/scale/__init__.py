"""Maps a pure function over items: here, in processes, or on a Dask cluster.

The results are those of the built-in ``map`` whatever the workers do: they come in the items'
order, one an item. Items travel in small parcels, and only so many parcels are under way that
neither the reader nor the writer runs ahead. When workers die, every parcel that was under way
is tried again item by item, so that only the item that kills its worker is given up.

Function, items and results travel pickled, between processes of one owner: see SECURITY.md. The
function goes with every parcel: it names what is heavy (models, lexicons), and its module loads
that once in each worker.
"""

from __future__ import annotations

from dateline.errors import UsageError
from dateline.ports import Mapper
from dateline.scale.parcels import AHEAD, PARCEL, BuiltinMapper

__all__ = ["AHEAD", "PARCEL", "BuiltinMapper", "open_mapper"]


def open_mapper(workers: int = 1, cluster: str | None = None) -> Mapper:
    """The mapper for ``--workers`` and ``--cluster``: a cluster's address (``tcp://…``) wins.

    Raises UsageError for a number of workers below one, or where Dask is not installed, and
    DatelineError where the cluster cannot be reached.
    """
    if cluster is not None:
        try:
            from dateline.scale.cluster import DaskMapper
        except ImportError as error:
            raise UsageError(
                "--cluster needs Dask: install Dateline with its extra `cluster`."
            ) from error
        return DaskMapper(cluster)
    if workers < 1:
        raise UsageError(f"--workers {workers}: at least one is needed.")
    if workers == 1:
        return BuiltinMapper()
    from dateline.scale.processes import ProcessMapper

    return ProcessMapper(workers)

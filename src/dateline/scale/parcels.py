"""Order, bounds and failures of mapping, whoever does the work."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from dateline.errors import DatelineError

A = TypeVar("A")
B = TypeVar("B")
Failed = Callable[[A, str], B]
Function = Callable[[Any], Any]
Outcome = tuple[bool, Any]  # (True, the result) or (False, the reason in words)

PARCEL = 4  # items sent at once
AHEAD = 3  # parcels under way for each worker: one in work, two waiting


class BuiltinMapper:
    """One item after the other in this process."""

    def map(
        self, function: Callable[[A], B], items: Iterable[A], failed: Failed[A, B] | None = None
    ) -> Iterator[B]:
        """See ``ports.Mapper``."""
        for item in items:
            yield _result(item, attempt(function, item), failed)

    def close(self) -> None:
        """Nothing to let go of."""


class ParcelMapper(ABC):
    """Keeps a bounded number of parcels under way and takes them in in order."""

    def map(
        self, function: Callable[[A], B], items: Iterable[A], failed: Failed[A, B] | None = None
    ) -> Iterator[B]:
        """See ``ports.Mapper``."""
        under_way: deque[tuple[list[A], Any]] = deque()
        parcels = iter(_parcels(items))
        try:
            while True:
                for parcel in islice(parcels, max(0, self._room() - len(under_way))):
                    under_way.append((parcel, self._send(function, parcel)))
                if not under_way:
                    return
                parcel, ticket = under_way.popleft()
                outcomes = self._receive(ticket)
                if outcomes is None:
                    outcomes = [self._alone(function, item) for item in parcel]
                for item, outcome in zip(parcel, outcomes, strict=True):
                    yield _result(item, outcome, failed)
        finally:
            for _, ticket in under_way:
                ticket.cancel()

    @abstractmethod
    def _room(self) -> int:
        """How many parcels may be under way."""

    @abstractmethod
    def _send(self, function: Function, parcel: list[Any]) -> Any:
        """Sets a parcel under way; what comes back can be cancelled and received."""

    @abstractmethod
    def _receive(self, ticket: Any) -> list[Outcome] | None:
        """The outcomes of a parcel; None where its worker died."""

    @abstractmethod
    def _alone(self, function: Function, item: Any) -> Outcome:
        """The outcome of one item of a parcel whose worker died."""


def apply(function: Callable[[Any], Any], parcel: list[Any]) -> list[Outcome]:
    """The outcome of every item."""
    return [attempt(function, item) for item in parcel]


def attempt(function: Callable[[Any], Any], item: Any) -> Outcome:
    """The result, or the reason why there is none."""
    try:
        return True, function(item)
    except Exception as error:  # whatever one item does, the others go on
        return False, f"{type(error).__name__}: {error}"


def _parcels(items: Iterable[A]) -> Iterator[list[A]]:
    source = iter(items)
    while parcel := list(islice(source, PARCEL)):
        yield parcel


def _result(item: A, outcome: Outcome, failed: Failed[A, B] | None) -> B:
    good, value = outcome
    if good:
        result: B = value
        return result
    if failed is None:
        raise DatelineError(f"A step failed: {value}.")
    return failed(item, value)

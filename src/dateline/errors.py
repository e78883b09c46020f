"""Everything that Dateline raises on purpose.

DatelineError
├── UsageError           a wrong option or argument                      exit status 2
├── NothingReadable      no article came out of what was named           exit status 1
├── NotFound             no such article, event, storyline, person       exit status 1
├── StoreError           the store cannot be used                        exit status 3
│   └── StoreBusy        another process is writing                      exit status 3
└── WriterError          the language-model writer gave nothing usable   (never fatal)
    FetchError           an address could not be fetched                 (becomes a rejection)
"""

from __future__ import annotations


class DatelineError(Exception):
    """What happened, in which input, and what to do: the message is shown to a person as it is."""

    exit_status = 1


class UsageError(DatelineError):
    """An option or argument that cannot be meant."""

    exit_status = 2


class NothingReadable(DatelineError):
    """Nothing usable was read."""


class NotFound(DatelineError):
    """There is no such thing in the store."""


class StoreError(DatelineError):
    """The store cannot be opened, read or written."""

    exit_status = 3


class StoreBusy(StoreError):
    """Another process is the writer now."""


class WriterError(DatelineError):
    """The language-model writer gave nothing usable; the extractive telling stands."""


class FetchError(DatelineError):
    """An address could not be fetched, or may not be."""

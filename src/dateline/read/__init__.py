"""Brings documents in: files, folders, feeds, archives and pages become ``RawDocument``."""

from dateline.read.fetch import FetchLimits, SafeFetcher
from dateline.read.paths import read

__all__ = ["FetchLimits", "SafeFetcher", "read"]

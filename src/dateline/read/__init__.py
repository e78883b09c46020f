"""Brings documents in: files, folders, feeds, archives and pages become ``RawDocument``."""

from dateline.read.paths import read

__all__ = ["read"]

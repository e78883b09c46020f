"""Brings documents in: files, folders, feeds, archives and pages become ``RawDocument``."""

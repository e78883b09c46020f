"""Turns a ``RawDocument`` into an ``Article``: main text, title, dates, language, address."""

from dateline.extract.article import extract

__all__ = ["extract"]

"""Dateline tells the story that many news articles add up to, with every sentence cited."""

__version__ = "0.1.0"

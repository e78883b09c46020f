"""Keeps everything: SQLite by default, PostgreSQL by URL."""

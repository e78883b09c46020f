"""Puts articles that report the same event together, one at a time."""

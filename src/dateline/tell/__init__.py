"""Tells events and storylines in cited sentences."""

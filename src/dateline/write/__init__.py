"""Adapters of the optional language-model writer."""

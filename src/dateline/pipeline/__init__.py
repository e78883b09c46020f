"""Wires the stages and persists what they decide."""

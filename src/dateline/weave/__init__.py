"""Strings events into storylines over months, with the reason kept."""

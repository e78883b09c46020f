"""Which events belong to one developing story."""

from dateline.weave.weaver import Weaver, event_features

__all__ = ["Weaver", "event_features"]

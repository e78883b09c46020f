"""Which events belong to one developing story."""

from dateline.weave.features import event_features
from dateline.weave.weaver import OlderEvents, Weaver

__all__ = ["OlderEvents", "Weaver", "event_features"]

"""Which articles report the same event: one decision an article, in order, at constant cost."""

from dateline.group.grouper import Grouper, OlderCandidates
from dateline.similarity.features import features

__all__ = ["Grouper", "OlderCandidates", "features"]

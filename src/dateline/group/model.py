"""The learnt weights: how figures about a pair of articles become a calibrated decision.

``weights.json`` is written by ``python -m bench.train_events``; it holds weights of named figures
and nothing of any text. Pairs in one language and pairs across languages weigh differently.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.similarity.pairs import FIGURES, Matrix
from dateline.types import Reason

Floats = npt.NDArray[np.float32]
LIMIT = 12.0


@dataclass(frozen=True)
class Model:
    """Logistic weights in the order of ``pairs.FIGURES``, the bias last.

    ``join``, ``merge`` and ``split`` are thresholds on the mean log-odds; ``closest`` is the part
    that the closest member has in an event's score beside the mean of all; ``knit`` what merging
    two events demands for each unit of their cohesion.
    """

    same: Floats
    cross: Floats
    join: float
    merge: float
    split: float
    closest: float
    knit: float

    def log_odds(self, figures: Matrix, same_language: npt.NDArray[np.bool_]) -> Floats:
        """The log-odds that each row's pair reports one event, within ±12."""
        same = figures @ self.same[:-1] + self.same[-1]
        cross = figures @ self.cross[:-1] + self.cross[-1]
        odds: Floats = np.clip(np.where(same_language, same, cross), -LIMIT, LIMIT)
        return odds

    def reasons(self, figures: Floats, same_language: bool, most: int = 5) -> tuple[Reason, ...]:
        """The figures that moved a score most, with what each added."""
        parts = figures * (self.same if same_language else self.cross)[:-1]
        order = np.argsort(-np.abs(parts), kind="stable")[:most]
        return tuple(
            Reason(FIGURES[i], round(float(figures[i]), 3), round(float(parts[i]), 3))
            for i in order
            if abs(parts[i]) >= 0.05
        )


def probability(log_odds: float) -> float:
    """Log-odds as a probability."""
    return float(1 / (1 + np.exp(-log_odds)))


def read(weights: dict[str, Any]) -> Model:
    """A model from the content of a weights file; figures that it does not name weigh nothing."""
    limits = weights["limits"]
    return Model(
        same=_row(weights["same language"]),
        cross=_row(weights["across languages"]),
        join=float(limits["join"]),
        merge=float(limits["merge"]),
        split=float(limits["split"]),
        closest=float(limits["closest"]),
        knit=float(limits["knit"]),
    )


def _row(named: dict[str, float]) -> Floats:
    return np.array([named.get(name, 0.0) for name in (*FIGURES, "bias")], dtype=np.float32)


@cache
def built_in() -> Model:
    """The model that comes with the package."""
    text = files("dateline.group").joinpath("weights.json").read_text(encoding="utf-8")
    return read(json.loads(text))

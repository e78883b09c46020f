"""The learnt weights: how figures about a pair of articles become a calibrated decision.

``group/weights.json`` is written by ``python -m bench.train_events``; such a file holds weights of
named figures and nothing of any text. Pairs in
one language and pairs across languages weigh differently, and so do those of which one is undated.
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
UNDATED = FIGURES.index("a day undated")


@dataclass(frozen=True)
class Model:
    """Logistic weights in the order of ``pairs.FIGURES``, the bias last.

    ``join``, ``merge`` and ``split`` are thresholds on the mean log-odds; ``closest`` is the part
    that the closest member has in an event's score beside the mean of all; ``knit`` what merging
    two events demands for each unit of their cohesion.
    """

    same: Floats
    same_undated: Floats
    cross: Floats
    cross_undated: Floats
    join: float
    merge: float
    split: float
    closest: float
    knit: float

    def log_odds(self, figures: Matrix, same_language: npt.NDArray[np.bool_]) -> Floats:
        """The log-odds that each row's pair reports one event, within ±12."""
        undated = figures[:, UNDATED] > 0
        odds = np.zeros(len(figures), dtype=np.float32)
        for language, day, row in self._rows():
            chosen = (same_language == language) & (undated == day)
            if chosen.any():
                odds[chosen] = figures[chosen] @ row[:-1] + row[-1]
        return np.clip(odds, -LIMIT, LIMIT)

    def _rows(self) -> tuple[tuple[bool, bool, Floats], ...]:
        return (
            (True, False, self.same),
            (True, True, self.same_undated),
            (False, False, self.cross),
            (False, True, self.cross_undated),
        )

    def reasons(self, figures: Floats, same_language: bool, most: int = 5) -> tuple[Reason, ...]:
        """The figures that moved a score most, with what each added."""
        kind = (same_language, bool(figures[UNDATED] > 0))
        row = next(row for language, day, row in self._rows() if (language, day) == kind)
        parts = figures * row[:-1]
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
        same_undated=_row(weights["same language, undated"]),
        cross=_row(weights["across languages"]),
        cross_undated=_row(weights["across languages, undated"]),
        join=float(limits["join"]),
        merge=float(limits["merge"]),
        split=float(limits["split"]),
        closest=float(limits["closest"]),
        knit=float(limits["knit"]),
    )


def _row(named: dict[str, float]) -> Floats:
    return np.array([named.get(name, 0.0) for name in (*FIGURES, "bias")], dtype=np.float32)


@cache
def built_in(room: str) -> Model:
    """The model that comes with a room of the package (``group`` or ``weave``)."""
    text = files(f"dateline.{room}").joinpath("weights.json").read_text(encoding="utf-8")
    return read(json.loads(text))

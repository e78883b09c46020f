"""Units of quantities: which ones measure the same thing, and how they convert (by pint).

Money is one dimension without rates: amounts in two currencies agree when the rate between them is
one that could be true.
"""

from __future__ import annotations

from functools import cache
from typing import Any

_PINT = {
    "km": "kilometer",
    "m": "meter",
    "cm": "centimeter",
    "mm": "millimeter",
    "mile": "mile",
    "foot": "foot",
    "inch": "inch",
    "yard": "yard",
    "hectare": "hectare",
    "acre": "acre",
    "km2": "kilometer**2",
    "m2": "meter**2",
    "mile2": "mile**2",
    "foot2": "foot**2",
    "m3": "meter**3",
    "litre": "liter",
    "gallon": "gallon",
    "barrel": "oil_barrel",
    "kg": "kilogram",
    "g": "gram",
    "tonne": "metric_ton",
    "km/h": "kilometer/hour",
    "mph": "mile/hour",
    "MW": "megawatt",
    "GW": "gigawatt",
    "kWh": "kilowatt_hour",
    "MWh": "megawatt_hour",
    "GWh": "gigawatt_hour",
    "TWh": "terawatt_hour",
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decayear",
    "degC": "degC",
    "degF": "degF",
}
_RATES = {"USD": 1.0, "EUR": 1.0, "GBP": 0.8, "CHF": 1.0, "CAD": 1.4, "AUD": 1.5, "NZD": 1.6}


@cache
def _registry() -> Any:
    import pint  # loads in a third of a second, and few comparisons need it

    return pint.UnitRegistry(cache_folder=None)


_DIMENSIONS = {
    unit: dimension
    for dimension, units in {
        "length": "km m cm mm mile foot inch yard",
        "area": "hectare acre km2 m2 mile2 foot2",
        "volume": "m3 litre gallon barrel",
        "mass": "kg g tonne",
        "speed": "km/h mph",
        "power": "MW GW",
        "energy": "kWh MWh GWh TWh",
        "time": "second minute hour day week month year decade",
        "temperature": "degC degF",
    }.items()
    for unit in units.split()
}


def dimension(unit: str) -> str:
    """What a unit measures: ``money``, a physical dimension, or the unit itself where it stands
    alone (``percent``, ``person``, ``degree`` …)."""
    if len(unit) == 3 and unit.isupper() and unit.isascii():
        return "money"
    return _DIMENSIONS.get(unit, unit)


@cache
def _factor(unit: str, other: str) -> float:
    return float(_registry().Quantity(1.0, _PINT[unit]).to(_PINT[other]).magnitude)


def convert(value: float, unit: str, other: str) -> float | None:
    """``value`` of ``unit`` in ``other``; None where they do not measure the same thing, and
    between currencies."""
    if unit == other:
        return value
    if unit not in _PINT or other not in _PINT or dimension(unit) != dimension(other):
        return None
    if dimension(unit) == "temperature":
        return float(_registry().Quantity(value, _PINT[unit]).to(_PINT[other]).magnitude)
    return value * _factor(unit, other)


def agree(value: float, unit: str, other_value: float, other_unit: str) -> bool:
    """Whether two amounts can be one amount in two units: within 15 % for physical ones, within
    a factor of two of a plain rate for the large currencies, any rate for the others."""
    if dimension(unit) == "money" == dimension(other_unit):
        if unit not in _RATES or other_unit not in _RATES:
            return True
        usual = _RATES[other_unit] / _RATES[unit]
        return value > 0 and 0.5 < other_value / value / usual < 2
    converted = convert(value, unit, other_unit)
    if converted is None:
        return False
    return abs(converted - other_value) <= 0.15 * max(abs(converted), abs(other_value), 1e-9)

"""Floors: the least that a run's figures may be."""

from collections.abc import Mapping, Sequence

from qa_bot.errors import GateError, GoldError
from qa_bot.evaluation.figures import KNOWN, nearest
from qa_bot.evaluation.statistics import Interval
from qa_bot.frozen import Frozen

# Figures with this prefix are only advice: another judge would give others.
JUDGED = "judge."


class Floor(Frozen):
    """A figure's name and the least it may be."""

    metric: str
    value: float


def parse_floor(text: str) -> Floor:
    """Return the floor of a METRIC=VALUE argument; raise GoldError if it is malformed, or for a figure that no run has."""
    name, _, value = text.partition("=")
    name = name.strip()
    if name.startswith(JUDGED):
        raise GoldError(f"{name!r} is a judge's advice and decides nothing: set a floor under another figure")
    try:
        floor = Floor(metric=name, value=float(value))
    except ValueError as error:
        raise GoldError(f"{text!r} is not a floor: write METRIC=VALUE, for example answer.containment=0.93") from error
    if name not in KNOWN:
        raise GoldError(f"there is no figure {name!r}: {nearest(name)}")
    return floor


def check_names(floors: Sequence[Floor], metrics: Mapping[str, Interval]) -> None:
    """Raise GoldError for a figure that the run does not have."""
    for floor in floors:
        if floor.metric not in metrics:
            raise GoldError(f"no question of this run has the figure {floor.metric!r}: leave its floor out")


def check_floors(floors: Sequence[Floor], metrics: Mapping[str, Interval]) -> None:
    """Raise GateError, naming each figure that fell short, when any did."""
    short = [
        f"{f.metric} is {metrics[f.metric].value:.4g}, below {f.value:g}" for f in floors if metrics[f.metric].value < f.value
    ]
    if short:
        raise GateError("below the floors: " + "; ".join(short))

"""Choose the rows that may be trained on: those of sources whose terms allow a derived model.

sources.json states for each source of the packed rows its licence, whether that allows a derived model, and a note. A
source of rules over several others (its `derived_model` is "as parents") is decided row by row: the sources of the row's
question, of its passage or of both, as `parents` says, must be known and all be clear. For rows of a source that
sources.json does not name, the person who provides them is responsible.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from training.rows import QuestionRow, Row

CLEAR = ("yes", "yes, share-alike", "likely yes")


@dataclass(frozen=True, slots=True)
class Source:
    """The origin and terms of one source; `parents` names the fields of a derived row by which its parents are found."""

    origin: str
    licence: str
    derived_model: str
    note: str = ""
    parents: tuple[str, ...] = ()


def read_sources() -> dict[str, Source]:
    """Return the terms of every source of the packed rows."""
    stated = json.loads(files("training").joinpath("sources.json").read_text(encoding="utf-8"))
    return {name: Source(**{**terms, "parents": tuple(terms.get("parents", ()))}) for name, terms in stated.items()}


def clear_rows(rows: Sequence[Row], sources: dict[str, Source]) -> list[Row]:
    """Return the rows whose terms allow a derived model."""
    owners = {field: _owners(rows, field, sources) for field in ("question", "passage")}
    return [row for row in rows if _is_clear(row, sources, owners)]


def _owners(rows: Iterable[Row], field: str, sources: dict[str, Source]) -> dict[str, set[str]]:
    """Return which original sources (not derived by rule) have a text as a question or passage."""
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if isinstance(row, QuestionRow) and "-neg-" not in row.source and row.source in sources:
            owners[getattr(row, field)].add(row.source)
    return owners


def _is_clear(row: Row, sources: dict[str, Source], owners: dict[str, dict[str, set[str]]]) -> bool:
    source = sources.get(row.source)
    if source is None:
        return True
    if not source.parents:
        return source.derived_model in CLEAR
    parents = [owners[field].get(getattr(row, field), set()) for field in source.parents]
    return all(parents) and all(sources[name].derived_model in CLEAR for found in parents for name in found)

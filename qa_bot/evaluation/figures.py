"""The figures that a run may have: their names, the few that matter first, and the headings they stand under."""

import difflib
import itertools
from collections.abc import Iterable, Mapping
from typing import TypeVar

Value = TypeVar("Value")

SUMMARY = {
    "answer.containment": "answered right",
    "abstention.kept": "answerable answered",
    "abstention.recall": "unanswerable refused",
    "citations.quote_validity": "quotes verbatim",
    "retrieval.hit_at_5": "right file in the first five",
    "latency.p50_ms": "median ms a question",
}
# From the first word of a figure's name to its heading, in the order in which they are shown.
_HEADINGS = {
    "answer": "Answers",
    "abstention": "Abstentions and confidence",
    "confidence": "Abstentions and confidence",
    "citations": "Citations",
    "retrieval": "Files retrieved",
    "evidence": "Passages retrieved",
    "generation": "Language model",
    "usage": "Language model",
    "latency": "Time, memory, failures",
    "memory": "Time, memory, failures",
    "run": "Time, memory, failures",
}
OTHERS = "Others"
_RANKING = (
    *(f"{what}_at_{k}" for what in ("hit", "recall") for k in (1, 3, 5, 10)),
    *("all_at_5", "all_at_10", "mrr_at_10", "ndcg_at_10", "map_at_10"),
)
_STAGES = ("retrieve", "rerank", "condense", "write", "verify", "first_sentence")
_NAMES = {
    "answer": ("containment", "exact_match", "f1", "similarity", "length"),
    "abstention": ("precision", "recall", "f1", "kept", "risk_coverage_area"),
    "confidence": ("calibration_error",),
    "citations": (
        *("precision", "recall", "right_file", "evidence_precision", "evidence_recall"),
        *("quote_validity", "sentences_cited"),
    ),
    "retrieval": _RANKING,
    "evidence": _RANKING,
    "generation": ("share", "dropped"),
    "usage": ("prompt_tokens", "completion_tokens", "cost"),
    "latency": tuple(f"{stage}p{share}_ms" for stage in ("", *(f"{s}." for s in _STAGES)) for share in (50, 95)),
    "memory": ("peak_mb",),
    "run": ("completed",),
}
KNOWN = frozenset(f"{group}.{name}" for group, names in _NAMES.items() for name in names)


def grouped(figures: Mapping[str, Value]) -> dict[str, dict[str, Value]]:
    """Return figures under their headings, in the order in which they are shown."""
    order = [*dict.fromkeys(_HEADINGS.values()), OTHERS]

    def heading(name: str) -> str:
        return _HEADINGS.get(name.partition(".")[0], OTHERS)

    ordered = sorted(figures, key=lambda name: (order.index(heading(name)), name))
    return {title: {name: figures[name] for name in names} for title, names in itertools.groupby(ordered, heading)}


def nearest(name: str, among: Iterable[str] = KNOWN) -> str:
    """Return what to say of a name that no figure has: the nearest one, or where they are listed."""
    near = difflib.get_close_matches(name, sorted(among), n=1)
    return f"did you mean {near[0]}?" if near else "docs/evaluation.md lists them"

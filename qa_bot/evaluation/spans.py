"""Find gold evidence in documents, and the passages and quotes that contain it."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Place(NamedTuple):
    """A stretch of a document: offsets into its text."""

    source: str
    start: int
    end: int


def locate(evidence: str, source: str, text: str) -> tuple[Place, ...]:
    """Return the places where a document contains a piece of evidence, whatever its white space."""
    pattern = r"\s+".join(re.escape(word) for word in evidence.split())
    return tuple(Place(source, *match.span()) for match in re.finditer(pattern, text)) if pattern else ()


def overlaps(first: Place, second: Place) -> bool:
    """Tell whether two places share at least half of the shorter one."""
    if first.source != second.source:
        return False
    shared = min(first.end, second.end) - max(first.start, second.start)
    return shared > 0 and shared >= 0.5 * min(first.end - first.start, second.end - second.start)


def evidence_run(passages: Iterable[Place], evidence: Sequence[Sequence[Place]]) -> list[str]:
    """Return a ranked list of passages as ids: the ids of the evidence that they contain, or ids of their own.

    `evidence` lists for each piece of evidence the places where it occurs. A passage with new pieces becomes their ids, in
    order. A passage with only pieces seen before is left out. Any other passage gets an id of its own.
    """
    run: list[str] = []
    seen: set[int] = set()
    for position, passage in enumerate(passages):
        held = {i for i, places in enumerate(evidence) if any(overlaps(passage, place) for place in places)}
        if held:
            run.extend(f"evidence {i}" for i in sorted(held - seen))
            seen |= held
        else:
            run.append(f"passage {position}")
    return run

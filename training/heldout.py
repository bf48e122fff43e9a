"""What is held out for testing: seven articles of SQuAD 2, a tenth of every set of claims, 5 % of every further source."""

import random
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.rows import ClaimRow, QuestionRow, Row

SQUAD2 = "qa-squad2-dev-half"
SQUAD2_TEST_ARTICLES = frozenset(
    ("Normans", "Imperialism", "Steam_engine", "Warsaw", "Harvard_University", "Packet_switching", "French_and_Indian_War")
)
MAX_TEST_CLAIMS = 1000
# One of this many passages of a further source is held out, with all its rows.
PASSAGES_PER_TEST_PASSAGE = 20


@dataclass(frozen=True)
class Split:
    """The rows to train on, and the rows to test on by source, of the packed and of the further sources."""

    train: list[Row]
    test: dict[str, list[Row]]
    further_test: dict[str, list[Row]]


def split(packed: Sequence[Row], more: Sequence[Row], limit: int | None, rng: random.Random) -> Split:
    """Hold rows out for testing; `limit` caps the rows of each source before that."""
    train: list[Row] = []
    test: dict[str, list[Row]] = {}
    further_test: dict[str, list[Row]] = {}
    for source, rows in _by_source(packed).items():
        rng.shuffle(rows)
        held, rest = _held_out(source, rows[:limit])
        train += rest
        if held:
            test[source] = held
    for source, rows in _by_source(more).items():
        rng.shuffle(rows)
        further_test[source] = [row for row in rows[:limit] if is_test_passage(row)]
        train += [row for row in rows[:limit] if not is_test_passage(row)]
    return Split(train, test, further_test)


def is_test_passage(row: Row) -> bool:
    """Return whether a row of a further source is held out: by its passage, so that near misses stay with their twins."""
    text = row.premise if isinstance(row, ClaimRow) else row.passage
    return zlib.crc32(text.encode()) % PASSAGES_PER_TEST_PASSAGE == 0


def _held_out(source: str, rows: list[Row]) -> tuple[list[Row], list[Row]]:
    if source == SQUAD2:
        return [row for row in rows if _in_test_article(row)], [row for row in rows if not _in_test_article(row)]
    cut = min(MAX_TEST_CLAIMS, len(rows) // 10) if isinstance(rows[0], ClaimRow) else 0
    return rows[:cut], rows[cut:]


def _in_test_article(row: Row) -> bool:
    return isinstance(row, QuestionRow) and (row.article or "").replace(" ", "_") in SQUAD2_TEST_ARTICLES


def _by_source(rows: Iterable[Row]) -> dict[str, list[Row]]:
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
    return dict(sorted(by_source.items()))

"""The material for pairs: the rows, weighted, other passages of their articles, and passages for claims."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from training.edits import NAME
from training.pairs import PassageRow, says_no_answer
from training.rows import QuestionRow, Row
from training.statements import statements

SIBLING_SHARE = 0.15
CLAIM_PASSAGE_SHARE = 0.5
# Generated rows already have near misses, and another of their passages may also answer.
GENERATED = "gen-"
_ROWS_FOR_NAMES = 4000
_NAMES_PER_ROW = 6
_FALLBACK_NAMES = ("Mr Smith",)


@dataclass(frozen=True)
class Material:
    """Everything that pairs are made of, in random order; `names` are put into near misses."""

    rows: list[Row | PassageRow]
    names: tuple[str, ...]


def gather_material(rows: Sequence[Row], weights: Mapping[str, float], rng: random.Random) -> Material:
    """Return the material of the training rows.

    `weights` says how many times the rows of a source are used, 1 by default; the last pattern that fits a source counts.
    """
    rows = [row for row in rows for _ in range(_times(_weight(row.source, weights), rng))]
    questions = [row for row in rows if isinstance(row, QuestionRow)]
    once = [*dict.fromkeys(questions)]
    material: list[Row | PassageRow] = [
        *rows,
        *_siblings(questions, rng),
        *_claim_passages(questions, rng),
        *statements(once, rng),
    ]
    rng.shuffle(material)
    return Material(material, _names(questions, rng))


def _weight(source: str, weights: Mapping[str, float]) -> float:
    return next((weight for pattern, weight in reversed(weights.items()) if fnmatchcase(source, pattern)), 1.0)


def _times(weight: float, rng: random.Random) -> int:
    """Return a whole number that is `weight` on average."""
    return int(weight) + (rng.random() < weight % 1)


def _siblings(questions: Sequence[QuestionRow], rng: random.Random) -> list[QuestionRow]:
    """Return questions with another passage of the same article or source that has none of their answers."""
    passages: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for row in questions:
        passages[row.source, row.article].append(row.passage)
    siblings = []
    for row in questions:
        if row.answers and not row.source.startswith(GENERATED) and rng.random() < SIBLING_SHARE:
            other = rng.choice(passages[row.source, row.article])
            if other != row.passage and says_no_answer(other, row):
                siblings.append(replace(row, passage=other, answerable=False, answers=()))
    return siblings


def _claim_passages(questions: Sequence[QuestionRow], rng: random.Random) -> list[PassageRow]:
    passages = {row.passage: row.article for row in questions if row.answerable and row.evidence is None}
    return [PassageRow(passage, article) for passage, article in passages.items() if rng.random() < CLAIM_PASSAGE_SHARE]


def _names(questions: Sequence[QuestionRow], rng: random.Random) -> tuple[str, ...]:
    sample = rng.sample(questions, min(len(questions), _ROWS_FOR_NAMES))
    found = [name for row in sample for name in NAME.findall(row.passage)[:_NAMES_PER_ROW]]
    return tuple(name for name in found if 3 < len(name) < 40) or _FALLBACK_NAMES

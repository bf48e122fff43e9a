"""Compare two runs of one gold set over one corpus, question by question."""

from collections.abc import Sequence
from typing import Literal

from qa_bot.errors import GoldError
from qa_bot.evaluation.run import Record, Run
from qa_bot.evaluation.statistics import Interval, mcnemar, paired_difference
from qa_bot.evaluation.summary import column, metric_names
from qa_bot.frozen import Frozen

PRIMARY = "answer.containment"
SIGNIFICANT = 0.05
Verdict = Literal["no difference", "better", "worse"]


class Flip(Frozen):
    """A question on which one run was right and the other was not."""

    id: str
    question: str
    won: bool
    ours: str
    theirs: str


class Comparison(Frozen):
    """The result: wins, losses and ties on the primary figure with McNemar's p, and every figure's paired difference.

    `refusals` counts the unanswerable questions that only one run refused, as (gained, lost).
    """

    verdict: Verdict
    wins: int
    losses: int
    ties: int
    p_value: float
    refusals: tuple[int, int]
    differences: dict[str, Interval]
    flips: tuple[Flip, ...]


def compare(ours: Run, theirs: Run, our_records: Sequence[Record], their_records: Sequence[Record]) -> Comparison:
    """Return what changed from their run to ours; raise GoldError for another corpus or another gold set."""
    _check_comparable(ours, theirs)
    theirs_by_id = {record.gold.id: record for record in their_records}
    if missing := [record.gold.id for record in our_records if record.gold.id not in theirs_by_id]:
        raise GoldError(f"the baseline is not complete: it lacks question {missing[0]}")
    pairs = [(record, theirs_by_id[record.gold.id]) for record in our_records]
    answerable = [(a, b) for a, b in pairs if a.gold.is_answerable]
    flips = [_flip(a, b) for a, b in pairs if is_success(a) != is_success(b)]
    wins = sum(is_success(a) and not is_success(b) for a, b in answerable)
    losses = sum(is_success(b) and not is_success(a) for a, b in answerable)
    p_value = mcnemar(wins, losses)
    refusable = [(is_success(a), is_success(b)) for a, b in pairs if not a.gold.is_answerable]
    return Comparison(
        verdict=verdict(wins, losses),
        wins=wins,
        losses=losses,
        ties=len(answerable) - wins - losses,
        p_value=p_value,
        refusals=(sum(a and not b for a, b in refusable), sum(b and not a for a, b in refusable)),
        differences=_differences(pairs),
        flips=tuple(flips),
    )


def _check_comparable(ours: Run, theirs: Run) -> None:
    if ours.identity.gold_digest != theirs.identity.gold_digest:
        raise GoldError("the baseline ran another gold set: compare runs of the same questions")
    if ours.identity.corpus_digest != theirs.identity.corpus_digest:
        raise GoldError("the baseline ran over another corpus: compare runs over the same documents")


def verdict(wins: int, losses: int) -> Verdict:
    """Return whether wins and losses differ by more than chance."""
    if mcnemar(wins, losses) >= SIGNIFICANT:
        return "no difference"
    return "better" if wins > losses else "worse"


def is_success(record: Record) -> bool:
    """Tell whether a question went right: the answer holds an acceptable one, or the bot rightly abstained."""
    if record.error is not None:
        return False
    if not record.gold.is_answerable:
        return record.scored.abstained
    return record.scored.metrics.get(PRIMARY) == 1.0


def _flip(ours: Record, theirs: Record) -> Flip:
    return Flip(
        id=ours.gold.id,
        question=ours.gold.question,
        won=is_success(ours),
        ours=ours.answer.text if ours.answer else str(ours.error),
        theirs=theirs.answer.text if theirs.answer else str(theirs.error),
    )


def _differences(pairs: Sequence[tuple[Record, Record]]) -> dict[str, Interval]:
    ours, theirs = [a.scored for a, _ in pairs], [b.scored for _, b in pairs]
    names = [name for name in metric_names(ours) if not name.startswith("latency.")]
    found = {name: paired_difference(column(ours, name), column(theirs, name)) for name in names}
    return {name: interval for name, interval in found.items() if interval.size}

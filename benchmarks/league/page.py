"""The page of the league: one table a set, every figure with its 95 % interval."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.league.scoring import MOST_FILES, MOST_WORDS, Scored
from qa_bot.evaluation.statistics import Interval, bootstrap_mean, bootstrap_statistic

if TYPE_CHECKING:
    from benchmarks.league.run import Result

SHARES = ("right", "somewhere", "refused", "cited", "trusted")


def page_of(results: "Sequence[Result]", questions: int, seed: int) -> str:
    """Return the tables as Markdown."""
    lines = [f"At most {questions} questions of a set, half of them without an answer; seed {seed}. The first {MOST_WORDS} words of an "
             f"answer and the first {MOST_FILES} files count. In brackets: 95 % intervals (bootstrap over the questions)."]  # fmt: skip
    for name in dict.fromkeys(result.set for result in results):
        of_set = [result for result in results if result.set == name]
        with_answer = sum(one.right is not None for one in of_set[0].scored)
        lines += ["", f"### {name}: {with_answer} questions with an answer, {len(of_set[0].scored) - with_answer} without", ""]
        lines.append(
            "| entrant | right | somewhere in it | refused | cited | right of what it answers | words | CPU ms a question | CPU s to prepare |"
        )
        lines.append("|---|---|---|---|---|---|---|---|---|")
        lines += [_row(result) for result in of_set]
    return "\n".join(lines) + "\n"


def _row(result: "Result") -> str:
    shares = [_share(bootstrap_mean(_values(result.scored, attrgetter(field)))) for field in SHARES]
    words = _median(result.scored, lambda one: one.words)
    spent = _median(result.scored, lambda one: one.cpu_ms)
    cells = [result.entrant, *shares, _told(words, "g"), _told(spent, ".0f"), f"{result.prepare_cpu_s:.1f}"]
    return f"| {' | '.join(cells)} |"


def _values(scored: Sequence[Scored], of: Callable[[Scored], float | bool | None]) -> "np.typing.NDArray[np.float64]":
    return np.array([np.nan if (value := of(one)) is None else float(value) for one in scored], np.float64)


def _median(scored: Sequence[Scored], of: Callable[[Scored], float | int | None]) -> Interval | None:
    values = _values(scored, of)
    known = values[~np.isnan(values)]
    return bootstrap_statistic(len(known), lambda rows: np.median(known[rows], axis=1)) if len(known) else None


def _share(found: Interval) -> str:
    return f"{found.value:.2f} ({found.low:.2f}-{found.high:.2f})" if found.size else "-"


def _told(found: Interval | None, form: str) -> str:
    return f"{found.value:{form}} ({found.low:{form}}-{found.high:{form}})" if found else "-"

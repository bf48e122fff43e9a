"""Choose the weights of span, evidence and passage for choosing a piece; each set is judged by weights fitted on the others.

    python benchmarks/choice.py WORK SETS [SETS ...] [--held NAME ...]

SETS are folders with corpus/ and gold.jsonl, or folders of such. `--held` sets are never learnt from. Prints the share of
answerable questions whose best piece is right, for each sign alone and for combinations, and the weights fitted on all sets.
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
from asked import ask_sets, is_right, text_of
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Question = tuple[Floats, NDArray[np.bool_]]
SIGNS = ("span", "evidence", "passage")
JOINS = (("span",), ("evidence",), ("span", "passage"), ("evidence", "passage"), ("span", "evidence", "passage"))
PENALTY, STEPS, RATE = 0.01, 400, 0.3


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--held", nargs="*", default=[])
    arguments = parser.parse_args()
    questions = _questions(arguments.sets, arguments.work)
    for name, asked in questions.items():
        print(f"{name}: n {len(asked)}, some piece read is right {np.mean([right.any() for _, right in asked]):.3f}")
    learnt_from = [name for name in questions if name not in arguments.held]
    for join in JOINS:
        columns = [SIGNS.index(sign) for sign in join]
        shares = {
            name: _first_right(questions[name], fit([questions[n] for n in learnt_from if n != name], columns))
            for name in questions
        }
        told = " ".join(f"{name} {share:.3f}" for name, share in shares.items())
        weights = fit([questions[n] for n in learnt_from], columns)
        print(f"{' + '.join(join):26} mean {np.mean(list(shares.values())):.3f} weights {np.round(weights, 3)} | {told}")


def fit(sets: list[list[Question]], columns: list[int]) -> Floats:
    """Return the weights of SIGNS that maximise the likelihood of the right pieces, each set weighed equally.

    The probability of a piece is the softmax of its weighted signs over the pieces of its question.
    """
    weights = np.zeros(len(columns))
    for _ in range(STEPS):
        gradient = -PENALTY * weights
        for questions in sets:
            useful = [question for question in questions if question[1].any()]
            for signs, right in useful:
                inputs = signs[:, columns] / 3
                odds = np.exp(inputs @ weights - (inputs @ weights).max())
                wanted = odds * right / (odds @ right)
                gradient = gradient + (wanted - odds / odds.sum()) @ inputs / len(useful) / len(sets)
        weights = weights + RATE * gradient * len(sets)
    found = np.zeros(len(SIGNS))
    found[columns] = weights / 3
    return found


def _questions(folders: list[Path], work: Path) -> dict[str, list[Question]]:
    found: defaultdict[str, list[Question]] = defaultdict(list)
    for asked in ask_sets(folders, work):
        pieces = [piece for piece in asked.graded if not piece.evidence.is_list]
        if asked.answerable and pieces:
            signs = np.array([[piece.span, piece.answering, piece.relevance] for piece in pieces], np.float64)
            found[asked.set].append((signs, np.array([is_right(asked.gold, text_of(piece.evidence)) for piece in pieces])))
    return dict(found)


def _first_right(questions: list[Question], weights: Floats) -> float:
    return float(np.mean([right[(signs @ weights).argmax()] for signs, right in questions]))


if __name__ == "__main__":
    main()

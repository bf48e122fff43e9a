"""Fit the shipped confidence with whole sets left out, and report how well its threshold works on other sets.

    python benchmarks/fit_confidence.py WORK SETS [SETS ...] [--held NAME ...] [--ablate] [--write]

SETS are folders with corpus/ and gold.jsonl, or folders of such. Each set is judged by the regression and the threshold that
the others give; `--held` sets are judged too, but never used for fitting. `--ablate` leaves each sign out in turn; `--write`
fits on all sets but the held ones and writes the shipped file. Kinds of rows: see asked.py. A question whose source is hidden
but that another document answers is dropped.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
from asked import ask_sets, is_right, text_of
from numpy.typing import NDArray

from qa_bot.answering.confidence import ANY_READER, SCHEMA_VERSION, Confidence, ConfidenceModel, LinearModel
from qa_bot.answering.features import FEATURES, LOCATED
from qa_bot.evaluation.abstention import expected_calibration_error
from qa_bot.evaluation.fitting import fit_logistic, probabilities, threshold_that_keeps
from qa_bot.evidence.grading import best_piece
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.text.question_form import answer_type
from training.measures import area_under_curve

SHIPPED = Path(__file__).parents[1] / "qa_bot" / "answering" / "confidence.json"
KEEP = 0.83
PENALTY = 5.0
SIGNS = (*LOCATED, "missing_names")
UNLOCATED_SIGNS = tuple(sign for sign in FEATURES if sign not in LOCATED)
# How the weight of a set is divided between its kinds of rows.
SHARES = {"full": 0.5, "unanswerable": 0.25, "source-out": 0.25}
ROWS = "confidence_rows.npz"
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Table(NamedTuple):
    """The rows as columns: `signs` (rows, FEATURES), `answerable`, `sets`, `kinds` and `questions` (rows,)."""

    signs: Floats
    answerable: Bools
    sets: NDArray[np.str_]
    kinds: NDArray[np.str_]
    questions: NDArray[np.str_]


def main() -> None:
    """Print the figures, and write the file if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--held", nargs="*", default=[])
    parser.add_argument("--signs", nargs="*", default=list(SIGNS), choices=FEATURES)
    parser.add_argument("--again", action="store_true", help="use the rows of the last run")
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    table = _read_again(arguments.work) if arguments.again else _collect(arguments.sets, arguments.work)
    report(table, arguments.signs, arguments.held)
    if arguments.ablate:
        ablate(table, arguments.signs, arguments.held)
    if arguments.write:
        learnt = [folder for folder in arguments.sets if folder.name not in arguments.held]
        plain = _collect(learnt, arguments.work, locates=False)
        print("with a reader that tells relevance alone:")
        report(plain, UNLOCATED_SIGNS, arguments.held)
        write({BundledReader.name: (table, arguments.signs), ANY_READER: (plain, UNLOCATED_SIGNS)}, arguments.held)


def report(table: Table, signs: Sequence[str], held: Sequence[str]) -> None:
    """Print for each set the figures of the regression and threshold of the others."""
    print(
        "| set | n | kept | unanswerable refused | AUC | at .80 kept | without its source refused | AUC | AURC | ECE | question alone |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    alone = np.array([_question_signs(question) for question in table.questions], np.float64)
    for name in _names(table):
        given, threshold = out_of_set(table, signs, held, name)
        here = table.sets == name
        kept = given[here & table.answerable]
        cells = [f"{int(here.sum())}", _share(kept >= threshold)]
        for kind in ("unanswerable", "source-out"):
            out = given[here & (table.kinds == kind)]
            cells += [_share(out < threshold), f"{area_under_curve(kept, out):.3f}" if len(out) else ""]
            if kind == "unanswerable":
                cells.append(f"{(out < threshold_that_keeps(0.80, kept, np.ones(len(kept)))).mean():.2f}" if len(out) else "")
        blind = _fitted_elsewhere(table._replace(signs=alone), list(range(alone.shape[1])), held, name)
        cells += [f"{_aurc(given[here], table.answerable[here]):.3f}"]
        cells += [f"{float(expected_calibration_error(given[here], table.answerable[here])):.3f}"]
        cells += [f"{area_under_curve(blind[here & table.answerable], blind[here & ~table.answerable]) or np.nan:.3f}"]
        print(f"| {name}{' (held)' if name in held else ''} | {' | '.join(cells)} |")


def ablate(table: Table, signs: Sequence[str], held: Sequence[str]) -> None:
    """Print the means over the sets with each sign left out."""
    print(f"all signs: {_means(table, signs, held)}")
    for sign in signs:
        print(f"without {sign}: {_means(table, [other for other in signs if other != sign], held)}")


def out_of_set(table: Table, signs: Sequence[str], held: Sequence[str], name: str) -> tuple[Floats, float]:
    """Return every row's probability by the regression fitted without a set, and the threshold that keeps KEEP of the others."""
    columns = [FEATURES.index(sign) for sign in signs]
    others = _learnt(table, held) & (table.sets != name)
    given = _fitted_elsewhere(table, columns, held, name)
    weights = _weights(table, others & table.answerable)
    return given, threshold_that_keeps(KEEP, given[weights > 0], weights[weights > 0])


def write(fitted_on: Mapping[str, tuple[Table, Sequence[str]]], held: Sequence[str]) -> None:
    """Fit each reader's model on all sets but the held ones and write the shipped file."""
    models = {}
    for name, (table, signs) in fitted_on.items():
        columns = [FEATURES.index(sign) for sign in signs]
        learnt = _learnt(table, held)
        model = _fit(table, columns, learnt)
        given = probabilities(model, table.signs[:, columns])
        weights = _weights(table, learnt & table.answerable)
        threshold = threshold_that_keeps(KEEP, given[weights > 0], weights[weights > 0])
        models[name] = ConfidenceModel(signs=tuple(signs), regression=_rounded(model), threshold=round(threshold, 4))
        print(f"{name}: threshold {threshold:.4f}")
    table = next(iter(fitted_on.values()))[0]
    provenance = {
        "script": "benchmarks/fit_confidence.py",
        "fitted_at": datetime.now(UTC).date().isoformat(),
        "rows": {name: int((table.sets == name).sum()) for name in _names(table) if name not in held},
        "threshold": f"keeps {KEEP} of the answerable questions, sets weighed equally",
    }
    confidence = Confidence(schema_version=SCHEMA_VERSION, models=models, provenance=provenance)
    SHIPPED.write_text(json.dumps(confidence.model_dump(), indent=1) + "\n", "utf-8")
    print(f"wrote {SHIPPED}")


def _means(table: Table, signs: Sequence[str], held: Sequence[str]) -> str:
    kept, refused, areas = [], [], []
    for name in _names(table):
        given, threshold = out_of_set(table, signs, held, name)
        here = table.sets == name
        kept.append(float((given[here & table.answerable] >= threshold).mean()))
        for kind in ("unanswerable", "source-out"):
            out = given[here & (table.kinds == kind)]
            if len(out) >= 10:
                refused.append(float((out < threshold).mean()))
                area = area_under_curve(given[here & table.answerable], out)
                areas += [] if area is None else [area]
    return f"kept {np.mean(kept):.3f}, refused {np.mean(refused):.3f}, AUC {np.mean(areas):.4f}"


def _fitted_elsewhere(table: Table, columns: list[int], held: Sequence[str], name: str) -> Floats:
    return probabilities(_fit(table, columns, _learnt(table, held) & (table.sets != name)), table.signs[:, columns])


def _fit(table: Table, columns: list[int], among: Bools) -> LinearModel:
    weights = _weights(table, among)
    used = weights > 0
    labels = table.answerable[used].astype(np.float64)
    return fit_logistic(table.signs[used][:, columns], labels, weights[used], np.full(len(columns), PENALTY))


def _weights(table: Table, among: Bools) -> Floats:
    """Weigh the sets equally, and within a set the kinds by SHARES."""
    weights = np.zeros(len(table.sets))
    for name in _names(table):
        for kind, share in SHARES.items():
            chosen = among & (table.sets == name) & (table.kinds == kind)
            if chosen.any():
                weights[chosen] = share / chosen.sum()
    return weights


def _collect(folders: Sequence[Path], work: Path, locates: bool = True) -> Table:
    """Ask the questions; one whose source is hidden but that another document answers is left out."""
    asked = ask_sets(list(folders), work, locates)
    stated = [row.kind == "source-out" and is_right(row.gold, text_of(best_piece(row.graded).evidence)) for row in asked]
    for name in dict.fromkeys(row.set for row in asked):
        dropped = sum(elsewhere for row, elsewhere in zip(asked, stated, strict=True) if row.set == name)
        print(f"{name}: {dropped} questions dropped, as another document answers them")
    rows = [row for row, elsewhere in zip(asked, stated, strict=True) if not elsewhere]
    table = Table(
        signs=np.array([row.signs for row in rows], np.float64),
        answerable=np.array([row.answerable for row in rows]),
        sets=np.array([row.set for row in rows]),
        kinds=np.array([row.kind for row in rows]),
        questions=np.array([row.gold["question"] for row in rows]),
    )
    if locates:
        np.savez_compressed(work / ROWS, **table._asdict())
    return table


def _read_again(work: Path) -> Table:
    with np.load(work / ROWS) as kept:
        return Table(**{name: kept[name] for name in Table._fields})


def _names(table: Table) -> list[str]:
    return sorted(set(table.sets.tolist()))


def _learnt(table: Table, held: Sequence[str]) -> Bools:
    return ~np.isin(table.sets, list(held))


def _question_signs(question: str) -> list[float]:
    """Return the signs of a question without documents: its length, names, numbers, and the kind of answer it wants."""
    kinds = ("person", "time", "number", "place", "reason", "other")
    words = question.split()
    names, digits = sum(w[:1].isupper() for w in words[1:]), sum(any(c.isdigit() for c in w) for w in words)
    return [len(words), names, digits, " not " in question, *(answer_type(question) == kind for kind in kinds)]


def _aurc(given: Floats, answerable: Bools) -> float:
    """Return the area under the risk-coverage curve: the mean share of unanswerable questions among the k surest.

    Source: Geifman and El-Yaniv, "Selective classification for deep neural networks", NeurIPS 2017.
    """
    wrong = ~answerable[np.argsort(-given, kind="stable")]
    return float((np.cumsum(wrong) / np.arange(1, len(wrong) + 1)).mean())


def _share(hits: Bools) -> str:
    if not len(hits):
        return ""
    low, high = _wilson(float(hits.mean()), len(hits))
    return f"{hits.mean():.2f} [{low:.2f}, {high:.2f}] ({len(hits)})"


def _wilson(share: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """Return the 95 % score interval of a share. Source: Wilson, "Probable inference", JASA 1927."""
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return middle - half, middle + half


def _rounded(model: LinearModel) -> LinearModel:
    fields = model.model_dump()
    return LinearModel.model_validate(
        {k: tuple(float(f"{x:.6g}") for x in v) if isinstance(v, tuple) else v for k, v in fields.items()}
    )


if __name__ == "__main__":
    main()

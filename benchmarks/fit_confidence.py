"""Fit the shipped confidence on the development sets, and say how well it does out of fold.

    python benchmarks/fit_confidence.py collect DEV_SETS WORK     reads every question through the product (half an hour)
    python benchmarks/fit_confidence.py fit WORK [--write]        fits, prints the figures, writes the shipped file

Rows are questions of the development sets, asked
    full            of the whole corpus;
    source-out      of the corpus without the documents that answer them (unanswerable of the ordinary kind);
    evidence-out    of the corpus without the passages that answer them (unanswerable, a near miss);
    typo            of the whole corpus with a letter of one word wrong (answerable);
    swapped-name    of the whole corpus with a name no document has in place of one of its own (unanswerable).
"""

import argparse
import json
import random
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from development_sets import index_of, newest, read_gold
from numpy.typing import NDArray

from qa_bot.answering.confidence import ANY_RERANKER, Confidence, ConfidenceModel, LinearModel
from qa_bot.answering.features import FEATURES, features
from qa_bot.answering.fitting import area_under_roc, bar_that_keeps, fit_logistic, probabilities, refused_at
from qa_bot.answering.grading import best_sentence
from qa_bot.bot import vocabulary_of
from qa_bot.evaluation.abstention import expected_calibration_error
from qa_bot.evaluation.hiding import PartialSnapshot
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.passage import Passage
from qa_bot.stopwatch import Stopwatch
from qa_bot.text.questions import names
from qa_bot.text.terms import STOP_WORDS, fold, word_spans
from qa_bot.understanding import Models, read_question, weight_of

SHIPPED = Path(__file__).parents[1] / "qa_bot" / "answering" / "confidence.json"
KEEP = 0.92
FOLDS = 8
PENALTY = 5.0
# The states have 768 columns for a few hundred rows. Chosen among 300, 1000, 3000 and 10000, out of fold.
STATE_PENALTY = 300.0
Floats = NDArray[np.float64]
Plan = tuple[tuple[str, tuple[str, ...], float], ...]
SQUAD = ("squad2_dev_half",)
# What each regression is fitted on: kind of row, sets (all where none is named), share of the weight.
SUBJECT: Plan = (("full", (), 0.45), ("typo", (), 0.1), ("source-out", (), 0.25), ("swapped-name", (), 0.2))
# What the confidence is scaled on: as many questions with an answer as without.
SCALE: Plan = (("full", (), 0.5), ("source-out", (), 0.25), ("unanswerable", SQUAD, 0.25))
ANSWER: Plan = (("full", SQUAD, 0.3), ("full", (), 0.2), ("unanswerable", SQUAD, 0.3), ("evidence-out", SQUAD, 0.2))
# Names that stand in for one of a question; whichever a corpus holds are not used on it.
STRANGERS = (
    "Vandermeer Oyelaran Tikhonov Castellanos Brightwater Mkhize Hallgrimsson Petrosyan Zanzibar Tasmania Bolivia Estonia "
    "Paraguay Madagascar Winnipeg Antwerp Osaka Montevideo Nairobi Helsinki"
).split()


def main() -> None:
    """Run one of the two steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    collecting = steps.add_parser("collect")
    collecting.add_argument("sets", type=Path)
    collecting.add_argument("work", type=Path)
    fitting = steps.add_parser("fit")
    fitting.add_argument("work", type=Path)
    fitting.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.step == "collect":
        collect(arguments.sets, arguments.work)
    else:
        fit(arguments.work, arguments.write)


def collect(sets: Path, work: Path) -> None:
    """Read every question through the product and keep features and states."""
    confidence = Confidence(schema_version=1, features=FEATURES, models={}, provenance={})
    models = Models(embedder=BundledEmbedder(), reader=BundledReader(), confidence=confidence)
    rows: list[dict[str, Any]] = []
    for folder in sorted(path for path in sets.iterdir() if (path / "gold.jsonl").is_file()):
        index_dir = index_of(folder, work, models.embedder)
        index = PartialSnapshot(index_dir, newest(index_dir))
        rng = random.Random(folder.name)
        for gold in read_gold(folder):
            if gold.get("history") or gold.get("type") == "conversational":
                continue
            for kind, label, question, hidden in _variants(gold, index, rng):
                index.hide(hidden)
                row = _row(index, models, question)
                if row is not None:
                    # A fold holds whole documents: a question is never judged by what was learnt from its own.
                    group = (gold["sources"] or [gold.get("extra", {}).get("near_miss_file", gold["id"])])[0]
                    rows.append({"set": folder.name, "kind": kind, "label": label, "group": group, **row})
        index.hide([])
        print(folder.name, len(rows), flush=True)
    np.savez_compressed(work / "confidence_rows.npz", rows=np.array(rows, object))


def _variants(gold: dict[str, Any], index: PartialSnapshot, rng: random.Random) -> list[tuple[str, int, str, list[Passage]]]:
    question = gold["question"]
    if gold["answer"] is None:
        return [("unanswerable", 0, question, [])]
    variants: list[tuple[str, int, str, list[Passage]]] = [("full", 1, question, [])]
    own = [p for p in index.every if set(p.names) & set(gold["sources"])]
    variants.append(("source-out", 0, question, own))
    holding = [p for p in own if any(_overlaps(p.text, evidence) for evidence in gold["evidence"])]
    if holding:
        variants.append(("evidence-out", 0, question, holding))
    if rng.random() < 0.4 and (misspelt := _misspell(question, rng)):
        variants.append(("typo", 1, misspelt, []))
    if rng.random() < 0.5 and (swapped := _swap_name(question, index, rng)):
        variants.append(("swapped-name", 0, swapped, []))
    return variants


def _overlaps(text: str, evidence: str) -> bool:
    """Tell whether a passage and a piece of evidence share a run of eight words."""
    here, there = text.split(), evidence.split()
    runs = {tuple(there[i : i + 8]) for i in range(max(len(there) - 7, 1))}
    size = min(8, len(there))
    return any(tuple(here[i : i + size]) in runs for i in range(len(here)))


def _misspell(question: str, rng: random.Random) -> str | None:
    spans = [(a, b) for a, b in word_spans(question) if b - a >= 6 and fold(question[a:b]) not in STOP_WORDS]
    if not spans:
        return None
    a, b = rng.choice(spans)
    word = question[a:b]
    at = rng.randrange(1, len(word) - 2)
    kinds = [word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + word[at] + word[at:]]
    return question[:a] + rng.choice(kinds) + question[b:]


def _swap_name(question: str, index: PartialSnapshot, rng: random.Random) -> str | None:
    known = [name for name in names(question) if index.document_frequency(fold(name))]
    strangers = [name for name in STRANGERS if not index.document_frequency(fold(name))]
    if not known or not strangers:
        return None
    return re.sub(rf"\b{re.escape(rng.choice(known))}\b", rng.choice(strangers), question)


def _row(index: PartialSnapshot, models: Models, question: str) -> dict[str, Any] | None:
    read = read_question(index, models, question, Stopwatch())
    if not read.graded:
        return None
    scalars = features(read.question, read.graded, vocabulary_of(read.candidates), weight_of(index))
    best = best_sentence(read.graded)
    return {"scalars": scalars, "state": best.state, "context_state": best.context_state}


def fit(work: Path, write: bool) -> None:
    """Fit both models, print how they do out of fold, and write them where asked."""
    rows = list(np.load(work / "confidence_rows.npz", allow_pickle=True)["rows"])
    scalars = np.array([row["scalars"] for row in rows], np.float64)
    logits = scalars[:, [FEATURES.index("best_logit"), FEATURES.index("best_in_context")]]
    states = np.array([np.concatenate([row["state"], row["context_state"]]) for row in rows], np.float64)
    models = {}
    for name, answer_columns, state_width in (
        (ANY_RERANKER, logits, 0),
        (BundledReranker.name, np.hstack([logits, states]), states.shape[1] // 2),
    ):
        subject = Head(scalars, np.full(len(FEATURES), PENALTY), _weights(rows, SUBJECT))
        answer_penalty = np.append(np.full(2, PENALTY), np.full(2 * state_width, STATE_PENALTY))
        answer = Head(answer_columns, answer_penalty, _weights(rows, ANSWER))
        product = np.clip(_out_of_fold(rows, subject) * _out_of_fold(rows, answer), 1e-9, 1 - 1e-9)
        scale = Head(np.log(product / (1 - product))[:, None], np.full(1, 1e-6), _weights(rows, SCALE))
        platt = scale.fit(_labels(rows))
        out_of_fold = probabilities(platt, scale.inputs)
        print(f"calibration error {_calibration_error(rows, product):.3f}, scaled {_calibration_error(rows, out_of_fold):.3f}")
        slope = platt.weights[0] / platt.scale[0]
        bar = _bar(rows, out_of_fold)
        print(f"== {name}, bar {bar:.4f}")
        report(rows, out_of_fold, bar)
        labels = _labels(rows)
        models[name] = ConfidenceModel(
            subject=_rounded(subject.fit(labels)),
            answer=_rounded(answer.fit(labels)),
            slope=round(slope, 6),
            intercept=round(platt.intercept - slope * platt.mean[0], 6),
            threshold=round(bar, 4),
            state_width=state_width,
        )
    if write:
        provenance = {
            "script": "benchmarks/fit_confidence.py",
            "fitted_at": datetime.now(UTC).date().isoformat(),
            "rows": {s: sum(row["set"] == s for row in rows) for s in sorted({row["set"] for row in rows})},
            "kinds": {k: sum(row["kind"] == k for row in rows) for k in sorted({row["kind"] for row in rows})},
            "threshold": f"keeps {KEEP} of the answerable questions, development sets weighed equally, out of fold",
        }
        confidence = Confidence(schema_version=1, features=FEATURES, models=models, provenance=provenance)
        SHIPPED.write_text(json.dumps(confidence.model_dump(), separators=(",", ":")) + "\n", "utf-8")
        print(f"wrote {SHIPPED} ({SHIPPED.stat().st_size // 1024} kB)")


class Head(NamedTuple):
    """Be what one of the two regressions is fitted on: inputs (rows, columns), penalty (columns,), weights (rows,)."""

    inputs: Floats
    penalty: Floats
    weights: Floats

    def fit(self, labels: Floats, among: Any = True) -> LinearModel:
        """Fit on the rows that count, or on those of them that are also `among`."""
        used = (self.weights > 0) & among
        return fit_logistic(self.inputs[used], labels[used], self.weights[used], self.penalty)


def report(rows: list[dict[str, Any]], p: Floats, bar: float) -> None:
    """Print the figures that the project watches."""

    def of(kinds: tuple[str, ...], sets: str | None = None) -> Floats:
        return np.array([x for x, r in zip(p, rows, strict=True) if r["kind"] in kinds and sets in (None, r["set"])])

    squad = of(("full",), "squad2_dev_half"), of(("unanswerable",), "squad2_dev_half")
    print(f"near-misses (squad2): refused {refused_at(0.80, *squad):.3f} at 0.80 kept, AUC {area_under_roc(*squad):.3f}")
    refused = []
    for name in sorted({row["set"] for row in rows}):
        kept, out = of(("full",), name), of(("source-out",), name)
        refused.append(refused_at(0.92, kept, out))
        print(
            f"  {name:22} source-out refused {refused[-1]:.3f} at 0.92 kept of its own; at the bar: kept {(kept >= bar).mean():.3f}, "
            f"source-out refused {(out < bar).mean():.3f}"
        )
    print(f"  mean over the sets: {np.mean(refused):.3f}")
    for kind in ("unanswerable", "evidence-out", "typo", "swapped-name"):
        print(f"  {kind}: below the bar {(of((kind,)) < bar).mean():.3f}")


def _calibration_error(rows: list[dict[str, Any]], p: Floats) -> float:
    """Return the error over the rows that a plain question may be: asked of the whole corpus, or without its source."""
    plain = np.array([row["kind"] in ("full", "source-out", "unanswerable") for row in rows])
    return expected_calibration_error(p[plain], _labels(rows)[plain] == 1)


def _labels(rows: list[dict[str, Any]]) -> Floats:
    return np.array([row["label"] for row in rows], np.float64)


def _weights(rows: list[dict[str, Any]], plan: Plan) -> Floats:
    """Give each part of a plan its share, divided equally between its sets and within a set between its rows."""
    weights = np.zeros(len(rows))
    for kind, sets, share in plan:
        chosen = {name: [] for name in sets} if sets else {row["set"]: [] for row in rows if row["kind"] == kind}
        for i, row in enumerate(rows):
            if row["kind"] == kind and row["set"] in chosen:
                chosen[row["set"]].append(i)
        for members in chosen.values():
            weights[members] += share / len(chosen) / len(members)
    return weights


def _bar(rows: list[dict[str, Any]], p: Floats) -> float:
    weights = _weights(rows, (("full", (), 1.0),))
    return bar_that_keeps(KEEP, p[weights > 0], weights[weights > 0])


def _folds(rows: list[dict[str, Any]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    groups = sorted({row["group"] for row in rows})
    random.Random(0).shuffle(groups)
    fold_of = {group: i % FOLDS for i, group in enumerate(groups)}
    return np.array([fold_of[row["group"]] for row in rows])


def _out_of_fold(rows: list[dict[str, Any]], head: Head) -> Floats:
    folds, labels = _folds(rows), _labels(rows)
    found = np.zeros(len(rows))
    for number in range(FOLDS):
        outside = folds == number
        found[outside] = probabilities(head.fit(labels, ~outside), head.inputs[outside])
    return found


def _rounded(model: LinearModel) -> LinearModel:
    fields = model.model_dump()
    return LinearModel(**{k: tuple(float(f"{x:.6g}") for x in v) if isinstance(v, tuple) else v for k, v in fields.items()})


if __name__ == "__main__":
    main()

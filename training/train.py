"""Train the reader from rows.

    python -m training.train --data FOLDER --base FOLDER --out FOLDER [--more FOLDER] [--seconds 390] [--layers 6]

Writes the weights, and evaluation.json with the figures of the rows held out.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.encoding import Encoded, encode_material, open_tokenizer
from training.heldout import Split, split
from training.licences import clear_rows, read_sources
from training.material import gather_material
from training.pairs import Task
from training.rows import LABELS, read_more, read_packed
from training.written import balanced, read_written

if TYPE_CHECKING:
    from training.loop import Trained
    from training.reader import Reader

Log = Callable[[str], None]

ALL_LAYERS = 12
PATHS = ("data", "base", "out", "more", "written")
# A smaller reader must also relearn what the base knows about relevance.
RELEVANCE_WEIGHT = 0.05
RELEVANCE_WEIGHT_OF_FEWER_LAYERS = 0.5


def parse() -> argparse.Namespace:
    """Return the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of rows.jsonl.xz and passages.jsonl.xz")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base reranker: model.onnx, tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights and evaluation.json")
    parser.add_argument(
        "--more", type=Path, action="append", default=[], help="folder of further rows, *.jsonl; may be repeated"
    )
    parser.add_argument("--written", type=Path, help="folder of written passages, *.jsonl (training/written.py)")
    parser.add_argument("--licences", choices=("clear", "all"), default="clear", help="sources by their terms (sources.json)")
    parser.add_argument(
        "--weight",
        type=_weight,
        action="append",
        default=[],
        metavar="SOURCE=FACTOR",
        help="use rows so often; * in SOURCE stands for anything",
    )
    parser.add_argument("--limit", type=int, help="at most so many rows of a source")
    parser.add_argument("--layers", type=int, default=ALL_LAYERS, help="layers kept of the base: 12, 6, 4, 3, 2 or 1")
    parser.add_argument("--seconds", type=float, default=390.0, help="bound of the training loop alone")
    parser.add_argument("--epochs", type=float, default=4.0)
    parser.add_argument("--learning-rate", type=float, default=1.5e-4)
    parser.add_argument("--tokens-per-batch", type=int, default=32_768)
    parser.add_argument("--max-tokens", type=int, default=320, help="of a pair")
    parser.add_argument("--evidence-weight", type=float, default=0.5)
    parser.add_argument("--relevance-weight", type=float, help="0.05, or 0.5 with fewer layers than the base")
    parser.add_argument("--train-embeddings", action="store_true", help="the word, position and segment embeddings too")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="that encode")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Read, hold out, encode, train, save, test."""
    arguments = parse()
    log = clock()
    rng = random.Random(arguments.seed)
    rows = _read(arguments, rng, log)
    material = gather_material(rows.train, dict(arguments.weight), rng)
    log(f"{len(rows.train)} rows to train on, {len(material.rows)} with derived ones")
    tokenizer_path = arguments.base / "tokenizer.json"
    encoded = encode_material(material, tokenizer_path, arguments.max_tokens, arguments.seed, arguments.processes)
    log(f"{len(encoded)} pairs; {_composition(encoded)}")
    reader, trained = _fit(arguments, encoded, log)

    from training.evaluation import evaluate, table
    from training.weights import save_weights

    save_weights(reader, arguments.base, arguments.out, _provenance(arguments, rows, encoded, trained))
    log(f"saved in {arguments.out}")
    tokenizer = open_tokenizer(tokenizer_path, arguments.max_tokens)
    figures = evaluate(reader, tokenizer, rows.test) | evaluate(reader, tokenizer, rows.further_test, "all-further")
    (arguments.out / "evaluation.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    log("tested")
    print(table(figures))


def _fit(arguments: argparse.Namespace, encoded: Encoded, log: Log) -> tuple[Reader, Trained]:
    """Open the base, train it and return it with what the loop did."""
    import torch

    from training.loop import Schedule, train
    from training.losses import LossWeights
    from training.reader import open_reader
    from training.teacher import teacher_relevance

    torch.manual_seed(arguments.seed)
    torch.set_float32_matmul_precision("high")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    relevance_weight = arguments.relevance_weight
    if relevance_weight is None:
        relevance_weight = RELEVANCE_WEIGHT if arguments.layers == ALL_LAYERS else RELEVANCE_WEIGHT_OF_FEWER_LAYERS
    relevance = teacher_relevance(arguments.base, encoded, device)
    log(f"the teacher has read them, on {device}")
    reader = open_reader(arguments.base, arguments.layers).to(device)
    if not arguments.train_embeddings:
        reader.backbone.freeze_embeddings()
    schedule = Schedule(
        seconds=arguments.seconds,
        epochs=arguments.epochs,
        learning_rate=arguments.learning_rate,
        tokens_per_batch=arguments.tokens_per_batch,
        seed=arguments.seed,
    )
    trained = train(reader, encoded, relevance, schedule, LossWeights(relevance_weight, arguments.evidence_weight), log)
    log(f"{trained.steps} steps, {trained.epochs:.2f} epochs, {trained.seconds:.0f} s, {trained.pairs_per_second:.0f} pairs/s")
    return reader, trained


def _read(arguments: argparse.Namespace, rng: random.Random, log: Log) -> Split:
    packed = read_packed(arguments.data)
    log(f"{len(packed)} packed rows")
    if arguments.licences == "clear":
        packed = clear_rows(packed, read_sources())
        log(f"{len(packed)} of them of sources whose terms allow a derived model")
    more = [row for folder in arguments.more for row in read_more(folder)]
    if arguments.written:
        more += balanced(read_written(arguments.written), rng)
    log(f"{len(more)} further rows: {dict(Counter(row.source for row in more))}")
    rows = split(packed, more, arguments.limit, rng)
    log(f"{sum(map(len, (*rows.test.values(), *rows.further_test.values())))} rows held out")
    return rows


def _composition(encoded: Encoded) -> str:
    questions = encoded.task == Task.QUESTION
    claims = {name: int((~questions & (encoded.label == value)).sum()) for name, value in LABELS.items()}
    return f"{questions.sum()} questions, {(questions & (encoded.label == 1)).sum()} answerable; claims {claims}"


def _provenance(arguments: argparse.Namespace, rows: Split, encoded: Encoded, trained: Trained) -> dict[str, Any]:
    """Return what the weights were made from, without the paths of this machine."""
    options = {name: value for name, value in vars(arguments).items() if name not in PATHS}
    return {
        "options": options,
        "rows": dict(sorted(Counter(row.source for row in rows.train).items())),
        "pairs": len(encoded),
        "steps": trained.steps,
        "epochs": round(trained.epochs, 3),
    }


def _weight(text: str) -> tuple[str, float]:
    source, equals, factor = text.rpartition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not SOURCE=FACTOR")
    return source, float(factor)


def clock() -> Log:
    """Return what prints a line with the seconds since now."""
    began = time.monotonic()
    return lambda line: print(f"[{time.monotonic() - began:6.1f} s] {line}", flush=True)


if __name__ == "__main__":
    main()

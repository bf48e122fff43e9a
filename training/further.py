"""Train the shipped reader further, on passages written for it, and write the result as ONNX. Made for a processor: an hour.

    python -m training.further --start reader.onnx --tokenizer tokenizer.json --written FOLDER --data FOLDER --out FOLDER

Some rows of the packed sources are repeated, so that what was learnt from them is kept. The lower layers stay as they are, which
halves the time. The relevance of the start is what the head `relevance` has to keep.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn

from training.averaging import mixed
from training.encoding import Encoded, encode_material, open_tokenizer
from training.evaluation import Figures, evaluate, table
from training.export import export
from training.heldout import Split, is_test_passage, split
from training.licences import clear_rows, read_sources
from training.loop import Schedule, train
from training.losses import LossWeights
from training.material import gather_material
from training.pairs import Task
from training.reader import Reader
from training.rows import Row, read_more, read_packed
from training.shipped import read_shipped
from training.teacher import relevance_of
from training.train import Log, clock
from training.written import balanced, read_written

CPU = torch.device("cpu")


def parse() -> argparse.Namespace:
    """Return the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True, help="the int8 reader to go on from")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument(
        "--state", type=Path, help="state.pt of a run before, to go on from; the start is still what is held to"
    )
    parser.add_argument("--written", type=Path, required=True, help="folder of written passages, *.jsonl (training/written.py)")
    parser.add_argument("--data", type=Path, help="folder of rows.jsonl.xz and passages.jsonl.xz, of which some are repeated")
    parser.add_argument("--repeated", type=int, default=150, help="at most so many rows of each packed source")
    parser.add_argument(
        "--more", type=Path, action="append", help="folder of further rows, of which some are repeated; may be repeated"
    )
    parser.add_argument("--repeated-more", type=int, default=100, help="at most so many rows of each further source")
    parser.add_argument("--out", type=Path, required=True, help="folder for the two ONNX files and evaluation.json")
    parser.add_argument("--frozen-layers", type=int, default=6)
    parser.add_argument(
        "--start-share", type=float, action="append", help="write one more with this share of the start mixed in"
    )
    parser.add_argument("--seconds", type=float, default=3000.0, help="bound of the training loop alone")
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--learning-rate", type=float, default=5e-5)
    parser.add_argument("--tokens-per-batch", type=int, default=2048)
    parser.add_argument("--max-tokens", type=int, default=320, help="of a pair")
    parser.add_argument(
        "--relevance-share", type=float, default=0.25, help="of the pairs whose relevance is held to the start's"
    )
    parser.add_argument("--tested", type=int, default=150, help="at most so many rows of each source held out")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Read, encode, train, write, test."""
    arguments = parse()
    torch.manual_seed(arguments.seed)
    log = clock()
    rows = _rows(arguments, log)
    encoded = _encoded(arguments, rows, log)
    reader = read_shipped(arguments.start)
    relevance = _relevance(reader, encoded, arguments)
    log("the start's relevance is known")
    if arguments.state:
        reader.load_state_dict(torch.load(arguments.state, weights_only=True))
    freeze(reader, arguments.frozen_layers)
    without_dropout(reader)
    schedule = Schedule(
        seconds=arguments.seconds,
        epochs=arguments.epochs,
        learning_rate=arguments.learning_rate,
        head_factor=1.0,
        tokens_per_batch=arguments.tokens_per_batch,
        rows_per_batch=64,
        log_steps=50,
        seed=arguments.seed,
    )
    done = train(reader, encoded, relevance, schedule, LossWeights(relevance=0.2, evidence=0.5), log)
    log(f"{done.steps} steps, {done.epochs:.2f} epochs, {done.seconds:.0f} s")
    torch.save(reader.state_dict(), _made(arguments.out) / "state.pt")
    started, tokenizer = read_shipped(arguments.start), open_tokenizer(arguments.tokenizer, arguments.max_tokens)
    figures = {"start": _tested(started, tokenizer, rows)}
    for share in (0.0, *(arguments.start_share or ())):
        candidate = mixed(reader, started, share)
        export(candidate, arguments.out / f"share{share}")
        figures[f"share {share}"] = _tested(candidate, tokenizer, rows)
        log(f"with {share} of the start")
    (arguments.out / "evaluation.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for name, values in figures.items():
        print(f"\n{name}\n{table(values)}")


def freeze(reader: Reader, layers: int) -> None:
    """Leave the embeddings and the lower layers as they are."""
    parts = [reader.backbone.word, reader.backbone.position, reader.backbone.segment, reader.backbone.norm]
    for part in (*parts, *list(reader.backbone.layers)[:layers]):
        part.requires_grad_(False)


def without_dropout(reader: Reader) -> None:
    """Train without dropout: it takes a third of the time on a processor, and less than an epoch does not overfit."""
    for part in reader.modules():
        if isinstance(part, nn.Dropout):
            part.p = 0.0


def _rows(arguments: argparse.Namespace, log: Log) -> Split:
    """Return what is trained on and what is tested: the packed rows that are repeated and the written ones."""
    rng = random.Random(arguments.seed)
    written = balanced(read_written(arguments.written), rng)
    packed = clear_rows(read_packed(arguments.data), read_sources()) if arguments.data else []
    whole = split(packed, written, None, rng)
    fresh = set(map(id, written))
    repeated = _capped([row for row in whole.train if id(row) not in fresh], arguments.repeated)
    new = [row for row in whole.train if id(row) in fresh]
    for folder in arguments.more or ():
        further = [row for row in read_more(folder) if not is_test_passage(row)]
        rng.shuffle(further)
        repeated += _capped(further, arguments.repeated_more)
    log(f"{len(new)} written rows and {len(repeated)} repeated ones to train on")
    test = {source: rows[: arguments.tested] for source, rows in whole.test.items()}
    return Split([*new, *repeated], test, whole.further_test)


def _capped(rows: Sequence[Row], limit: int) -> list[Row]:
    """Return at most `limit` rows of each source."""
    seen: dict[str, int] = {}
    kept = []
    for row in rows:
        seen[row.source] = seen.get(row.source, 0) + 1
        if seen[row.source] <= limit:
            kept.append(row)
    return kept


def _encoded(arguments: argparse.Namespace, rows: Split, log: Log) -> Encoded:
    material = gather_material(rows.train, {}, random.Random(arguments.seed))
    encoded = encode_material(material, arguments.tokenizer, arguments.max_tokens, arguments.seed, 1)
    questions = int((encoded.task == Task.QUESTION).sum())
    log(f"{len(encoded)} pairs of {len(encoded.ids)} tokens, {questions} of them questions")
    return encoded


def _relevance(reader: Reader, encoded: Encoded, arguments: argparse.Namespace) -> NDArray[np.float32]:
    """Return the start's relevance of a share of the questions, and NaN, which the loss leaves out, for the others."""
    rng = np.random.default_rng(arguments.seed)
    chosen = (encoded.task == Task.QUESTION) & (rng.random(len(encoded)) < arguments.relevance_share)
    found = np.full(len(encoded), np.nan, np.float32)
    found[chosen] = relevance_of(reader, encoded, CPU, np.flatnonzero(chosen))[chosen]
    return found


def _tested(reader: Reader, tokenizer: Tokenizer, rows: Split) -> dict[str, Figures]:
    return evaluate(reader, tokenizer, rows.test) | evaluate(reader, tokenizer, rows.further_test, "all-further")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main()

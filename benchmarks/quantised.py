"""Measure a reader's ONNX file on SQuAD 2.0's rows that were not trained on, with the paragraph given.

    python benchmarks/quantised.py ROWS ONNX [ONNX ...]

ROWS is the folder of the packed rows (training/README.md). Give the int8 and the full-precision file to compare them: 2,534
questions about seven articles, nearly half of them with an answer. Prints AUC, what is refused at .80 and .92 kept, and span F1.
"""

import argparse
import random
from pathlib import Path
from typing import Any

import numpy as np

from qa_bot.evidence.grading import best_span
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.models.onnx_model import session_options
from qa_bot.models.protocols import HeadedText
from training.heldout import split
from training.measures import area_under_curve, refused_at, shared_words
from training.rows import QuestionRow, read_packed

SQUAD = "qa-squad2-dev-half"


class FileReader(BundledReader):
    """The bundled reader with another file's weights."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        import onnxruntime

        options = session_options(onnxruntime)
        self._loaded = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    @property
    def _session(self) -> Any:
        return self._loaded


def main() -> None:
    """Print a line a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    arguments = parser.parse_args()
    held_out = split(read_packed(arguments.rows), [], None, random.Random(1)).test[SQUAD]
    rows = [row for row in held_out if isinstance(row, QuestionRow)]
    for path in arguments.files:
        reader = FileReader(path)
        scores, shared = [], []
        for row in rows:
            (reading,) = reader.read(row.question, [HeadedText("", row.passage)])
            scores.append(reading.answerable)
            found = best_span(reading.tokens, 0, len(row.passage)) if reading.tokens else None
            if row.answers and found:
                said = row.passage[slice(*found[1])]
                shared.append(max(shared_words(said, row.passage[a.start : a.end]) for a in row.answers))
        kept = np.array([s for row, s in zip(rows, scores, strict=True) if row.answerable], np.float64)
        out = np.array([s for row, s in zip(rows, scores, strict=True) if not row.answerable], np.float64)
        print(
            f"{path}: n {len(rows)}, AUC {area_under_curve(kept, out):.3f}, refused {refused_at(kept, out, 0.80):.3f} at .80 kept, "
            f"{refused_at(kept, out, 0.92):.3f} at .92; span F1 {np.mean(shared):.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()

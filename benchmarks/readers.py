"""Compare readers' ONNX files with the passage given: near misses, claims, other words, SQuAD 2.0's held-out rows.

    python benchmarks/readers.py ROWS ONNX [ONNX ...] [--squad 1000] [--base MODEL] [--only TEST]

ROWS is the folder of the packed rows (training/README.md). Prints a table: AUC of `answerable` (a question with an answer
scores above one without) and of `supported` (a true claim above a false one), the share refused when .80 are kept, span F1, and
the mean log odds of questions in other words (benchmarks/reworded.txt). For a set with a corpus, the best paragraph counts: of
the question's file in near_misses, of all files elsewhere. `--base` adds Spearman's correlation of
`relevance` with the base reranker over pairs of seeds/. The claims are those of the split "tune"; "held" is not read.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from quantised import SQUAD, FileReader

from qa_bot.evidence.grading import best_span
from qa_bot.models.protocols import HeadedText, Reading
from training.heldout import split
from training.measures import area_under_curve, refused_at, shared_words
from training.rows import QuestionRow, read_packed

ROOT = Path(__file__).parents[1]
SETS, GOLD = ROOT / "benchmarks/sets", ROOT / "tests/gold"
SHORT = 25
LONG = 900


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def paragraphs(path: Path) -> list[HeadedText]:
    """Return the paragraphs of a file, short ones joined with the next, each under the file's first line."""
    text = path.read_text(encoding="utf-8")
    title = text.strip().splitlines()[0].lstrip("# ").strip()
    parts: list[str] = []
    for part in text.split("\n\n"):
        if parts and (len(parts[-1].split()) < SHORT or len(part.split()) < SHORT) and len(parts[-1]) + len(part) < LONG:
            parts[-1] += "\n" + part.strip()
        elif part.strip():
            parts.append(part.strip())
    return [HeadedText(title, part) for part in parts]


def corpus(folder: Path) -> dict[str, list[HeadedText]]:
    """Return the paragraphs of each file of a folder that is text."""
    return {
        path.name: paragraphs(path) for path in sorted(folder.rglob("*")) if path.suffix in (".md", ".txt", ".csv", ".html")
    }


def best(reader: FileReader, question: str, texts: Iterable[HeadedText], sign: Callable[[Reading], float | None]) -> float:
    """Return the highest sign of several texts."""
    return max(sign(reading) or -99.0 for reading in reader.read(question, list(texts)))


def separated(scored: Sequence[tuple[bool, float]]) -> str:
    """Return n, AUC and what is refused at .80 kept."""
    kept, out = (np.array([score for right, score in scored if right is wanted]) for wanted in (True, False))
    return f"n {len(scored)}, AUC {area_under_curve(kept, out):.3f}, refused {refused_at(kept, out, 0.80):.3f} at .80 kept"


def squad(reader: FileReader, rows: Sequence[QuestionRow]) -> str:
    """Return the figures of SQuAD's rows."""
    scored: list[tuple[bool, float]] = []
    shared = []
    for row in rows:
        (reading,) = reader.read(row.question, [HeadedText("", row.passage)])
        scored.append((row.answerable, reading.answerable or 0.0))
        found = best_span(reading.tokens, 0, len(row.passage)) if reading.tokens else None
        if row.answers and found:
            shared.append(max(shared_words(row.passage[slice(*found[1])], a.text) for a in row.answers))
    return f"{separated(scored)}; span F1 {np.mean(shared):.3f}"


def claims(reader: FileReader) -> str:
    """Return the figures of the claims of the split "tune", read with the paragraphs that hold their evidence."""
    texts = {name: corpus(GOLD / "claims" / name / "corpus") for name in ("handbook", "observatory")}
    scored = []
    for claim in lines(GOLD / "claims/pairs.jsonl"):
        if claim["split"] == "tune":
            all_texts = [text for file in texts[claim["corpus"]].values() for text in file]
            wanted = [" ".join(evidence.split()) for evidence in claim["evidence"]]
            right = [t for t in all_texts if any(w in " ".join(t.text.split()) for w in wanted)] or all_texts
            scored.append((claim["supported"], best(reader, claim["sentence"], right, lambda reading: reading.supported)))
    return separated(scored)


def paraphrases(reader: FileReader) -> str:
    """Return the figures of the true and altered sentences about seeds/, the best paragraph of all files."""
    texts = [text for file in corpus(ROOT / "seeds").values() for text in file]
    scored = [
        (kind == "true", best(reader, line[kind], texts, lambda reading: reading.supported))
        for line in lines(GOLD / "paraphrases.jsonl")
        for kind in ("true", "false")
    ]
    return separated(scored)


def questions(reader: FileReader, name: str) -> str:
    """Return the figures of a set of our own."""
    files = corpus(SETS / name / "corpus") if (SETS / name / "corpus").is_dir() else corpus(ROOT / "seeds")
    scored = []
    for gold in lines(SETS / name / "gold.jsonl"):
        about = gold["sources"] or [gold.get("extra", {}).get("near_miss_file")]
        texts = files.get(about[0], []) if name == "near_misses" and about[0] else [t for file in files.values() for t in file]
        if texts and "history" not in gold:
            scored.append(
                (gold["answer"] is not None, best(reader, gold["question"], texts, lambda reading: reading.answerable))
            )
    return separated(scored)


def reworded(reader: FileReader) -> str:
    """Return the figures of the questions in other words and of those near them."""
    scored: list[tuple[bool, float]] = []
    for line in Path(__file__).with_name("reworded.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            passage, asked, near = line.split(" | ")
            for question, right in ((asked, True), (near, False)):
                scored.append((right, reader.read(question, [HeadedText("", passage)])[0].answerable or 0.0))
    means = [np.mean([score for right, score in scored if right is wanted]) for wanted in (True, False)]
    kept = np.mean([score > 0 for right, score in scored if right])
    out = np.mean([score > 0 for right, score in scored if not right])
    return f"{separated(scored)}; log odds {means[0]:.2f} and {means[1]:.2f}, above 0: {kept:.2f} and {out:.2f}"


def relevance(reader: FileReader, base: FileReader, name: str) -> str:
    """Return Spearman's correlation of two files' relevance over the questions of a set and every paragraph of seeds/."""
    texts = [text for file in corpus(ROOT / "seeds").values() for text in file]
    rng, both = random.Random(1), []
    for gold in lines(SETS / name / "gold.jsonl")[:30]:
        some = rng.sample(texts, 10)
        both.append([[r.relevance for r in one.read(gold["question"], some)] for one in (reader, base)])
    ranks = [np.concatenate([np.array(pair[k]) for pair in both]).argsort().argsort() for k in (0, 1)]
    return f"n {len(ranks[0])}, Spearman {np.asarray(np.corrcoef(np.stack(ranks)))[0, 1]:.3f}"


class BaseReader(FileReader):
    """The base reranker: its only output is relevance."""

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        pairs = self._encode(question, texts)
        return tuple(Reading(float(outputs[0][0, 0])) for outputs in self._map(pairs, list))


def main() -> None:
    """Print the table, a file at a time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--squad", type=int, default=1000)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--only", action="append", help="a test's name; may be repeated")
    arguments = parser.parse_args()
    held_out = split(read_packed(arguments.rows), [], None, random.Random(1)).test[SQUAD]
    rows = [row for row in held_out if isinstance(row, QuestionRow)]
    rows = random.Random(7).sample(rows, min(arguments.squad, len(rows)))
    for path in arguments.files:
        reader = FileReader(path)
        tests: dict[str, Callable[[], str]] = {
            "claims, tune": partial(claims, reader),
            "paraphrases": partial(paraphrases, reader),
            "reworded": partial(reworded, reader),
            "near_misses": partial(questions, reader, "near_misses"),
            "handbook": partial(questions, reader, "handbook"),
            "seeds": partial(questions, reader, "seeds"),
            "SQuAD": partial(squad, reader, rows),
        }
        if arguments.base:
            tests["relevance"] = partial(relevance, reader, BaseReader(arguments.base), "seeds")
        for name, test in tests.items():
            if name not in (arguments.only or tests):
                continue
            print(f"{path.parent.name}/{path.name} | {name} | {test()}", flush=True)


if __name__ == "__main__":
    main()

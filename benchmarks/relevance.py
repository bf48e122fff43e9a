"""Compare the reader's relevance with the logit of the reranker that it replaced.

    python benchmarks/relevance.py BASE WORK SET [--pairs 1000]

BASE is the folder of the base reranker (model.onnx; see training/README.md), SET a folder with corpus/ and gold.jsonl. Reads the
eight passages that the search finds for each question with both and prints how alike they rank: Spearman's correlation
over all pairs, its mean within a question, and how often both have the same passage first.
"""

import argparse
from pathlib import Path

import numpy as np
from cached_reader import CachedReader
from development_sets import index_of, newest, read_gold

from qa_bot.evaluation.held_out_index import PartialSnapshot
from qa_bot.evidence.weighing import CANDIDATES
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.onnx_model import BundledModel
from qa_bot.models.protocols import HeadedText
from qa_bot.retrieval.search import Searches, find_candidates
from qa_bot.understanding.standalone import STANDALONE


class BaseReranker(BundledModel):
    """The base reranker from its own folder, with the reader's tokenizer."""

    file = "base"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        import onnxruntime

        self._loaded = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])

    @property
    def _session(self) -> object:
        return self._loaded

    def logits(self, question: str, texts: list[HeadedText]) -> list[float]:
        pairs = self._tokenizer.encode_batch([(question, text.written()) for text in texts])
        for pair in pairs:
            pair.truncate(self.max_tokens)
        return [float(outputs[0][0, 0]) for outputs in self._map(pairs, list)]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("set", type=Path)
    parser.add_argument("--pairs", type=int, default=1000)
    arguments = parser.parse_args()
    embedder, reader, base = BundledEmbedder(), CachedReader(arguments.work), BaseReranker(arguments.base)
    index_dir = index_of(arguments.set.absolute(), arguments.work / "indexes", embedder)
    index = PartialSnapshot(index_dir, newest(index_dir))
    old, new = [], []
    for gold in read_gold(arguments.set):
        found = find_candidates(Searches(index, embedder), gold["question"], CANDIDATES).passages[:STANDALONE]
        texts = [HeadedText(c.passage.heading(), c.passage.text) for c in found]
        old.append(base.logits(gold["question"], texts))
        new.append([reading.relevance for reading in reader.read(gold["question"], texts)])
        if sum(map(len, old)) >= arguments.pairs:
            break
    reader.save()
    within = [_spearman(np.array(a), np.array(b)) for a, b in zip(old, new, strict=True) if len(a) > 2]
    first = np.mean([int(np.argmax(a)) == int(np.argmax(b)) for a, b in zip(old, new, strict=True)])
    every_old, every_new = np.concatenate([*map(np.array, old)]), np.concatenate([*map(np.array, new)])
    print(f"{len(every_old)} pairs of {len(old)} questions: Spearman {_spearman(every_old, every_new):.3f} over all pairs,")
    print(f"{np.mean(within):.3f} within a question (mean); the same passage first for {first:.3f}")


def _spearman(first: np.ndarray, second: np.ndarray) -> float:
    """Return Spearman's rank correlation; ties are broken by order."""
    ranks = [values.argsort().argsort() for values in (first, second)]
    return float(np.asarray(np.corrcoef(np.stack(ranks)))[0, 1])


if __name__ == "__main__":
    main()

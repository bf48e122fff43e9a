"""The ladder: what each part of the retrieval adds, and a language model on top, on the same questions.

    python benchmarks/ladder.py SETS WORK [--questions 100] [--model sentence-transformers:PATH] [--only SET]
        [--llm-url http://127.0.0.1:8080/v1 --llm-model NAME]

Rungs: bm25, dense, hybrid (fused), + reader, with --model the same with that embedding model, and with --llm-url answers
in the words of the model of an OpenAI-compatible server (its key in QA_BOT_LLM_API_KEY, its limits in the other settings).
Each rung of each set runs in a process of its own, so that its peak memory is its own. Questions with a history are left
out. Prints a table in Markdown. Answers are always given, so that the rungs are compared on what they find. "in the model's
words" is the share of answers that are; the others fell back to quotes.
"""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.answering.selection import select
from qa_bot.application import open_writer
from qa_bot.bot import Bot
from qa_bot.evaluation.gold import read_gold
from qa_bot.evaluation.ranking import hit_at, ndcg, reciprocal_rank
from qa_bot.evaluation.text_match import containment, without_markers
from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.models.load import load_embedder
from qa_bot.models.protocols import HeadedText, Reading, Vectors
from qa_bot.passage import Hit, LexicalHits
from qa_bot.prompts import load_prompts
from qa_bot.settings import load_settings
from qa_bot.stopwatch import Stopwatch
from qa_bot.storage.layout import fingerprint
from qa_bot.storage.reader import IndexReader
from qa_bot.understanding.standalone import read_question
from qa_bot.understanding.understood import rank_passages

RUNGS = ("bm25", "dense", "hybrid", "+ reader")
WITH_MODEL = "+ language model"


class InOrder:
    """A stand-in for a reader that keeps every piece in its place."""

    name = "none"
    locates = False

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        return tuple(Reading(-float(place)) for place in range(len(texts)))

    def check(self, claim: str, texts: Sequence[HeadedText]) -> None:
        return None


class OneSided:
    """An index of which only one search is used."""

    def __init__(self, index: Any, rung: str) -> None:
        self._index = index
        self._rung = rung

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def search_dense(self, vector: Vectors, limit: int) -> tuple[Hit, ...]:
        return () if self._rung == "bm25" else self._index.search_dense(vector, limit)

    def search_lexical(self, question: str, limit: int) -> LexicalHits:
        return LexicalHits(hits=()) if self._rung == "dense" else self._index.search_lexical(question, limit)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--model")
    parser.add_argument("--only", metavar="SET", help="the name of one set; seeds is one")
    parser.add_argument("--llm-url", help="the address of an OpenAI-compatible server; without it that rung is left out")
    parser.add_argument("--llm-model", default="default", help="the model's name there")
    parser.add_argument("--one", nargs=3, metavar=("SET", "RUNG", "EMBEDDING"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(climb(arguments, *arguments.one)))
        return
    root = Path(__file__).parents[1]
    seeds = arguments.work / "sets" / "seeds"
    if not seeds.exists():
        seeds.mkdir(parents=True)
        (seeds / "corpus").symlink_to(root / "seeds")
        (seeds / "gold.jsonl").symlink_to(root / "tests" / "gold" / "seeds.jsonl")
    folders = [seeds, *sorted(path for path in arguments.sets.iterdir() if (path / "gold.jsonl").is_file())]
    rungs = [(rung, "bundled") for rung in RUNGS] + ([("+ reader", arguments.model)] if arguments.model else [])
    rungs += [(WITH_MODEL, "bundled")] if arguments.llm_url else []
    print(
        "| set | rung | file first | file in five | MRR@10 | nDCG@10 | right content in the answer | in the model's words "
        "| sentences dropped | p50 ms | peak MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for folder in [folder for folder in folders if arguments.only in (None, folder.name)]:
        for rung, embedding in rungs:
            command = [
                sys.executable,
                __file__,
                str(arguments.sets),
                str(arguments.work),
                "--questions",
                str(arguments.questions),
                *(("--llm-url", arguments.llm_url, "--llm-model", arguments.llm_model) if rung == WITH_MODEL else ()),
            ]
            done = subprocess.run(
                [*command, "--one", str(folder), rung, embedding], capture_output=True, text=True, check=False
            )
            if done.returncode:
                sys.exit(done.stderr[-2000:])
            r = json.loads(done.stdout.splitlines()[-1])
            label = rung if embedding == "bundled" else f"{rung}, {Path(embedding).name.split(':')[-1]}"
            words, dropped = (f"{r['generative']:.3f}", f"{r['dropped']:.0f}") if rung == WITH_MODEL else ("", "")
            print(
                f"| {folder.name} | {label} | {r['first']:.3f} | {r['five']:.3f} | {r['mrr']:.3f} | {r['ndcg']:.3f} | {r['answer']:.3f} "
                f"| {words} | {dropped} | {r['p50']:.0f} | {r['peak']:.0f} |",
                flush=True,
            )


def climb(arguments: argparse.Namespace, folder: str, rung: str, embedding: str) -> dict[str, float]:
    """Return the figures of one rung on one set."""
    embedder = load_embedder(embedding)
    index_dir = arguments.work / f"{Path(folder).name}-{'bundled' if embedding == 'bundled' else 'other'}"
    ingest((Path(folder) / "corpus").resolve(), index_dir, embedder, IngestOptions(chunk_tokens=192))
    reads = BundledReader() if rung in ("+ reader", WITH_MODEL) else InOrder()
    models = Models(embedder=embedder, reader=reads, confidence=load_confidence())
    golds = [g for g in read_gold(Path(folder) / "gold.jsonl").questions if g.is_answerable and g.sources and not g.history]
    golds = golds[:: max(1, len(golds) // arguments.questions)][: arguments.questions]
    reader = IndexReader(index_dir, fingerprint(embedder.name, 192))
    answer = writing(arguments, reader, models) if rung == WITH_MODEL else quoting(reader, models, rung)
    rows = []
    for gold in golds:
        found = answer(gold.question)
        wanted = set(gold.sources)
        run = list(dict.fromkeys(found.files))
        right = containment(found.said, gold.acceptable, gold.all_of)
        ranks = (hit_at(1, run, wanted), hit_at(5, run, wanted), reciprocal_rank(run, wanted), ndcg(run, wanted))
        rows.append((*ranks, right, found.is_generative, found.dropped, found.spent_ms))
    columns = np.array(rows, np.float64)
    names = ("first", "five", "mrr", "ndcg", "answer", "generative")
    figures = {name: float(columns[:, i].mean()) for i, name in enumerate(names)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**figures, "dropped": float(columns[:, 6].sum()), "p50": float(np.median(columns[:, 7])), "peak": peak}


class Found(NamedTuple):
    """The result of a rung for a question: files, best first, and the words of the answer."""

    files: list[str]
    said: str
    spent_ms: float
    is_generative: bool = False
    dropped: int = 0


def quoting(reader: IndexReader, models: Models, rung: str) -> Callable[[str], Found]:
    """Return the function that answers a question with quotes alone."""

    def answer(question: str) -> Found:
        with reader.snapshot() as snapshot:
            index = OneSided(snapshot, rung) if rung in ("bm25", "dense") else snapshot
            watch = Stopwatch()
            read = read_question(models.weighing(index, watch), question)
            chosen = select(read.question, read.graded) if read.graded else ()
            spent = watch.timings_ms()["total"]
        said = " ".join(piece.evidence.text for piece in chosen)
        return Found([p.source for p in rank_passages(read)], said, spent)

    return answer


def writing(arguments: argparse.Namespace, reader: IndexReader, models: Models) -> Callable[[str], Found]:
    """Return the function that answers a question in a language model's words, as far as quotes support them."""
    settings = load_settings(
        llm=f"openai-like:{arguments.llm_model}", llm_base_url=arguments.llm_url, state_dir=arguments.work / "state"
    )
    prompts = load_prompts()
    bot = Bot(reader, models, prompts, 0.0, open_writer(settings, models, prompts, is_required=False))

    def answer(question: str) -> Found:
        # An ambiguous question is answered too, as on the other rungs.
        attempt = bot.attempt(question)
        given = attempt.answer.model_copy(update={"readings": ()})
        final, _ = bot.finish(attempt._replace(answer=given))
        files = [passage.source for passage in final.retrieved]
        is_generative = final.mode == "generative"
        return Found(files, without_markers(final.text), final.timings_ms["total"], is_generative, final.dropped)

    return answer


if __name__ == "__main__":
    main()

"""Measure what the verification keeps and drops: true paraphrases, and the same with one thing altered.

    python benchmarks/verification.py PARAPHRASES CORPUS WORK [--only CORPUS_NAME] [--show]

PARAPHRASES are JSON lines with a question, a `true` and a `false` sentence, and `altered`, what is wrong in the false one.
Each sentence is what a scripted model answers to the question, through the whole bot with the bar at 0; it is kept when it
is in the answer. `altered` "invented" marks a question whose true sentence is missing. Prints the confusion table.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from development_sets import read_lines, reader_of
from quality import check_quotes

from qa_bot.answering.confidence import load_confidence
from qa_bot.bot import Bot
from qa_bot.generation.ledger import Ledger, Prices
from qa_bot.generation.writing import Writer
from qa_bot.ingestion.ingest import ingest
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.prompts import load_prompts
from qa_bot.understanding import Models


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("paraphrases", "corpus", "work"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--only")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    embedder = BundledEmbedder()
    models = Models(embedder=embedder, reader=BundledReader(), confidence=load_confidence())
    ingest(arguments.corpus, arguments.work, embedder)
    reader, model = reader_of(arguments.work, embedder), one_sentence_model()
    ledger = Ledger(arguments.work / "ledger.sqlite", model.name, Prices())
    bot = Bot(reader, models, load_prompts(), 0.0, Writer(model, models.reader, load_prompts(), ledger))
    lines = [line for line in read_lines(arguments.paraphrases) if arguments.only in (None, line.get("corpus"))]
    seen: Counter[tuple[str, str, bool]] = Counter()
    for line in lines:
        for kind in ("true", "false"):
            model.sentence = line[kind]
            answer, explanation = bot.explain(line["question"])
            check_quotes(answer, reader)
            is_kept = answer.mode == "generative"
            seen[kind, line["altered"], is_kept] += 1
            if arguments.show and is_kept != (kind == "true"):
                lacks = [dropped.missing for dropped in explanation.dropped] or "verified, but no answer to the question"
                shown = [c.quote for c in answer.citations] if is_kept else lacks
                print(f"{line['id']} {kind} ({line['altered']}): {line[kind]}\n   {line['question']}\n   {shown}")
    report(seen)


def one_sentence_model() -> Any:
    """Return the tests' model that says one sentence."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.generation.one_sentence_model import OneSentenceModel

    return OneSentenceModel()


def report(seen: Counter[Any]) -> None:
    """Print how many sentences of each kind were kept and dropped."""
    print("| sentences | kept | dropped |\n|---|---|---|")
    kept, total = count(seen, "true", None)
    print(f"| true | {kept} | {total - kept} |")
    for altered in sorted({altered for _, altered, _ in seen}):
        kept, total = count(seen, "false", altered)
        print(f"| false: {altered} | {kept} | {total - kept} |")
    kept, total = count(seen, "false", None)
    print(f"| false, all | {kept} | {total - kept} |")


def count(seen: Counter[Any], kind: str, altered: str | None) -> tuple[int, int]:
    """Return how many were kept, and of how many."""
    of_kind = {key: n for key, n in seen.items() if key[0] == kind and altered in (None, key[1])}
    return sum(n for key, n in of_kind.items() if key[2]), sum(of_kind.values())


if __name__ == "__main__":
    main()

"""Measure answers against a gold set, through the product.

    python benchmarks/quality.py GOLD CORPUS WORK [--split dev|held] [--always-answer] [--no-history] [--show]

`--always-answer` sets the threshold to 0; `--show` prints every question that went wrong.
"""

import argparse
import statistics
from pathlib import Path
from typing import Any

from development_sets import read_lines, reader_of

from qa_bot.answer import Answer
from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.conversation import Conversation, Turn
from qa_bot.evaluation.text_match import containment, without_markers
from qa_bot.ingestion.ingest import ingest
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.prompts import load_prompts


def is_right(gold: dict[str, Any], answer: Answer) -> bool:
    """Tell whether an answer holds an acceptable answer, and every listed part of it."""
    acceptable = [gold["answer"]] if isinstance(gold["answer"], str) else gold["answer"]
    return containment(without_markers(answer.text), acceptable, gold.get("all_of", ())) == 1.0


def went_well(gold: dict[str, Any], answer: Answer) -> bool:
    """Tell whether a question was answered right, or rightly refused."""
    return answer.status == "abstained" if gold["answer"] is None else is_right(gold, answer)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--split")
    parser.add_argument("--always-answer", action="store_true")
    parser.add_argument("--no-history", action="store_true")
    parser.add_argument("--first-turns", action="store_true")
    parser.add_argument("--follow-ups", action="store_true")
    parser.add_argument("--unrelated-history", action="store_true", help="put the question before last of the set before each")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    embedder = BundledEmbedder()
    models = Models(embedder=embedder, reader=BundledReader(), confidence=load_confidence())
    ingest(arguments.corpus, arguments.work, embedder)
    reader = reader_of(arguments.work, embedder)
    bot = Bot(reader, models, load_prompts(), 0.0 if arguments.always_answer else None)
    golds = [g for g in read_lines(arguments.gold) if arguments.split in (None, g.get("split"))]
    if arguments.first_turns:
        golds = [g for g in golds if not g.get("history")]
    if arguments.follow_ups:
        golds = [g for g in golds if g.get("history")]
    results = []
    for position, gold in enumerate(golds):
        history = () if arguments.no_history else tuple(Turn(**turn) for turn in gold.get("history") or ())
        if arguments.unrelated_history:
            other = golds[(position + len(golds) // 2) % len(golds)]
            said = other["answer"] if isinstance(other["answer"], str) else (other["answer"] or [None])[0]
            history = (Turn(question=other["question"], answer=said),)
        answer = bot.ask(gold["question"], Conversation(turns=history))
        check_quotes(answer, reader)
        results.append((gold, answer))
    report(results, arguments.show)


def check_quotes(answer: Answer, reader: Any) -> None:
    """Fail when a quote is not verbatim."""
    with reader.snapshot() as index:
        for citation in answer.citations:
            assert index.document(citation.source).text[citation.start : citation.end] == citation.quote, citation


def report(results: list[tuple[dict[str, Any], Answer]], show: bool) -> None:
    """Print the shares, overall and by type."""
    answerable = [(g, a) for g, a in results if g["answer"] is not None]
    refusable = [(g, a) for g, a in results if g["answer"] is None]
    right = [(g, a) for g, a in answerable if is_right(g, a)]
    with_file = [(g, a) for g, a in right if {c.source for c in a.citations} & set(g["sources"])]
    refused = [(g, a) for g, a in refusable if a.status == "abstained"]
    answered = [a for _, a in answerable if a.status == "answered"]
    hit = [g for g, a in answerable if set(g["sources"]) & set(list(dict.fromkeys(r.source for r in a.retrieved))[:5])]
    first = [g for g, a in answerable if a.retrieved and a.retrieved[0].source in g["sources"]]
    lengths = [len(without_markers(a.text).split()) for a in answered]
    times = sorted(a.timings_ms["total"] for _, a in results)
    print(f"questions {len(results)}: answerable {len(answerable)}, unanswerable {len(refusable)}")
    if answerable:
        print(
            f"answered {len(answered) / len(answerable):.3f}, right {len(right) / len(answerable):.3f}, "
            f"right with a right file {len(with_file) / len(answerable):.3f}, gold file first {len(first) / len(answerable):.3f}, "
            f"in the first five {len(hit) / len(answerable):.3f}"
        )
        print(
            f"words: median {statistics.median(lengths):g}, most {max(lengths)}; files cited: most {max(len({c.source for c in a.citations}) for a in answered)}"
        )
    if refusable:
        print(f"refused {len(refused) / len(refusable):.3f}")
    print(
        f"time a question: p50 {times[len(times) // 2]:.0f} ms, p95 {times[int(len(times) * 0.95)]:.0f} ms; every quote verbatim"
    )
    for kind in sorted({g["type"] for g, _ in results}):
        of_kind = [(g, a) for g, a in results if g["type"] == kind]
        good = [1 for g, a in of_kind if went_well(g, a)]
        print(f"  {kind:28} {len(good)}/{len(of_kind)}")
    if show:
        for gold, answer in results:
            if not went_well(gold, answer):
                print(
                    f"\n{gold['id']} {gold['question']}\n   wanted {gold['answer']} {gold.get('all_of', '')}\n   {answer.confidence:.3f} {answer.text[:400]}"
                )


if __name__ == "__main__":
    main()

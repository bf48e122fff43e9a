"""Measure follow-ups: retrieval by kind, what unrelated history costs, the gold set's follow-ups, and the time they take.

    python benchmarks/follow_ups.py DEV_SETS GOLD CORPUS WORK

DEV_SETS holds mtrag_human_subset and squad2_dev_half; GOLD and CORPUS are the project's own.
"""

import argparse
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from development_sets import index_of, read_gold, read_lines, reader_of
from quality import check_quotes, is_right, went_well

from qa_bot.answer import Answer
from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.conversation import Conversation, Turn
from qa_bot.ingestion.ingest import ingest
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.prompts import load_prompts
from qa_bot.retrieval.duplicates import shingles
from qa_bot.text.stems import content_stems
from qa_bot.understanding.rewriting import rewrite

NONE = Conversation()


def main() -> None:
    """Print the figures as Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("dev_sets", "gold", "corpus", "work"):
        parser.add_argument(name, type=Path)
    arguments = parser.parse_args()
    embedder = BundledEmbedder()
    models = Models(embedder=embedder, reader=BundledReader(), confidence=load_confidence())

    def bot_of(index_dir: Path, threshold: float | None) -> Bot:
        return Bot(reader_of(index_dir, embedder), models, load_prompts(), threshold)

    mtrag = arguments.dev_sets / "mtrag_human_subset"
    bot = bot_of(index_of(mtrag, arguments.work, embedder), 0.0)
    golds = [gold for gold in read_gold(mtrag) if gold["answer"] is not None and gold["sources"]]
    retrieval(bot, golds)
    latency(bot, [gold for gold in golds if gold["history"]])
    squad = arguments.dev_sets / "squad2_dev_half"
    unrelated_history(bot_of(index_of(squad, arguments.work, embedder), 0.0), read_gold(squad))
    own = arguments.work / "own"
    ingest(arguments.corpus, own, embedder)
    own_follow_ups(bot_of(own, None), read_lines(arguments.gold), own, embedder)


def conversation_of(gold: Mapping[str, Any]) -> Conversation:
    """Return the history of a gold question."""
    return Conversation(turns=tuple(Turn(**turn) for turn in gold.get("history") or ()))


def retrieval(bot: Bot, golds: Sequence[Mapping[str, Any]]) -> None:
    """Print how often a right file is first and among the first five, with and without the history, by kind."""
    rows: defaultdict[str, list[tuple[bool, bool, bool, bool]]] = defaultdict(list)
    for gold in golds:
        conversation = conversation_of(gold)
        kind: str = rewrite(gold["question"], conversation.turns).kind if conversation.turns else "first turn"
        row = (*found(bot.ask(gold["question"], conversation), gold), *found(bot.ask(gold["question"]), gold))
        for group in (kind, "all", *(("all with history",) if conversation.turns else ())):
            rows[group].append(row)
    print("| kind | questions | first | in five | without history: first | in five |\n|---|---|---|---|---|---|")
    for kind, measured in sorted(rows.items(), key=lambda pair: len(pair[1])):
        shares = " | ".join(f"{sum(column) / len(measured):.3f}" for column in zip(*measured, strict=True))
        print(f"| {kind} | {len(measured)} | {shares} |")


def found(answer: Answer, gold: Mapping[str, Any]) -> tuple[bool, bool]:
    """Tell whether a right file is retrieved first, and among the first five."""
    files = list(dict.fromkeys(passage.source for passage in answer.retrieved))[:5]
    return files[0] in gold["sources"], bool(set(files) & set(gold["sources"]))


def latency(bot: Bot, golds: Iterable[Mapping[str, Any]]) -> None:
    """Print the time of a follow-up as a ratio to the same question alone, both with cold caches, in turn."""
    ratios: list[float] = []
    for gold in golds:
        times = {}
        for conversation in (conversation_of(gold), NONE):
            shingles.cache_clear()
            content_stems.cache_clear()
            times[conversation.turns] = bot.ask(gold["question"], conversation).timings_ms["total"]
        ratios.append(times[conversation_of(gold).turns] / times[()])
    quartiles = statistics.quantiles(ratios, n=4)
    print(
        f"\ntime of a follow-up / the question alone: median {quartiles[1]:.2f}, quartiles {quartiles[0]:.2f}-{quartiles[2]:.2f}"
    )


def unrelated_history(bot: Bot, golds: Sequence[dict[str, Any]]) -> None:
    """Print what the history of another question changes for questions that stand alone."""
    answerable = [gold for gold in golds if gold["answer"] is not None]
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for position, gold in enumerate(answerable):
        other = answerable[(position + len(answerable) // 2) % len(answerable)]
        said = other["answer"] if isinstance(other["answer"], str) else other["answer"][0]
        unrelated = Conversation(turns=(Turn(question=other["question"], answer=said),))
        for column, conversation in enumerate((NONE, unrelated)):
            answer = bot.ask(gold["question"], conversation)
            first, in_five = found(answer, gold)
            for name, value in (("right", is_right(gold, answer)), ("first", first), ("in five", in_five)):
                counts[name][column] += value
    print(f"\nunrelated history, {len(answerable)} questions (alone, with it): {dict(counts)}")


def own_follow_ups(bot: Bot, golds: Iterable[Mapping[str, Any]], index_dir: Path, embedder: BundledEmbedder) -> None:
    """Print how many follow-ups of the project's gold set are answered right, or rightly refused, by kind and half."""
    rows: defaultdict[str, list[bool]] = defaultdict(list)
    reader = reader_of(index_dir, embedder)
    for gold in golds:
        if gold.get("history"):
            answer = bot.ask(gold["question"], conversation_of(gold))
            check_quotes(answer, reader)
            for group in (gold["followup_kind"], f"half: {gold['split']}", "all"):
                rows[group].append(went_well(dict(gold), answer))
    print("\n| kind | right | of |\n|---|---|---|")
    for kind, right in sorted(rows.items(), key=lambda pair: len(pair[1])):
        print(f"| {kind} | {sum(right)} | {len(right)} |")


if __name__ == "__main__":
    main()

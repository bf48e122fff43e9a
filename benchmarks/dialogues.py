"""Play the dialogues about a folder turn by turn, with the bot's own answers, and count how the last question of each went.

    python benchmarks/dialogues.py SET [SET ...]

SET has docs/ and dialogues.jsonl; a line is {"id", "turns": [questions], "answers": [any of these is right], "answerable": bool}.
Printed for each dialogue: right, wrong or silent, and what an unanswerable one got; the last question as it was understood, the
confidence, and the best quote.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from conversations import went_well
from development_sets import read_lines, reader_of
from documents import flat

from qa_bot.answer import Answer
from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.conversation import Conversation
from qa_bot.ingestion.ingest import ingest
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.prompts import load_prompts

Outcome = Literal["right", "wrong", "silent", "rightly silent", "answered without an answer"]


class Played(NamedTuple):
    """The last question of a dialogue, and how it went."""

    dialogue: dict[str, Any]
    answer: Answer
    outcome: Outcome


def main() -> None:
    """Print each dialogue and the counts of each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+")
    models = Models(embedder=BundledEmbedder(), reader=BundledReader(), confidence=load_confidence())
    for folder in parser.parse_args().sets:
        with tempfile.TemporaryDirectory() as work:
            ingest(folder / "docs", Path(work), models.embedder)
            bot = Bot(reader_of(Path(work), models.embedder), models, load_prompts())
            outcomes = Counter(show(played) for played in play(bot, read_lines(folder / "dialogues.jsonl")))
        good = outcomes["right"] + outcomes["rightly silent"]
        print(f"{folder.name}: {good} of {outcomes.total()} right or rightly silent: {dict(outcomes)}\n", flush=True)


def play(bot: Bot, dialogues: Iterable[dict[str, Any]]) -> Iterator[Played]:
    """Yield the last question of each dialogue, asked after the earlier ones."""
    for dialogue in dialogues:
        conversation = Conversation()
        for question in dialogue["turns"]:
            answer, conversation = bot.converse(question, conversation)
        yield Played(dialogue, answer, outcome_of(dialogue, answer))


def outcome_of(dialogue: dict[str, Any], answer: Answer) -> Outcome:
    """Return how an answer went: right if its text, a quote or a quote's context holds an acceptable answer."""
    if not dialogue["answerable"]:
        return "rightly silent" if answer.status == "abstained" else "answered without an answer"
    if answer.status == "abstained":
        return "silent"
    return "right" if went_well({"answer": dialogue["answers"]}, answer) else "wrong"


def show(played: Played) -> Outcome:
    """Print a dialogue, and return its outcome."""
    dialogue, answer, outcome = played
    quotes = [*(citation.quote for citation in answer.citations), *(near.quote for near in answer.nearest)][:1]
    print(f"{dialogue['id']} {outcome}: {' | '.join(dialogue['turns'])}")
    print(f"    {answer.standalone_question}  {answer.confidence:.2f}  {flat(' '.join(quotes))[:150]}")
    return outcome


if __name__ == "__main__":
    main()

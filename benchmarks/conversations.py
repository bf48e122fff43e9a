"""Play conversations with folders of documents and count, by kind of question, what is right or rightly refused.

    python benchmarks/conversations.py [--recorded] [--show] [--json FILE] FOLDER [FOLDER ...]

A folder holds cases of docs/ and q.jsonl, as benchmarks/documents.py reads them; a line's `kind` says what sort of follow-up it is
and its id ends in the number of its turn. Each question is asked after the bot's own answers to the earlier ones, as in a chat;
with --recorded after the answers that the file has as `history`.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from development_sets import reader_of
from documents import flat, is_right

from qa_bot.answer import Answer
from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.conversation import Conversation, Turn
from qa_bot.ingestion.ingest import ingest
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.prompts import load_prompts


class Played(NamedTuple):
    """A question that was asked in its conversation, and whether it went well."""

    question: dict[str, Any]
    answer: Answer
    right: bool


def main() -> None:
    """Print the figures of each folder as a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recorded", action="store_true", help="take the earlier answers from the file")
    parser.add_argument("--show", action="store_true", help="print the questions that did not go well")
    parser.add_argument("--all", action="store_true", help="print every question")
    parser.add_argument("folders", type=Path, nargs="+")
    arguments = parser.parse_args()
    models = Models(embedder=BundledEmbedder(), reader=BundledReader(), confidence=load_confidence())
    for folder in arguments.folders:
        played = [one for case in sorted(folder.glob("*/q.jsonl")) for one in play(case.parent, models, arguments.recorded)]
        if arguments.show or arguments.all:
            show([one for one in played if arguments.all or not one.right])
        print(f"\n{folder.name}\n\n{table(played)}", flush=True)


def play(case: Path, models: Models, is_recorded: bool) -> Iterator[Played]:
    """Yield the questions of a folder in their order, each asked in its conversation."""
    with tempfile.TemporaryDirectory() as work:
        index_dir = Path(work) / "index"
        ingest(case / "docs", index_dir, models.embedder)
        bot = Bot(reader_of(index_dir, models.embedder), models, load_prompts())
        conversation = Conversation()
        for question in map(json.loads, (case / "q.jsonl").read_text("utf-8").splitlines()):
            if is_recorded or question["id"].endswith("-1"):
                conversation = Conversation(turns=tuple(Turn(**turn) for turn in question.get("history", ())))
            answer, conversation = bot.converse(question["question"], conversation, question["id"])
            yield Played(question, answer, went_well(question, answer))


def went_well(question: dict[str, Any], answer: Answer) -> bool:
    """Tell whether an answer holds what is right, or is refused where the documents have none."""
    places = [quote for c in answer.citations for quote in (c.quote, *(place.quote for place in c.context))]
    said = flat(" ".join([answer.text, *places]))
    return is_right(question, answer.status == "answered", flat(answer.text), said)


def show(played: list[Played]) -> None:
    """Print questions with what was understood and answered."""
    for question, answer, right in played:
        print(
            f"{'  ' if right else '! '}{question['id']} {question['kind']}: {question['question']} => {answer.standalone_question}"
        )
        print(f"       {answer.status} {answer.confidence:.2f} {flat(answer.text)[:150]} (gold: {question['answer']})")


def table(played: list[Played]) -> str:
    """Return how many questions went well: those with an answer, those without, by kind."""
    rows: defaultdict[str, list[Played]] = defaultdict(list)
    for one in played:
        for kind in (one.question["kind"], *(("follow-ups",) if one.question["kind"] != "opening" else ()), "all"):
            rows[kind].append(one)
    lines = ["| kind | right | of | rightly refused | of |", "|---|---|---|---|---|"]
    for kind, ones in sorted(rows.items(), key=lambda pair: len(pair[1])):
        with_answer = [one.right for one in ones if one.question["answer"] is not None]
        without = [one.right for one in ones if one.question["answer"] is None]
        lines.append(f"| {kind} | {sum(with_answer)} | {len(with_answer)} | {sum(without)} | {len(without)} |")
    longest = max(len(one.answer.standalone_question.split()) for one in played)
    return "\n".join((*lines, f"\nlongest standalone question: {longest} words"))


if __name__ == "__main__":
    main()

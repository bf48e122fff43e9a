"""People ask 300 questions; a third is answered by helpers; then others ask all of them in other words.

python -m tests.discord.replay      prints what they get, and how often a near miss of what was learnt gets its answer
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from qa_bot.discord_bot.desk.matching import asked_before
from qa_bot.discord_bot.memory.community import CommunityAnswer
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.models.protocols import Embedder, Reader
from qa_bot.understanding.cleaning import clean_question

ROOT = Path(__file__).parents[2]
SETS = (
    "benchmarks/sets/near_misses/gold.jsonl",
    "benchmarks/sets/handbook/gold.jsonl",
    "benchmarks/sets/seeds/gold.jsonl",
    "tests/gold/seeds.jsonl",
)
QUESTIONS = 300
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FORMS = (
    "hi, can anyone tell me: {low}? thanks",
    "{bare}",
    "Does somebody know {low}?",
    "I would like to know {low}.",
    "@bot {low}??",
    "sorry to bother you, {low}",
)


class Pair(NamedTuple):
    """A question with the answer that a helper gives to it."""

    question: str
    answer: str


class Replayed(NamedTuple):
    """The share of what was learnt that the second asker gets, and of all questions that get another's answer."""

    got: float
    wrong: float


def in_other_words(question: str, number: int) -> str:
    """Return a question as the second asker puts it."""
    bare = question.rstrip(" ?.")
    return FORMS[number % len(FORMS)].format(low=bare[0].lower() + bare[1:], bare=bare.lower())


def read_pairs(path: str, kind: str = "") -> list[Pair]:
    """Return the questions of a gold set that have an answer and stand alone; those of a kind where one is named."""
    lines = [json.loads(line) for line in (ROOT / path).read_text("utf-8").splitlines()]
    chosen = (line for line in lines if line["answer"] and not line.get("history") and kind in ("", line["type"]))
    return [Pair(line["question"], line["answer"] if isinstance(line["answer"], str) else line["answer"][0]) for line in chosen]


def kept(pairs: Sequence[Pair]) -> list[CommunityAnswer]:
    """Return what the helpers answered; the number of a message is that of its question."""
    people = {"author": "h", "author_name": "Bob", "asker": "a", "corpora": (), "kept_at": NOW, "expires_at": NOW}
    places = {"guild_id": 1, "home_id": 1, "channel_id": 1}
    return [
        CommunityAnswer(message_id=number, question=pair.question, text=pair.answer, **places, **people)
        for number, pair in enumerate(pairs)
    ]


def found(asked: Sequence[str], learnt: Sequence[CommunityAnswer], embedder: Embedder, reader: Reader) -> list[int | None]:
    """Return for each question the number of the answer that it gets."""
    texts = sorted({*map(clean_question, asked), *(answer.question for answer in learnt)})
    vectors = dict(zip(texts, embedder.embed_passages(texts), strict=True))
    answers = [asked_before(question, learnt, vectors, reader) for question in asked]
    return [answer.message_id if answer else None for answer in answers]


def replay(embedder: Embedder, reader: Reader) -> Replayed:
    """Let every third of the questions be learnt, and all be asked again."""
    pairs = list({pair.question: pair for path in SETS for pair in read_pairs(path)}.values())[:QUESTIONS]
    learnt = kept(pairs)[::3]
    asked = [in_other_words(pair.question, number) for number, pair in enumerate(pairs)]
    own = {answer.message_id for answer in learnt}
    got = found(asked, learnt, embedder, reader)
    right = sum(one == number for number, one in enumerate(got) if number in own)
    wrong = sum(one is not None and one != number for number, one in enumerate(got))
    return Replayed(right / len(own), wrong / len(pairs))


def near_misses(embedder: Embedder, reader: Reader) -> float:
    """Return the share of questions that differ from what was learnt in one thing, and get its answer all the same."""
    learnt = kept(read_pairs(SETS[0], "twin"))
    lines = [json.loads(line) for line in (ROOT / SETS[0]).read_text("utf-8").splitlines()]
    asked = [line["question"] for line in lines if line["type"] == "near_miss"]
    return sum(one is not None for one in found(asked, learnt, embedder, reader)) / len(asked)


if __name__ == "__main__":
    models = BundledEmbedder(), BundledReader()
    print(f"{replay(*models)}, near misses {near_misses(*models):.3f}")

"""Many threads ask one bot: each is answered as if it asked alone."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from testing.notices import Notices
from tests.conftest import open_bot

THREADS = 16
EACH = 2


@pytest.fixture(scope="module")
def index(tmp_path_factory, embedder):
    folder = tmp_path_factory.mktemp("threads")
    Notices(folder / "corpus", 8).publish(folder / "index", embedder)
    return folder / "index"


def answers(index_dir, models: Models, questions: Sequence[str], threads: int) -> list[str]:
    """Return the JSON of the answers of a new bot, without their times, in the order of the questions."""
    start = Barrier(threads)
    with open_bot(index_dir, models) as bot, ThreadPoolExecutor(threads) as pool:

        def ask(number: int) -> list[str]:
            start.wait()
            mine = questions[number::threads]
            return [bot.ask(question).model_copy(update={"timings_ms": {}}).to_json() for question in mine]

        told = list(pool.map(ask, range(threads)))
    return [told[number % threads][number // threads] for number in range(len(questions))]


def test_sixteen_threads_are_answered_as_one(index):
    """The models are new, so the threads load them at the same time as well."""
    asked = Notices(index.parent / "unused", 8).questions(seed=3)
    questions = [next(asked) for _ in range(THREADS * EACH // 2)] * 2
    models = Models(embedder=BundledEmbedder(), reader=BundledReader(), confidence=load_confidence())
    assert answers(index, models, questions, THREADS) == answers(index, models, questions, 1)

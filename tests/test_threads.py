"""Many threads ask one bot: each is answered as if it asked alone."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from threading import Barrier

import pytest

from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from testing.notices import Notices
from tests.conftest import open_bot

THREADS = 16


def answers(index_dir, models: Models, questions: Sequence[str], threads: int) -> list[str]:
    """Return the JSON of the answers of a new bot, without their times; so many threads ask at the same moment, one question each."""
    start = Barrier(threads)
    with open_bot(index_dir, models) as bot, ThreadPoolExecutor(threads) as pool:

        def ask(question: str) -> str:
            start.wait()
            return bot.ask(question).model_copy(update={"timings_ms": {}}).to_json()

        return list(pool.map(ask, questions))


@pytest.mark.parametrize(("towns", "different"), [(1, 3), pytest.param(8, 16, marks=pytest.mark.long)], ids=["few", "many"])
def test_sixteen_threads_are_answered_as_one(tmp_path, embedder, towns, different):
    """The models are new, so the threads load them at the same time as well."""
    notices = Notices(tmp_path / "corpus", towns)
    notices.publish(tmp_path / "index", embedder)
    asked = list(islice(notices.questions(seed=3), different))
    models = Models(embedder=BundledEmbedder(), reader=BundledReader(), confidence=load_confidence())
    together = answers(tmp_path / "index", models, (asked * THREADS)[:THREADS], THREADS)
    alone = answers(tmp_path / "index", models, asked, 1)
    assert together == (alone * THREADS)[:THREADS]

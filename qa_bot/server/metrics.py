"""What a server counts, in the form of Prometheus."""

import threading

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from qa_bot.answer import Answer
from qa_bot.server.desk import Desk

SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4)
STAGE_SECONDS = (0.001, 0.005, 0.02, *SECONDS)
CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """The counts of one server, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = own = CollectorRegistry()
        self._requests = Counter("qa_bot_requests", "Requests by path and status.", ["path", "status"], registry=own)
        self._answers = Counter("qa_bot_answers", "Questions by outcome.", ["outcome"], registry=own)
        self._seconds = Histogram("qa_bot_answer_seconds", "Seconds an answer took.", registry=own, buckets=SECONDS)
        self._stages = Histogram(
            "qa_bot_stage_seconds", "Seconds of the stages of an answer.", ["stage"], registry=own, buckets=STAGE_SECONDS
        )
        self._waits = Histogram("qa_bot_wait_seconds", "Seconds a question waited.", registry=own, buckets=STAGE_SECONDS)
        self._generation = Gauge("qa_bot_index_generation", "The generation of the last answer.", registry=own)
        for status in ("answered", "abstained"):
            self._answers.labels(status)
        Gauge("qa_bot_threads", "Threads of the process.", registry=own).set_function(threading.active_count)
        ProcessCollector(registry=own)

    def watch(self, desk: Desk) -> None:
        """Tell from now on how many questions a desk has."""
        waiting = Gauge("qa_bot_questions_waiting", "Questions that wait for a thread.", registry=self._registry)
        waiting.set_function(lambda: desk.waiting)
        running = Gauge("qa_bot_questions_running", "Questions that are being answered.", registry=self._registry)
        running.set_function(lambda: desk.running)

    def count_request(self, path: str, status: int) -> None:
        """Count a request when its status is known."""
        self._requests.labels(path, str(status)).inc()

    def count_wait(self, seconds: float) -> None:
        """Count the time that a question waited for a thread."""
        self._waits.observe(seconds)

    def count_answer(self, answer: Answer, seconds: float) -> None:
        """Count an answer, its time and that of its stages."""
        self._answers.labels(answer.status).inc()
        self._seconds.observe(seconds)
        self._generation.set(answer.index.generation)
        for stage, spent_ms in answer.timings_ms.items():
            if stage != "total":
                self._stages.labels(stage).observe(spent_ms / 1000)

    def text(self) -> bytes:
        """Return all counts as Prometheus reads them."""
        return generate_latest(self._registry)

"""What a server counts, in the form of Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from qa_bot.answer import Answer
from qa_bot.server.desk import Desk

SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4)
CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """The counts of one server, in a registry of their own."""

    def __init__(self, desk: Desk) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter("qa_bot_requests", "Requests by path and status.", ["path", "status"], registry=self._registry)
        self._answers = Counter("qa_bot_answers", "Questions by outcome.", ["outcome"], registry=self._registry)
        self._seconds = Histogram("qa_bot_answer_seconds", "Seconds an answer took.", registry=self._registry, buckets=SECONDS)
        for status in ("answered", "abstained"):
            self._answers.labels(status)
        waiting = Gauge("qa_bot_questions_waiting", "Questions that wait for a thread.", registry=self._registry)
        waiting.set_function(lambda: desk.waiting)
        running = Gauge("qa_bot_questions_running", "Questions that are being answered.", registry=self._registry)
        running.set_function(lambda: desk.running)

    def count_request(self, path: str, status: int) -> None:
        """Count a request when its status is known."""
        self._requests.labels(path, str(status)).inc()

    def count_answer(self, answer: Answer, seconds: float) -> None:
        """Count an answer and its time."""
        self._answers.labels(answer.status).inc()
        self._seconds.observe(seconds)

    def text(self) -> bytes:
        """Return all counts as Prometheus reads them."""
        return generate_latest(self._registry)

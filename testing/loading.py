"""Many who ask a server at once, each over a connection of its own, and the next question after the answer."""

import http.client
import json
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

WAIT_S = 600.0


class Reply(NamedTuple):
    """What a server said to a question, when, and after how many refusals; `turn` counts an asker's questions from 0."""

    asker: int
    turn: int
    asked_at: float
    seconds: float
    answer: dict[str, Any]
    refusals: int


class Connection:
    """A connection that is kept, as a browser keeps it."""

    def __init__(self, url: str) -> None:
        self._address = urlsplit(url).netloc
        self._connection = http.client.HTTPConnection(self._address, timeout=WAIT_S)

    def _open(self) -> None:
        self.close()
        self._connection = http.client.HTTPConnection(self._address, timeout=WAIT_S)

    def ask(self, question: str) -> tuple[dict[str, Any], int]:
        """Return the answer, and how often the server was full before; each time what it says is waited."""
        for refusals in range(1000):
            try:
                status, body, wait_s = self._post(json.dumps({"question": question}))
            except (ConnectionError, http.client.RemoteDisconnected):
                # The server closes a connection that was idle for long, maybe just when it is used again.
                self._open()
                status, body, wait_s = self._post(json.dumps({"question": question}))
            if status != 429:
                return json.loads(body), refusals
            time.sleep(float(wait_s or 1))
        raise AssertionError(f"the server stays full: {question}")

    def _post(self, body: str) -> tuple[int, bytes, str | None]:
        self._connection.request("POST", "/ask", body)
        response = self._connection.getresponse()
        return response.status, response.read(), response.getheader("Retry-After")

    def close(self) -> None:
        self._connection.close()


def ask_at_once(url: str, questions: Sequence[Iterator[str]], turns: int) -> list[Reply]:
    """Let as many ask as there are iterators, each so many questions, all beginning at the same moment; return all replies as they came."""
    start, replies = threading.Barrier(len(questions)), list[Reply]()

    def ask(asker: int, own: Iterator[str]) -> None:
        connection = Connection(url)
        start.wait()
        for turn in range(turns):
            asked_at = time.monotonic()
            answer, refusals = connection.ask(next(own))
            replies.append(Reply(asker, turn, asked_at, time.monotonic() - asked_at, answer, refusals))
        connection.close()

    threads = [threading.Thread(target=ask, args=one) for one in enumerate(questions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return replies


def served_twice_before_others(replies: Sequence[Reply]) -> int:
    """Return how many later questions were answered while somebody else still waited for the answer to a first one.

    Replies come in the order of the answers; two answers that are worked out side by side may change places.
    """
    firsts_left = {reply.asker for reply in replies if reply.turn == 0}
    count = 0
    for reply in replies:
        firsts_left.discard(reply.asker)
        count += reply.turn > 0 and bool(firsts_left)
    return count

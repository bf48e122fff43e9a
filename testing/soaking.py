"""Thousands of questions to one server while its index is published again and again; what the server takes is noted."""

import math
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from qa_bot.models.protocols import Embedder
from testing.forking import environment_of
from testing.loading import Connection
from testing.notices import Notices
from testing.watched import Taken, growth, taken_by

# The questions of the warm-up: this share of all, and no more than so many.
WARM, WARM_QUESTIONS = 0.2, 500
SAMPLE_EVERY_S = 1.0
SETTLING_S = 5.0
Progress = Callable[[int, Taken], None]
STOP_S = 10.0


class Server(NamedTuple):
    """A server that runs, started from nothing."""

    url: str
    process: "subprocess.Popen[str]"

    def taken(self) -> Taken:
        """Return what it takes."""
        return taken_by(self.process.pid)


class Soaked(NamedTuple):
    """What came of it: questions by outcome, generations, what the server took in the course, idle after the warm-up, and at the end."""

    asked: int
    outcomes: dict[str, int]
    generations: int
    seconds: float
    seen: tuple[Taken, ...]
    warm: Taken
    end: Taken
    stop_s: float

    @property
    def memory_growth(self) -> float:
        """Return by which share the memory under load grew after the warm-up."""
        return growth([one.memory_mb for one in self.seen])


@contextmanager
def serving(home: Path, index_dir: Path, program: str = "qa_bot") -> Iterator[Server]:
    """Run a server as long as the block lasts; `program` is the module that is the command line."""
    command = [sys.executable, "-m", program, "serve", "--port", "0", "--index", str(index_dir)]
    with (home / "log.txt").open("wb") as log, open(os.devnull) as nothing:
        process = subprocess.Popen(
            command, cwd=home, env=environment_of(home, {}), stdin=nothing, stdout=log, stderr=subprocess.PIPE, text=True
        )
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        while not (found := re.search(r"answers at (http://\S+)", line)):
            assert line, "the server did not start"
            line = process.stderr.readline()
        yield Server(found[1], process)
    finally:
        process.kill()
        process.communicate()


def tell_nobody(_: int, __: Taken) -> None:
    """Tell nobody how far it is."""


def soak(
    folder: Path,
    embedder: Embedder,
    questions: int,
    every: int,
    askers: int = 4,
    tell: Progress = tell_nobody,
    program: str = "testing.cheap_reading",
    seconds: float = math.inf,
) -> Soaked:
    """Ask so many questions, each in other words, and publish after `every` of them; `tell` hears then how far it is.

    After some seconds no more are asked.
    """
    notices, index_dir = Notices(folder / "corpus"), folder / "index"
    notices.publish(index_dir, embedder)
    with serving(folder, index_dir, program) as server:
        begun = time.monotonic()
        soaking = _Soaking(server, notices, askers, tell, begun + seconds)
        soaking.run(min(int(questions * WARM), WARM_QUESTIONS), every, index_dir, embedder)
        warm = soaking.idle()
        soaking.seen.clear()
        soaking.run(questions, every, index_dir, embedder)
        end, seconds, stopping = soaking.idle(), time.monotonic() - begun, time.monotonic()
        server.process.terminate()
        assert server.process.wait(STOP_S * 6) == 0
        stop_s = time.monotonic() - stopping
    outcomes = soaking.outcomes
    return Soaked(sum(outcomes.values()), outcomes, notices.published, seconds, tuple(soaking.seen), warm, end, stop_s)


class _Soaking:
    """The askers, in threads of this process, and what they heard."""

    def __init__(self, server: Server, notices: Notices, askers: int, tell: Progress, ends_at: float) -> None:
        self._server, self._notices, self._askers, self._tell, self._ends_at = server, notices, askers, tell, ends_at
        self._questions = notices.questions(seed=1)
        self._lock = threading.Lock()
        # Those that wait for an answer too, so that askers beside each other ask no more than they should together.
        self._begun = 0
        self.outcomes: dict[str, int] = {}
        self.seen: list[Taken] = []

    @property
    def _asked(self) -> int:
        return sum(self.outcomes.values())

    def run(self, until: int, every: int, index_dir: Path, embedder: Embedder) -> None:
        """Ask until so many questions were asked in all."""
        threads = [threading.Thread(target=self._ask, args=(until,)) for _ in range(self._askers)]
        for thread in threads:
            thread.start()
        next_at = self._asked + every
        while any(thread.is_alive() for thread in threads):
            threads[0].join(SAMPLE_EVERY_S)
            self.seen.append(self._server.taken())
            if self._asked >= next_at:
                self._notices.publish(index_dir, embedder)
                next_at = self._asked + every
                self._tell(self._asked, self.seen[-1])

    def idle(self) -> Taken:
        """Return what the server takes when nobody asks; a last question lets it take up the newest generation."""
        connection = Connection(self._server.url)
        connection.ask(f"{self._notices.question()} {self._asked}")
        connection.close()
        # The server closes a connection a moment after the client has closed it.
        end, seen = time.monotonic() + SETTLING_S, [self._server.taken()]
        while time.monotonic() < end:
            time.sleep(SETTLING_S / 20)
            seen.append(self._server.taken())
        return min(seen, key=lambda taken: taken.files)

    def _ask(self, until: int) -> None:
        connection = Connection(self._server.url)
        while True:
            with self._lock:
                if self._begun >= until or time.monotonic() > self._ends_at:
                    break
                self._begun += 1
                question = next(self._questions)
            answer, _ = connection.ask(question)
            outcome = answer.get("status") or answer["error"]["type"]
            with self._lock:
                self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
        connection.close()

"""Programs that ask while an index is published again and again: `qa-bot ask --batch -`, each a process of its own."""

import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

from qa_bot.models.protocols import Embedder
from testing.forking import Forked, environment_of, forker
from testing.notices import Notices, Told
from testing.waiting import PATIENCE_S


class Asker:
    """A process that answers one question after the other. `command`, if given, starts it from nothing."""

    def __init__(self, home: Path, index_dir: Path, command: Sequence[str] = ()) -> None:
        told, answers = os.pipe()
        questions, asked = os.pipe()
        environment = environment_of(home, {})
        arguments = ["-m", "qa_bot", "ask", "--batch", "-", "-q", "--index", str(index_dir)]
        with tempfile.TemporaryFile() as errors:
            streams = [questions, answers, errors.fileno()]
            self._process: Forked | subprocess.Popen[bytes]
            if command:
                self._process = subprocess.Popen(
                    [*command, *arguments], cwd=home, env=environment, stdin=streams[0], stdout=streams[1], stderr=streams[2]
                )
            else:
                self._process = forker().start(arguments, home, environment, streams)
            self._errors = os.fdopen(os.dup(errors.fileno()), "rb")
        for end in (questions, answers):
            os.close(end)
        self._asking, self._telling = os.fdopen(asked, "w"), os.fdopen(told, "r")

    def ask(self, question: str) -> Told:
        """Return what is answered to a question; raise AssertionError where the process ends."""
        asked_at = time.monotonic()
        print(json.dumps({"question": question}), file=self._asking, flush=True)
        line = self._telling.readline()
        assert line, self.errors
        return Told(question, asked_at, json.loads(line))

    @property
    def errors(self) -> str:
        """Return what the process wrote on stderr."""
        self._errors.seek(0)
        return self._errors.read().decode()

    def end(self) -> None:
        """Let the process end by itself, at the end of its input."""
        self._asking.close()
        try:
            assert self._process.wait(PATIENCE_S) == 0, self.errors
            assert self.errors == ""
        finally:
            self._process.kill()
            self._telling.close()
            self._errors.close()


class Outcome(NamedTuple):
    """What came of questions that were asked while an index was published: all that was told, and what went wrong."""

    told: tuple[Told, ...]
    failures: tuple[str, ...]
    published: int
    seconds: float


class Crowd:
    """Askers that ask at the same time, each in a thread of this process, until they are told to stop."""

    def __init__(self, askers: Sequence[Asker], question: str) -> None:
        self._askers = askers
        self._question = question
        self._stop = threading.Event()
        self._told: list[Told] = []
        self._failures: list[str] = []
        self._threads = [threading.Thread(target=self._ask, args=(one,)) for one in askers]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    @property
    def told(self) -> tuple[Told, ...]:
        return tuple(self._told)

    @property
    def failures(self) -> tuple[str, ...]:
        return tuple(self._failures)

    def _ask(self, asker: Asker) -> None:
        try:
            number = 0
            while not self._stop.is_set():
                # The words differ, as an answer that is kept takes no work.
                told = asker.ask(f"{self._question}{' ' * (number % 2)}{'?' * (number % 3)}")
                number += 1
                self._told.append(told)
                if "error" in told.answer:
                    self._failures.append(json.dumps(told.answer))
            asker.end()
        except (AssertionError, subprocess.TimeoutExpired) as error:
            self._failures.append(str(error))


def ask_while_publishing(
    notices: Notices, index_dir: Path, embedder: Embedder, askers: Sequence[Asker], seconds: float, publishes: int
) -> Outcome:
    """Publish again and again, for at least so long and so often, while the askers ask the question that the version answers."""
    begun = time.monotonic()
    with Crowd(askers, notices.question()) as crowd:
        while time.monotonic() < begun + seconds or notices.published < publishes:
            notices.publish(index_dir, embedder)
    return Outcome(crowd.told, crowd.failures, notices.published, time.monotonic() - begun)

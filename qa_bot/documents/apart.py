"""Read files in a process of their own, so that one that crashes its reader, never ends or eats memory costs itself alone."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import NamedTuple

from qa_bot.documents.apart_messages import READY, heard, receive, send
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.errors import QaBotError

# Formats that are no plain text, or hold files of such formats.
_BINARY = frozenset(".pdf .docx .xlsx .xlsm .pptx .odt .ods .odp .epub .rtf .eml .mbox".split())
# Any file from this size on is read apart.
LARGE_BYTES = 1_000_000
# What of the environment the process needs: no setting and no secret is among it.
_KEPT_NAMES = frozenset({"PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME"})
_START = "import sys; sys.path.append(sys.argv.pop(1)); from qa_bot.documents.apart_child import main; main()"


class ReadingLimits(NamedTuple):
    """What a file may take to be read: bytes of memory, and seconds of a processor, more for a large file."""

    memory_bytes: int = 3_000_000_000
    seconds: int = 60
    seconds_a_megabyte: int = 30
    # A process that waits takes no time of a processor: by the clock it may take so many times as long.
    clock_factor: int = 20

    def seconds_of(self, data: bytes) -> int:
        """Return how many seconds of a processor a file may take."""
        return self.seconds + self.seconds_a_megabyte * len(data) // 1_000_000


def is_read_apart(name: str, size: int) -> bool:
    """Tell whether a file of a name and a size in bytes is read in a process of its own."""
    return size >= LARGE_BYTES or PurePath(name).suffix.lower() in _BINARY


class ReadingProcess:
    """A process beside this one that reads one file after another; one that a file has ended is replaced for the next file."""

    def __init__(self, limits: ReadingLimits | None = None) -> None:
        """Start nothing yet: many a corpus has no file to be read apart."""
        self._limits = limits or ReadingLimits()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, name: str, data: bytes) -> tuple[Document, ...]:
        """Return the documents of a file; raise UnreadableFileError with the reason when it cannot be read."""
        if self._process is not None and self._process.poll() is not None:
            self._ended()  # between two files: none of them has done that
        process = self._process = self._process or self._started()
        seconds = self._limits.seconds_of(data)
        with _clock(process, seconds * self._limits.clock_factor) as is_late:
            piece = _asked(process, str(seconds).encode(), name.encode("utf-8"), data)
        if piece is None:
            raise UnreadableFileError(_reason(self._ended(), seconds, is_late.is_set()))
        reply = heard(piece)
        if reply.is_last:
            self.close()
        if reply.reason is not None:
            raise UnreadableFileError(reply.reason)
        return reply.documents

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._ended()

    def _started(self) -> "subprocess.Popen[bytes]":
        environment = {name: value for name, value in os.environ.items() if name in _KEPT_NAMES}
        self._process = process = subprocess.Popen(
            command_of(self._limits), env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert process.stdout is not None
        if receive(process.stdout) != READY:
            raise QaBotError(f"the process that reads files does not start: it ended with code {self._ended()}")
        return process

    def _ended(self) -> int:
        """Return the code that the process has ended with."""
        process, self._process = self._process, None
        assert process is not None
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was still to be sent
                pipe.close()  # type: ignore[union-attr]
        return process.wait()


def command_of(limits: ReadingLimits) -> list[str]:
    """Return the command that starts the process.

    The working directory may be the folder of the documents: it is not looked into for modules (-P).
    """
    return [sys.executable, "-P", "-c", _START, str(Path(__file__).parents[2]), str(limits.memory_bytes)]


@contextmanager
def _clock(process: "subprocess.Popen[bytes]", seconds: int) -> Iterator[threading.Event]:
    """Kill a process that takes longer by the clock, and set the event that is provided."""
    is_late = threading.Event()

    def end() -> None:
        is_late.set()
        process.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield is_late
    finally:
        timer.cancel()


def _asked(process: "subprocess.Popen[bytes]", *pieces: bytes) -> bytes | None:
    """Return what a process replies to some pieces; None where it ends instead."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        send(process.stdin, *pieces)
    except OSError:
        return None
    return receive(process.stdout)


def _reason(code: int, seconds: int, is_late: bool) -> str:
    """Return why a file is not read that has ended its process."""
    if is_late or code == -signal.SIGXCPU:
        return f"reading it takes more than {seconds} seconds"
    if code == -signal.SIGKILL:
        return "the process that read it was killed, perhaps for lack of memory"
    return f"it crashes what reads it ({signal.Signals(-code).name if code < 0 else f'exit code {code}'})"

"""The process that files are read in, apart from the ingest; run by `apart.py`.

What a file does to it (a crash, no end, all memory) costs that file alone. It gets no environment with secrets, writes no file, and
ends when the pipe that files come through is closed.
"""

import os
import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from qa_bot.documents.apart_messages import READY, Reply, receive, send, told
from qa_bot.documents.document import UnreadableFileError
from qa_bot.documents.reading import read_named

# A process that has ever taken so much memory is replaced: what is left of its address space would be too little for others.
MOST_KEPT_KB = 500_000


def main() -> None:
    """Read files until no more come; arguments: the bytes of memory that may be taken."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not stand among the replies.
    os.dup2(2, 1)
    _be_small(int(sys.argv[1]))
    send(replies, READY)
    while (seconds := receive(requests)) is not None:
        is_last = _answer(requests, replies, int(seconds))
        if is_last:
            return


def _be_small(most_bytes: int) -> None:
    """Take no more memory than that, write no file, leave no core, and be the first to end where memory is short."""
    with suppress(OSError):  # elsewhere than on Linux
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
    for limit, most in ((resource.RLIMIT_AS, most_bytes), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (most, most))


def _answer(requests: IO[bytes], replies: IO[bytes], seconds: int) -> bool:
    """Read one file and send what came of it; tell whether this process should read no other."""
    name, data = receive(requests), receive(requests)
    if name is None or data is None:
        return True
    _allow(seconds)
    reply = _read(name.decode("utf-8"), data)
    send(replies, told(reply))
    return reply.is_last


def _allow(seconds: int) -> None:
    """End this process where it takes so many more seconds of a processor."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _read(name: str, data: bytes) -> Reply:
    try:
        documents = read_named(name, data)
    except UnreadableFileError as error:
        return Reply(reason=str(error), is_last=isinstance(error.__cause__, MemoryError) or _is_large())
    return Reply(documents, is_last=_is_large())


def _is_large() -> bool:
    # What getrusage calls the maximum counts what the process that started this one had.
    try:
        peak_kb = int(Path("/proc/self/status").read_text("ascii").partition("VmHWM:")[2].split()[0])
    except (OSError, IndexError):  # elsewhere than on Linux
        peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak_kb > MOST_KEPT_KB

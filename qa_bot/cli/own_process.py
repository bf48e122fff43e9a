"""Do a work in a process of its own: a library may end the process that it runs in, without a word to the user."""

import os
import signal
import sys
from collections.abc import Callable

from qa_bot.errors import ServiceError

# They are meant for whoever does the work.
PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1


def in_own_process(work: Callable[[], int], ended: str) -> int:
    """Return the exit code of a work that a child process does, with all that follows; raise ServiceError(ended) if it was ended.

    The child returns from here too, or raises what the work raises; it tells before that the work came to its end.
    """
    sys.stdout.flush()
    reading, writing = os.pipe()
    signal.pthread_sigmask(signal.SIG_BLOCK, PASSED_ON)
    child = os.fork()
    if not child:
        os.close(reading)
        return _as_child(work, writing)
    os.close(writing)
    for number in PASSED_ON:
        signal.signal(number, lambda number, _: os.kill(child, number))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not os.read(reading, 1):
        raise ServiceError(ended)
    return code


def _as_child(work: Callable[[], int], writing: int) -> int:
    """Do the work, end if the parent is killed, and leave it to the parent to pass on what is typed in the terminal."""
    os.setpgid(0, 0)
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)
        return work()
    finally:
        os.write(writing, b".")
        os.close(writing)

"""A watcher in a process of its own ends with its parent, even when that is killed."""

import os
import signal
import subprocess
import sys

from testing.waiting import wait_until
from tests.conftest import environment_of

PARENT = """
import time
from qa_bot.watching.child import start
print(start(["--corpus", "corpus"]).pid, flush=True)
time.sleep(600)
"""


def test_a_watcher_ends_when_its_parent_is_killed(tmp_path, corpus):
    command = [sys.executable, "-c", PARENT]
    environment = environment_of(tmp_path, {})
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        wait_until((tmp_path / "index" / "corpus" / "index.sqlite").exists)
        assert _is_running(child)
        parent.send_signal(signal.SIGKILL)
    wait_until(lambda: not _is_running(child))


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] != "Z"

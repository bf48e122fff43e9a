"""A forked program does what one that was started from nothing does."""

import os
import signal
import subprocess
import sys

import pytest

from testing.forking import forker
from testing.waiting import PATIENCE_S
from tests.conftest import environment_of

PROGRAMS = {
    "ends": "print('done')",
    "gives a code": "import sys; sys.exit(3)",
    "gives a message": "import sys; sys.exit('that went wrong')",
    "fails": "1 / 0",
    "is killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "reads": "import sys; print(sys.stdin.read().upper(), sys.argv)",
    "knows where it is": "import os; print(os.getcwd(), sorted(os.environ.items()))",
    "is no terminal": "import sys; print([stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)])",
    "writes at its end": "import atexit; atexit.register(print, 'left'); print('right', end='')",
    "is interrupted": "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_a_forked_program_ends_as_one_from_nothing(program, tmp_path, run_python):
    command, given = ("-c", program, "an argument"), "héllo"
    forked = run_python(*command, stdin=given, MARK="here")
    environment = environment_of(tmp_path, {"MARK": "here"})
    fresh = subprocess.run(
        [sys.executable, *command],
        input=given,
        capture_output=True,
        cwd=tmp_path,
        env=environment,
        encoding="utf-8",
        check=False,
    )
    assert (forked.returncode, forked.stdout) == (fresh.returncode, fresh.stdout)
    assert forked.stderr.splitlines()[-1:] == fresh.stderr.splitlines()[-1:]


def test_a_forked_program_is_waited_for_and_signalled(tmp_path):
    with open(os.devnull, "r+") as nothing:
        waiting = ["-c", "import time; time.sleep(600)"]
        process = forker().start(waiting, tmp_path, environment_of(tmp_path, {}), [nothing.fileno()] * 3)
    assert process.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.01)
    process.terminate()
    assert process.wait(PATIENCE_S) == process.poll() == -signal.SIGTERM
    process.kill()


def test_programs_run_at_the_same_time(tmp_path):
    os.mkfifo(tmp_path / "meeting")
    environment = environment_of(tmp_path, {})
    with open(os.devnull, "r+") as nothing:
        streams = [nothing.fileno()] * 3
        writing = forker().start(["-c", "open('meeting', 'w').write('hello')"], tmp_path, environment, streams)
        reading = forker().start(["-c", "assert open('meeting').read() == 'hello'"], tmp_path, environment, streams)
    assert (writing.wait(PATIENCE_S), reading.wait(PATIENCE_S)) == (0, 0)

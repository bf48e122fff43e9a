"""Python programs that start at once: forked from a process that has imported qa_bot and loaded the weights.

Each is a real process with an environment, a working directory, streams and an exit code of its own; it can be killed. What
a test says of the start itself, of what is imported or of a terminal needs a process from nothing.
"""

import atexit
import contextlib
import functools
import importlib
import json
import multiprocessing
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from qa_bot.models import onnx_model
from qa_bot.storage import probe
from testing import ROOT
from testing.remembering import run_each_text_once

# What qa_bot imports inside functions, and most of the tests' programs need.
_IMPORTED_LATE = (
    "chromadb",
    "tantivy",
    "filelock",
    "rich.console",
    "spellchecker",
    "matplotlib.figure",
    "llama_index.core.llms",
)

# The size too: one that the process of the tests was told would hold for all terminals of theirs.
_OF_THE_TERMINAL = ("NO_COLOR", "TERM", "COLUMNS", "LINES")


def environment_of(home: Path, extra: dict[str, str]) -> dict[str, str]:
    """Return the environment of a process with a home of its own; what the settings of this one say is left out."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("QA_BOT_", "ORT_")) and k not in _OF_THE_TERMINAL}
    return {**kept, "HOME": str(home / "home"), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **extra}


class Forked:
    """A process: what `subprocess.Popen` is to one from nothing."""

    def __init__(self, minder: socket.socket) -> None:
        self._minder = minder
        self._told = minder.makefile("r")
        self.pid = int(self._told.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, None while the process runs."""
        if self.returncode is None and select.select([self._minder], [], [], 0)[0]:
            self.wait()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit code; raise TimeoutExpired where the process does not end in time."""
        if self.returncode is None:
            if not select.select([self._minder], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("a forked process", timeout or 0)
            self.returncode = int(self._told.readline())
            self._told.close()
            self._minder.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def leave_cores_to_other_workers() -> None:
    """Let a model run on one core where tests run side by side."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        onnx_model.MAX_WORKERS = 1


@functools.cache
def forker() -> "Forker":
    """Return the one that this process starts programs with."""
    made = Forker()
    atexit.register(made.stop)
    return made


class Starting:
    """What has programs started by the process at an address."""

    def __init__(self, address: str) -> None:
        self._address = address

    def start(self, command: Sequence[str], cwd: Path, environment: Mapping[str, str], streams: Sequence[int]) -> Forked:
        """Run what follows `python` in a command, with three open files as its standard streams."""
        minder = socket.socket(socket.AF_UNIX)
        minder.connect(self._address)
        asked = json.dumps({"command": list(command), "cwd": str(cwd), "environment": dict(environment)})
        socket.send_fds(minder, [b"-"], list(streams))
        minder.sendall(asked.encode() + b"\n")
        return Forked(minder)

    def run(
        self, command: Sequence[str], stdin: bytes, cwd: Path, environment: Mapping[str, str], timeout_s: float = 600
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command to its end."""
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            given.write(stdin)
            given.seek(0)
            process = self.start(command, cwd, environment, [file.fileno() for file in (given, out, err)])
            try:
                code = process.wait(timeout_s)
            finally:
                process.kill()
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(list(command), code, out.read(), err.read())


class Forker(Starting):
    """The process that the others are forked from; it ends with the one that made it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        home = Path(self._folder.name)
        super().__init__(str(home / "forker"))
        environment = {**os.environ, "HOME": str(home), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "testing.forking", self._address]
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"ready\n"

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()
        self._folder.cleanup()


def _serve(address: str) -> None:
    """Fork a minder for each connection, until the process that made this one closes our stdin."""
    _load_once()
    probe_by(lambda: Starting(address))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        print("ready", flush=True)
        while sys.stdin not in (ready := select.select([sys.stdin, listening], [], [])[0]):
            assert ready == [listening]
            connection, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _mind(connection)
                os._exit(0)
            connection.close()


def _mind(connection: socket.socket) -> None:
    """Fork the program that is asked for, and tell which process it is and how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, streams, _, _ = socket.recv_fds(connection, 1, 3)
    asked = json.loads(connection.makefile("rb").readline())
    program = multiprocessing.get_context("fork").Process(target=_become, args=(asked, streams, connection))
    program.start()
    for stream in streams:
        os.close(stream)
    with contextlib.suppress(BrokenPipeError):
        connection.sendall(f"{program.pid}\n".encode())
        program.join()
        connection.sendall(f"{program.exitcode}\n".encode())


def _become(asked: dict[str, Any], streams: Sequence[int], connection: socket.socket) -> None:
    """Take on what belongs to a process, and run the command."""
    connection.close()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(n, mode, 1, closefd=False) for n, mode in enumerate("rww"))
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        _run(*asked["command"])
    finally:
        # What an interpreter does at its end, and multiprocessing leaves out.
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()


def _run(what: str, *arguments: str) -> None:
    if what == "-c":
        sys.argv = ["-c", *arguments[1:]]
        exec(compile(arguments[0], "<string>", "exec"), {"__name__": "__main__"})
    elif what == "-m":
        sys.argv = list(arguments)
        runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
    else:
        sys.argv = [what, *arguments]
        sys.path.insert(0, str(Path(what).parent))
        runpy.run_path(what, run_name="__main__")


def _load_once() -> None:
    import qa_bot
    from testing.discord.patience import be_patient

    leave_cores_to_other_workers()
    run_each_text_once()
    for module in pkgutil.walk_packages(qa_bot.__path__, "qa_bot."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in _IMPORTED_LATE:
        importlib.import_module(name)
    be_patient()
    onnx_model._import_onnxruntime()
    _share_weights(onnx_model.BundledModel)


def probe_by(starting: Callable[[], Starting]) -> None:
    """Let the stores of an index be opened in a process that is forked, not in one from nothing, which imports Chroma for seconds."""

    def run(command: Sequence[str], timeout: float, **_: object) -> subprocess.CompletedProcess[str]:
        done = starting().run(command[1:], b"", Path.cwd(), os.environ, timeout)
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    probe.__dict__["subprocess"] = SimpleNamespace(run=run, TimeoutExpired=subprocess.TimeoutExpired)


def _share_weights(base: Any) -> None:
    """Let every model of the bundled weights use the tokenizer and the session that are loaded here."""
    kept: dict[type, dict[str, Any]] = {}
    for kind in base.__subclasses__():
        model = kind()
        kept[kind] = {name: getattr(model, name) for name in ("_tokenizer", "_session")}
    begin = base.__init__

    def begin_loaded(self: Any, models_dir: Path | None = None, workers: int | None = None) -> None:
        begin(self, models_dir, workers)
        if models_dir is None:
            self.__dict__.update(kept[type(self)])

    base.__init__ = begin_loaded


if __name__ == "__main__":
    _serve(sys.argv[1])

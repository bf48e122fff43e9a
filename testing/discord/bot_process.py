"""The bot in a process of its own, connected to a server of these."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from testing import EXCERPTS
from testing.discord.server import LoopbackDiscord
from testing.forking import Forked, environment_of, forker
from testing.waiting import PATIENCE_S


class BotProcess:
    """`qa-bot discord` connected to a server; what it logs is in `log`.

    It is forked from a process that has loaded the weights; `is_loading` starts it from nothing.
    """

    def __init__(
        self,
        server: LoopbackDiscord,
        home: Path,
        index_dir: Path,
        corpus: Path = EXCERPTS,
        is_loading: bool = False,
        **settings: str,
    ) -> None:
        self.server = server
        self.home = home
        self.state_dir = home / "state"
        self._log = home / "log.txt"
        self._environment = {
            "QA_BOT_DISCORD_TOKEN": server.token,
            "QA_BOT_DISCORD_API_URL": server.rest.url,
            "QA_BOT_DISCORD_GATEWAY_URL": server.gateway.url,
            "QA_BOT_STATE_DIR": str(self.state_dir),
            "QA_BOT_INDEX_DIR": str(index_dir),
            "QA_BOT_CORPUS_DIR": str(corpus),
            **settings,
        }
        self._is_loading = is_loading
        self._command = ["-m", "qa_bot", "discord"]
        self._process: subprocess.Popen[bytes] | Forked | None = None

    def running(self, *command: str) -> "BotProcess":
        """Run another command in the place of the bot's own."""
        self._command = list(command)
        return self

    def start(self, is_awaited: bool = True) -> "BotProcess":
        """Start, and wait until the bot is connected; raise AssertionError with the log where it is not."""
        begun = len(self.server.gateway.connections)
        self._process = self._start(environment_of(self.home, self._environment))
        if is_awaited:
            self._await(begun)
        return self

    def _start(self, environment: dict[str, str]) -> "subprocess.Popen[bytes] | Forked":
        with self._log.open("ab") as log, open(os.devnull) as nothing:
            if self._is_loading:
                command = [sys.executable, *self._command]
                return subprocess.Popen(command, cwd=self.home, env=environment, stdin=nothing, stdout=log, stderr=log)
            return forker().start(self._command, self.home, environment, [file.fileno() for file in (nothing, log, log)])

    def _await(self, begun: int) -> None:
        gateway = self.server.gateway
        try:
            self.server.wait_for(
                lambda: not self.is_running or any(c.heartbeats and c.session for c in gateway.connections[begun:]), PATIENCE_S
            )
            assert self.is_running
        except (AssertionError, TimeoutError):
            self.kill()
            raise AssertionError(f"the bot did not start:\n{self.log}") from None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8", "replace")

    def terminate(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)

    def wait(self, timeout_s: float = PATIENCE_S) -> int:
        """Return the exit code."""
        assert self._process is not None
        return self._process.wait(timeout_s)

    def stop(self) -> int:
        self.terminate()
        return self.wait()

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> "BotProcess":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()
        print(self.log[-5000:])


@contextmanager
def run_bot(home: Path, index_dir: Path, corpus: Path = EXCERPTS, **settings: str) -> Iterator[LoopbackDiscord]:
    """Run a server with the bot on it, as long as the block lasts."""
    with LoopbackDiscord() as server, BotProcess(server, home, index_dir, corpus, False, **settings):
        yield server

"""A PostgreSQL server on loopback, from the binaries of the system."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from testing.waiting import free_port, wait_until

# PostgreSQL refuses to run as root: Debian's package brings this user.
ACCOUNT = "postgres"
NAME, PASSWORD = "qa", "s3cret"


def binaries() -> Path | None:
    """Return the folder with the newest PostgreSQL of the system."""
    found = [Path(path).resolve().parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in found if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


class PostgresProcess:
    """A `postgres` process with a database of its own, which can be killed and started again at its address."""

    def __init__(self, folder: Path) -> None:
        self._binaries = folder
        # Not below a folder that only root may enter.
        self._home = Path(tempfile.mkdtemp(prefix="qa-bot-postgres-"))
        self._account: dict[str, Any] = {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []} if os.geteuid() == 0 else {}
        self.port = free_port()
        self._initialise()
        self.start()

    @property
    def folder(self) -> Path:
        """Return the folder of the server; its tables are in `data/base`."""
        return self._home

    def url(self, password: str = PASSWORD, port: int | None = None) -> SecretStr:
        """Return the address of the database, the password in it."""
        return SecretStr(f"postgresql://{NAME}:{password}@127.0.0.1:{port or self.port}/postgres")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        place = ["-D", str(self._home / "data"), "-p", str(self.port), "-h", "127.0.0.1", "-k", ""]
        with (self._home / "log").open("ab") as log:
            command = [str(self._binaries / "postgres"), *place, "-c", "fsync=off"]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self._home, **self._account)
        wait_until(self._is_up, "the server")

    def _is_up(self) -> bool:
        import psycopg

        assert self._process.poll() is None, (self._home / "log").read_text()
        try:
            psycopg.connect(self.url().get_secret_value()).close()
        except psycopg.OperationalError:
            return False
        return True

    def kill(self) -> None:
        """End the server and its connections at once, as it ends when it is told to stop immediately."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()

    def remove(self) -> None:
        """End the server and delete what it has."""
        self.kill()
        shutil.rmtree(self._home)

    def _initialise(self) -> None:
        self._home.chmod(0o755)
        password = self._home / "password"
        password.write_text(PASSWORD)
        if self._account:
            shutil.chown(self._home, ACCOUNT, ACCOUNT)
        options = ["-U", NAME, "-A", "scram-sha-256", f"--pwfile={password}", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        command = [str(self._binaries / "initdb"), "-D", str(self._home / "data"), *options]
        subprocess.run(command, check=True, capture_output=True, cwd=self._home, **self._account)

"""A real PostgreSQL on loopback, one for the tests of a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_bot.storage.servers import Servers
from testing.postgres import PostgresProcess, binaries


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresProcess]:
    folder = binaries()
    assert folder
    process = PostgresProcess(folder)
    yield process
    process.remove()


@pytest.fixture
def servers(server: PostgresProcess) -> Servers:
    return Servers(database=server.url())


@pytest.fixture
def index_dir(tmp_path: Path) -> Path:
    """Return an index whose name no other test has: the name is all that the database knows of it."""
    return tmp_path / f"index-{tmp_path.name}"

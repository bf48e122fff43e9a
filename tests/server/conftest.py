from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.running import Running


@pytest.fixture(scope="module")
def server(excerpts_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return a server of the seeds that the tests of a file share."""
    running = Running(tmp_path_factory.mktemp("server"), "--index", str(excerpts_index))
    yield running
    running.end()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[object]:
    """Return a function that starts a server of the test's own."""
    started: list[Running] = []

    def begin(*options: str, **settings: object) -> Running:
        started.append(Running(tmp_path, *options, **settings))  # type: ignore[arg-type]
        return started[-1]

    yield begin
    for one in started:
        one.end()

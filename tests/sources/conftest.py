"""What the tests of sources share: a corpus, a clock that can be moved, and a site on loopback."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qa_bot.sources.refresh import Sources
from qa_bot.sources.web.client import Web, WebLimits
from testing.site import Site, running_site


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def slept() -> list[float]:
    """Return the pauses that the client of the web has made, in seconds."""
    return []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.fixture
def open_sources(root: Path, clock: Clock, slept: list[float]) -> Callable[..., Sources]:
    def opened(**limits: float) -> Sources:
        asked = WebLimits(**{"delay_s": 0.0, **limits})  # type: ignore[arg-type]
        return Sources(
            root, asked, clock, lambda named, limits: Web(named, limits, sleep=slept.append, clock=lambda: sum(slept))
        )

    return opened


@pytest.fixture
def sources(open_sources: Callable[..., Sources]) -> Sources:
    return open_sources()


def texts(root: Path, name: str) -> dict[str, str]:
    """Return the documents of a source that lie in the corpus, by file."""
    folder = root / "sources" / name
    paths = (path for path in folder.rglob("*") if path.is_file() and ".qa-bot-" not in str(path.relative_to(folder)))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}

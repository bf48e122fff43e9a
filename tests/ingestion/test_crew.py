"""Who does the work of an ingest: what is begun ahead, and how `--ray` fails."""

import sys
from collections.abc import Callable

import pytest

from qa_bot.errors import DependencyError, ServiceError, UsageError
from qa_bot.ingestion.crew import in_order
from qa_bot.ingestion.ray_crew import Recipe, ray_crew
from tests.conftest import ROOT
from tests.layers import imports

RECIPE = Recipe("bundled", None, 192)


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (1, "begin a, end a, begin b, end b, begin c, end c"),
        (2, "begin a, begin b, end a, begin c, end b, end c"),
        (9, "begin a, begin b, begin c, end a, end b, end c"),
    ],
)
def test_works_end_in_their_order_and_so_many_are_begun_ahead(ahead: int, expected: str):
    told: list[str] = []

    def begin(name: str) -> Callable[[], str]:
        told.append(f"begin {name}")
        return lambda: told.append(f"end {name}") or name

    assert list(in_order("abc", begin, ahead)) == ["a", "b", "c"]
    assert ", ".join(told) == expected


@pytest.mark.parametrize("address", ["seeds", "ray://", "host:", ":6379", ""])
def test_what_is_no_address_of_a_cluster_is_refused(address: str):
    with pytest.raises(UsageError, match="HOST:PORT"), ray_crew(address, RECIPE):
        pass


@pytest.mark.parametrize("port", [1, 99999])
def test_a_cluster_that_does_not_answer_is_told_at_once(port: int):
    with (
        pytest.raises(ServiceError, match=f"no Ray cluster answers at 127.0.0.1:{port} "),
        ray_crew(f"127.0.0.1:{port}", RECIPE),
    ):
        pass


def test_ray_that_is_not_installed_is_told_with_the_extra_that_brings_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(DependencyError, match=r"pip install 'qa-bot\[ray\]'"), ray_crew("local", RECIPE):
        pass


def test_ray_is_imported_by_its_crew_alone_and_that_by_the_wiring_alone():
    files = [path.relative_to(ROOT) for path in (ROOT / "qa_bot").rglob("*.py")]
    found = {
        name: [str(path) for path in files if name in imports(ROOT / path)] for name in ("ray", "qa_bot.ingestion.ray_crew")
    }
    assert found == {"ray": ["qa_bot/ingestion/ray_crew.py"], "qa_bot.ingestion.ray_crew": ["qa_bot/application.py"]}

"""Who may import whom: the rooms of the Discord bot know no cycle, and only the command line knows the bot."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.layers import NAME, PACKAGE, arrows_of, cycles_of, imports, modules_of, room_of

ARROWS = arrows_of(PACKAGE)
ROOMS = {(room_of(one), room_of(other)) for one, other in ARROWS if room_of(one) != room_of(other)}
FREE_OF_DISCORD = ("memory", "policy")


def importers_of(package: str, paths: Iterator[Path]) -> list[str]:
    """Return the files that import a package."""
    return [
        str(path.relative_to(ROOT)) for path in paths if any(f"{name}.".startswith(f"{package}.") for name in imports(path))
    ]


def test_the_arrows_are_found() -> None:
    assert ("connection", "incoming") in ROOMS
    assert len(ARROWS) > len(modules_of(PACKAGE))


@pytest.mark.parametrize("arrows", [ARROWS, ROOMS], ids=["files", "rooms"])
def test_neither_files_nor_rooms_of_the_discord_bot_import_in_a_circle(arrows: set[tuple[str, str]]) -> None:
    assert cycles_of(arrows) == []


@pytest.mark.parametrize(
    ("arrows", "cycles"),
    [
        ({("a", "b"), ("b", "c"), ("a", "c")}, []),
        ({("a", "b"), ("b", "a"), ("b", "c")}, [frozenset("ab")]),
        ({("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")}, [frozenset("abc")]),
        ({("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")}, [frozenset("ab"), frozenset("cd")]),
    ],
    ids=["none", "of two", "of three", "two of them"],
)
def test_circles_are_found_where_there_are_some(arrows: set[tuple[str, str]], cycles: list[frozenset[str]]) -> None:
    assert cycles_of(arrows) == cycles


@pytest.mark.parametrize("room", FREE_OF_DISCORD)
def test_what_needs_no_discord_imports_none(room: str) -> None:
    assert importers_of("discord", (PACKAGE / room).rglob("*.py")) == []
    reached = {other for one, other in ROOMS if one == room}
    assert reached <= set(FREE_OF_DISCORD)


def test_only_the_bot_itself_and_the_command_line_import_it() -> None:
    inside = (PACKAGE, ROOT / "qa_bot" / "cli")
    outside = (path for path in (ROOT / "qa_bot").rglob("*.py") if not any(path.is_relative_to(one) for one in inside))
    assert importers_of(NAME, outside) == []
    assert importers_of(NAME, (ROOT / "qa_bot" / "cli").rglob("*.py")) != []

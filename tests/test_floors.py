"""The floors of the house: a package imports from the floors below it alone (docs/architecture.md draws them)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.layers import imports

VALUES = "answer atomic_file batch_question conversation corpus_folder document_name env_file errors fair_line filters frozen listing passage plain_text presentation prompts setting_values settings stopwatch threads trace".split()
FLOORS = (
    {"__main__"},
    {"cli"},
    {"discord_bot", "doctor", "evaluation", "integrations", "library", "mcp_server", "server", "watching"},
    {"application"},
    {"calibrations"},
    {"corpora"},
    {"bot"},
    {"explanation", "kept_answers", "question_log"},
    {"llm"},
    {"answering"},
    {"understanding", "verification"},
    {"evidence"},
    {"retrieval", "ingestion", "news", "standing"},
    {"storage", "reckoning", "sources"},
    {"documents", "models"},
    {"text", *VALUES},
)
FLOOR_OF = {name: floor for floor, names in enumerate(reversed(FLOORS)) for name in names}


def name_of(path: Path) -> str:
    """Return the package of qa_bot that a file belongs to, or the module that it is."""
    return path.relative_to(ROOT / "qa_bot").parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the packages and modules of qa_bot that a file imports, wherever it does."""
    yield from (name.split(".")[1] for name in imports(path) if name.startswith("qa_bot."))


FILES = sorted(path for path in (ROOT / "qa_bot").rglob("*.py") if path != ROOT / "qa_bot" / "__init__.py")


def test_every_package_has_a_floor() -> None:
    assert {name_of(path) for path in FILES} == set(FLOOR_OF)


@pytest.mark.parametrize("package", sorted(FLOOR_OF))
def test_a_package_imports_from_the_floors_below_it_alone(package: str) -> None:
    own = FLOOR_OF[package]
    upward = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in FILES
        if name_of(path) == package
        for name in imported(path)
        if name in FLOOR_OF and name != package and FLOOR_OF[name] >= own and not (own == 0 and FLOOR_OF[name] == 0)
    }
    assert upward == set()


def test_the_language_knows_neither_index_nor_model() -> None:
    found = {name for path in (ROOT / "qa_bot" / "text").rglob("*.py") for name in imported(path)}
    assert found == {"text"}


def test_the_picture_of_the_floors_names_them_all() -> None:
    drawn = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert {name for name in FLOOR_OF if f"`{name}" not in drawn} == set()

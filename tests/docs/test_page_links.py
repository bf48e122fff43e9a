"""Links between the pages lead somewhere, and docs/index.md lists every page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "benchmarks" / "README.md", ROOT / "training" / "README.md"]


def links_of(page: Path) -> Iterator[str]:
    """Yield where the links and pictures of a page lead, but for addresses on the web."""
    prose = re.sub(r"```.*?```|^    .*$|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors_of(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def is_there(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    found = (page.parent / path).resolve() if path else page
    return found.exists() and (not anchor or anchor in anchors_of(found))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_links_of_a_page_lead_somewhere(page):
    assert {target for target in links_of(page) if not is_there(page, target)} == set()


def test_the_index_lists_every_page():
    index = ROOT / "docs" / "index.md"
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert pages - set(links_of(index)) == set()


def test_a_link_to_a_heading_that_is_not_there_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# One heading\n\n[a](#one-heading) [b](#another) [c](missing.md)\n", "utf-8")
    assert [target for target in links_of(page) if not is_there(page, target)] == ["#another", "missing.md"]

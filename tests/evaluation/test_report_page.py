import json
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from testing.waiting import PATIENCE_S
from tests.conftest import EXCERPTS
from tests.evaluation.test_eval_command import QUESTIONS

pytestmark = pytest.mark.heavy


@pytest.fixture
def page(qa_bot, excerpts_index, tmp_path: Path) -> Iterator[Any]:
    """Open the report of a real run in a real browser."""
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = which("chromium") or which("chromium-browser")
    assert chromium, "run `make test-all` where apt-get can install chromium"
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(line) + "\n" for line in QUESTIONS), "utf-8")
    assert (
        qa_bot("eval", str(gold), "--out", "run", "--corpus", str(EXCERPTS), "--index", str(excerpts_index), "-q").returncode
        == 0
    )
    with sync_api.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments, timeout=PATIENCE_S * 1000)
        opened = browser.new_page()
        opened.set_default_timeout(PATIENCE_S * 1000)
        problems: list[str] = []
        requests: list[str] = []
        opened.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        opened.on("pageerror", lambda error: problems.append(str(error)))
        opened.on("request", lambda request: requests.append(request.url))
        opened.goto((tmp_path / "run" / "report.html").as_uri())
        yield opened
        assert problems == []
        assert len(requests) == 1, "the page asks for nothing but itself"
        browser.close()


def visible(page: Any) -> list[str]:
    return page.locator("#questions tbody tr:visible summary").all_inner_texts()


def test_the_table_is_filtered_sorted_and_expanded(page):
    assert len(visible(page)) == 4
    page.get_by_label("Search").fill("airport")
    assert visible(page) == [QUESTIONS[0]["question"]]
    page.get_by_label("Search").fill("")
    page.get_by_label("Outcome").select_option("refused")
    assert visible(page) == [QUESTIONS[3]["question"]]
    page.get_by_label("Outcome").select_option("")
    page.get_by_role("button", name="Question").press("Enter")
    assert visible(page) == sorted(visible(page))
    page.get_by_role("button", name="Question").press("Enter")
    assert visible(page) == sorted(visible(page), reverse=True)
    page.locator("#questions summary", has_text="airport").press("Enter")
    assert "Mitiga" in page.locator("#questions details[open] mark").first.inner_text()


def test_both_colour_schemes_are_readable(page):
    papers = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        papers.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert papers[0] != papers[1]


def test_nothing_but_a_table_scrolls_sideways_on_a_phone(page):
    page.set_viewport_size({"width": 375, "height": 812})
    assert page.locator('meta[name="viewport"]').get_attribute("content") == "width=device-width, initial-scale=1"
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    tables = page.evaluate("[...document.querySelectorAll('.scroll')].map((box) => [box.scrollWidth, box.clientWidth])")
    assert all(shown < 375 for _, shown in tables)
    assert any(whole > shown for whole, shown in tables), "the table of the questions is wider than a phone"

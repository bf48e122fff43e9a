"""The page in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from testing.waiting import PATIENCE_S
from tests.server.running import Running

pytestmark = pytest.mark.heavy
ATTACK = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
LINES = "\n\n".join(f"Paragraph {number} is about nothing." for number in range(200))
DOCUMENT = f"{LINES}\n\n\U0001f600 The Kelby ferry {ATTACK} was launched on 4 June 1923 by Ada Quill.\n\n{LINES}\n"
TOKEN = "correct-horse-battery"
QUESTION = "When was the Kelby ferry launched?"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start a browser; every page of it is another visitor's."""
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = which("chromium") or which("chromium-browser")
    assert chromium, "run `make test-all` where apt-get can install chromium"
    with sync_api.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        started = playwright.chromium.launch(executable_path=chromium, args=arguments, timeout=PATIENCE_S * 1000)
        yield started
        started.close()


def new_page(browser: Any) -> Any:
    """Open a page that is waited for as long as a busy machine needs."""
    opened = browser.new_page()
    opened.set_default_timeout(PATIENCE_S * 1000)
    return opened


@pytest.fixture
def page(start: Any, browser: Any, corpus: Path, index_dir: Path) -> Iterator[Any]:
    """Open the page of a server whose documents attack."""
    (corpus / "ferry.txt").write_text(DOCUMENT, "utf-8")
    server: Running = start("--corpus", str(corpus), "--index", str(index_dir))
    opened = new_page(browser)
    problems: list[str] = []
    requests: list[str] = []
    opened.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("request", lambda request: requests.append(request.url))
    opened.goto(server.url)
    yield opened
    assert problems == []
    assert all(url.startswith((server.url, "data:")) for url in requests)
    assert opened.title() == "qa-bot"
    opened.close()


def ask(page: Any, question: str) -> Any:
    """Ask with the keyboard, and return the part of the page that shows the answer."""
    before = page.locator("article").count()
    page.get_by_label("Question").fill(question)
    page.keyboard.press("Enter")
    article = page.locator("article").nth(before)
    article.locator("ol").wait_for(state="attached")
    return article


def test_a_question_is_answered_and_its_quote_opens_in_the_document(page):
    article = ask(page, QUESTION)
    assert "1923" in article.locator(".answer").inner_text()
    assert article.locator("strong").first.inner_text() in DOCUMENT
    article.locator("li button").first.press("Enter")
    mark = page.locator("dialog mark")
    mark.wait_for()
    assert mark.inner_text() in DOCUMENT
    assert "Kelby ferry" in mark.inner_text()
    assert page.locator("dialog pre").text_content() == DOCUMENT
    box, frame = mark.bounding_box(), page.locator("dialog pre").bounding_box()
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]
    page.keyboard.press("Escape")
    assert not page.locator("#dialog").is_visible()


def test_what_attacks_is_shown_as_text(page):
    article = ask(page, f"{QUESTION} {ATTACK}")
    assert ATTACK in article.locator("h2").inner_text()
    article.locator("li button").first.click()
    page.locator("dialog mark").wait_for()
    assert page.locator("img, article script, dialog script").count() == 0


PAYLOADS = (
    "</script><script>document.title=1</script>", "<svg onload=document.title=1>", "<iframe srcdoc='<script>parent.document.title=1</script>'>",
    "<a href=javascript:document.title=1>x</a>", "<style>body{background:url(http://203.0.113.1/)}</style>", "<base href=http://203.0.113.1/>",
    "<link rel=stylesheet href=http://203.0.113.1/a.css>", "{{constructor.constructor('document.title=1')()}}", "\u202e1=eltit.tnemucod\u202c",
    "<img src=http://203.0.113.1/a.png>", "<form action=http://203.0.113.1/><button>", "<meta http-equiv=refresh content=0;url=http://203.0.113.1/>",
)  # fmt: skip


def test_payloads_in_a_name_a_title_a_quote_and_a_question_do_nothing(start, browser, corpus, index_dir):
    name = "a [2] school.md | line 1\u202e <img src=x onerror=document.title=1>.md"
    quotes = "\n\n".join(f"The Kelby pier number {n} {payload} was opened in {1900 + n}." for n, payload in enumerate(PAYLOADS))
    (corpus / name).write_text(f"# <img src=x onerror=document.title=1> The piers\u202e\n\n{quotes}\n", "utf-8")
    server = start("--corpus", str(corpus), "--index", str(index_dir))
    page = new_page(browser)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(server.url)
    for number, payload in enumerate(PAYLOADS):
        article = ask(page, f"When was the Kelby pier number {number} opened? {payload}")
        assert article.locator("li button").count()
        article.locator("li button").first.click()
        page.locator("dialog mark").wait_for()
        page.keyboard.press("Escape")
    assert page.title() == "qa-bot"
    assert (
        page.locator("img, iframe, svg, base, form form, article script, article style, dialog script, article a").count() == 0
    )
    assert all(url.startswith((server.url, "data:")) for url in requests)
    assert not set("\u202e\u202c") & set(page.locator("body").text_content())
    assert all("\n" not in place for place in page.locator("article .place").all_inner_texts())


def test_a_follow_up_and_the_keys_of_the_history(page):
    ask(page, QUESTION)
    followed = ask(page, "By whom?")
    assert "Quill" in followed.locator(".answer").inner_text()
    field = page.get_by_label("Question")
    for key, shown in (("ArrowUp", "By whom?"), ("ArrowUp", QUESTION), ("ArrowDown", "By whom?"), ("ArrowDown", "")):
        field.press(key)
        assert field.input_value() == shown
    page.get_by_role("button", name="New conversation").click()
    assert page.locator("article").count() == 0


def test_escape_stops_a_question(page):
    page.route("**/ask", lambda route: None)
    page.get_by_label("Question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("Stopped.").wait_for()


def test_both_colour_schemes_and_a_phone(page):
    papers = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        papers.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert papers[0] != papers[1]
    page.set_viewport_size({"width": 360, "height": 640})
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth <= 360")
    assert page.locator("main").get_attribute("aria-live") == "polite"


def test_the_token_is_asked_for_once(start, browser, corpus, index_dir):
    server = start("--corpus", str(corpus), "--index", str(index_dir), QA_BOT_SERVE_TOKEN=TOKEN)
    page = new_page(browser)
    page.goto(server.url)
    page.get_by_label("Question").fill("When was the Aldmoor bridge opened?")
    page.keyboard.press("Enter")
    field = page.get_by_label("Token", exact=True)
    field.fill("wrong")
    field.press("Enter")
    page.get_by_text("This is not the token of the server.").wait_for()
    field.fill(TOKEN)
    field.press("Enter")
    page.locator("article ol").wait_for()
    assert "1911" in page.locator(".answer").inner_text()
    page.reload()
    assert "1911" in ask(page, "When was the Aldmoor bridge opened?").locator(".answer").inner_text()
    assert not page.locator("#locked").is_visible()
    assert page.evaluate("[sessionStorage.getItem('token'), localStorage.length, document.cookie]") == [TOKEN, 0, ""]


def test_who_has_no_token_gets_no_answer(start, browser, corpus, index_dir):
    server = start("--corpus", str(corpus), "--index", str(index_dir), QA_BOT_SERVE_TOKEN=TOKEN)
    page = new_page(browser)
    page.goto(server.url)
    page.get_by_label("Question").fill("When was the Aldmoor bridge opened?")
    page.keyboard.press("Enter")
    page.get_by_label("Token", exact=True).wait_for()
    page.keyboard.press("Escape")
    page.locator(".answer", has_text="this server asks for its token").wait_for()
    assert page.evaluate("sessionStorage.getItem('token')") is None

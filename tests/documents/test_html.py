import pytest

from qa_bot.documents.blocks import check_blocks, walk
from qa_bot.documents.document import Document
from qa_bot.documents.web.page import read_html


def read(page: str) -> Document:
    document = next(read_html(page.encode()))
    check_blocks(document.text, document.blocks)
    return document


def body(inner: str) -> str:
    return read(f"<html><body>{inner}</body></html>").text


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<h2>Keys</h2><p>One <b>key</b>\n each.<br>No more.</p>", "## Keys\n\nOne key each.\nNo more."),
        ("<ul><li>oil</li><li>water<ul><li>cold</li></ul></li></ul>", "- oil\n- water\n  - cold"),
        ('<ol start="3"><li>Wait.<li>Go.</ol>', "3. Wait.\n4. Go."),
        ('<ol><li value="7">Wait.</li><li>Go.</li></ol>', "7. Wait.\n8. Go."),
        ("<pre>cd mill\n  ls</pre>", "```\ncd mill\n  ls\n```"),
        ("<blockquote><p>It is old.</p></blockquote>", "> It is old."),
        ("<dl><dt>Fender<dd>A cushion.<dt>Bollard<dd>A post.</dl>", "Fender: A cushion.\n\nBollard: A post."),
        ("<dl><dt>Why?</dt><dd><p>So.</p><p>Or so.</p></dd></dl>", "**Why?**\n\nSo.\n\nOr so."),
        ("<details><summary>How much?</summary>Four euros.</details>", "**How much?**\n\nFour euros."),
        ("<p>a &lt;b&gt; c</p><p># no heading</p>", "a <b> c\n\n\\# no heading"),
        ('<p><img alt="logo"><img alt="The mill seen from the pond">A mill.</p>', "A mill."),
        ('<figure><img alt="The mill seen from the pond"><figcaption>The mill.</figcaption></figure>', "The mill."),
        ("<p>one<p>two<div>three</div>", "one\n\ntwo\n\nthree"),
        ("<form><label>Name</label><input><p>We answer soon.</p><button>Send</button></form>", "Name\n\nWe answer soon."),
        ("<p>Seen.</p><select><option>a</select><template>no</template><noscript>no</noscript>", "Seen."),
        ('<p>It is old.<sup>[3]</sup></p><a href="#">On <span><div>top</div></span></a>', "It is old.\n\nOn\n\ntop"),
    ],
    ids=lambda value: value[:20],
)
def test_elements_become_markdown(inner, text):
    assert body(inner) == text


@pytest.mark.parametrize(
    ("inner", "lines"),
    [
        ("<tr><th>Hall<th>Fee<tr><td>A|1<td>4<br>euros", ["| Hall | Fee |", "| --- | --- |", "| A\\|1 | 4 euros |"]),
        (
            '<tr><th>Team<th colspan="2">Hours<tr><td rowspan="2">East<td>9<td>17<tr><td>10<td>18',
            ["| Team | Hours | Hours |", "| --- | --- | --- |", "| East | 9 | 17 |", "| East | 10 | 18 |"],
        ),
        (
            '<thead><tr><th rowspan="2">Team<th colspan="2">Hours<tr><th>from<th>to</thead><tbody><tr><td>East<td>9<td>17',
            ["| Team | Hours from | Hours to |", "| --- | --- | --- |", "| East | 9 | 17 |"],
        ),
        ("<tr><th>Phone<td>4410<tr><th>Room<td>2", ["|  |  |", "| --- | --- |", "| Phone | 4410 |", "| Room | 2 |"]),
        (
            "<tr><td>Part<td>Price<tr><td>Ring<td>2<tr><td>Pin<td>3",
            ["| Part | Price |", "| --- | --- |", "| Ring | 2 |", "| Pin | 3 |"],
        ),
    ],
    ids=["pipes and lines", "spans", "two header rows", "row headers", "unmarked header"],
)
def test_tables_become_tables(inner, lines):
    assert body(f"<table>{inner}</table>").splitlines() == lines


def test_a_table_that_arranges_a_page_is_read_as_text():
    assert body("<table><tr><td><h2>News</h2><p>It rains.</p><td><ul><li>one</ul></table>") == "## News\n\nIt rains.\n\n- one"


@pytest.mark.parametrize(
    "menu",
    [
        '<ul class="main-menu"><li><a href="/a">Home</a><li><a href="/b">News</a></ul>',
        '<div id="breadcrumb"><a href="/">Home</a> &gt; <a href="/b">News</a></div>',
        '<ul><li><a href="#a">Keys</a><li><a href="#b">Rent</a><li><a href="#c">Noise</a></ul>',
        '<a class="skip" href="#a">Skip to content</a>',
    ],
)
def test_navigation_is_left_out(menu):
    assert body(f"{menu}<p>It is old.</p>") == "It is old."


@pytest.mark.parametrize(
    "content",
    [
        '<ul class="menu"><li>Soup 4 euros<li>Bread 1 euro</ul>',
        '<ul><li><a href="/ann">Ann</a>, chair<li><a href="/bo">Bo</a><li><a href="/cy">Cy</a></ul>',
    ],
)
def test_lists_that_say_something_are_read(content):
    assert body(content).count("\n") >= 1


def test_a_table_of_one_filled_column_is_text():
    assert body('<table><tr><td><img src="a"><th>The mill<td></table>') == "The mill"


def test_declarations_and_comments_are_no_text():
    page = '<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "b"><!-- c --><html><body><![CDATA[d]]><p>Seen.</p></body></html>'
    assert read(page).text == "Seen."


def test_end_tags_may_be_left_out():
    page = "<!doctype html><title>Mill</title><h1>Mill</h1><p>It is old.<ul><li>one<li>two</ul><table><tr><td>1<td>2<tr><td>3<td>4</table>"
    document = read(page)
    assert document.text == "# Mill\n\nIt is old.\n\n- one\n- two\n\n|  |  |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |"
    assert document.title == "Mill"
    assert document.text[document.body_start :].startswith("It is old.")


def test_the_article_comes_first_and_footers_are_furniture():
    story = "The mayor opened the bridge on Monday. It had taken two years to build, and it cost nine million."
    page = f"<header>Town News</header><nav>Sport</nav><aside>Closed on Sundays.</aside><main><p>{story}</p></main><footer>Call 4410.</footer>"
    document = read(f"<html><body>{page}</body></html>")
    assert document.text == f"{story}\n\nClosed on Sundays.\n\nCall 4410.\n\nTown News"
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph", "furniture", "furniture"]


def test_a_question_holds_its_answer():
    document = read("<h1>Help</h1><h2>Is it open?</h2><p>Yes, daily.</p><h2>Prices</h2><p>Four euros.</p>")
    assert [block.kind for block in walk(document.blocks)][:3] == ["entry", "question", "answer"]


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote", "dl><dd", "details"])
def test_deep_nesting_is_read_without_end(tag):
    assert "x" in body(f"<{tag}>" * 3000 + "x")


def test_spans_that_ask_for_millions_of_cells_are_bounded():
    assert len(body("<table>" + '<tr><td colspan="99999" rowspan="99999">x' * 50 + "<tr><td>y" * 50 + "</table>")) < 2_000_000


@pytest.mark.parametrize(
    "page",
    [
        '<button aria-expanded="false">When?</button><div hidden><p>At nine.</p></div>',
        '<h3><button aria-expanded="false" aria-controls="a">When?</button></h3><p>Or ask.</p><div id="a" hidden>At nine.</div>',
        '<div><div><span aria-expanded="false">When?</span></div><div style="display:none">At nine.</div></div>',
        '<h2><button data-bs-target="#a" aria-expanded="true">When?</button></h2><div id="a" class="collapse">At nine.</div>',
        '<a role="tab" href="#a">When?</a><a role="tab" href="#b">Who?</a><div id="b">Ida.</div><div id="a" hidden>At nine.</div>',
        "<h4>When?</h4><div hidden>At nine.</div><h4>Who?</h4><div hidden>Ida.</div>",
        "<style>.p{display:none}</style><button>When</button><div class='p'>At nine.</div>"
        "<button>Who</button><div class='p'>Ida.</div>",
        "<style>.p{max-height:0;overflow:hidden}</style><dl><dt><a href='#'>When?</a></dt><dd class='p'>At nine.</dd>"
        "<dt><a href='#'>Who?</a></dt><dd class='p'>Ida.</dd></dl>",
    ],
    ids=["behind", "named", "wrapped", "bootstrap", "tab", "asking headings", "plain buttons", "terms"],
)
def test_a_closed_accordion_is_read_with_what_opens_it(page):
    text = body(page)
    assert "When" in text
    assert "At nine." in text


@pytest.mark.parametrize(
    "page",
    [
        "<p>The hall is open.</p><div hidden>At nine.</div><p>Dogs may come.</p><div hidden>At ten.</div>",
        "<button>Save</button><div hidden>At nine.</div>",
        '<button aria-haspopup="true" aria-expanded="false">When?</button><ul hidden><li>At nine.</ul>',
        '<nav><button aria-expanded="false">When?</button><div hidden>At nine.</div></nav>',
    ],
    ids=["behind sentences", "one button", "a menu", "navigation"],
)
def test_what_no_click_opens_stays_hidden(page):
    assert "At nine." not in body(page)

import pytest

from qa_bot.documents.web.page import html_to_text

SEEN, SECRET = "The bridge is open.", "The bridge is closed."


def page(paragraph: str, sheet: str = "", head: str = "") -> str:
    styles = f"<style>{sheet}</style>" if sheet else ""
    return f"<html><head>{head}{styles}</head><body><p>{SEEN}</p>{paragraph}</body></html>"


def styled(style: str) -> str:
    return f'<p style="{style}">{SECRET}</p>'


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : None !important",
        "visibility: hidden",
        "opacity:0.0",
        "opacity: .01",
        "font-size:0px",
        "font-size: 1px",
        "position:absolute; left:-9999px",
        "text-indent:-999em",
        "clip: rect(0, 0, 0, 0)",
        "clip-path: inset(50%)",
        "height:0; overflow:hidden",
        "max-width: 0px; overflow: clip",
        "transform: scale(0)",
        "filter: opacity(0%)",
        "color: transparent",
        "color: rgba(0, 0, 0, 0)",
        "color: #00000000",
        "color:#ffffff;background-color:#ffffff",
        "color: white; background: white",
        "color: #FFF; background: rgb(255, 255, 255) none",
        "color: #fefefe; background: white",
        "color: rebeccapurple; background: rebeccapurple",
        "color: white",
    ],
)
def test_text_that_its_own_style_hides_is_not_read(style):
    assert html_to_text(page(styled(style))) == SEEN


@pytest.mark.parametrize(
    "style",
    [
        "display:block",
        "opacity:0.5",
        "font-size:12px",
        "left:-10px",
        "height:0",
        "clip: rect(0, 200px, 200px, 0)",
        "transform: scale(0.9)",
        "color: white; background: black",
        "color: white; background: #fff url(night.jpg)",
        "color: white; background: linear-gradient(white, black)",
        "color: transparent; background-clip: text",
        "color: inherit; background: inherit",
        "color: #333",
    ],
)
def test_text_that_can_be_seen_is_read(style):
    assert SECRET in html_to_text(page(styled(style)))


@pytest.mark.parametrize(
    ("sheet", "paragraph"),
    [
        (".note{display:none}", f'<p class="big note">{SECRET}</p>'),
        ("/* why */ p.note, .other { visibility: hidden }", f'<p class="note">{SECRET}</p>'),
        ("@import 'more.css'; @media print { p { color: red } } .note { display: none }", f'<p class="note">{SECRET}</p>'),
        ("#note { opacity: 0 }", f'<div id="note"><p>{SECRET}</p></div>'),
        (".tiny { color: white } body { background: white }", f'<p class="tiny">{SECRET}</p>'),
        ("body { color: white } .box { background: #fff }", f'<div class="box"><p>{SECRET}</p></div>'),
        (".note { display: none !important }", f'<p class="note" style="display:block">{SECRET}</p>'),
        (".menu .note { display: none }", f'<div class="menu"><p class="big note">{SECRET}</p></div>'),
        ("div > p:first-child { opacity: 0 }", f"<div><p>{SECRET}</p></div>"),
        ("p[data-for=robots] { visibility: hidden }", f'<p data-for="robots">{SECRET}</p>'),
        (
            '.a::before { content: "}" } .note { color: papayawhip } body { background: #ffefd5 }',
            f'<p class="note">{SECRET}</p>',
        ),
        (".note { color: hsl(0 0% 100%) }", f'<p class="note">{SECRET}</p>'),
    ],
)
def test_text_that_a_simple_rule_of_the_page_hides_is_not_read(sheet, paragraph):
    assert SECRET not in html_to_text(page(paragraph, sheet))


@pytest.mark.parametrize(
    ("sheet", "paragraph"),
    [
        (".note{display:none} .note.open{display:block}", f'<p class="note open">{SECRET}</p>'),
        (".note.open{display:block} .note{display:none}", f'<p class="note open">{SECRET}</p>'),
        (".note{display:none}", f'<p class="note" style="display:block">{SECRET}</p>'),
        ("@media print { .note { display: none } }", f'<p class="note">{SECRET}</p>'),
        (".menu .note { display: none }", f'<p class="note">{SECRET}</p>'),
        (".note:hover { display: none }", f'<p class="note">{SECRET}</p>'),
        ("p.note[hidden] { display: none }", f'<p class="note">{SECRET}</p>'),
        (".row{font-size:0} .cell{font-size:16px}", f'<div class="row"><p class="cell">{SECRET}</p></div>'),
        (".night{background:black;color:black} .day{color:white}", f'<div class="night"><p class="day">{SECRET}</p></div>'),
        ("body{background:white} .hero p{background:black} .day{color:white}", f'<div class="hero"><p class="day">{SECRET}</p></div>'),
    ],
)  # fmt: skip
def test_text_that_a_stronger_or_an_unknown_rule_may_show_is_read(sheet, paragraph):
    assert SECRET in html_to_text(page(paragraph, sheet))


def test_where_a_sheet_lies_elsewhere_a_colour_is_compared_with_its_own_background_alone():
    head = '<link rel="stylesheet" href="site.css">'
    assert SECRET in html_to_text(page(styled("color:white"), head=head))
    assert SECRET not in html_to_text(page(styled("color:white;background:white"), head=head))


def test_the_colours_of_old_attributes_count():
    assert SECRET not in html_to_text(
        page(f'<table bgcolor="#ffffff"><tr><td><font color="white">{SECRET}</font></td></tr></table>')
    )
    assert SECRET in html_to_text(
        page(f'<table bgcolor="#102030"><tr><td><font color="white">{SECRET}</font></td></tr></table>')
    )


@pytest.mark.slow
def test_a_page_with_more_rules_than_are_tried_is_read_in_time_and_in_whole():
    rules = " ".join(f".r{number} p {{ color: red }}" for number in range(2_000))
    text = html_to_text(page(f"<p>{SECRET}</p>" * 300, rules))
    assert text.count(SECRET) == 300

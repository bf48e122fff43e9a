"""Quotes as Discord shows them: what answers is bold, and nothing else that a document says has an effect."""

import random
import re

import pytest
from markdown_it import MarkdownIt

from qa_bot.answer import AnswerSpan, Citation
from qa_bot.discord_bot.incoming.recollection import answer_text
from qa_bot.discord_bot.outgoing.quoting import BOLD, QUOTE_CHARS, quote_lines, shortened_quote
from qa_bot.discord_bot.outgoing.text import BREAK, escape, length

# How Discord finds what is bold; a backslash takes the next character along.
DISCORD_BOLD = re.compile(r"(?P<escape>\\.)|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL)


def cited(quote: str, *places: tuple[int, int]) -> Citation:
    spans = tuple(AnswerSpan(start=start, end=end, text=quote[start:end]) for start, end in places)
    fields = {"number": 1, "source": "a.txt", "start": 0, "end": len(quote), "line_start": 1, "line_end": 1}
    return Citation(quote=quote, spans=spans, **fields)


def marked(quote: str) -> Citation:
    """Return a citation of a text in which ‹ and › stand around the spans."""
    places, plain = [], ""
    for part in re.split(r"(‹[^›]*›)", quote):
        if part.startswith("‹"):
            places.append((len(plain), len(plain) + len(part) - 2))
        plain += part.strip("‹›")
    return cited(plain, *places)


def bold_in_discord(shown: str) -> list[str]:
    return [match["bold"] for match in DISCORD_BOLD.finditer(shown) if match["bold"]]


def bold_in_markdown(shown: str) -> list[str]:
    """Return what a reader of Markdown shows in bold."""
    found, depth = [], 0
    for token in (child for block in MarkdownIt().parse(shown) for child in block.children or ()):
        if token.type == "strong_open":
            found.append("")
        depth += token.type == "strong_open"
        depth -= token.type == "strong_close"
        if depth and token.content:
            found[-1] += token.content
    return found


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("They met in ‹Ankara›.", "> They met in **Ankara**."),
        ("‹They› met in ‹Ankara›", "> **They** met in **Ankara**"),
        ("They‹ met in ›Ankara.", "> They **met in** Ankara."),
        ("They ‹met\nin Ankara\n\non› 22 July.", "> They **met**\n> **in Ankara**\n> \n> **on** 22 July."),
        ("They\n‹\n  met\n›in Ankara.", "> They\n> \n>   **met**\n> in Ankara."),
        ("They ‹met ›‹in› Ankara.", "> They **met in** Ankara."),
        ("They ‹met› ‹in› Ankara.", "> They **met** **in** Ankara."),
        ("They met‹ ›in Ankara.", "> They met in Ankara."),
        ("They ‹met›\u200b‹in› Ankara.", "> They **metin** Ankara."),
        ("They met in Ankara.", "> They met in Ankara."),
    ],
    ids=["one", "at-both-ends", "spaces", "lines", "begins-and-ends-a-line", "touching", "near", "blank", "invisible", "none"],
)
def test_what_answers_is_bold_line_by_line(quote, shown):
    assert quote_lines(marked(quote)) == shown


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("a * b ‹** c *› d", "> a \\* b **\\*\\* c \\*** d"),
        ("*‹both›*", "> \\***both**\\*"),
        ("a\\‹b\\›c", "> a\\\\**b\\\\**c"),
        ("snake_‹case_›name", "> snake\\_**case\\_**name"),
        ("‹# Big›\n‹- one›", "> **\\# Big**\n> **\\- one**"),
        ("‹```\nrm -rf\n```›", "> **\\`\\`\\`**\n> **rm -rf**\n> **\\`\\`\\`**"),
        ("[free]‹(https://evil.example)›", "> [free]**(https:\\//evil.example)**"),
        ("@‹everyone› ‹@›here", "> @**everyone** **@**here"),
        ("@‹\u200b›everyone", f"> @{BREAK}everyone"),
        ("<‹@123456›>", f"> <**@{BREAK}123456**\\>"),
    ],
    ids=["asterisks", "in-asterisks", "backslashes", "underscores", "headings", "fence", "link", "everyone", "gap", "mention"],
)
def test_what_a_document_says_breaks_no_bold_and_does_nothing(quote, shown):
    assert quote_lines(marked(quote)) == shown


WORDS = [
    "met",
    "*",
    "**",
    "_",
    "\\",
    "`",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\u200b",
    "😀",
    "# ",
    "- ",
    "1.",
    ">",
    "@everyone",
    "<@1>",
    "||",
    "[1]",
]


def test_every_span_is_bold_in_discord_whatever_stands_in_and_around_it():
    chance = random.Random(7)
    for _ in range(3000):
        parts = [chance.choice(WORDS) for _ in range(chance.randrange(1, 12))]
        quote = "".join(parts)
        cuts = sorted(chance.sample(range(len(quote) + 1), min(2, len(quote) + 1)))
        places = [tuple(cuts)] if len(cuts) == 2 else []
        shown = quote_lines(cited(quote, *places))
        wanted = "".join(escape(quote[start:end]) for start, end in places)
        bold = bold_in_discord(shown)
        assert "".join("".join(bold).split()) == "".join(wanted.split()), repr(quote)
        assert not [part for part in bold if part != part.strip() or "\n" in part], repr(quote)


@pytest.mark.parametrize(
    "quote",
    [
        "They met in ‹Ankara› on ‹22 July›.",
        "a * b ‹c * d› *",
        "They ‹met\nin Ankara› on 22 July.",
        "(‹2020›), “‹Ankara›”: ‹$5›",
    ],
    ids=["plain", "asterisks", "lines", "punctuation"],
)
def test_a_reader_of_markdown_shows_the_same_words_in_bold(quote):
    spans = [line for span in re.findall("‹([^›]*)›", quote) for line in span.split("\n")]
    assert bold_in_markdown(quote_lines(marked(quote))) == spans


@pytest.mark.parametrize(
    "quote",
    [
        "word " * 3000,
        "x" * 9000,
        "*" * 9000,
        "a* " * 4000,
        "\n".join(["met in Ankara"] * 900),
        "😀" * 5000,
        "x" * 3545 + " y" * 50,
    ],
    ids=["words", "one-word", "escapes", "escaped-words", "lines", "emoji", "at-the-edge"],
)
@pytest.mark.parametrize("begins", [0, 1, 1000, 3543, 3544, 3545, 3546, 3547, 3548, 4400])
def test_a_long_quote_is_cut_without_leaving_bold_open(quote, begins):
    shown = shortened_quote(cited(quote, (begins, len(quote))))
    body, said = shown.rsplit("\n", 1)
    assert "the file has the whole" in said
    assert length(body) <= QUOTE_CHARS
    assert body.endswith(" …")
    kept = re.sub(r"\\.", "x", body, flags=re.DOTALL)
    assert kept.count(BOLD) % 2 == 0
    assert "****" not in kept
    assert "*" not in kept.replace(BOLD, "")
    assert len(bold_in_discord(body)) == kept.count(BOLD) // 2


def test_a_quote_without_a_visible_character_is_still_shown():
    assert quote_lines(cited("\u200b\u202e", (0, 2))) == "> …"


def test_a_quote_is_harmless_however_it_is_cut_into_spans():
    quote = "@everyone [a](https://evil.example) <@1> discord.gg/abc # x `y` ||z||"
    for start in range(len(quote)):
        for end in range(start + 1, len(quote) + 1):
            shown = quote_lines(cited(quote, (start, end)))
            bare = re.sub(r"\\.", "x", shown)
            assert not re.search(r"@everyone|\]\(|://|<@|discord\.gg|`|\|", bare), shown
            assert answer_text(shown[2:]).replace(BOLD, "") == quote.replace(BREAK, ""), shown

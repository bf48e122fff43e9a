"""How a quote is worded in the text of an answer."""

import pytest

from qa_bot.answer import Citation, ContextQuote
from qa_bot.answering.wording import worded


def cited(quote: str, heading: str = "") -> Citation:
    """Return a citation of a quote, under a heading."""
    place = {"start": 0, "end": len(quote), "line_start": 1, "line_end": 1}
    context = (ContextQuote(kind="heading", quote=heading, **place),) if heading else ()
    return Citation(number=1, source="rules.md", quote=quote, context=context, **place)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("2. Large bags stay in a locker.", "Large bags stay in a locker."),
        ("(3) Dogs stay outside.", "Dogs stay outside."),
        ("- 4 sails", "4 sails"),
        ("3. May is the last day.", "3. May is the last day."),
        ("12.5 litres", "12.5 litres"),
    ],
)
def test_an_item_is_told_without_its_number(quote, text):
    assert worded("What of bags?", "item", cited(quote)) == text


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("4. Dogs", "Dogs: They stay outside."),
        ("2.3. Dogs in 2024", "Dogs in 2024: They stay outside."),
        ("2024", "2024: They stay outside."),
        ("Dogs", "They stay outside."),
    ],
)
def test_a_heading_is_told_without_its_number(heading, text):
    assert worded("Where do they stay?", "prose", cited("They stay outside.", heading)) == text

"""Answers and passages as plain text, without the characters that a document could harm a terminal with."""

from collections.abc import Sequence

from qa_bot.answer import Answer, Citation, NearestQuote
from qa_bot.listing import FoundPassage
from qa_bot.presentation import closest_named, lines_of, place_of, shown_name, surroundings, understood_as
from qa_bot.prompts import Prompts
from qa_bot.text.printable import printable as printable


def on_one_line(text: str) -> str:
    """Return a text as `printable` does, its white space made single spaces."""
    return " ".join(printable(text).split())


def plain_answer(answer: Answer, prompts: Prompts) -> str:
    """Return the answer without colours and without wrapping."""
    parts = [printable(answer.text)]
    if hint := hints(answer, prompts):
        parts.append(hint)
    if answer.citations:
        parts.append("\n".join(_cited(citation) for citation in answer.citations))
    return "\n\n".join(parts)


def plain_passages(passages: Sequence[FoundPassage]) -> str:
    """Return the passages without colours and without wrapping, a block each."""
    blocks = (
        [found_place(number, found), *(f"    {line}" for line in found_lines(found))]
        for number, found in enumerate(passages, 1)
    )
    return "\n\n".join("\n".join(block) for block in blocks)


def hints(answer: Answer, prompts: Prompts) -> str:
    """Return how the question was understood and, without an answer, what was near; "" if there is nothing to say."""
    hints = []
    if meant := understood_as(answer):
        hints.append(prompts.say("understood", question=meant))
    if answer.note:
        hints.append(answer.note)
    if answer.nearest:
        hints += [prompts.say("nearest"), *map(_near, answer.nearest)]
    if closest := closest_named(answer):
        hints.append(prompts.say("closest", sources=", ".join(map(on_one_line, closest))))
    return printable("\n".join(hints))


def place(citation: Citation) -> str:
    """Return a citation's number, its file and the place in it, on one line."""
    return f"[{citation.number}] " + " | ".join(map(on_one_line, place_of(citation)))


def quotation(citation: Citation) -> str:
    """Return a citation's quote on one line."""
    return f'"{on_one_line(citation.quote)}"'


def found_place(number: int, found: FoundPassage) -> str:
    """Return the number of a found passage, its file and the place in it, on one line."""
    return f"[{number}] " + " | ".join(map(on_one_line, place_of(found)))


def found_lines(found: FoundPassage) -> tuple[str, ...]:
    """Return what is above a passage, and the passage itself, a line each."""
    above = (found.heading, *(place.quote for place in found.context))
    return (*(on_one_line(line) for line in above if line), f'"{on_one_line(found.quote)}"')


def _cited(citation: Citation) -> str:
    above = "".join(f"\n    {on_one_line(line)}" for line in surroundings(citation))
    opened = f"\n    {on_one_line(citation.url)}" if citation.url else ""
    return f"{place(citation)}{above}\n    {quotation(citation)}{opened}"


def _near(near: NearestQuote) -> str:
    return f'"{on_one_line(near.quote)}" ({on_one_line(shown_name(near))}, {lines_of(near)})'

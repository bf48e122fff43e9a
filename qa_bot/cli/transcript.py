"""A conversation as Markdown, every answer with its quotes."""

from collections.abc import Sequence

from qa_bot.answer import Answer, Citation, NearestQuote
from qa_bot.cli.console import printable
from qa_bot.presentation import lines_of, place_of, shown_name, surroundings, understood_as
from qa_bot.prompts import Prompts


def transcript(answers: Sequence[Answer], prompts: Prompts) -> str:
    """Return the questions and answers as Markdown; quotes are block quotes with their places."""
    parts = ["# Conversation\n"]
    for answer in answers:
        parts.append(f"## {_line(answer.question)}\n")
        if meant := understood_as(answer):
            parts.append(f"*{_line(prompts.say('understood', question=meant))}*\n")
        parts.append(f"{printable(answer.text)}\n")
        parts.extend(_source(citation) for citation in answer.citations)
        if answer.nearest:
            parts += [f"{printable(prompts.say('nearest'))}\n", *map(_near, answer.nearest)]
    return "\n".join(parts)


def _source(citation: Citation) -> str:
    quoted = "\n".join(f"> {line}".rstrip() for line in printable(citation.quote).splitlines())
    source, *about = map(_line, place_of(citation))
    above = "".join(f"> *{_line(line)}*\n>\n" for line in surroundings(citation))
    return f"[{citation.number}] `{source}`, {', '.join(about)}\n\n{above}{quoted}\n"


def _near(near: NearestQuote) -> str:
    return f'> "{_line(near.quote)}" (`{_line(shown_name(near))}`, {lines_of(near)})\n'


def _line(text: str) -> str:
    return " ".join(printable(text).split())

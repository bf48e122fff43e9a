"""A conversation as Markdown, every answer with its quotes."""

from collections.abc import Sequence

from qa_bot.answer import Answer, Citation
from qa_bot.cli.console import printable


def transcript(answers: Sequence[Answer]) -> str:
    """Return the questions and answers as Markdown; quotes are block quotes with their places."""
    parts = ["# Conversation\n"]
    for answer in answers:
        parts.append(f"## {_line(answer.question)}\n")
        if answer.standalone_question != answer.question:
            parts.append(f"*Understood as: {_line(answer.standalone_question)}*\n")
        parts.append(f"{printable(answer.text)}\n")
        parts.extend(_source(citation) for citation in answer.citations)
    return "\n".join(parts)


def _source(citation: Citation) -> str:
    quoted = "\n".join(f"> {line}".rstrip() for line in printable(citation.quote).splitlines())
    where = (
        f"lines {citation.line_start}-{citation.line_end}"
        if citation.line_end > citation.line_start
        else f"line {citation.line_start}"
    )
    about = ", ".join(part for part in (citation.title and f'"{_line(citation.title)}"', citation.date, where) if part)
    return f"[{citation.number}] `{citation.source}`, {about}\n\n{quoted}\n"


def _line(text: str) -> str:
    return " ".join(printable(text).split())

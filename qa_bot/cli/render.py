"""An answer on a terminal: the text, then the numbered sources; and how it came about."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qa_bot.answer import Answer, Citation
from qa_bot.answering.promise import CERTAINTY
from qa_bot.cli.console import link_to, on_one_line, printable
from qa_bot.explanation import Explanation
from qa_bot.plain_text import hints, place
from qa_bot.presentation import outcome_of, pieces_of, surroundings
from qa_bot.prompts import Prompts

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# From a corpus, as a citation names it, to its folder.
FolderOf = Callable[[str | None], Path]
SPAN_STYLE = "bold not dim"
# The items of a list stay on lines of their own.
_SPACE = re.compile(r"(?P<item>\s*\n\s*(?=(?:[-–*•+]|\d{1,2}[.)])\s))|\s+")


def print_answer(console: "Console", answer: Answer, prompts: Prompts, folder_of: FolderOf) -> None:
    """Print the answer on a terminal: wrapped, sources dimmed and linked to their files, the answering parts in bold."""
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(printable(answer.text)))
    if hint := hints(answer, prompts):
        console.print(Text(f"\n{hint}", style="dim"))
    for position, citation in enumerate(answer.citations):
        if not position:
            console.print()
        console.print(Text(place(citation), style=f"bold link {link_to(citation, folder_of(citation.corpus))}"))
        for line in surroundings(citation):
            console.print(Padding(Text(printable(line), style="dim italic"), (0, 0, 0, 4)))
        console.print(Padding(_styled_quotation(citation), (0, 0, 0, 4)))


def promise(max_wrong: float) -> str:
    """Return the promise in words."""
    return f"less than {100 * max_wrong:g}% of the answers given are wrong, with {100 * CERTAINTY:g}% confidence"


def explain(explanation: Explanation, answer: Answer, max_wrong: float | None = None) -> str:
    """Return how the answer came about, as lines of text; `max_wrong` is the share that the threshold was chosen for."""
    lines = [f"confidence {answer.confidence:.3f}, threshold {explanation.threshold:.3f}: {outcome_of(answer)}"]
    if max_wrong is not None:
        lines.append(f"the threshold was chosen so that {promise(max_wrong)}")
    lines.append("question that was read: " + printable(answer.standalone_question))
    if len(explanation.readings) > 1:
        lines.append("readings considered: " + printable(" / ".join(explanation.readings)))
    if explanation.unknown_words:
        lines.append("in no document: " + printable(", ".join(explanation.unknown_words)))
    for typed, nearest in explanation.corrections:
        lines.append(f"read as: {printable(typed)} -> {printable(nearest)}")
    if explanation.reckoned:
        lines.append("reckoned, not quoted: " + printable(explanation.reckoned))
        lines.append("its confidence is the share of reckoned answers that are right, not computed from the signs")
    lines.append("signs: " + ", ".join(f"{name} {value:g}" for name, value in explanation.features.items()))
    lines.append("sentences weighed (score, * = used):")
    for piece in explanation.pieces:
        lines.append(f"  {'*' if piece.used else ' '} {piece.score:7.2f}  {on_one_line(piece.source)}: {printable(piece.text)}")
    if explanation.dropped:
        lines.append("sentences of the language model that no quote supports:")
    for dropped in explanation.dropped:
        lines.append(f"  {printable(dropped.text)} ({printable('; '.join(dropped.missing))})")
    if answer.usage:
        cost = "" if answer.usage.cost is None else f", cost {answer.usage.cost:g}"
        lines.append(f"tokens: {answer.usage.prompt_tokens} in, {answer.usage.completion_tokens} out{cost}")
    lines.append("time: " + ", ".join(f"{stage} {spent:g} ms" for stage, spent in answer.timings_ms.items()))
    return "\n".join(lines)


def _styled_quotation(citation: Citation) -> "Text":
    """Return a citation's quote on one line, but for the items of a list, its spans in bold."""
    from rich.text import Text

    shown = Text('"', style="dim")
    for text, is_span in pieces_of(citation):
        line = _SPACE.sub(lambda space: "\n" if space["item"] else " ", printable(text))
        is_spaced = shown.plain == '"' or shown.plain.endswith((" ", "\n"))
        shown.append(line.lstrip(" ") if is_spaced else line, SPAN_STYLE if is_span else None)
    shown.rstrip()
    return shown.append('"')

"""The prompt of an answer: rules, fenced and numbered sources, the question."""

import re
from collections.abc import Sequence

from qa_bot.generation.language_model import MAX_ANSWER_TOKENS, LanguageModel
from qa_bot.passage import Passage
from qa_bot.prompts import Prompts

# Room for what a provider adds around messages.
MARGIN_TOKENS = 64
MOST_SOURCES = 8
# What could close a fence, or open another one, in a document.
_FENCE = re.compile(r"<(?=\s*/?\s*(?:source|question|rules|system)\b)", re.I)


def answer_prompt(
    model: LanguageModel, prompts: Prompts, question: str, passages: Sequence[Passage]
) -> tuple[str, str, tuple[Passage, ...]]:
    """Return the system text, the prompt, and the passages that fit, the most relevant first.

    The passages that fit are those before the first that does not: the least relevant are left out.
    """
    system = prompts.say("answer_system", style=prompts.say("style"))
    empty = prompts.say("answer", sources="", question=question)
    room = model.context_tokens - MAX_ANSWER_TOKENS - MARGIN_TOKENS - model.count_tokens(system + empty)
    kept: list[Passage] = []
    for passage in passages[:MOST_SOURCES]:
        room -= model.count_tokens(_fenced(len(kept) + 1, passage))
        if room < 0:
            break
        kept.append(passage)
    sources = "\n".join(_fenced(number, passage) for number, passage in enumerate(kept, 1))
    return system, prompts.say("answer", sources=sources, question=_harmless(question)), tuple(kept)


def _fenced(number: int, passage: Passage) -> str:
    heading = f' title="{_attribute(passage.title)}"' if passage.title else ""
    dated = f' date="{_attribute(passage.date)}"' if passage.date else ""
    return f'<source id="{number}"{heading}{dated}>\n{_harmless(passage.text)}\n</source>'


def _harmless(text: str) -> str:
    """Return a text in which nothing looks like a fence."""
    return _FENCE.sub("‹", text)


def _attribute(text: str) -> str:
    return " ".join(text.replace('"', "'").split())[:200]

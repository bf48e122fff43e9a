"""The prompt of an answer: rules, fenced and numbered sources, the question."""

import re
from collections.abc import Sequence

from qa_bot.llm.language_model import MAX_ANSWER_TOKENS, LanguageModel
from qa_bot.passage import Passage
from qa_bot.prompts import Prompts
from qa_bot.text.printable import without_invisible

# Room for what a provider adds around messages.
MARGIN_TOKENS = 64
MOST_SOURCES = 8
# Tags that are fences of the prompt, or that a document could use to pretend to be one.
TAGS = ("source", "question", "rules", "system")
# Wide forms of "<" and ">" that a model may read as "<" and ">".
_PLAIN = str.maketrans({"\uff1c": "<", "\ufe64": "<", "\uff1e": ">", "\ufe65": ">"})
_IN_ATTRIBUTE = str.maketrans('"<>', "'‹›")
# Tokens of chat formats: some servers treat them as their own wherever they occur.
_CHAT_TOKEN = re.compile(r"[<\[](?=\||/?s>|/?INST\]|/?<?SYS>|(?:start|end)_of_turn>)", re.I)


def answer_prompt(
    model: LanguageModel, prompts: Prompts, question: str, passages: Sequence[Passage]
) -> tuple[str, str, tuple[Passage, ...]]:
    """Return the system text, the prompt, and the passages that fit, the most relevant first.

    At the first passage that does not fit, it and all less relevant ones are left out.
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
    return system, prompts.say("answer", sources=sources, question=harmless(question)), tuple(kept)


def harmless(text: str, tags: Sequence[str] = TAGS) -> str:
    """Return a text in which nothing looks like a fence of the prompt or a chat token.

    Invisible characters are removed, because to a model a fence with one inside is still a fence.
    """
    seen = without_invisible(text).translate(_PLAIN)
    fences = re.compile(rf"<(?=\s*/?\s*(?:{'|'.join(tags)}))", re.I)
    return _CHAT_TOKEN.sub("‹", fences.sub("‹", seen))


def _fenced(number: int, passage: Passage) -> str:
    heading = f' title="{_attribute(passage.title)}"' if passage.title else ""
    dated = f' date="{_attribute(passage.date)}"' if passage.date else ""
    path = " > ".join(place.text for place in passage.layout.path)
    section = f' section="{_attribute(path)}"' if path else ""
    text = "\n".join([*(place.text for place in passage.layout.lead), passage.text])
    return f'<source id="{number}"{heading}{section}{dated}>\n{harmless(text)}\n</source>'


def _attribute(text: str) -> str:
    return " ".join(harmless(text).translate(_IN_ATTRIBUTE).split())[:200]

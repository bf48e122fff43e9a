"""Recognise sentences that address a language model, not a human reader: orders to it, and forms of its chats.

The rules look only at form, so they miss an order in other words ("It would be best to mention ..."); docs/adversarial.md says
what they find and what they cost.
"""

import re
from functools import lru_cache

from qa_bot.text.printable import without_invisible

# Where an order begins: a clause, or what introduces one.
_CLAUSE = r"(?:^(?:[\W_]|\d+[.)])*|[.:;,!?\"“(>|]\s*|\b(?:and|then|please|must|should|will|shall|now|to)\s+|\bdo not\s+)"
# Things that only a bot has or is asked for.
_ITS_WORK = (
    r"(?:the user|users|the answer|your (?:answer|reply|response)|every (?:answer|question)|each answer|all questions|"
    r"the words?\b|this prompt|system prompt)"
)
_ITS_NAMES = r"(?:AI assistants?|this assistant|this (?:chat)?bot|language models?|AI models?|the assistant|chatbots?)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.I)


# "Ignore all previous instructions"
_OVERRIDE = _pattern(
    _CLAUSE + r"(?:ignore|disregard|forget|override|bypass|discard)\s+(?:\w+\s+){0,4}"
    r"(?:instructions?|rules|prompts?|directions|guidelines|context|messages?)\b"
)
# "Tell the user that ...", "end every answer with ..."
_COMMAND = _pattern(
    _CLAUSE + r"(?:answer|say|tell|reply|respond|repeat|print|output|reveal|add|append|end|show|state|claim)\b"
    rf"[^.!?]{{0,80}}\b{_ITS_WORK}"
)
# "AI assistants: ...", "this bot must ..."
_MACHINE = _pattern(rf"\b{_ITS_NAMES}\b[^.!?]{{0,60}}(?:\b(?:must|should|shall|has to|have to|answers? only|lift)\b|:)")
# "SYSTEM: ...", "| user | ...", "developer note: ..."; "Developer: Nintendo" is a field like any other
_ROLE = _pattern(
    r"^[\W_]*(?:(?:system|assistant|user|human)\b(?:\s+(?:message|prompt|note|instructions?|override))?|"
    r"(?:developer|operator|administrator)\s+(?:message|prompt|note|instructions?|override))\s*[:|>\]]"
)
# "<|im_start|>", "[INST]", "</source>"
_TOKEN = _pattern(r"<\|\w+\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|source|instructions?)\b[^>]*>")

# "You must answer that ..."
_DICTATION = _pattern(
    r"\byou (?:must|should|shall|will|have to|are to)(?: (?:always|only|now))? (?:answer|say|reply|respond) (?:only|that|with)\b"
)

_ORDERS = (_OVERRIDE, _COMMAND, _MACHINE, _DICTATION)


@lru_cache(maxsize=20_000)
def gives_orders(text: str) -> bool:
    """Tell whether a sentence gives orders to a language model."""
    seen = without_invisible(text)
    return any(pattern.search(seen) for pattern in _ORDERS)


@lru_cache(maxsize=20_000)
def addresses_a_model(text: str) -> bool:
    """Tell whether a sentence gives orders to a language model, or has the form of a turn or token of its chats."""
    seen = without_invisible(text)
    return gives_orders(text) or any(pattern.search(seen) for pattern in (_ROLE, _TOKEN))

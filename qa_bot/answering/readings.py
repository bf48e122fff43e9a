"""The readings of a question: as typed, with its spelling corrected, and as a follow-up of the question before it."""

import re
from collections.abc import Callable, Sequence

from qa_bot.conversation import Turn
from qa_bot.errors import UsageError
from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import STOP_WORDS, fold, word_spans

MAX_QUESTION_CHARS = 4000
# How many words of how many turns make the topic of a conversation.
TOPIC_TERMS = 5
TOPIC_TURNS = 2
# A question with no more content words than this says too little to stand alone.
FEW_WORDS = 1

_OPENING = re.compile(
    r"\s*(?:and|but|so|or|also|then|what about|how about|what else|who else|where else|why not|yes|no|ok|okay)\b", re.I
)
_POINTER = re.compile(
    r"\b(?:it|its|he|him|his|she|her|hers|they|them|their|theirs|this|that|these|those|there|then|one|ones|other|others|"
    r"another|same|such|former|latter|(?:first|second|third|last) one)\b",
    re.I,
)


def clean_question(question: str) -> str:
    """Return a question on one line without control characters; raise UsageError when it is empty or far too long."""
    if len(question) > MAX_QUESTION_CHARS:
        raise UsageError(
            f"the question has {len(question):,} characters, at most {MAX_QUESTION_CHARS:,} are read: ask a shorter one"
        )
    cleaned = " ".join("".join(c if c.isprintable() else " " for c in question).split())
    if not any(c.isalnum() for c in cleaned):
        raise UsageError("the question is empty: type a question, in quotation marks")
    return cleaned


def corrected(question: str, corrections: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """Return a question with each misspelt word replaced by the nearest word of the corpus, its capitals kept."""
    for typed, nearest in corrections:
        replacement = nearest[0]
        if typed.isupper():
            replacement = replacement.upper()
        elif typed[0].isupper():
            replacement = replacement[0].upper() + replacement[1:]
        question = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", replacement.replace("\\", ""), question)
    return question


def depends_on_history(question: str) -> bool:
    """Tell whether a question needs what was said before: a pronoun, an ellipsis, a bare question word, an ordinal."""
    if _OPENING.match(question) or _POINTER.search(question):
        return True
    return len(content_stems(question)) <= FEW_WORDS


def topic_terms(
    history: Sequence[Turn], weight: Callable[[str], float], is_known: Callable[[str], bool], limit: int = TOPIC_TERMS
) -> tuple[str, ...]:
    """Return the rarest words of the last turns that the documents have, as they were written, in the order said.

    `weight` gives the inverse document frequency of a stem, `is_known` tells whether any document has a folded word.
    """
    said = " ".join(f"{turn.question} {turn.answer or ''}" for turn in history[-TOPIC_TURNS:])
    found: dict[str, str] = {}
    for start, end in word_spans(said):
        word = said[start:end]
        folded = fold(word)
        if len(folded) > 2 and folded not in STOP_WORDS and folded not in found and is_known(folded):
            found[folded] = word
    rarest = sorted(found, key=lambda folded: -weight(stem(folded)))[:limit]
    return tuple(word for folded, word in found.items() if folded in rarest)


def in_context(question: str, terms: Sequence[str]) -> str:
    """Return a question with the topic before it, but for the words it has itself."""
    own = content_stems(question)
    missing = [term for term in terms if stem(fold(term)) not in own]
    return f"{' '.join(missing)}: {question}" if missing else question

"""Names in what was said: runs of capitalised words, and the words that look like parts of names."""

import re
from collections.abc import Iterator

from qa_bot.text.english import MONTHS, OPENERS, PREPOSITIONS, TITLE, WEEKDAYS
from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, fold, is_shortened, word_spans

_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]*\w|[A-ZÀ-ÖØ-Þ])"
_PARTICLE = r"(?:of|de|del|der|van|von|bin|al|la|le|du|di|da)"
_NAME = re.compile(rf"(?:al-)?{_WORD}(?:\s+(?:{_PARTICLE}\s+)?(?:al-)?{_WORD})*")
_POSSESSIVE = re.compile(r"['’]s$")
_TITLE = re.compile(rf"\b{TITLE}\b", re.I)
_TITLE_BEFORE = re.compile(rf"\b{TITLE}\b[\s,:]*$", re.I)
_TIMES = frozenset((*MONTHS, *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS)))
# What a word that opens a sentence may end in without being a name, where the sentence does not have it as one.
_FORMS = ("ing", "ed", "ly")
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
_RUN = re.compile(rf"{_CAPITALISED}(?:\s+(?:of\s+|the\s+|and\s+)?{_CAPITALISED})+")
# Prepositions: a name after one is not the subject ("in Libya", "of Egypt").
_PREPOSITION = re.compile(rf"\b(?:{'|'.join((*PREPOSITIONS, 'of', 'into', 'by', 'between', 'during'))})\s+(?:the\s+)?$", re.I)


def name_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) offsets of the names of a text, possessive endings left out.

    Stop words, months and days of the week are not names, even with capitals.
    """
    spans = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        while (space := text.find(" ", start, end)) >= 0 and _is_grammar(text[start:space]):
            start = space + 1
        if _is_grammar(text[start:end]) or fold(text[start:end]) in _TIMES:
            continue
        possessive = _POSSESSIVE.search(text[start:end])
        spans.append((start, end - len(possessive.group()) if possessive else end))
    return tuple(spans)


def _is_grammar(word: str) -> bool:
    return fold(word) in STOP_WORDS or is_shortened(word)


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of a text, each once; those after a preposition come last."""
    spans = name_spans(text)
    after_preposition = {span: bool(_PREPOSITION.search(text[: span[0]])) for span in spans}
    ordered = sorted(spans, key=lambda span: after_preposition[span])
    return tuple(dict.fromkeys(text[start:end] for start, end in ordered))


def persons_in(text: str) -> tuple[str, ...]:
    """Return the names in a text that have a person's title in or before them."""
    return tuple(
        dict.fromkeys(
            text[start:end]
            for start, end in name_spans(text)
            if _TITLE.search(text[start:end]) or _TITLE_BEFORE.search(text[:start])
        )
    )


def names_a_role(text: str) -> bool:
    """Tell whether a text refers to somebody by a role: "the mayor"."""
    return bool(_TITLE.search(text))


def name_words(text: str) -> Iterator[str]:
    """Yield the words that look like names: capitalised, or capitals within; the first word of a text counts too."""
    for start, end in word_spans(text):
        word = text[start:end]
        if any(c.isupper() for c in word) and fold(word) not in STOP_WORDS and not word.isdigit():
            yield word


def capitalised_runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the runs of capitalised words of a text, "of" and "the" between them left out."""
    for run in _RUN.findall(text):
        yield tuple(word for word in re.findall(r"[\w’'-]+", run) if word[0].isupper())


def stands_as_name(word: str, text: str) -> bool:
    """Tell whether a text has a capitalised word inside a sentence, where only a name has a capital."""
    return re.search(rf"[\w,;] {re.escape(word)}\b", text) is not None


def opens_as_common(word: str, sentence: str) -> bool:
    """Tell whether the word that opens a sentence is no name: a function word, or one that recurs in lower case."""
    folded = fold(word)
    if folded in OPENERS:
        return True
    if any(c.isupper() for c in word[1:]) or not word[:1].isupper():
        return False
    if any(stem(fold(found)) == stem(folded) for found in re.findall(rf"\b{re.escape(folded[:3])}\w*", sentence)):
        return True
    return folded.endswith(_FORMS) and not stands_as_name(word, sentence)

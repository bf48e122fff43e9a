"""Look up the words of a question: which of them the corpus has, and what it has instead of the others."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from qa_bot.passage import Passage
from qa_bot.storage.words import Words
from qa_bot.text.spelling import edit_budget, nearest_words
from qa_bot.text.terms import STOP_WORDS, fold, word_spans, words
from qa_bot.text.vocabulary import is_english
from qa_bot.text.word_families import SHORTEST_BASE, are_related

# How many chunks with a similar word are searched for that word.
SIMILAR_CHUNKS = 30
SHORTEST_WORD = 2
LONGEST_ENDING = 5
MOST_RELATED = 4

PassagesOf = Callable[[Sequence[int]], tuple[Passage, ...]]


class LookedUp(NamedTuple):
    """The words of a question, folded; and the words that the corpus lacks, as typed, with what it may have instead."""

    known: tuple[str, ...]
    similar: tuple[str, ...]
    unknown: tuple[str, ...]
    corrections: tuple[tuple[str, tuple[str, ...]], ...]


def look_up(question: str, lexical: Words, document_frequency: Callable[[str], int], passages: PassagesOf) -> LookedUp:
    """Return the words of a question; for a word that no document has, look for related words, then for a misspelling.

    An English word is not a misspelling: goats are not boats just because no document mentions goats.
    """
    typed = {fold(question[a:b]): question[a:b] for a, b in word_spans(question)}
    known = tuple(word for word in typed if word and word not in STOP_WORDS)
    absent = [word for word in known if len(word) >= SHORTEST_WORD and not document_frequency(word)]
    related = {word: _related_words(word, lexical, passages) for word in absent}
    unknown = [word for word in absent if not related[word]]
    resembled = {word: found for word in unknown if (found := _resembled_words(word, lexical, passages))}
    # "trailor" is related to "trailer", and yet misspelt. A name is another word: "Ruritania" and "Ruritanian".
    slips = {
        word: nearest_words(word, near, lexical.document_frequency) for word, near in related.items() if typed[word].islower()
    }
    resembled |= {word: found for word, found in slips.items() if found}
    corrections = {word: found for word, found in resembled.items() if not is_english(word)}
    return LookedUp(
        known=known,
        similar=tuple(near for found in (*related.values(), *corrections.values()) for near in found),
        unknown=tuple(typed[word] for word in unknown),
        corrections=tuple((typed[word], found) for word, found in corrections.items()),
    )


def _related_words(word: str, lexical: Words, passages: PassagesOf) -> tuple[str, ...]:
    """Return the words of the corpus that are related to a word that no document has."""
    if len(word) < SHORTEST_BASE or not word.isalpha():
        return ()
    prefix = word[: max(SHORTEST_BASE, len(word) - LONGEST_ENDING)]
    near = passages(lexical.chunks_with_prefix(prefix, SIMILAR_CHUNKS))
    found = {w for p in near for w in words(f"{p.text} {p.title or ''}") if are_related(word, w)}
    return tuple(sorted(found))[:MOST_RELATED]


def _resembled_words(word: str, lexical: Words, passages: PassagesOf) -> tuple[str, ...]:
    """Return the words of the corpus that differ by one or two letters from a word that no document has."""
    budget = edit_budget(word)
    if not budget:
        return ()
    near = passages(lexical.similar_chunks(word, budget, SIMILAR_CHUNKS))
    texts = [text for passage in near for text in (passage.text, passage.title or "")]
    return nearest_words(word, texts, lexical.document_frequency)

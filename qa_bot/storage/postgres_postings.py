"""What the inverted index in PostgreSQL holds of a chunk: its words in each field, how often, and how long the field is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa_bot.storage.lexical import LexicalEntry
from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, words

STEMMED, HEADING, PLAIN = range(3)


class Rows(NamedTuple):
    """The rows of the tables `postings` and `worded`, and the words for `vocabulary`."""

    postings: list[tuple[object, ...]]
    chunks: list[tuple[object, ...]]
    vocabulary: set[str]


def rows_of(build: int, entries: Sequence[LexicalEntry]) -> Rows:
    """Return the rows of some chunks."""
    rows = Rows([], [], set())
    for entry in entries:
        fields = _fields(entry)
        stemmed, heading = (sum(fields[field].values()) for field in (STEMMED, HEADING))
        lengths = {STEMMED: _quantised(stemmed), HEADING: _quantised(heading), PLAIN: 0}
        for field, counts in fields.items():
            rows.postings.extend((build, field, w, entry.chunk_id, n, lengths[field]) for w, n in counts.items())
        rows.chunks.append((build, entry.chunk_id, stemmed, heading, sorted({w for c in fields.values() for w in c})))
        rows.vocabulary.update(fields[PLAIN])
    return rows


def _fields(entry: LexicalEntry) -> dict[int, Counter[str]]:
    """Return the words of each field of a chunk, as tantivy holds them."""
    text, heading = words(entry.text), words(entry.heading)
    return {
        STEMMED: Counter(stem(word) for word in text if word not in STOP_WORDS),
        HEADING: Counter(stem(word) for word in heading if word not in STOP_WORDS),
        PLAIN: Counter(dict.fromkeys((*text, *heading), 1)),
    }


def _lengths() -> Iterator[int]:
    """Yield the 256 lengths that tantivy and Lucene tell apart: each up to 40, then four a power of two."""
    for byte in range(256):
        if byte < 24:
            yield byte
        else:
            mantissa, shift = (byte - 24) & 0x07, ((byte - 24) >> 3) - 1
            yield 24 + (mantissa if shift < 0 else (mantissa | 0x08) << shift)


LENGTHS = tuple(_lengths())


def _quantised(length: int) -> int:
    """Return a length as tantivy rounds it: down to one of 256."""
    return max(known for known in LENGTHS if known <= length)

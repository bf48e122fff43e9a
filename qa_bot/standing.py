"""Whether a quote still stands: in its document, wherever it moved there, under another name, or in a copy.

A quote stands in a text that has its words in their order (how lines break says nothing), with everything that is quoted to
understand it. Where it began or ended a sentence or a line, it still does: "The toll is 3 crowns" is changed by "and 50 cents".
"""

import re
from typing import NamedTuple

from qa_bot.answer import Citation
from qa_bot.storage.history import KeptText, names_of_chunks, names_of_text, texts_at, versions_of
from qa_bot.storage.snapshot import Snapshot
from qa_bot.storage.word_lookup import LookedUp
from qa_bot.text.sentences import split_sentences
from qa_bot.text.terms import words

# A shorter quote may stand anywhere by chance: in another document it counts with a sentence that stood beside it.
TELLING_WORDS = 6
NEAR_CHARS = 500
NEAR_WORDS = 12
# Where a copy is looked for: the passages that share most words with the quote.
MOST_PASSAGES = 50
MOST_WORDS = 60
TEXTS_AT_ONCE = 10
_CLOSED = re.compile(r"""[.!?…:;。！？]["'”’»)\]*_`|]*$""")
_CLOSES = re.compile(r"""["'”’»)\]*_`|]*(?:\s|$)""")
_ENDS = re.compile(r"""[ \t\u00a0]*(?:$|\n|\||[.!?…:;。！？]["'”’»)\]*_`]*(?:\s|$)|["'”’»)\]*_`]+(?:\s|$))""")


class Held(NamedTuple):
    """The document in which a quote stands; `version` changes with its text."""

    source: str
    version: str


class _Wanted(NamedTuple):
    """What a document must have to hold a quote; `beside` stood before and after it, `begins` and `ends` tell how it was bounded."""

    quote: re.Pattern[str]
    context: tuple[re.Pattern[str], ...]
    beside: tuple[re.Pattern[str], ...]
    begins: bool
    ends: bool
    is_telling: bool

    def stand_in(self, text: str) -> bool:
        """Tell whether a text has the quote and its context."""
        return all(one.search(text) for one in self.context) and any(
            (_begins(text, found.start()) or not self.begins) and (_ends(text, found.end()) or not self.ends)
            for found in self.quote.finditer(text)
        )

    def stand_in_copy(self, text: str) -> bool:
        """Tell whether the text of another document has them, and not by chance."""
        return self.stand_in(text) and (self.is_telling or any(one.search(text) for one in self.beside))


def holder(snapshot: Snapshot, citation: Citation, given_at: int, last: str) -> Held | None:
    """Return the document in which a quote stands; None if it stands nowhere any more.

    `given_at` is the generation that the quote was taken from, `last` the name of the document that held it last.
    """
    before = texts_at(snapshot, given_at, [citation.source]).get(citation.source)
    if before is not None and before.text[citation.start : citation.end] != citation.quote:
        before = None  # that generation is not kept any more
    own = texts_at(snapshot, snapshot.generation.number, list({citation.source, last}))
    if before and citation.source in own and own[citation.source].document_id == before.document_id:
        return Held(citation.source, versions_of(snapshot, [citation.source])[citation.source])
    wanted = _wanted(citation, before)
    held = next((name for name in (citation.source, last) if name in own and wanted.stand_in(own[name].text)), None)
    held = held or (before and next(iter(names_of_text(snapshot, before)), None)) or _copy(snapshot, citation, wanted, before)
    return None if held is None else Held(held, versions_of(snapshot, [held])[held])


def _wanted(citation: Citation, before: KeptText | None) -> _Wanted:
    text, start, end = (before.text, citation.start, citation.end) if before else ("", 0, 0)
    return _Wanted(
        quote=_pattern(citation.quote),
        context=tuple(_pattern(place.quote) for place in citation.context),
        beside=tuple(_pattern(one) for one in _beside(text, start, end)),
        begins=before is not None and _begins(text, start),
        ends=before is not None and _ends(text, end),
        is_telling=len(words(citation.quote)) >= TELLING_WORDS,
    )


def _copy(snapshot: Snapshot, citation: Citation, wanted: _Wanted, before: KeptText | None) -> str | None:
    """Return another document that quotes the same, of those that share most words with it."""
    near = () if wanted.is_telling or before is None else _beside(before.text, citation.start, citation.end)
    sought = tuple(dict.fromkeys(words(" ".join((citation.quote, *near)))))[:MOST_WORDS]
    hits = snapshot.search_words(LookedUp(sought, (), (), ()), MOST_PASSAGES)
    names = [name for name in names_of_chunks(snapshot, [hit.chunk_id for hit in hits]) if name != citation.source]
    for begin in range(0, len(names), TEXTS_AT_ONCE):
        some = names[begin : begin + TEXTS_AT_ONCE]
        texts = texts_at(snapshot, snapshot.generation.number, some)
        if found := next((name for name in some if wanted.stand_in_copy(texts[name].text)), None):
            return found
    return None


def _beside(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the last words of the sentence before a quote and the first ones of the sentence after it."""
    before, after = text[max(0, start - NEAR_CHARS) : start], text[end : end + NEAR_CHARS]
    left, right = split_sentences(before), split_sentences(after)
    last = " ".join(before[slice(*left[-1])].split()[-NEAR_WORDS:]) if left else ""
    first = " ".join(after[slice(*right[0])].split()[:NEAR_WORDS]) if right else ""
    return tuple(one for one in (last, first) if len(words(one)) > 1)


def _pattern(quote: str) -> re.Pattern[str]:
    """Return what finds a quote in a text, however its lines break there, and not inside other words."""
    parts = quote.split()
    before = r"(?<!\w)" if parts and re.match(r"\w", parts[0]) else ""
    after = r"(?!\w)" if parts and re.search(r"\w$", parts[-1]) else ""
    return re.compile(before + r"\s+".join(map(re.escape, parts)) + after)


def _begins(text: str, start: int) -> bool:
    """Tell whether a sentence or a line begins at a place."""
    before = text[max(0, start - NEAR_CHARS) : start].rstrip(" \t\u00a0")
    return not before or not (before[-1].isalnum() or before[-1] in ",(")


def _ends(text: str, end: int) -> bool:
    """Tell whether a sentence or a line ends at a place."""
    is_closed = _CLOSED.search(text, max(0, end - 10), end)
    return bool((_CLOSES if is_closed else _ENDS).match(text, end))

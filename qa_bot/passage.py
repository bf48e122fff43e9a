"""A chunk of a document as the index returns it, and the hits that lead to it."""

from qa_bot.frozen import Frozen


def heading_of(title: str | None, date: str | None) -> str:
    """Return the line that stands before a text when it is embedded or read: title and date, or ''."""
    return " | ".join(part for part in (title, date) if part)


class Passage(Frozen):
    """Be a stretch of a document: `text` is the document's text[start:end].

    `line` is the line (from 1) on which it starts, `page_starts` are the offsets at which the document's pages start, where
    its format has pages, `names` is every path under which the document is in the corpus (`source` first).
    """

    chunk_id: int
    document_id: int
    source: str
    names: tuple[str, ...]
    title: str | None
    date: str | None
    outlet: str | None
    start: int
    end: int
    line: int
    page_starts: tuple[int, ...] = ()
    text: str

    def heading(self) -> str:
        """Return the line that stands before the text when it is embedded or read: title and date, or ''."""
        return heading_of(self.title, self.date)


class Hit(Frozen):
    """Be a chunk that a search found, with that search's own score (higher is better)."""

    chunk_id: int
    score: float


class LexicalHits(Frozen):
    """Be the result of a lexical search.

    `unknown` are the question's words, as typed, that no document contains; `corrections` pairs such a word with the
    nearest words of the corpus, best first.
    """

    hits: tuple[Hit, ...]
    unknown: tuple[str, ...] = ()
    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()

"""A chunk of a document as the index returns it, and the hits that lead to it."""

from qa_bot.frozen import Frozen


class Passage(Frozen):
    """Be a stretch of a document: `text` is the document's text[start:end].

    `line` is the line (from 1) on which it starts, `page` the page (from 1) where the format has pages, `names` every
    path under which the document is in the corpus (`source` first).
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
    page: int | None
    text: str

    def heading(self) -> str:
        """Return the line that stands before the text when it is embedded or reranked: title and date, or ''."""
        return " | ".join(part for part in (self.title, self.date) if part)


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

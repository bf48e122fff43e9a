"""tantivy: the words of the chunks, keyed by chunk id. The only module that knows its index.

Words are folded in Python, the same way everywhere (qa_bot.text.terms); tantivy splits at spaces and stems.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from qa_bot.errors import IndexDamagedError
from qa_bot.frozen import Frozen
from qa_bot.passage import Hit
from qa_bot.storage.lexical_files import damaged_file
from qa_bot.storage.read_only import is_read_only, open_copy
from qa_bot.text.terms import STOP_WORDS, words

if TYPE_CHECKING:
    import tantivy

STEMMED = "stemmed"
PLAIN = "plain"
HEADING = "heading"
CHUNK_ID = "chunk_id"
_TOKENIZERS = {STEMMED: "folded_stems", HEADING: "folded_stems", PLAIN: "folded"}
# A word of the heading (title) has half the weight of a word of the text, because every chunk of a document repeats it.
HEADING_BOOST = 0.5
FUZZY_BOOST = 0.7
WRITER_BYTES = 64_000_000


class LexicalEntry(Frozen):
    """The words of a chunk to be indexed."""

    chunk_id: int
    heading: str
    text: str


class LexicalStore:
    """An open tantivy index; scores are BM25's."""

    def __init__(self, index: tantivy.Index, schema: tantivy.Schema, path: Path) -> None:
        self._index = index
        self._schema = schema
        self._path = path
        self._searcher = index.searcher()

    @classmethod
    def open(cls, path: Path, create: bool = False) -> LexicalStore:
        """Open the index of a folder, of a read-only one in a copy; raise IndexDamagedError when it is not there."""
        if create:
            return cls._open(path, path, create)
        if problem := damaged_file(path):
            raise _damaged(path, problem)
        return open_copy(path, lambda copy: cls._open(path, copy)) if is_read_only(path) else cls._open(path, path)

    @classmethod
    def _open(cls, path: Path, place: Path, create: bool = False) -> LexicalStore:
        """Open the index of a folder at the place of its files, which may be a copy."""
        import tantivy

        schema = _schema()
        try:
            if create:
                place.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(schema, str(place), reuse=True) if create else tantivy.Index.open(str(place))
            _register(index)
            index.reload()
            return cls(index, schema, path)
        except (OSError, ValueError) as error:
            if isinstance(error, OSError) and error.errno:
                raise
            raise _damaged(path, shorten(str(error), 120)) from error

    def write(self, added: Iterable[LexicalEntry], removed: Iterable[int] = ()) -> None:
        """Remove and add chunks in one commit; adding an existing chunk replaces it."""
        import tantivy

        writer = self._index.writer(WRITER_BYTES, 1)
        try:
            for chunk_id in removed:
                writer.delete_documents_by_query(self._by_id(chunk_id))
            for entry in added:
                writer.delete_documents_by_query(self._by_id(entry.chunk_id))
                document = tantivy.Document()
                document.add_unsigned(CHUNK_ID, entry.chunk_id)
                folded = words(entry.text)
                document.add_text(STEMMED, " ".join(word for word in folded if word not in STOP_WORDS))
                document.add_text(PLAIN, " ".join(dict.fromkeys((*folded, *words(entry.heading)))))
                document.add_text(HEADING, " ".join(word for word in words(entry.heading) if word not in STOP_WORDS))
                writer.add_document(document)
            writer.commit()
        finally:
            writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(
        self, question_words: Sequence[str], similar: Sequence[str], limit: int, only: Sequence[int] | None = None
    ) -> tuple[Hit, ...]:
        """Return the chunks, or `only` some of them, that share folded words with a question, best first.

        `similar` words count slightly less.
        """
        import tantivy

        queries = [self._term(field, word, boost) for word in question_words for field, boost in _FIELDS]
        queries += [self._term(field, word, boost * FUZZY_BOOST) for word in similar for field, boost in _FIELDS]
        if not queries:
            return ()
        either = tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
        return self._run(either if only is None else self._among(either, only), limit)

    def has_word(self, word: str, only: Sequence[int]) -> bool:
        """Tell whether one of some chunks has a folded word, or another word with its stem."""
        import tantivy

        terms = [(tantivy.Occur.Should, self._term(STEMMED, word, 1.0))]
        terms.append((tantivy.Occur.Should, tantivy.Query.term_query(self._schema, PLAIN, word)))
        return bool(self._run(self._among(tantivy.Query.boolean_query(terms), only), 1))

    def similar_chunks(self, word: str, distance: int, limit: int) -> tuple[int, ...]:
        """Return chunks that hold a word within an edit distance of a folded word."""
        import tantivy

        query = tantivy.Query.fuzzy_term_query(self._schema, PLAIN, word, distance=distance)
        return tuple(hit.chunk_id for hit in self._run(query, limit))

    def chunks_with_prefix(self, prefix: str, limit: int) -> tuple[int, ...]:
        """Return chunks that hold a word which begins with some folded letters."""
        import tantivy

        query = tantivy.Query.regex_query(self._schema, PLAIN, f"{prefix}.*")
        return tuple(hit.chunk_id for hit in self._run(query, limit))

    def document_frequency(self, word: str) -> int:
        """Return in how many chunks a folded word occurs."""
        return int(self._searcher.doc_freq(PLAIN, word)) if word else 0

    def stem_frequency(self, stem: str) -> int:
        """Return in how many chunks a word with this stem occurs."""
        return int(self._searcher.doc_freq(STEMMED, stem)) if stem else 0

    def count(self) -> int:
        """Return how many chunks there are."""
        return int(self._searcher.num_docs)

    def close(self) -> None:
        """Do nothing: tantivy closes its files when it is no longer used."""

    def _by_id(self, chunk_id: int) -> tantivy.Query:
        """Return the query for a chunk; deleting by term would take the id for a signed number and find nothing."""
        import tantivy

        return tantivy.Query.term_query(self._schema, CHUNK_ID, chunk_id)

    def _among(self, query: tantivy.Query, only: Sequence[int]) -> tantivy.Query:
        """Return a query for those of some chunks that a query finds, with the same scores."""
        import tantivy

        chosen = tantivy.Query.boost_query(tantivy.Query.term_set_query(self._schema, CHUNK_ID, list(only)), 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, chosen)])

    def _term(self, field: str, word: str, boost: float) -> tantivy.Query:
        import tantivy

        from qa_bot.text.stems import stem

        return tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, stem(word)), boost)

    def _run(self, query: tantivy.Query, limit: int) -> tuple[Hit, ...]:
        found = self._searcher.search(query, limit=limit, count=False).hits
        return tuple(
            Hit(chunk_id=int(self._searcher.doc(address)[CHUNK_ID][0]), score=float(score)) for score, address in found
        )


_FIELDS = ((STEMMED, 1.0), (HEADING, HEADING_BOOST))


def _damaged(path: Path, problem: object) -> IndexDamagedError:
    return IndexDamagedError(f"the words in {path} cannot be read ({problem}): run `qa-bot ingest --rebuild` to restore them")


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder().add_unsigned_field(CHUNK_ID, stored=True, indexed=True, fast=True)
    for field, tokenizer in _TOKENIZERS.items():
        builder.add_text_field(field, tokenizer_name=tokenizer, index_option="freq")
    return builder.build()


def _register(index: tantivy.Index) -> None:
    import tantivy

    folded = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    stems = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(tantivy.Filter.stemmer("English")).build()
    index.register_tokenizer("folded", folded)
    index.register_tokenizer("folded_stems", stems)

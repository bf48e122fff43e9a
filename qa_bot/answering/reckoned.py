"""Answer questions that need counting, adding or comparing, from the tables that the search finds."""

from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from qa_bot.answer import Citation
from qa_bot.answering.composition import cite, markers
from qa_bot.document_name import parse_name
from qa_bot.documents.document import Document
from qa_bot.passage import Place
from qa_bot.reckoning.reckon import may_be_reckoned, prepare, reckon_prepared
from qa_bot.reckoning.reckonings import Reckoned
from qa_bot.reckoning.tables import Row, Table, tables_of, tables_of_rows
from qa_bot.reckoning.vocabulary import Vocabulary
from qa_bot.retrieval.search import Candidate, Index
from qa_bot.storage.stored import StoredDocument

# The tables of at most this many files are used: the files that hold the best passages. So many are looked at for them: the head
# of a letter and a file of settings have fields, and no table.
MOST_FILES, MOST_READ = 4, 8
# Larger files are not used.
MOST_ROWS = 5_000
# How many files are kept in memory for the next question.
MOST_KEPT = 8
TABULAR = ("row", "record", "field")
# At most this many rows are cited one by one.
MOST_CITED = 25
# At least this share of these answers is right (docs/documents.md).
CONFIDENCE = 0.95


class TableAnswer(NamedTuple):
    """The result of a reckoning: the text with its working, a citation for every row that was used, and how it was found."""

    text: str
    citations: tuple[Citation, ...]
    working: str


class _File(NamedTuple):
    """A file in memory: its documents by name, and its tables prepared for questions."""

    documents: dict[str, StoredDocument]
    tables: tuple[Vocabulary, ...]


_LOCK = Lock()
# The files read last, for each index in use.
_KEPT: WeakKeyDictionary[Index, dict[str, _File]] = WeakKeyDictionary()


def answer_from_tables(index: Index, question: str, candidates: Sequence[Candidate]) -> TableAnswer | None:
    """Return the answer reckoned from the tables of the best files; None if the question is not one of reckoning."""
    holding = [c.passage.source for c in candidates if any(unit.kind in TABULAR for unit in c.passage.layout.units)]
    if not holding or not may_be_reckoned(question):
        return None
    files = _files_with_tables(index, holding)
    reckoned = reckon_prepared(question, [names for file in files for names in file.tables])
    if reckoned is None:
        return None
    return _answer(reckoned, {name: document for file in files for name, document in file.documents.items()})


def _files_with_tables(index: Index, holding: Sequence[str]) -> list[_File]:
    """Return the first files that have tables to reckon with."""
    found: list[_File] = []
    for file in index.files_of(holding)[:MOST_READ]:
        read = _read(index, file)
        found += [read] if read.tables else []
        if len(found) == MOST_FILES:
            break
    return found


def _read(index: Index, file: str) -> _File:
    """Return a file, from memory if it was read before; that is safe because a generation of the index never changes."""
    with _LOCK:
        kept = _KEPT.setdefault(index, {})
        if file in kept:
            kept[file] = kept.pop(file)
            return kept[file]
    found = index.documents_of(file, MOST_ROWS)
    tables = tuple(names for table in _tables(file, found) if (names := prepare(table)))
    read = _File({document.names[0]: document for document in found}, tables)
    with _LOCK:
        kept[file] = read
        while len(kept) > MOST_KEPT:
            del kept[next(iter(kept))]
    return read


def _tables(file: str, documents: Sequence[StoredDocument]) -> tuple[Table, ...]:
    if len(documents) == 1 and documents[0].part == "":
        return tables_of(documents[0].names[0], documents[0].text, documents[0].blocks)
    return tables_of_rows(file, [Document(part=d.part, text=d.text, title=d.title, blocks=d.blocks) for d in documents])


def _answer(reckoned: Reckoned, documents: dict[str, StoredDocument]) -> TableAnswer:
    citations = tuple(
        _cite(number, row, reckoned.table, documents[row.source]) for number, row in enumerate(reckoned.rows[:MOST_CITED], 1)
    )
    return TableAnswer(f"{reckoned.answer} {markers(citations)}".strip(), citations, _told(reckoned))


def _told(reckoned: Reckoned) -> str:
    """Return which table was reckoned with, in which way, for those who ask how an answer came about."""
    table, asked = reckoned.table, reckoned.reckoning
    column = f' of the column "{table.columns[asked.column]}"' if asked.column is not None else ""
    file = parse_name(table.source).seen_from(None)
    return f'{asked.operation}{column}, in the table "{table.title}" of {file}: {len(reckoned.rows)} of {len(table.rows)} rows count'


def _cite(number: int, row: Row, table: Table, document: StoredDocument) -> Citation:
    header = (_header(table, document),) if table.header and table.source == row.source else ()
    return cite(number, document.whole(), row.start, row.end, header, document.names[1:])


def _header(table: Table, document: StoredDocument) -> Place:
    assert table.header is not None
    start, end = table.header
    return Place("table_header", start, end, 1 + document.text.count("\n", 0, start), document.text[start:end])

"""Answer from the tables that a question leads to, where it asks for what has to be counted, added up or compared."""

from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.answer import Citation, ContextQuote
from qa_bot.documents import Document
from qa_bot.reckoning.reckon import reckon
from qa_bot.reckoning.reckonings import Reckoned
from qa_bot.reckoning.tables import Row, Table, tables_of, tables_of_rows
from qa_bot.retrieval.search import Candidate, Index
from qa_bot.storage.snapshot import StoredDocument

# The tables of so many files are looked at, those that hold the best passages.
MOST_FILES = 4
# A file of more rows than these is no table that a question is answered from by reckoning.
MOST_ROWS = 5_000
# More rows than these are not named one by one.
MOST_CITED = 25
# Of the answers so given .95 and more are right (docs/documents.md).
CONFIDENCE = 0.95


class TableAnswer(NamedTuple):
    """What a reckoning comes to: the text with its working, and a citation for every row that counts."""

    text: str
    citations: tuple[Citation, ...]


def answer_from_tables(index: Index, question: str, candidates: Sequence[Candidate]) -> TableAnswer | None:
    """Return what the tables of the best files come to; None where the question is not understood as one to reckon with."""
    holding = [c.passage.source for c in candidates if any(unit.kind in TABULAR for unit in c.passage.layout.units)]
    if not holding:
        return None
    documents: dict[str, StoredDocument] = {}
    tables: list[Table] = []
    for file in index.files_of(holding)[:MOST_FILES]:
        found = index.documents_of(file, MOST_ROWS)
        documents |= {document.names[0]: document for document in found}
        tables += _tables(file, found)
    reckoned = reckon(question, tables)
    return _answer(reckoned, documents) if reckoned else None


TABULAR = ("row", "record", "field")


def _tables(file: str, documents: Sequence[StoredDocument]) -> tuple[Table, ...]:
    if len(documents) == 1 and documents[0].part == "":
        return tables_of(documents[0].names[0], documents[0].text, documents[0].blocks)
    return tables_of_rows(file, [Document(part=d.part, text=d.text, title=d.title, blocks=d.blocks) for d in documents])


def _answer(reckoned: Reckoned, documents: dict[str, StoredDocument]) -> TableAnswer:
    citations = tuple(
        _cite(number, row, reckoned.table, documents[row.source]) for number, row in enumerate(reckoned.rows[:MOST_CITED], 1)
    )
    markers = "".join(f"[{citation.number}]" for citation in citations)
    return TableAnswer(f"{reckoned.answer} {markers}".strip(), citations)


def _cite(number: int, row: Row, table: Table, document: StoredDocument) -> Citation:
    line = 1 + document.text.count("\n", 0, row.start)
    quote = document.text[row.start : row.end]
    return Citation(
        number=number,
        source=row.source,
        title=document.title,
        date=document.date,
        quote=quote,
        start=row.start,
        end=row.end,
        line_start=line,
        line_end=line + quote.count("\n"),
        context=(_header(table, document),) if table.header and table.source == row.source else (),
    )


def _header(table: Table, document: StoredDocument) -> ContextQuote:
    assert table.header is not None
    start, end = table.header
    line = 1 + document.text.count("\n", 0, start)
    quote = document.text[start:end]
    return ContextQuote(
        kind="table_header", quote=quote, start=start, end=end, line_start=line, line_end=line + quote.count("\n")
    )

"""What the index keeps of a document and of a chunk, as values."""

import json

from qa_bot.documents.blocks import Block, blocks_from_json
from qa_bot.documents.document import Document
from qa_bot.frozen import Frozen
from qa_bot.passage import Layout, Passage
from qa_bot.storage.database import Row


class StoredDocument(Frozen):
    """A document as it was indexed; `part` is '' for a file that is one document, `blocks` come only with `documents_of`."""

    id: int
    names: tuple[str, ...]
    title: str | None
    date: str | None
    outlet: str | None
    text: str
    page_starts: tuple[int, ...]
    part: str = ""
    blocks: tuple[Block, ...] = ()

    def whole(self) -> Passage:
        """Return all of the document as one passage, which is no chunk of the index."""
        fields = self.model_dump(include={"names", "title", "date", "outlet", "text", "page_starts"})
        return Passage(chunk_id=0, document_id=self.id, source=self.names[0], start=0, end=len(self.text), line=1, **fields)


def document_of(row: Row) -> Document:
    """Return the document of a row of the table `documents`, as it was read."""
    fields = {key: row[key] for key in ("part", "text", "title", "date", "outlet", "body_start")}
    return Document(**fields, page_starts=tuple(json.loads(row["page_starts"])), blocks=blocks_from_json(row["blocks"]))


def passage_of(row: Row) -> Passage:
    """Return the passage of a chunk's row, with the fields of its document."""
    names = tuple(sorted(json.loads(row["names"])))
    fields = {key: row[key] for key in ("document_id", "start", "end", "line", "title", "date", "outlet", "text")}
    page_starts = tuple(json.loads(row["page_starts"]))
    layout = Layout.from_json(row["layout"])
    return Passage(chunk_id=row["id"], source=names[0], names=names, page_starts=page_starts, layout=layout, **fields)

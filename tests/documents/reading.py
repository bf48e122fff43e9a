"""Read bytes as the file of a name, and see blocks as text."""

from pathlib import Path

from qa_bot.documents.blocks import Block, check_blocks, walk
from qa_bot.documents.document import Document, FileEntry
from qa_bot.documents.reading import read_file


def read(name: str, data: str | bytes) -> tuple[Document, ...]:
    content = data.encode() if isinstance(data, str) else data
    documents = read_file(FileEntry(source=name, path=Path(name), size=len(content), mtime_ns=0), content)
    for document in documents:
        check_blocks(document.text, document.blocks)
    return documents


def of_kind(document: Document, kind: str) -> list[str]:
    return [said(document, block) for block in walk(document.blocks) if block.kind == kind]


def said(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def fields(document: Document) -> list[tuple[str, ...]]:
    return [
        tuple(said(document, child) for child in block.children) for block in walk(document.blocks) if block.kind == "field"
    ]

"""Passages made of a text that is Markdown, as an ingest would lay them out."""

from qa_bot.documents.markdown import parse_markdown
from qa_bot.ingestion.chunking import lay_out
from qa_bot.passage import Layout, Passage


def layout_of(text: str, start: int = 0) -> Layout:
    """Return the layout of a text that stands `start` characters into its document."""
    return lay_out("\n" * start + text, parse_markdown("\n" * start + text))


def passage_of(text: str, number: int = 1, start: int = 0, line: int = 1, **fields: object) -> Passage:
    source = str(fields.pop("source", f"{number}.txt"))
    known = {"document_id": number, "title": None, "date": None, "outlet": None, "names": (source,), **fields}
    known.setdefault("layout", layout_of(text, start))
    return Passage(chunk_id=number, source=source, start=start, end=start + len(text), line=line, text=text, **known)

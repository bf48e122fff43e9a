"""A list of files, each with a quote: the line with its title, or its first sentence."""

from collections.abc import Sequence

from qa_bot.answer import Citation
from qa_bot.answering.composition import cite
from qa_bot.document_name import parse_name
from qa_bot.evidence.pieces import gather_evidence
from qa_bot.passage import Passage
from qa_bot.retrieval.search import Candidate
from qa_bot.storage.contents import AnyIndex
from qa_bot.storage.document_list import Counts, IndexedFile
from qa_bot.text.markup import readable
from qa_bot.text.prompt_injection import addresses_a_model

MOST_LISTED = 10
QUOTE_CHARS = 160


def listed(index: AnyIndex, files: Sequence[IndexedFile], remarks: Sequence[str] = ()) -> tuple[str, tuple[Citation, ...]]:
    """Return the lines of a list of files, and a citation of each; a remark may stand behind each name."""
    passages = {passage.chunk_id: passage for passage in index.passages([file.first_chunk for file in files])}
    citations: list[Citation] = []
    lines: list[str] = []
    for file, remark in zip(files, remarks or [""] * len(files), strict=True):
        quoted = opening(index, len(citations) + 1, passages[file.first_chunk])
        citations += [quoted] if quoted else []
        lines.append(line(f"{parse_name(file.name).seen_from(None)}{_about(file, remark)}", quoted))
    return "\n".join(lines), tuple(citations)


def line(name: str, citation: Citation | None) -> str:
    """Return the line of a list: a name, and what is quoted."""
    return f"- {name}: {shown(citation.quote)} [{citation.number}]" if citation else f"- {name}"


def opening(index: AnyIndex, number: int, passage: Passage) -> Citation | None:
    """Return the citation of a document's title where it stands in its text, else of the first sentence of its first passage.

    None if all that may be quoted gives orders to a language model.
    """
    if passage.title and not addresses_a_model(passage.title) and (document := index.document(passage.source)):
        at = document.text.find(passage.title)
        if at >= 0:
            whole = document.whole().model_copy(update={"source": passage.source})
            return cite(number, whole, at, at + len(passage.title))
    first = next(iter(gather_evidence([Candidate(passage=passage, score=0.0)])), None)
    return cite(number, passage, first.start, first.end) if first else None


def shown(quote: str) -> str:
    """Return a quote on one line, not too long."""
    said = " ".join(readable(quote).split())
    return said if len(said) <= QUOTE_CHARS else f"{said[: said.rfind(' ', 0, QUOTE_CHARS)]} …"


def counted(counts: Counts) -> str:
    """Return how many files there are, and how many entries where they hold several documents each."""
    entries = f" with {counts.documents:,} entries" if counts.documents > counts.files else ""
    return f"{counts.files:,} document{'' if counts.files == 1 else 's'}{entries}"


def _about(file: IndexedFile, remark: str) -> str:
    known = [part for part in (file.date, f"{file.documents:,} entries" if file.documents > 1 else None, remark) if part]
    return f" ({', '.join(known)})" if known else ""

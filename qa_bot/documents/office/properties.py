"""What the properties of a file say of its document, where they were not a template's."""

import re
from datetime import date

from qa_bot.documents.dates import parse_date
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.metadata import read_metadata
from qa_bot.documents.office.package import Package
from qa_bot.documents.writing import one_line

# The days on which the templates of python-docx, python-pptx and docx4j were made.
_TEMPLATE_DATES = frozenset({"2013-12-23", "2013-01-27", "2006-09-16"})
_NO_TITLES = frozenset(
    "word document|powerpoint presentation|untitled|untitled document|untitled presentation|presentation|document|document1|"
    "dokument|unbenannt|sans titre|slide 1|book1|workbook|(anonymous)|anonymous|unspecified|title".split("|")
)
_PROGRAM_AHEAD = "microsoft "
_DATE_LABEL = re.compile(r"\b(?:date|dated|published|issued|datum|fecha|data|updated)$", re.I)
# How far into a document it says when it was written, and on how short a line.
MAX_HEAD_CHARS, MAX_HEAD_LINES, MAX_DATE_LINE_WORDS, MAX_DATE_WORDS = 2_000, 12, 10, 4
# Who copies a document and writes another one into it leaves the day on which the first was made.
LONGEST_WORK_DAYS = 366


def real_title(text: str | None) -> str | None:
    """Return a title where it is one: no program's default, no name of a file."""
    title = one_line(text or "")
    lowered = title.casefold()
    if not title or lowered in _NO_TITLES or lowered.startswith(_PROGRAM_AHEAD):
        return None
    is_file = " " not in title and lowered.rpartition(".")[2] in (
        "doc",
        "docx",
        "indd",
        "pdf",
        "ppt",
        "pptx",
        "qxd",
        "tex",
        "xls",
        "xlsx",
    )
    return None if is_file else title


def real_date(created: str | None, modified: str | None = None) -> str | None:
    """Return the day on which a file was made; None for a template's, and where it was still changed more than a year later."""
    made, changed = parse_date(created or ""), parse_date(modified or "")
    if made in _TEMPLATE_DATES or not made or len(made) < 10:
        return None
    if changed and len(changed) == 10 and (date.fromisoformat(changed) - date.fromisoformat(made)).days > LONGEST_WORK_DAYS:
        return None
    return made


def office_properties(package: Package) -> tuple[str | None, str | None]:
    """Return title and date of a Word, Excel or PowerPoint file."""
    names = [relation.target for relation in package.relations("").values() if relation.kind == "core-properties"]
    try:
        root = package.xml(names[0] if names else "docProps/core.xml")
    except UnreadableFileError:
        root = None  # the document can be read without its properties
    if root is None:
        return None, None
    return real_title(root.findtext("title")), real_date(root.findtext("created"), root.findtext("modified"))


def stated_date(text: str) -> str | None:
    """Return the date that one of a document's first lines gives: alone, after a label, or at the end of a short line."""
    lines = [line.strip("#*>| ") for line in text[:MAX_HEAD_CHARS].splitlines() if line.strip()][:MAX_HEAD_LINES]
    for line in lines:
        label, _, value = line.partition(":")
        if _DATE_LABEL.search(label) and (found := parse_date(value)):
            return found
    for line in lines:
        if len(line.split()) > MAX_DATE_LINE_WORDS:
            continue
        for part in (line, *line.split(", ", 1)[1:]):
            if len(part.split()) <= MAX_DATE_WORDS and (found := parse_date(part)) and len(found) == len("2024-05-03"):
                return found
    return None


def with_metadata(document: Document, title: str | None, date: str | None) -> Document:
    """Return a document with what its text says of itself, else what its file's properties say."""
    said = read_metadata(document.text, markdown=True)
    found = document.model_copy(
        update={
            "title": said.title or title or _first_heading(document),
            "date": said.date or stated_date(document.text) or date,
            "outlet": said.outlet,
        }
    )
    return below_title(found)


def _first_heading(document: Document) -> str | None:
    first = document.blocks[0] if document.blocks else None
    return one_line(document.text[first.start : first.end]) if first is not None and first.kind == "heading" else None


def below_title(document: Document) -> Document:
    """Return a document whose text proper starts after its first block, where that is its title."""
    first = document.blocks[0] if document.blocks else None
    if first is None or first.kind not in ("heading", "paragraph") or len(document.blocks) < 2:
        return document
    said = one_line(document.text[first.start : first.end])
    if not document.title or not said or said not in one_line(document.title):
        return document
    rest = document.text[first.end :]
    body_start = first.end + len(rest) - len(rest.lstrip())
    return document.model_copy(update={"body_start": body_start, "blocks": document.blocks[1:]})

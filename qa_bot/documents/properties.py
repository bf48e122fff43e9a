"""What the properties of a file say of its document, where they were not a template's."""

from datetime import date

from qa_bot.documents.dates import parse_date
from qa_bot.documents.document import Document
from qa_bot.documents.metadata import read_metadata
from qa_bot.documents.package import Package
from qa_bot.documents.writing import one_line

# The days on which the templates of python-docx, python-pptx and docx4j were made.
_TEMPLATE_DATES = frozenset({"2013-12-23", "2013-01-27", "2006-09-16"})
_NO_TITLES = frozenset(
    "word document|powerpoint presentation|untitled|untitled document|untitled presentation|presentation|document|document1|"
    "dokument|unbenannt|sans titre|slide 1|book1|workbook|(anonymous)|anonymous|unspecified|title".split("|")
)
_PROGRAM_AHEAD = "microsoft "
# Who copies a document and writes another one into it leaves the day on which the first was made.
LONGEST_WORK_DAYS = 366


def real_title(text: str | None) -> str | None:
    """Return a title where it is one: no program's default, no name of a file."""
    title = one_line(text or "")
    lowered = title.casefold()
    if not title or lowered in _NO_TITLES or lowered.startswith(_PROGRAM_AHEAD):
        return None
    is_file = " " not in title and lowered.rpartition(".")[2] in ("doc", "docx", "indd", "pdf", "ppt", "pptx", "qxd", "tex", "xls", "xlsx")
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
    root = package.xml(names[0] if names else "docProps/core.xml")
    if root is None:
        return None, None
    return real_title(root.findtext("title")), real_date(root.findtext("created"), root.findtext("modified"))


def with_metadata(document: Document, title: str | None, date: str | None) -> Document:
    """Return a document with what its text says of itself, else what its file's properties say."""
    said = read_metadata(document.text, markdown=True)
    return document.model_copy(
        update={
            "title": said.title or title,
            "date": said.date or date,
            "outlet": said.outlet,
            "body_start": said.body_start if said.body_start < len(document.text) else 0,
        }
    )

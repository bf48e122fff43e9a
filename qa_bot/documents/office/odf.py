"""Read OpenDocument files: texts (.odt), spreadsheets (.ods) and presentations (.odp)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.office.odf_body import Body
from qa_bot.documents.office.odf_sheets import sheet_blocks
from qa_bot.documents.office.odf_styles import OdfStyles
from qa_bot.documents.office.package import Package
from qa_bot.documents.office.properties import real_date, real_title, with_metadata
from qa_bot.documents.writing import compose, heading


def read_odf(data: bytes) -> Iterator[Document]:
    """Yield the one document of an OpenDocument file as Markdown."""
    package = Package(data)
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise UnreadableFileError("it is protected by a password")
    root, outer = package.xml("content.xml"), package.xml("styles.xml")
    content = root.find("body") if root is not None else None
    if content is None or len(content) == 0:
        raise UnreadableFileError("it is no OpenDocument file")
    styles = OdfStyles([part for part in (outer, root) if part is not None])
    body = Body(styles)
    kind = content[0]
    if kind.tag == "spreadsheet":
        blocks = [block for table in kind.findall("table") for block in sheet_blocks(table, styles, body)]
    elif kind.tag == "presentation":
        blocks = [block for number, page in enumerate(kind.findall("page"), 1) for block in _slide(page, number, body)]
    else:
        blocks = body.blocks(kind)
    text, parsed = compose(blocks, dict.fromkeys(_edges(outer, body)))
    title, date = _properties(package)
    document = Document(text=text, blocks=parsed, notes=tuple(sorted(body.left_out)))
    yield with_metadata(document, title, date)


def _slide(page: Element, number: int, body: Body) -> Iterator[str]:
    titles = [frame for frame in page.findall("frame") if frame.get("class") == "title"]
    title = " ".join(body.text(frame) for frame in titles[:1])
    for frame in titles[:1]:
        page.remove(frame)
    notes = page.find("notes")
    said = body.text(notes) if notes is not None else ""
    if notes is not None:
        page.remove(notes)
    yield heading(2, title or f"Slide {number}")
    yield from body.blocks(page)
    yield from [f"Notes: {said}"] if said else []


def _edges(styles: Element | None, body: Body) -> Iterator[str]:
    """Yield the page headers and footers that say something."""
    for page in styles.iter("master-page") if styles is not None else ():
        for part in page:
            said = body.text(part) if part.tag.startswith(("header", "footer")) else ""
            if any(c.isalpha() for c in said):
                yield said


def _properties(package: Package) -> tuple[str | None, str | None]:
    root = package.xml("meta.xml")
    found = root.find("meta") if root is not None else None
    if found is None:
        return None, None
    return real_title(found.findtext("title")), real_date(found.findtext("creation-date"), found.findtext("date"))

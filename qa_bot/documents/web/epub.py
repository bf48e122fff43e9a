"""Read e-books (.epub): their chapters in reading order, each a page of HTML."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from qa_bot.documents.dates import parse_date
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.office.package import Package, resolve
from qa_bot.documents.office.properties import below_title, real_title
from qa_bot.documents.web.page import html_blocks
from qa_bot.documents.writing import compose, one_line

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read_epub(data: bytes) -> Iterator[Document]:
    """Yield the one document of a book."""
    package = Package(data)
    container = package.xml("META-INF/container.xml")
    entry = container.find("rootfiles/rootfile") if container is not None else None
    main = entry.get("full-path", "") if entry is not None else ""
    root = package.xml(main)
    if root is None:
        raise UnreadableFileError("it is no e-book of the kind EPUB")
    locked = _locked(package)
    body: list[str] = []
    furniture: list[str] = []
    notes: list[str] = []
    for name in _chapters(root, main):
        page = package.read(name)
        if page is None or name in locked:
            notes.append(f"the part {name} is {'protected' if page else 'missing'} and was not read")
            continue
        blocks, below = html_blocks(page)
        body += blocks
        furniture += below
    if not body and locked:
        raise UnreadableFileError("it is protected against reading by other programs")
    text, parsed = compose(body, dict.fromkeys(furniture))
    title, date, outlet = (one_line(root.findtext(f"metadata/{name}") or "") for name in ("title", "date", "publisher"))
    yield below_title(
        Document(
            text=text, blocks=parsed, title=real_title(title), date=parse_date(date), outlet=outlet or None, notes=tuple(notes)
        )
    )


def _chapters(root: Element, main: str) -> list[str]:
    """Return the names of the pages in reading order, the table of contents left out."""
    items = {item.get("id", ""): item for item in root.findall("manifest/item")}
    listed = [items[entry.get("idref", "")] for entry in root.findall("spine/itemref") if entry.get("idref", "") in items]
    pages = [item for item in listed if item.get("media-type") in _PAGES and "nav" not in item.get("properties", "").split()]
    return list(dict.fromkeys(resolve(main, item.get("href", "")) for item in pages))


def _locked(package: Package) -> set[str]:
    """Return the names of the parts that are encrypted."""
    root = package.xml("META-INF/encryption.xml")
    return {resolve("", reference.get("URI", "")) for reference in root.iter("CipherReference")} if root is not None else set()

"""Read Word files (.docx)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.office.docx_body import Body
from qa_bot.documents.office.docx_styles import Numbering, Styles
from qa_bot.documents.office.package import Package
from qa_bot.documents.office.properties import office_properties, with_metadata
from qa_bot.documents.writing import compose


def read_docx(data: bytes) -> Iterator[Document]:
    """Yield the one document of a Word file: its text as Markdown, notes below the paragraphs that refer to them."""
    package = Package(data)
    main = package.main_part("word/document.xml")
    root = package.xml(main)
    content = root.find("body") if root is not None else None
    if content is None:
        raise UnreadableFileError("it is no Word document")
    parts: dict[str, list[str]] = {}
    for relation in package.relations(main).values():
        parts.setdefault(relation.kind, []).append(relation.target)
    folder = main.rpartition("/")[0]
    one = {
        kind: parts.get(kind, [f"{folder}/{kind}.xml"])[0]
        for kind in ("styles", "numbering", "footnotes", "endnotes", "comments")
    }
    notes = {
        **_notes(package.xml(one["footnotes"]), "footnote"),
        **_notes(package.xml(one["endnotes"]), "endnote"),
        **_notes(package.xml(one["comments"]), "comment"),
    }
    body = Body(Styles(package.xml(one["styles"])), Numbering(package, one["numbering"]), notes)
    furniture = [body.text(part) for name in _edges(parts) if (part := package.xml(name)) is not None]
    written = [*body.blocks(content), *body.other_notes()]
    text, blocks = compose(written, dict.fromkeys(line for line in furniture if any(c.isalpha() for c in line)))
    title, date = office_properties(package)
    yield with_metadata(Document(text=text, blocks=blocks, notes=tuple(sorted(body.left_out))), title, date)


def _notes(root: Element | None, kind: str) -> dict[str, Element]:
    """Return the notes of a part by the letter of their kind and their id; those that draw separators are none."""
    if root is None:
        return {}
    return {kind[0] + note.get("id", ""): note for note in root.iter(kind) if note.get("type", "normal") == "normal"}


def _edges(parts: dict[str, list[str]]) -> list[str]:
    return sorted(dict.fromkeys([*parts.get("header", ()), *parts.get("footer", ())]))

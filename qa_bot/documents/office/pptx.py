"""Read PowerPoint files (.pptx): a heading for every slide, its texts, lists and tables below, then the speaker's notes."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.office.package import Package
from qa_bot.documents.office.pptx_slides import SlideText, slide_text
from qa_bot.documents.office.properties import office_properties
from qa_bot.documents.writing import compose, heading, one_line, paragraph

MAX_SLIDES = 10_000


def read_pptx(data: bytes) -> Iterator[Document]:
    """Yield the one document of a presentation; its slides are its pages."""
    package = Package(data)
    main = package.main_part("ppt/presentation.xml")
    root = package.xml(main)
    if root is None or root.tag != "presentation":
        raise UnreadableFileError("it is no PowerPoint presentation")
    relations = package.relations(main)
    entries = root.findall("sldIdLst/sldId")[:MAX_SLIDES]
    names = [relations[entry.get("r:id", "")].target for entry in entries if entry.get("r:id", "") in relations]
    body: list[str] = []
    notes: list[str] = []
    starts: list[int] = []
    footers: dict[str, None] = {}
    first_title: str | None = None
    length = 0
    for number, name in enumerate(names, 1):
        starts.append(length)
        slide = package.xml(name)
        if slide is None or slide.get("show") in ("0", "false"):
            notes.append(f"slide {number} is hidden and was not read")
            continue
        found = slide_text(slide)
        first_title = first_title or found.title
        blocks = list(_blocks(package, name, found, number))
        footers.update(dict.fromkeys(found.footers))
        notes += [f"a chart of slide {number} was not read"] if found.has_chart else []
        body += blocks
        length += sum(len(block) + 2 for block in blocks)
    text, parsed = compose(body, footers)
    title, date = office_properties(package)
    starts = [min(start, len(text)) for start in starts]
    yield Document(
        text=text, blocks=parsed, title=title or first_title, date=date, page_starts=tuple(starts), notes=tuple(notes)
    )


def _blocks(package: Package, name: str, found: SlideText, number: int) -> Iterator[str]:
    yield heading(2, found.title or f"Slide {number}")
    yield from found.blocks
    for relation in package.relations(name).values():
        part = package.xml(relation.target) if relation.kind in ("notesSlide", "diagramData", "comments") else None
        if part is None:
            continue
        if relation.kind == "notesSlide":
            said = _notes(part)
            yield from [f"Notes: {said}"] if said else []
        elif relation.kind == "diagramData":
            yield from filter(None, ["\n".join(f"- {line}" for line in _texts(part, "pt"))])
        else:
            yield from (
                paragraph(f"[Comment] {one_line(cm.findtext('text') or '')}") for cm in part.iter("cm") if cm.findtext("text")
            )


def _notes(part: Element) -> str:
    """Return what the speaker's notes say, without the number of their page."""
    shapes = [
        shape for shape in part.iter("sp") if (mark := shape.find("nvSpPr/nvPr/ph")) is not None and mark.get("type") == "body"
    ]
    return paragraph("\n".join(line for shape in shapes for line in _texts(shape, "p")))


def _texts(parent: Element, tag: str) -> list[str]:
    lines = (one_line("".join(text.text or "" for text in part.iter("t"))) for part in parent.iter(tag))
    return [line for line in lines if line]

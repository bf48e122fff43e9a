"""From the regions of PDF pages to blocks of Markdown, with paragraphs and tables that run over pages whole."""

import re
from collections.abc import Iterator, Sequence

from qa_bot.documents.pdf.hyphens import Hyphens
from qa_bot.documents.pdf.layout import Segment, regions_of
from qa_bot.documents.pdf.paragraphs import Piece, pieces_of, usual_size
from qa_bot.documents.pdf.tables import Grid, split_tables
from qa_bot.documents.writing import Draft, fence, heading, paragraph, table

# Stands in the text where a page starts, until the text is complete; no PDF's text holds it.
PAGE_START = "\x01"
MAX_LEVELS = 4
SMALL = 0.9
# Points that the left edges of two levels of a list differ by.
INDENT = 6
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BARE_NUMBER = re.compile(r"(\d{1,2}) (?=\D)")
_MARKS_AHEAD = re.compile(rf"^((?:[#|>* -]|\d+\.)+)({PAGE_START}+)", re.MULTILINE)

Content = Piece | Grid


def page_text(pages: Sequence[Sequence[Segment]], rules: Sequence[Sequence[float]]) -> str:
    """Return the text of a document; PAGE_START stands ahead of the first word of each page."""
    body = usual_size([part for page in pages for part in page])
    hyphens = Hyphens(part.text for page in pages for part in page)
    contents: list[Content] = []
    waiting = ""
    for page, lines in zip(pages, rules, strict=True):
        waiting += PAGE_START
        found: list[Content] = []
        for region in regions_of(page, lines):
            _join(found, list(_contents(region, lines, body, hyphens)), body, hyphens)
        if found:
            _join(contents, [_begun(found[0], waiting), *found[1:]], body, hyphens)
            waiting = ""
    text = "\n\n".join(_written(_numbered(contents), body))
    return _MARKS_AHEAD.sub(r"\2\1", text) + waiting


def _contents(region: Sequence[Segment], rules: Sequence[float], body: float, hyphens: Hyphens) -> Iterator[Content]:
    for part in split_tables(region, rules):
        if isinstance(part, Grid):
            yield part
        else:
            yield from pieces_of(part, body, hyphens)


def _begun(content: Content, marks: str) -> Content:
    """Return the first content of a page with the marks of its start."""
    if isinstance(content, Piece):
        return content._replace(text=marks + content.text)
    return content._replace(rows=_begun_rows(content.rows, marks))


def _begun_rows(rows: list[list[str]], marks: str) -> list[list[str]]:
    first = list(rows[0])
    place = next((number for number, cell in enumerate(first) if cell), 0)
    first[place] = marks + first[place]
    return [first, *rows[1:]]


def _join(contents: list[Content], found: list[Content], body: float, hyphens: Hyphens) -> None:
    """Add the contents of the next column or page; a paragraph or a table that goes on there becomes one."""
    if not contents or not found:
        contents += found
        return
    place = len(contents) - 1
    # Footnotes at the bottom of the page stand between a paragraph and its rest.
    while place > 0 and isinstance(note := contents[place], Piece) and note.size < SMALL * body:
        place -= 1
    above, below = contents[place], found[0]
    if isinstance(above, Piece) and isinstance(below, Piece) and _goes_on(above, below):
        bare = below.text.lstrip(PAGE_START)
        joined = hyphens.join(above.text, bare)
        cut = len(joined) - len(bare)
        marks = below.text[: len(below.text) - len(bare)]
        del contents[place]
        contents.append(above._replace(text=joined[:cut] + marks + bare, lines=above.lines + below.lines))
        found = found[1:]
    elif isinstance(above, Grid) and isinstance(below, Grid) and (rest := _rest_of_table(above, below)):
        above.rows.extend(rest)
        found = found[1:]
    contents += found


def _goes_on(above: Piece, below: Piece) -> bool:
    first = below.text.lstrip(PAGE_START)
    if above.kind == "code" or below.kind == "code":
        return False
    is_same = abs(above.size - below.size) <= 0.1 * above.size and above.kind != "heading" and below.kind == "paragraph"
    is_open = above.lines > 1 and "\n" not in above.text and above.text.rsplit(None, 1)[-1].islower()
    runs_on = is_open and (above.kind == "paragraph" or first[:1].isdigit())
    return is_same and not _ENDED.search(above.text) and (first[:1].islower() or above.text.endswith(("-", ",")) or runs_on)


def _rest_of_table(above: Grid, below: Grid) -> list[list[str]]:
    """Return the rows that go on with a table of the page before; its header is not said again."""
    bare = [cell.lstrip(PAGE_START) for cell in below.rows[0]]
    is_repeated = bare == [cell.lstrip(PAGE_START) for cell in above.rows[0]]
    if len(bare) != len(above.rows[0]) or (below.has_header and not is_repeated):
        return []
    if not is_repeated:
        return below.rows
    marks = "".join(cell[: len(cell) - len(plain)] for cell, plain in zip(below.rows[0], bare, strict=True))
    return _begun_rows(below.rows[1:], marks) if len(below.rows) > 1 else []


def _numbered(contents: Sequence[Content]) -> list[Content]:
    """Return contents with paragraphs that count up from "1 ", without a point after the number, as items."""
    found = list(contents)
    counted: list[int] = []
    for place, content in enumerate(found):
        match = _BARE_NUMBER.match(content.text.lstrip(PAGE_START)) if isinstance(content, Piece) else None
        if match and int(match[1]) == len(counted) + 1 and isinstance(content, Piece) and content.kind == "paragraph":
            counted.append(place)
            continue
        is_part = isinstance(content, Piece) and content.kind == "item"
        if not is_part or place == len(found) - 1:
            counted = _as_items(found, counted)
    _as_items(found, counted)
    return found


def _as_items(contents: list[Content], places: Sequence[int]) -> list[int]:
    """Make items of the paragraphs at some places, where there are two or more; return no places."""
    for place in places if len(places) > 1 else ():
        piece = contents[place]
        assert isinstance(piece, Piece)
        bare = piece.text.lstrip(PAGE_START)
        match = _BARE_NUMBER.match(bare)
        assert match
        marks = piece.text[: len(piece.text) - len(bare)]
        contents[place] = piece._replace(kind="item", mark=f"{match[1]}.", text=marks + bare[match.end() :], left=0.0)
    return []


def _written(contents: Sequence[Content], body: float) -> list[str]:
    sizes = _heading_sizes([content for content in contents if isinstance(content, Piece)], body)
    draft = Draft()
    for content in contents:
        if isinstance(content, Grid):
            draft.add(_written_grid(content))
        elif content.kind == "code":
            draft.add(fence(content.text))
        elif content.kind == "item":
            draft.add_item(round(content.left / INDENT), content.mark, content.text)
        elif content.kind == "heading":
            level = next((number for number, size in enumerate(sizes, 1) if content.size >= 0.95 * size), len(sizes) + 1)
            draft.add(heading(level, content.text))
        else:
            draft.add(paragraph(content.text))
    return draft.blocks()


def _written_grid(grid: Grid) -> str:
    """Return a table, or lines where every row is a label with its value."""
    if all(len(row) == 2 and row[0].endswith(":") for row in grid.rows):
        return paragraph("\n".join(" ".join(row) for row in grid.rows))
    return table(grid.rows, grid.has_header)


def _heading_sizes(pieces: Sequence[Piece], body: float) -> list[float]:
    """Return the sizes of headings, the largest first; sizes that hardly differ are one."""
    sizes: list[float] = []
    for size in sorted({piece.size for piece in pieces if piece.kind == "heading" and piece.size > 1.05 * body}, reverse=True):
        if not sizes or size < 0.95 * sizes[-1]:
            sizes.append(size)
    return sizes[:MAX_LEVELS]

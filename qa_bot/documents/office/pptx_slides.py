"""What stands on a slide: its title, its texts and lists in reading order, its tables."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qa_bot.documents.writing import Draft, one_line, paragraph, table

DEEPEST = 30
# Shapes whose upper edges differ by less (a tenth of an inch) stand beside each other.
SAME_HEIGHT = 91_440
_TITLES = frozenset({"title", "ctrTitle"})
_FOOTERS = frozenset({"ftr", "dt", "sldNum", "hdr"})
_LISTS = frozenset({"body", "obj", ""})


class SlideText(NamedTuple):
    """The text of a slide; `has_chart` says that a chart on it was not read."""

    title: str | None
    blocks: list[str]
    footers: list[str]
    has_chart: bool


def slide_text(slide: Element) -> SlideText:
    """Return what a slide says, from top to bottom."""
    title: str | None = None
    footers: list[str] = []
    draft = Draft()
    tree = slide.find("cSld/spTree")
    for shape in _shapes(tree, 0) if tree is not None else ():
        if shape.tag == "graphicFrame":
            draft.add(_table(shape))
            continue
        mark = shape.find("nvSpPr/nvPr/ph")
        kind = None if mark is None else mark.get("type", "")
        body = shape.find("txBody")
        if body is None:
            continue
        if kind in _TITLES and title is None:
            title = one_line(" ".join(_line(line) for line in body.iter("p"))) or None
        elif kind in _FOOTERS:
            said = one_line(" ".join(_line(line) for line in body.iter("p")))
            footers += [said] if kind == "ftr" and said else []
        else:
            _write(body, draft, kind in _LISTS)
    has_chart = any("/chart" in data.get("uri", "") for data in slide.iter("graphicData"))
    return SlideText(title, draft.blocks(), footers, has_chart)


def _shapes(tree: Element, depth: int) -> Iterator[Element]:
    """Yield the shapes with text, those without a place of their own first, the others from top to bottom."""
    found = [child for child in tree if child.tag in ("sp", "graphicFrame", "grpSp", "AlternateContent")]
    for child in sorted(found, key=_place):
        if child.tag in ("sp", "graphicFrame"):
            yield child
        elif depth < DEEPEST:
            forms = list(child)
            yield from _shapes(child if child.tag == "grpSp" or not forms else forms[0], depth + 1)


def _place(shape: Element) -> tuple[int, int]:
    for path in ("spPr/xfrm/off", "xfrm/off", "grpSpPr/xfrm/off"):
        if (place := shape.find(path)) is not None:
            try:
                return int(place.get("y", "0")) // SAME_HEIGHT, int(place.get("x", "0"))
            except ValueError:
                break
    return -1, 0


def _write(body: Element, draft: Draft, is_list: bool) -> None:
    lines = [line for line in body.findall("p") if _line(line)]
    counts: dict[int, int] = {}
    for line in lines:
        properties = line.find("pPr")
        said = properties.get("lvl", "0") if properties is not None else "0"
        level = int(said) if said.isdecimal() else 0
        bullets = {child.tag for child in properties} if properties is not None else set()
        counts = {deep: count for deep, count in counts.items() if deep <= level}
        if "buAutoNum" in bullets and properties is not None:
            start = properties.find("buAutoNum")
            first = int(start.get("startAt", "1")) if start is not None and start.get("startAt", "1").isdecimal() else 1
            counts[level] = counts.get(level, first - 1) + 1
            draft.add_item(level, f"{counts[level]}.", _line(line))
            continue
        counts.pop(level, None)
        if "buChar" in bullets or "buBlip" in bullets or (is_list and len(lines) > 1 and "buNone" not in bullets):
            draft.add_item(level, "-", _line(line))
        else:
            draft.add(paragraph(_line(line)))


def _line(line: Element) -> str:
    """Return the text of a paragraph with its line ends."""
    parts = []
    for child in line:
        if child.tag == "br":
            parts.append("\n")
        elif child.tag in ("r", "fld"):
            parts.append(child.findtext("t") or "")
        elif child.tag not in ("pPr", "endParaRPr"):
            parts += [text.text or "" for text in child.iter("t")]
    return "".join(parts).replace("\v", "\n").strip()


def _table(frame: Element) -> str:
    found = frame.find("graphic/graphicData/tbl")
    if found is None:
        return ""
    grid: list[list[str]] = []
    for row in found.findall("tr"):
        line: list[str] = []
        for cell in row.findall("tc"):
            above = grid[-1][len(line)] if grid and len(line) < len(grid[-1]) else ""
            if cell.get("hMerge") in ("1", "true") and line:
                line.append(line[-1])
            elif cell.get("vMerge") in ("1", "true"):
                line.append(above)
            else:
                line.append(one_line(" ".join(_line(part) for part in cell.iter("p"))))
        grid.append(line)
    properties = found.find("tblPr")
    return table(grid, has_header=properties is not None and properties.get("firstRow") in ("1", "true"))

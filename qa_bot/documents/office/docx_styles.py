"""The styles and numbers of a Word file: which paragraphs are headings, which are items and of what number."""

from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qa_bot.documents.office.package import Package, is_on, value_of

# A chain of styles based on one another is no longer than this.
MAX_CHAIN = 20
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Number(NamedTuple):
    """Which list a paragraph belongs to, and how deep in it."""

    list_id: str
    level: int


class Label(NamedTuple):
    """What stands ahead of an item: a number as it is written, '' for a bullet."""

    text: str
    level: int


class Styles:
    """What the styles of a Word file mean."""

    def __init__(self, root: Element | None) -> None:
        self._styles: Mapping[str, Element] = (
            {} if root is None else {style.get("styleId", ""): style for style in root.iter("style")}
        )

    def heading_level(self, properties: Element | None) -> int | None:
        """Return the level of a heading, 1 to 9, by its own outline or its style's; None for other paragraphs."""
        for element, name in self._chain(properties):
            if (outline := value_of(element, "outlineLvl")) is not None and outline.isdecimal():
                return int(outline) + 1 if int(outline) < 9 else None
            if name.startswith("heading ") and name[8:].isdecimal():
                return int(name[8:])
            if name == "title":
                return 1
        return None

    def is_contents(self, properties: Element | None) -> bool:
        """Tell whether a paragraph is a line of the table of contents, which says headings again."""
        return any(name.startswith("toc ") for _, name in self._chain(properties))

    def number(self, properties: Element | None) -> Number | None:
        """Return the list that a paragraph belongs to, by itself or by its style."""
        level = None
        for element, _ in self._chain(properties):
            level = level or value_of(element, "numPr/ilvl")
            list_id = value_of(element, "numPr/numId")
            if list_id is not None:
                return None if list_id == "0" else Number(list_id, int(level) if level and level.isdecimal() else 0)
        return None

    def is_hidden(self, properties: Element | None) -> bool:
        """Tell whether a run is hidden, by itself or by its style."""
        if properties is None:
            return False
        if properties.find("vanish") is not None:
            return is_on(properties, "vanish")
        style = self._styles.get(value_of(properties, "rStyle") or "")
        return style is not None and is_on(style, "rPr/vanish")

    def _chain(self, properties: Element | None) -> list[tuple[Element | None, str]]:
        """Return the properties of a paragraph, then those of its style and of what that is based on, with the styles' names."""
        found: list[tuple[Element | None, str]] = [(properties, "")]
        style = self._styles.get(value_of(properties, "pStyle") or "")
        while style is not None and len(found) < MAX_CHAIN:
            found.append((style.find("pPr"), (value_of(style, "name") or "").casefold()))
            style = self._styles.get(value_of(style, "basedOn") or "")
        return found


class Numbering:
    """Count the items of the lists of a Word file in the order of the text."""

    def __init__(self, package: Package, part: str | None) -> None:
        root = package.xml(part) if part else None
        self._levels: dict[tuple[str, int], Element] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._kinds: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        kinds = {kind.get("abstractNumId", ""): kind for kind in root.iter("abstractNum")} if root is not None else {}
        for kind_id, kind in kinds.items():
            for level in kind.findall("lvl"):
                self._levels[kind_id, _int(level.get("ilvl"), 0)] = level
        for number in root.findall("num") if root is not None else ():
            list_id = number.get("numId", "")
            self._kinds[list_id] = value_of(number, "abstractNumId") or ""
            for change in number.findall("lvlOverride"):
                place = (list_id, _int(change.get("ilvl"), 0))
                self._starts[place] = _int(value_of(change, "startOverride"), 1)

    def label(self, number: Number) -> Label:
        """Count one item and return what stands ahead of it."""
        kind = self._kinds.get(number.list_id, "")
        level = min(number.level, 8)
        definition = self._levels.get((kind, level))
        # Lists of one kind count on, but where one says that it starts anew.
        restarts = any(place[0] == number.list_id for place in self._starts)
        counts = self._counts.setdefault(number.list_id if restarts else "kind " + kind, [0] * 9)
        start = self._starts.get((number.list_id, level), _int(value_of(definition, "start"), 1))
        counts[level] = counts[level] + 1 if counts[level] else start
        counts[level + 1 :] = [0] * (8 - level)
        style = value_of(definition, "numFmt")
        if definition is None or style in (None, "bullet", "none"):
            return Label("", level)
        text = value_of(definition, "lvlText") or ""
        for above in range(level + 1):
            outer = self._levels.get((kind, above))
            text = text.replace(f"%{above + 1}", _written(counts[above] or 1, value_of(outer, "numFmt") or "decimal"))
        return Label(text.strip(), level)


def _written(number: int, style: str) -> str:
    match style:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if style == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            roman, left = "", min(number, 5000)
            for value, letters in _ROMAN:
                roman += letters * (left // value)
                left %= value
            return roman.upper() if style == "upperRoman" else roman
        case "decimalZero":
            return f"{number:02d}"
    return str(number)


def _int(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default

"""The styles of an OpenDocument file: numbered lists, bold and hidden text, hidden tables."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

MAX_CHAIN = 20


class OdfStyles:
    """What the styles of a file mean, by their names."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self._lists = {style.get("name", ""): style for root in roots for style in root.iter("list-style")}
        self._styles = {style.get("name", ""): style for root in roots for style in root.iter("style")}

    def number_format(self, list_style: str, level: int) -> tuple[str, str, int] | None:
        """Return the kind of number of a list's level, what stands behind it, and where it starts; None for bullets."""
        for definition in self._lists.get(list_style, ()):
            if definition.get("level") == str(level + 1) and definition.tag == "list-level-style-number":
                start = definition.get("start-value", "1")
                return (
                    definition.get("num-format", ""),
                    definition.get("num-suffix", ""),
                    int(start) if start.isdecimal() else 1,
                )
        return None

    def is_bold(self, name: str) -> bool:
        """Tell whether a style is bold."""
        return self._said(name, "text-properties", "font-weight") == "bold"

    def is_hidden(self, name: str) -> bool:
        """Tell whether a style hides the text or the table it is given to."""
        return (
            self._said(name, "text-properties", "display") == "none"
            or self._said(name, "table-properties", "display") == "false"
        )

    def _said(self, name: str, properties: str, attribute: str) -> str | None:
        for _ in range(MAX_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return None
            found = style.find(properties)
            if found is not None and attribute in found.attrib:
                return found.get(attribute)
            name = style.get("parent-style-name", "")
        return None

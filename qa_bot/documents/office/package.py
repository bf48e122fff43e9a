"""Zip archives of XML parts: Word, Excel, PowerPoint, OpenDocument and EPUB files."""

import io
import posixpath
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, XMLParser
from zipfile import BadZipFile, ZipFile

from qa_bot.documents.document import Document, UnreadableFileError

# Past this size, unpacked, an archive is a bomb or holds no text.
MAX_UNPACKED_BYTES = 300_000_000
MAX_PART_BYTES = 100_000_000
# A part that is read as a whole takes some fifteen times its size in memory.
MAX_TREE_BYTES = 50_000_000
_RELATIONSHIPS = "relationships}"
# Office files that are protected by a password are no zip archives but containers of this kind, as are those before 2007.
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Relation(NamedTuple):
    """Where a part points: the last word of the relation's type, and the name of the other part."""

    kind: str
    target: str


class Package:
    """An archive of XML parts; names of elements and attributes come without their namespaces.

    An attribute of a relation keeps an "r:" ahead: "r:id" and "id" are two.
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith(_COMPOUND_FILE):
            raise UnreadableFileError(
                "it is protected by a password or in a format from before 2007: save it in today's format"
            )
        try:
            self._archive = ZipFile(io.BytesIO(data))
        except BadZipFile as error:
            raise UnreadableFileError("it is no zip archive, as files of its type are") from error
        infos = self._archive.infolist()
        if sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
            raise UnreadableFileError("it is too large when unpacked")
        self.names = frozenset(info.filename for info in infos if not info.is_dir())

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a part, or None where the archive has none of that name."""
        if name not in self.names:
            return None
        with self._archive.open(name) as part:
            data = part.read(MAX_PART_BYTES + 1)
        if len(data) > MAX_PART_BYTES:
            raise UnreadableFileError(f"its part {name} is too large when unpacked")
        return data

    def xml(self, name: str) -> Element | None:
        """Return the root of a part, or None where the archive has none of that name."""
        data = self.read(name)
        if data is not None and len(data) > MAX_TREE_BYTES:
            raise UnreadableFileError(f"its part {name} is too large when unpacked")
        return None if data is None else parse_xml(data)

    def relations(self, name: str) -> Mapping[str, Relation]:
        """Return where a part points, by the ids it uses."""
        folder, base = posixpath.split(name)
        root = self.xml(f"{folder}/_rels/{base}.rels".lstrip("/"))
        found = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            target = resolve(name, relation.get("Target", ""))
            found[relation.get("Id", "")] = Relation(relation.get("Type", "").rsplit("/", 1)[-1], target)
        return found

    def main_part(self, default: str) -> str:
        """Return the name of the part that holds the document itself."""
        kinds = {relation.kind: relation.target for relation in self.relations("").values()}
        name = kinds.get("officeDocument", default)
        return name if name in self.names else default


def read_old_office(data: bytes) -> Iterator[Document]:
    """Refuse a file in a format of office programs from before 2007, and say what to do."""
    raise UnreadableFileError("its format is from before 2007: save it as .docx, .xlsx or .pptx")


def resolve(name: str, target: str) -> str:
    """Return the name of the part that a part of a name points to."""
    target = unquote(target.split("#", 1)[0])
    joined = target if target.startswith("/") else posixpath.join(posixpath.dirname(name), target)
    return posixpath.normpath(joined).lstrip("/")


def parse_xml(data: bytes) -> Element:
    """Return the root of an XML text without namespaces; raise UnreadableFileError where it is none or declares entities."""
    if b"<!ENTITY" in data[:100_000]:
        raise UnreadableFileError("its XML declares entities")
    try:
        root = ElementTree.fromstring(data, XMLParser())
    except ElementTree.ParseError as error:
        raise UnreadableFileError(f"its XML is broken ({error})") from error
    for element in root.iter():
        strip_namespaces(element)
    return root


def strip_namespaces(element: Element) -> None:
    """Take the namespaces off the names of an element and its attributes."""
    if isinstance(element.tag, str):
        element.tag = element.tag.rpartition("}")[2]
    for name in [name for name in element.attrib if "}" in name]:
        space, _, local = name.rpartition("}")
        mark = "r:" if (space + "}").lower().endswith(_RELATIONSHIPS) else ""
        element.attrib[mark + local] = element.attrib.pop(name)


def value_of(parent: Element | None, path: str) -> str | None:
    """Return the attribute "val" of an element below another one, '' where it has none, None where there is no such element."""
    found = parent.find(path) if parent is not None else None
    return None if found is None else found.get("val", "")


def is_on(parent: Element | None, path: str) -> bool:
    """Tell whether a switch such as <b/> is there and not off."""
    return value_of(parent, path) not in (None, "0", "false", "off", "none")

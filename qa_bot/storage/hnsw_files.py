"""Whether the files of Chroma's graph are whole: a process that is killed while it writes them leaves a part.

Chroma writes them in place, in this order: header.bin, data_level0.bin, length.bin, link_lists.bin, index_metadata.pickle. It does
not check what it reads: from a list of links that is cut off it takes lengths that were never written, and the next time it writes
it leaves gaps of gigabytes. https://github.com/chroma-core/chroma/issues/7510
"""

import struct
from itertools import repeat
from pathlib import Path

# Version, offset, room, elements, bytes of an element, two offsets, highest level, entry point, links of a level and of the lowest,
# two settings and how thorough it was built; without gaps.
_HEADER = struct.Struct("<iQQQQQQiIQQQdQ")
_NUMBER = 4
# A pickle ends so.
_STOP = b"."


def torn_file(folder: Path) -> str | None:
    """Return the name of a file below a folder of Chroma that was not written to its end, None if all are whole."""
    # Without the last file Chroma begins anew, from what its database has.
    headers = (pickle.with_name("header.bin") for pickle in sorted(folder.glob("*/index_metadata.pickle")))
    return next((torn for header in headers if (torn := _torn(header))), None)


def has_graph(folder: Path) -> bool:
    """Tell whether Chroma has written a graph into a folder of its; before, its files are only room for one."""
    return (folder / "index_metadata.pickle").exists()


def _torn(header: Path) -> str | None:
    try:
        fields = _HEADER.unpack(header.read_bytes())
        elements, element_size, highest, links = fields[3], fields[4], fields[7], fields[9]
        sizes = {"data_level0.bin": elements * element_size, "length.bin": elements * _NUMBER}
        for name, size in sizes.items():
            if header.with_name(name).stat().st_size != size:
                return name
        if not _are_whole(header.with_name("link_lists.bin"), elements, highest, (links + 1) * _NUMBER):
            return "link_lists.bin"
        return None if _is_ended(header.with_name("index_metadata.pickle")) else "index_metadata.pickle"
    except (OSError, struct.error):
        return header.name


def _are_whole(path: Path, elements: int, highest: int, level_size: int) -> bool:
    """Tell whether a file holds the links of so many elements, each list after its length, and nothing else."""
    size, largest = path.stat().st_size, elements * (_NUMBER + max(highest, 0) * level_size)
    if not elements * _NUMBER <= size <= largest:  # before gigabytes are read
        return False
    data, at = path.read_bytes(), 0
    for _ in repeat(None, elements):
        if at + _NUMBER > size:
            return False
        length = int.from_bytes(data[at : at + _NUMBER], "little")
        if length % level_size:
            return False
        at += _NUMBER + length
    return at == size


def _is_ended(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - len(_STOP), 0))
        return file.read() == _STOP

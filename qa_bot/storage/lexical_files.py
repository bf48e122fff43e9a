"""Whether the files of tantivy hold what it wrote. It writes a checksum at the end of each file, and does not look at it itself.

A file ends with its footer as JSON, the length of that and a magic number, four bytes each; the footer has the CRC-32 of what is
before it (https://docs.rs/tantivy/latest/tantivy/directory/struct.Footer.html).
"""

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

# Of more bytes than this only `qa-bot status` and `qa-bot doctor` read all; a question would wait for it.
MOST_BYTES = 64_000_000
KINDS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
META = "meta.json"
MAGIC = 1337
_END = struct.Struct("<II")
_AT_ONCE = 1 << 20
# A writer may merge segments, and delete the merged ones, while their files are looked at.
TRIES = 3


def damaged_file(folder: Path, most_bytes: int | None = MOST_BYTES) -> str | None:
    """Return what is damaged of an index of tantivy, None if nothing is, or if its files have more bytes than are to be read."""
    for _ in range(TRIES):
        meta = _read(folder / META)
        try:
            problem = _damaged(folder, meta, most_bytes)
        except FileNotFoundError as error:
            problem = f"the file {Path(error.filename).name} is missing"
        if problem is None or _read(folder / META) == meta:
            return problem
    return None


def _damaged(folder: Path, meta: bytes | None, most_bytes: int | None) -> str | None:
    if meta is None:
        return f"the file {META} is missing"
    try:
        files = list(_files(folder, meta))
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"the file {META} cannot be read"
    if missing := next((path for path in files if not path.is_file()), None):
        return f"the file {missing.name} is missing"
    if most_bytes is not None and sum(path.stat().st_size for path in files) > most_bytes:
        return None
    altered = next((path for path in files if not _is_sound(path)), None)
    return f"the file {altered.name} is not what was written" if altered else None


def _files(folder: Path, meta: bytes) -> Iterator[Path]:
    """Yield the files that an index consists of."""
    for segment in json.loads(meta)["segments"]:
        name = segment["segment_id"].replace("-", "")
        yield from (folder / f"{name}.{kind}" for kind in KINDS)
        if deletes := segment["deletes"]:
            yield folder / f"{name}.{deletes['opstamp']}.del"


def _is_sound(path: Path) -> bool:
    size = path.stat().st_size
    try:
        with path.open("rb") as file:
            file.seek(max(size - _END.size, 0))
            length, magic = _END.unpack(file.read())
            body = size - _END.size - length
            if magic != MAGIC or body < 0:
                return False
            file.seek(body)
            expected = json.loads(file.read(length))["crc"]
            file.seek(0)
            found = 0
            while body > 0:
                part = file.read(min(_AT_ONCE, body))
                found, body = zlib.crc32(part, found), body - len(part)
        return bool(found == expected)
    except (struct.error, ValueError, KeyError, TypeError):
        return False


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None

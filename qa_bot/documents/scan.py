"""Walk the corpus and list the files to index."""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from qa_bot.corpus_folder import check_folder
from qa_bot.documents.document import OWN_PREFIX, FileEntry, Scan, Skipped
from qa_bot.documents.reading import reader_of, unread_reason
from qa_bot.errors import CorpusError

DEFAULT_MAX_BYTES = 50 * 1024 * 1024
# Tells of a folder whether it is no part of the corpus, wherever it lies.
LeftOut = Callable[[Path], bool]


def leave_nothing_out(folder: Path) -> bool:
    """Take every folder for a part of the corpus."""
    return False


def scan(
    root: Path, only: Sequence[Path] = (), max_bytes: int = DEFAULT_MAX_BYTES, left_out: LeftOut = leave_nothing_out
) -> Scan:
    """Return the files under a corpus root, or only those at or below some paths inside it.

    A path that does not exist any more stands for nothing, and so does a folder that is left out. Raise CorpusError when the
    root is no folder or a path lies outside it.
    """
    root = root.absolute()
    check_folder(root)
    starts = [root] if not only else [_inside(root, path) for path in only]
    found: dict[str, FileEntry | Skipped] = {}
    for start in starts:
        for entry in walk(root, start, max_bytes, left_out):
            found[entry.source] = entry
    entries = [found[source] for source in sorted(found)]
    return Scan(
        files=tuple(entry for entry in entries if isinstance(entry, FileEntry)),
        skipped=tuple(entry for entry in entries if isinstance(entry, Skipped)),
    )


def walk(
    root: Path, start: Path, max_bytes: int = DEFAULT_MAX_BYTES, left_out: LeftOut = leave_nothing_out
) -> Iterator[FileEntry | Skipped]:
    """Yield the files at or below a path inside a corpus root, one by one; both are absolute."""
    above = [root / folder for folder in start.relative_to(root).parents] if start != root else []
    if not any(map(left_out, above)):
        is_linked = any(folder.is_symlink() for folder in above if folder != root)
        yield from _visit(root, start, max_bytes, left_out, _Above(is_linked=is_linked))


def content_of(path: Path) -> bytes:
    """Return the bytes of a file; raise OSError for what has become no regular file since it was found, such as a pipe."""
    with open(path, "rb", opener=_open_at_once) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return file.read()


def _open_at_once(path: str, flags: int) -> int:
    # A pipe would be waited for.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def relative_source(root: Path, path: Path) -> str:
    """Return the source of a path: relative to the corpus root, with '/'; raise CorpusError when it lies outside."""
    return _inside(root.absolute(), path).relative_to(root.absolute()).as_posix()


def _inside(root: Path, path: Path) -> Path:
    candidates = [path] if path.is_absolute() else [Path.cwd() / path, root / path]
    for candidate in candidates:
        clean = Path(os.path.normpath(candidate))
        if clean.is_relative_to(root) and (clean.exists() or candidate is candidates[-1]):
            return clean
    raise CorpusError(f"{path} is not inside the corpus folder {root}: name files or folders in it")


class _Above(NamedTuple):
    """The folders above a place, by device and inode, and whether a link leads to one of them."""

    folders: frozenset[tuple[int, int]] = frozenset()
    is_linked: bool = False


def _visit(root: Path, path: Path, max_bytes: int, left_out: LeftOut, above: _Above) -> Iterator[FileEntry | Skipped]:
    if path.name.startswith(OWN_PREFIX):
        return
    source = "." if path == root else path.relative_to(root).as_posix()
    reason = _refusal(root, path, source)
    if reason:
        yield Skipped(source=_printable(source), reason=reason)
        return
    try:
        status = path.stat()
    except FileNotFoundError:
        return
    except OSError as error:
        yield Skipped(source=source, reason=f"cannot be read ({error.strerror})", unreadable=True)
        return
    if not stat.S_ISDIR(status.st_mode):
        yield _file(path, source, status, max_bytes)
        return
    identity, is_link = (status.st_dev, status.st_ino), path != root and path.is_symlink()
    if identity in above.folders or left_out(path):
        return
    if is_link and above.is_linked:  # a few folders that link to each other would have ways without number
        yield Skipped(source=source, reason="a link in a folder that is linked itself")
        return
    yield from _visit_folder(root, path, max_bytes, left_out, _Above(above.folders | {identity}, above.is_linked or is_link))


def _visit_folder(root: Path, path: Path, max_bytes: int, left_out: LeftOut, above: _Above) -> Iterator[FileEntry | Skipped]:
    try:
        names = sorted(os.listdir(path))
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
        yield Skipped(source=path.relative_to(root).as_posix(), reason=reason, unreadable=True)
        return
    for name in names:
        yield from _visit(root, path / name, max_bytes, left_out, above)


def _refusal(root: Path, path: Path, source: str) -> str | None:
    if path == root:
        return None
    try:
        source.encode("utf-8")
    except UnicodeEncodeError:
        return "its name is not valid UTF-8"
    if any(part.startswith(".") for part in path.relative_to(root).parts):
        return "hidden"
    if path.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return "a link that leads nowhere"
        if not target.is_relative_to(root.resolve()):
            return "a link that leads out of the corpus folder"
    return None


def _file(path: Path, source: str, status: os.stat_result, max_bytes: int) -> FileEntry | Skipped:
    if not stat.S_ISREG(status.st_mode):
        return Skipped(source=source, reason="not a regular file")
    if reader_of(path.name) is None:
        return Skipped(source=source, reason=unread_reason(path.name))
    if status.st_size > max_bytes:
        limit = max_bytes / 1024 / 1024
        return Skipped(source=source, reason=f"larger than {limit:g} MB (QA_BOT_MAX_FILE_MB)")
    return FileEntry(source=source, path=path, size=status.st_size, mtime_ns=status.st_mtime_ns)


def _printable(source: str) -> str:
    return source.encode("utf-8", "backslashreplace").decode("utf-8")

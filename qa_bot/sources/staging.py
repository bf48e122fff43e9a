"""The folder that a source is fetched into, beside its last good state, until all of it is there."""

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from qa_bot.documents.reading import reader_of
from qa_bot.sources.manifest import KeptFile, Manifest, digest_of
from qa_bot.sources.places import OWN_PREFIX, folder_of

_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\\/]")
_LONGEST_PART = 120


class Staging:
    """A new state of a source: what a fetch puts or keeps, file by file.

    Contents that are the same as before become links to the files there: they keep their times, so that an ingest passes over
    them at once.
    """

    def __init__(self, corpus: Path, name: str, before: Manifest | None, now: str) -> None:
        self.before = before
        self._now = now
        self._place = folder_of(corpus, name)
        self.folder = self._place.with_name(f"{OWN_PREFIX}{name}.new")
        self.aside = self._place.with_name(f"{OWN_PREFIX}{name}.old")
        self._files: dict[str, KeptFile] = {}
        self._by_url = {kept.url: kept for kept in before.files if kept.url} if before else {}
        self._by_file = {kept.file: kept for kept in before.files} if before else {}
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    @property
    def files(self) -> Sequence[KeptFile]:
        """Return the files of the new state, sorted."""
        return tuple(self._files[name] for name in sorted(self._files))

    def put(self, file: str, data: bytes, **about: object) -> KeptFile:
        """Put a file with its content; `about` are further fields of its record."""
        file = self._free(file)
        digest = digest_of(data)
        known = self._by_file.get(file)
        is_same = known is not None and known.digest == digest and self.data_of(known) is not None
        fetched = known.fetched if known and is_same else self._now
        kept = KeptFile.model_validate({"file": file, "digest": digest, "fetched": fetched, **about})
        if known and is_same:
            self._link(file)
        else:
            self._write(file, data)
        self._files[file] = kept
        return kept

    def keep(self, kept: KeptFile) -> None:
        """Keep a file of the last state as it is."""
        self._link(kept.file)
        self._files[kept.file] = kept

    def kept_at(self, url: str) -> KeptFile | None:
        """Return the file that was fetched from an address, if it still is what was fetched."""
        kept = self._by_url.get(url)
        return kept if kept and self.data_of(kept) is not None else None

    def data_of(self, kept: KeptFile) -> bytes | None:
        """Return the content of a file of the last state; None if it is not what was fetched."""
        try:
            data = (self._place / kept.file).read_bytes()
        except OSError:
            return None
        return data if digest_of(data) == kept.digest else None

    def is_whole(self) -> bool:
        """Tell whether the last state is as it was fetched."""
        return self.before is not None and all(self.data_of(kept) is not None for kept in self.before.files)

    def is_new(self) -> bool:
        """Tell whether any content or name differs from the last state."""
        if self.before is None:
            return True
        return {(kept.file, kept.digest) for kept in self.files} != {
            (kept.file, kept.digest) for kept in self.before.files
        } or any(not (self._place / kept.file).is_file() for kept in self.files)

    def discard(self) -> None:
        """Delete what was fetched."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _free(self, file: str) -> str:
        """Return a name that no other file of this state has."""
        path, number = PurePosixPath(file), 2
        while file in self._files:
            file = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
            number += 1
        return file

    def _write(self, file: str, data: bytes) -> None:
        target = self.folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def _link(self, file: str) -> None:
        target = self.folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self._place / file, target)
        except OSError:  # a file system without links
            shutil.copy2(self._place / file, target)


def safe_path(parts: Sequence[str]) -> str:
    """Return a path of a file out of names that anybody may have chosen: never hidden, never upwards, never too long."""
    clean = [_safe(part) for part in parts if part not in ("", ".", "..")]
    return "/".join(clean) or "index"


def is_readable(file: str) -> bool:
    """Tell whether a file of that name can be a document of the corpus."""
    return reader_of(file) is not None


def _safe(part: str) -> str:
    part = _UNSAFE.sub("-", part.encode("utf-8", "replace").decode("utf-8"))
    part = f"_{part[1:]}" if part.startswith(".") else part
    if len(part.encode()) <= _LONGEST_PART:
        return part
    suffix = PurePosixPath(part).suffix[:16]
    return f"{part.encode()[: _LONGEST_PART - 30].decode('utf-8', 'ignore')}-{digest_of(part.encode())[:8]}{suffix}"

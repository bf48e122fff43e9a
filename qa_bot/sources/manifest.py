"""The manifest of a source: where each of its files came from, when, and with which content."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import field_validator

from qa_bot.atomic_file import write_atomically
from qa_bot.errors import SourceError
from qa_bot.frozen import Frozen
from qa_bot.sources.places import MANIFEST_FILE, OWN_PREFIX

VERSION = 1


class KeptFile(Frozen):
    """A file of a source.

    `file` is its path in the folder of the source, `digest` the SHA-256 of its bytes, `fetched` when these came, `url` where a
    person opens it ({line} in it stands for a line). `marks` give lines addresses of their own: from that line on. `etag` and
    `modified` are what the server named the content by, `dated` when a feed says that it was published.
    """

    file: str
    digest: str
    fetched: str
    url: str | None = None
    etag: str | None = None
    modified: str | None = None
    dated: str | None = None
    marks: tuple[tuple[int, str], ...] = ()

    @field_validator("file")
    @classmethod
    def _inside(cls, file: str) -> str:
        """Refuse a file elsewhere: whoever may write into the corpus may have written the manifest."""
        if "\0" in file or any(part in ("", ".", "..") for part in file.split("/")):
            raise ValueError("it is no path of a file in the folder of the source")
        return file

    @property
    def is_own(self) -> bool:
        """Tell whether the file is no document: kept to ask only for what has changed."""
        return self.file.startswith(OWN_PREFIX)


class SourceOptions(Frozen):
    """How a source is fetched: how deep links are followed, how a line is linked, after how many seconds it is fetched again."""

    depth: int = 3
    link: str | None = None
    refresh_s: int | None = None


class Manifest(Frozen):
    """A source as it was fetched last.

    `address` is what was typed, `state` what tells that nothing has changed there (a commit), `fetched` the last success,
    `attempted` the last attempt and `problem` why that one failed. `notes` say what of the source was not fetched.
    """

    address: str
    options: SourceOptions = SourceOptions()
    fetched: str
    attempted: str
    state: str = ""
    problem: str | None = None
    notes: tuple[str, ...] = ()
    files: tuple[KeptFile, ...] = ()

    @property
    def documents(self) -> tuple[KeptFile, ...]:
        """Return the files that are documents."""
        return tuple(kept for kept in self.files if not kept.is_own)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest in the folder of a source; raise SourceError if there is none that can be read."""
    path = folder / MANIFEST_FILE
    try:
        kept = json.loads(path.read_text("utf-8"))
        if kept.pop("version") != VERSION:
            raise ValueError("it has another version")
        return Manifest.model_validate(kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(f"{path} cannot be read: remove the source with `qa-bot source remove` and add it again") from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a source; a reader never sees half of it."""
    fields = {"version": VERSION, **manifest.model_dump(mode="json", exclude_defaults=True)}
    write_atomically(folder / MANIFEST_FILE, json.dumps(fields, indent=1, ensure_ascii=False) + "\n")


def digest_of(data: bytes) -> str:
    """Return what a content is known by."""
    return hashlib.sha256(data).hexdigest()


def count_of(files: Sequence[KeptFile]) -> str:
    """Return how many files there are, in words."""
    return f"{len(files):,} {'file' if len(files) == 1 else 'files'}"

"""Add, refresh and remove the sources of a corpus."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from qa_bot.errors import QaBotError, SourceError, StorageError
from qa_bot.sources.address import Address, Kind, absolute, name_of, parse_address
from qa_bot.sources.discord_export import fetch_discord_export
from qa_bot.sources.discord_forum import fetch_discord_forum
from qa_bot.sources.exchange import put_in_place, settle
from qa_bot.sources.fetching import Fetch, Fetched, Order
from qa_bot.sources.git import fetch_git
from qa_bot.sources.llama_reader import fetch_llama_index
from qa_bot.sources.manifest import Manifest, SourceOptions, read_manifest, write_manifest
from qa_bot.sources.places import OWN_PREFIX, SOURCES_FOLDER, folder_of, names_of
from qa_bot.sources.schedule import is_forum
from qa_bot.sources.staging import Staging
from qa_bot.sources.web.client import Web, WebLimits
from qa_bot.sources.web.feed import fetch_feed
from qa_bot.sources.web.site import fetch_site, fetch_sitemap

FETCHES: Mapping[Kind, Fetch] = {
    "git": fetch_git,
    "sitemap": fetch_sitemap,
    "site": fetch_site,
    "feed": fetch_feed,
    "discord-export": fetch_discord_export,
    "discord-forum": fetch_discord_forum,
    "llama-index": fetch_llama_index,
}
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
Now = Callable[[], datetime]
OpenWeb = Callable[[str, WebLimits], Web]


class Refreshed(NamedTuple):
    """What a refresh did: how many files came, changed and went, and the source as it is now."""

    name: str
    manifest: Manifest
    added: int
    changed: int
    removed: int


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class Sources:
    """The sources of a corpus."""

    def __init__(self, corpus: Path, limits: WebLimits, now: Now = utc_now, open_web: OpenWeb = Web) -> None:
        self._corpus = corpus
        self._limits = limits
        self._now = now
        self._open_web = open_web

    def manifests(self) -> dict[str, Manifest]:
        """Return the sources by their names; raise SourceError if one cannot be read."""
        return {name: read_manifest(folder_of(self._corpus, name)) for name in names_of(self._corpus)}

    def add(self, typed: str, options: SourceOptions, name: str | None = None) -> Refreshed:
        """Fetch a source for the first time; if that fails, nothing is added."""
        address = absolute(parse_address(typed))
        name = name or name_of(address)
        if not _NAME.fullmatch(name):
            raise SourceError(f"{name!r} cannot name a source: use at most 60 small letters, digits, '-', '_' and '.'")
        if folder_of(self._corpus, name).exists():
            raise SourceError(f"there is a folder {SOURCES_FOLDER}/{name} already: name the source otherwise with --name")
        with self._lock(name):
            return self._fetch(name, f"{address.kind}:{address.place}", address, options, None)

    def refresh(self, name: str, fetch: Fetch | None = None) -> Refreshed:
        """Fetch a source again; if that fails, its last good state stays, and the failure is noted and raised.

        `fetch` takes the place of what fetches its kind.
        """
        with self._lock(name):
            before = self._manifest(name)
            if fetch is None and is_forum(before):
                raise SourceError("only the running bot fetches a forum: is `qa-bot discord` running?")
            try:
                return self._fetch(name, before.address, parse_address(before.address), before.options, before, fetch)
            except QaBotError as error:
                failed = before.model_copy(update={"attempted": self._stamp(), "problem": str(error)})
                write_manifest(folder_of(self._corpus, name), failed)
                raise

    def remove(self, name: str) -> None:
        """Delete a source with its files."""
        with self._lock(name):
            if not folder_of(self._corpus, name).is_dir():
                raise self._unknown(name)
            gone = folder_of(self._corpus, f"{OWN_PREFIX}{name}.gone")
            shutil.rmtree(gone, ignore_errors=True)
            folder_of(self._corpus, name).rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def _fetch(
        self,
        name: str,
        typed: str,
        address: Address,
        options: SourceOptions,
        before: Manifest | None,
        fetch: Fetch | None = None,
    ) -> Refreshed:
        staging = Staging(self._corpus, name, before, self._stamp())
        web = self._open_web(address.place, self._limits)
        try:
            told = (fetch or FETCHES[address.kind])(Order(address, options, staging, web))
            return self._publish(name, staging, told, Manifest(address=typed, options=options, fetched="", attempted=""))
        except OSError as error:
            raise StorageError(
                f"{staging.folder} cannot be written ({error.strerror}): check the folder and the disk"
            ) from error
        finally:
            web.close()
            staging.discard()

    def _publish(self, name: str, staging: Staging, told: Fetched, about: Manifest) -> Refreshed:
        before, stamp = staging.before, self._stamp()
        files = before.files if before and told.is_same else staging.files
        values = {"fetched": stamp, "attempted": stamp, "state": told.state, "notes": told.notes, "files": tuple(files)}
        manifest = about.model_copy(update=values)
        place = folder_of(self._corpus, name)
        if told.is_same or not staging.is_new():
            write_manifest(place, manifest)
        else:
            write_manifest(staging.folder, manifest)
            put_in_place(staging.folder, place, staging.aside)
        return _compared(name, before, manifest)

    def _manifest(self, name: str) -> Manifest:
        if name not in names_of(self._corpus):
            raise self._unknown(name)
        return read_manifest(folder_of(self._corpus, name))

    def _unknown(self, name: str) -> SourceError:
        known = ", ".join(names_of(self._corpus)) or "none yet"
        return SourceError(f"there is no source {name} in {self._corpus}: known are {known}")

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="seconds")

    @contextmanager
    def _lock(self, name: str) -> Iterator[None]:
        """Hold a source for oneself; raise SourceError if another process fetches it."""
        from filelock import FileLock, Timeout

        folder = self._corpus / SOURCES_FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(folder / f"{OWN_PREFIX}{name}.lock", timeout=0):
                settle(self._corpus)
                yield
        except Timeout as error:
            raise SourceError(f"the source {name} is being fetched by another process: try again when it is done") from error


def _compared(name: str, before: Manifest | None, after: Manifest) -> Refreshed:
    was = {kept.file: kept.digest for kept in before.documents} if before else {}
    now = {kept.file: kept.digest for kept in after.documents}
    changed = sum(was[file] != digest for file, digest in now.items() if file in was)
    return Refreshed(name, after, len(now.keys() - was), changed, len(was.keys() - now))

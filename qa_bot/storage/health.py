"""The health of an index: what is published, does it fit the settings, are its files intact, who is writing."""

from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Literal

from qa_bot.errors import IndexDamagedError, IndexMissingError, IndexStaleError, ServiceError
from qa_bot.frozen import Frozen
from qa_bot.storage import exact
from qa_bot.storage.database import Generation, database_of, latest_generation, open_for_reading, read_meta
from qa_bot.storage.files import FileRecord, known_files
from qa_bot.storage.lock import current_holder
from qa_bot.storage.probe import probe_stores
from qa_bot.storage.servers import LOCAL, Servers
from qa_bot.storage.store_sync import Stores
from qa_bot.storage.vector_places import VectorPlace, place_to_read
from qa_bot.storage.words import word_place

State = Literal["ok", "missing", "stale", "damaged", "unreachable"]
_REMEDIES: Mapping[State, str | None] = {
    "ok": None,
    "missing": "run `qa-bot ingest`",
    "stale": "run `qa-bot ingest` to rebuild it, or restore the settings it was built with",
    "damaged": "run `qa-bot ingest --rebuild`",
    "unreachable": "nothing is answered until the server does",
}


class Health(Frozen):
    """The state of an index; `problem` and `remedy` are None if it is ok, `writer` names the process that is writing it.

    `database` is the address of the shared database, `server` that of the Chroma server that has the vectors, if there is one, and
    `server_problem` what is wrong with it: an index with few chunks is ok all the same, as it is asked without the server.
    """

    state: State
    problem: str | None = None
    remedy: str | None = None
    generation: Generation | None = None
    root: str | None = None
    bytes_on_disk: int = 0
    writer: str | None = None
    server: str | None = None
    database: str | None = None
    server_problem: str | None = None
    files: tuple[FileRecord, ...] = ()


def examine(index_dir: Path, fingerprint: str, servers: Servers = LOCAL) -> Health:
    """Return the health of an index without changing it; a problem is returned, not raised."""
    found = Health(
        state="ok",
        bytes_on_disk=bytes_of(index_dir, servers),
        writer=current_holder(index_dir, servers),
        server=servers.chroma.address if servers.chroma else None,
        database=database_of(index_dir, servers),
    )
    try:
        with closing(open_for_reading(index_dir, servers)) as database:
            generation = latest_generation(database)
            known = {"root": read_meta(database, "root"), "files": tuple(known_files(database).values())}
            place = place_to_read(
                index_dir, servers, partial(read_meta, database), generation.fingerprint if generation else ""
            )
        return _examined(found.model_copy(update={"generation": generation, **known}), index_dir, fingerprint, place, servers)
    except IndexMissingError:
        return _with(found, "missing", f"there is no index in {index_dir}")
    except IndexStaleError:
        # Its database cannot even be opened to be written.
        other = _with(found, "stale", "it was built by another version")
        return other.model_copy(update={"remedy": _REMEDIES["damaged"]})
    except IndexDamagedError as error:
        return _with(found, "damaged", str(error))


def _examined(found: Health, index_dir: Path, fingerprint: str, place: VectorPlace, servers: Servers) -> Health:
    """Return the health of an index that can be opened, with what is wrong with it."""
    generation = found.generation
    if generation is None:
        return _with(found, "missing", "nothing has been indexed yet")
    if generation.fingerprint != fingerprint:
        return _with(
            found, "stale", f"it was built with embedding {generation.embedding}, {generation.chunk_tokens} tokens a chunk"
        )
    try:
        problem = probe_stores(Stores(index_dir, place, word_place(index_dir, servers)), generation)
    except ServiceError as error:
        found = found.model_copy(update={"server_problem": str(error)})
        return found if generation.chunks <= exact.MOST_EXACT else _with(found, "unreachable", str(error))
    return _with(found, "damaged", problem) if problem else found


def _with(found: Health, state: State, problem: str) -> Health:
    return found.model_copy(update={"state": state, "problem": problem, "remedy": _REMEDIES[state]})


def bytes_of(index_dir: Path, servers: Servers) -> int:
    """Return how many bytes an index takes, in its folder or in the shared database."""
    if servers.database:
        from qa_bot.storage import postgres_index

        return postgres_index.bytes_of(servers.database, index_dir)
    return _bytes_in(index_dir)


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0

"""The health of an index: what is published, does it fit the settings, are its files intact, who is writing."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Literal

from qa_bot.errors import IndexDamagedError, IndexMissingError, IndexStaleError
from qa_bot.frozen import Frozen
from qa_bot.storage.database import Generation, latest_generation, open_for_reading, read_meta, reporting
from qa_bot.storage.files import FileRecord, known_files
from qa_bot.storage.lock import current_holder
from qa_bot.storage.probe import probe_stores

State = Literal["ok", "missing", "stale", "damaged"]
_REMEDIES: Mapping[State, str | None] = {
    "ok": None,
    "missing": "run `qa-bot ingest`",
    "stale": "run `qa-bot ingest` to rebuild it, or restore the settings it was built with",
    "damaged": "run `qa-bot ingest --rebuild`",
}


class Health(Frozen):
    """The state of an index; `problem` and `remedy` are None if it is ok, `writer` names the process that is writing it."""

    state: State
    problem: str | None = None
    remedy: str | None = None
    generation: Generation | None = None
    root: str | None = None
    bytes_on_disk: int = 0
    writer: str | None = None
    files: tuple[FileRecord, ...] = ()


def examine(index_dir: Path, fingerprint: str) -> Health:
    """Return the health of an index without changing it; a problem is returned, not raised."""
    generation, root, problem = None, None, None
    files: tuple[FileRecord, ...] = ()
    state: State = "ok"
    try:
        with closing(open_for_reading(index_dir)) as connection, reporting(index_dir):
            generation = latest_generation(connection)
            root = read_meta(connection, "root")
            files = tuple(known_files(index_dir, connection).values())
        state, problem = _problem_of(index_dir, generation, fingerprint)
    except IndexMissingError:
        state, problem = "missing", f"there is no index in {index_dir}"
    except IndexStaleError:
        state, problem = "stale", "it was built by another version"
    except IndexDamagedError as error:
        state, problem = "damaged", str(error)
    return Health(
        state=state,
        problem=problem,
        remedy=_REMEDIES[state],
        generation=generation,
        root=root,
        bytes_on_disk=_bytes_in(index_dir),
        writer=current_holder(index_dir),
        files=files,
    )


def _problem_of(index_dir: Path, generation: Generation | None, fingerprint: str) -> tuple[State, str | None]:
    """Return the state of an index that can be opened, and what is wrong with it."""
    if generation is None:
        return "missing", "nothing has been indexed yet"
    if generation.fingerprint != fingerprint:
        return "stale", f"it was built with embedding {generation.embedding}, {generation.chunk_tokens} tokens a chunk"
    found = probe_stores(index_dir, generation)
    return ("damaged", found) if found else ("ok", None)


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0

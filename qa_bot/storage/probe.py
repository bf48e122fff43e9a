"""Open the derived stores of an index and count them, those in its folder in a separate process: a damaged file may crash it.

python -m qa_bot.storage.probe INDEX_DIR BUILD [COLLECTION]
"""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from qa_bot.errors import IndexDamagedError, IndexUnusableError, QaBotError
from qa_bot.storage.database import Generation
from qa_bot.storage.layout import lexical_path, vectors_path
from qa_bot.storage.lexical import LexicalStore
from qa_bot.storage.lexical_files import damaged_file
from qa_bot.storage.lock import current_holder
from qa_bot.storage.store_sync import Stores
from qa_bot.storage.unkept_vectors import UnkeptVectors
from qa_bot.storage.vector_places import VectorFolders, VectorPlace
from qa_bot.storage.vectors import VectorStore
from qa_bot.storage.words import WordFolders, WordPlace

TIMEOUT_S = 120.0


def probe_stores(stores: Stores, generation: Generation) -> str | None:
    """Return what is wrong with the stores of a generation, or None when both can be searched.

    Raise ServiceError if the server of the vectors does not answer.
    """
    _, place, words = stores
    found = _probe_folder(stores, generation) if isinstance(words, WordFolders) else _probe_words(words, generation.build)
    if isinstance(found, str):
        return found
    try:
        if isinstance(place, UnkeptVectors):
            found["vectors"] = generation.chunks
        elif not isinstance(place, VectorFolders):
            found["vectors"] = _probe_server(place, generation.build)
    except IndexUnusableError as error:
        return str(error)
    for store in ("vectors", "words"):
        if store in found and found[store] < generation.chunks:
            return f"the {store} of {generation.chunks - found[store]} chunks are missing"
    return None


def _probe_words(words: WordPlace, build: int) -> dict[str, int]:
    with closing(words.open(build)) as opened:
        return {"words": opened.count()}


def _probe_folder(stores: Stores, generation: Generation) -> dict[str, int] | str:
    """Return the counts of what lies in the folder of the index, or what is wrong with it."""
    index_dir, place, _ = stores
    # Chroma's graph may be torn if it is searched first while others write it (see vector_search.py).
    names = [place.name] if isinstance(place, VectorFolders) and current_holder(index_dir) is None else []
    command = [sys.executable, "-m", "qa_bot.storage.probe", str(index_dir.absolute()), str(generation.build), *names]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        return f"the stores did not open within {TIMEOUT_S:g} s"
    try:
        found = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        return f"the stores cannot be opened (the probe ended with code {done.returncode})"
    return str(found["error"]) if found["error"] else found


def _probe_server(place: VectorPlace, build: int) -> int:
    store = place.open(build)
    try:
        store.probe()
        return store.count()
    finally:
        store.close()


def main() -> None:
    """Print the counts as JSON, or the error."""
    index_dir, build, names = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    try:
        if problem := damaged_file(lexical_path(index_dir, build), most_bytes=None):
            raise IndexDamagedError(f"the words are damaged: {problem}")
        counts = {"words": LexicalStore.open(lexical_path(index_dir, build)).count()}
        for name in names:
            vectors = VectorStore.open(vectors_path(index_dir, build), name)
            vectors.probe()
            counts["vectors"] = vectors.count()
        print(json.dumps({"error": None, **counts}))
    except QaBotError as error:
        print(json.dumps({"error": str(error)}))


if __name__ == "__main__":
    main()

"""Open the derived stores of an index and count them, in a separate process: a damaged file may crash it.

python -m qa_bot.storage.probe INDEX_DIR BUILD COLLECTION
"""

import json
import subprocess
import sys
from pathlib import Path

from qa_bot.errors import QaBotError
from qa_bot.storage.database import Generation, open_for_reading, read_meta
from qa_bot.storage.layout import lexical_path, vectors_path
from qa_bot.storage.lexical import LexicalStore
from qa_bot.storage.snapshot import collection_name
from qa_bot.storage.vectors import VectorStore

TIMEOUT_S = 120.0


def probe_stores(index_dir: Path, generation: Generation) -> str | None:
    """Return what is wrong with the stores of a generation, or None when both can be searched."""
    connection = open_for_reading(index_dir)
    try:
        index_id = read_meta(connection, "index_id") or ""
    finally:
        connection.close()
    name = collection_name(index_id, generation.fingerprint)
    command = [sys.executable, "-m", "qa_bot.storage.probe", str(index_dir.absolute()), str(generation.build), name]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        return f"the stores did not open within {TIMEOUT_S:g} s"
    try:
        found = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        return f"the stores cannot be opened (the probe ended with code {done.returncode})"
    if found["error"]:
        return str(found["error"])
    for store in ("vectors", "words"):
        if found[store] < generation.chunks:
            return f"the {store} of {generation.chunks - found[store]} chunks are missing"
    return None


def main() -> None:
    """Print the counts as JSON, or the error."""
    index_dir, build, name = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    try:
        vectors = VectorStore.open(vectors_path(index_dir, build), name)
        lexical = LexicalStore.open(lexical_path(index_dir, build))
        vectors.probe()
        print(json.dumps({"error": None, "vectors": vectors.count(), "words": lexical.count()}))
    except QaBotError as error:
        print(json.dumps({"error": str(error)}))


if __name__ == "__main__":
    main()

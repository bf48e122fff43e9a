"""Where the sources of a corpus lie in it."""

from pathlib import Path

from qa_bot.documents.document import OWN_PREFIX as OWN_PREFIX

# The folder of all sources in a corpus; what is ours in it is hidden, and never read as a document.
SOURCES_FOLDER = "sources"
MANIFEST_FILE = f"{OWN_PREFIX}source.json"


def folder_of(corpus: Path, name: str) -> Path:
    """Return the folder that a source is fetched into."""
    return corpus / SOURCES_FOLDER / name


def names_of(corpus: Path) -> tuple[str, ...]:
    """Return the names of the sources of a corpus."""
    return tuple(sorted(path.parent.name for path in (corpus / SOURCES_FOLDER).glob(f"*/{MANIFEST_FILE}")))


def is_fetched(source: str) -> bool:
    """Tell whether a document may come from a source, by its name."""
    return source.startswith(f"{SOURCES_FOLDER}/")

"""Files that came with a question: they are read for it alone, in a folder that is gone once it is answered."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from qa_bot.answer import Answer
from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.application import open_writer
from qa_bot.atomic_file import make_private_folder
from qa_bot.bot import Bot
from qa_bot.conversation import Conversation
from qa_bot.documents.apart import ReadingProcess, is_read_apart
from qa_bot.documents.document import Document, FileEntry, UnreadableFileError
from qa_bot.documents.reading import read_named
from qa_bot.errors import UsageError
from qa_bot.ingestion.crew import Alone, CutDocuments
from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.llm.showing import Listener
from qa_bot.models.load import Loaded
from qa_bot.models.protocols import Vectors
from qa_bot.prompts import Prompts
from qa_bot.settings import Settings, state_folder
from qa_bot.sources.staging import safe_path
from qa_bot.storage.layout import fingerprint
from qa_bot.storage.reader import IndexReader
from qa_bot.storage.servers import BRIEF

# About 250 passages, which take some 20 seconds of one processor.
MOST_CHARS = 200_000
FOLDER = "attached"


class AttachedFile(NamedTuple):
    """A file that came with a question."""

    name: str
    data: bytes


class AttachmentError(UsageError):
    """A file that came with a question cannot be used; the message tells the person who sent it why."""


class _ReadBefore(NamedTuple):
    """A crew to which the documents of each file, by its name in the folder, are known."""

    alone: Alone
    documents: Mapping[str, tuple[Document, ...]]

    @property
    def ahead(self) -> int:
        return 1

    def read(self, entry: FileEntry, data: bytes) -> Callable[[], tuple[Document, ...]]:
        return lambda: self.documents[entry.source]

    def cut(self, documents: Sequence[Document]) -> Callable[[], CutDocuments]:
        return self.alone.cut(documents)

    def embed(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        return self.alone.embed(texts)


def answer_from(
    files: Sequence[AttachedFile],
    question: str,
    conversation: Conversation,
    settings: Settings,
    prompts: Prompts,
    loaded: Loaded,
    listen: Listener,
) -> Answer:
    """Return what files answer to a question; of its readings the one that is answered best.

    Raise AttachmentError for a file that cannot be read.
    """
    documents = _documents_of(files)
    with _folder(settings) as folder, _bot(folder, files, documents, settings, prompts, loaded) as bot:
        attempt = bot.attempt(question, conversation)
        chosen = attempt._replace(answer=attempt.answer.model_copy(update={"readings": ()}))
        return bot.finish(chosen, listen)[0]


def clear(settings: Settings) -> None:
    """Delete what was left of files when the program was killed."""
    shutil.rmtree(state_folder(settings) / FOLDER, ignore_errors=True)


def _documents_of(files: Sequence[AttachedFile]) -> dict[str, tuple[Document, ...]]:
    found: dict[str, tuple[Document, ...]] = {}
    with closing(ReadingProcess()) as apart:
        for file, name in zip(files, _names(files), strict=True):
            read = apart.read if is_read_apart(file.name, len(file.data)) else read_named
            try:
                found[name] = read(file.name, file.data)
            except UnreadableFileError as error:
                raise AttachmentError(
                    f"I cannot read {file.name}: {error}. Send it in another form, or ask without it."
                ) from error
    chars = sum(len(document.text) for documents in found.values() for document in documents)
    if chars > MOST_CHARS:
        what = files[0].name if len(files) == 1 else "The files together"
        raise AttachmentError(
            f"{what} {'has' if len(files) == 1 else 'have'} {chars:,} characters, and I read at most {MOST_CHARS:,} with a "
            "question. Send the part that you ask about."
        )
    return found


def _names(files: Sequence[AttachedFile]) -> list[str]:
    """Return a name for each file in a folder; the same name is never given twice."""
    names: list[str] = []
    for file in files:
        name = safe_path([file.name])
        names.append(name if name not in names else f"{len(names) + 1}-{name}")
    return names


@contextmanager
def _folder(settings: Settings) -> Iterator[Path]:
    """Make a folder that only the user who runs the bot can read, and delete it with all that is in it."""
    place = state_folder(settings) / FOLDER
    make_private_folder(place)
    with tempfile.TemporaryDirectory(dir=place) as folder:
        yield Path(folder)


@contextmanager
def _bot(
    folder: Path,
    files: Sequence[AttachedFile],
    documents: Mapping[str, tuple[Document, ...]],
    settings: Settings,
    prompts: Prompts,
    loaded: Loaded,
) -> Iterator[Bot]:
    root, index = folder / "files", folder / "index"
    root.mkdir()
    for name, file in zip(documents, files, strict=True):
        (root / name).write_bytes(file.data)
    crew = _ReadBefore(Alone(loaded.embedder, settings.chunk_tokens, ReadingProcess()), documents)
    ingest(root, index, loaded.embedder, IngestOptions(chunk_tokens=settings.chunk_tokens), servers=BRIEF, crew=crew)
    models = Models(loaded.embedder, loaded.reader, load_confidence())
    reader = IndexReader(index, fingerprint(loaded.embedder.name, settings.chunk_tokens), BRIEF)
    writer = open_writer(settings, models, prompts, is_required=False)
    with closing(Bot(reader, models, prompts, settings.min_confidence, writer)) as bot:
        yield bot

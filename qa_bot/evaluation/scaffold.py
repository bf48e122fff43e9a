"""Begin a gold set: each line has a sentence of the documents, and a person adds the question and the answer."""

import json
import random
from pathlib import Path

from qa_bot.errors import GoldError, StorageError
from qa_bot.storage.snapshot import Snapshot
from qa_bot.text.sentences import split_sentences

SEED = 7
FEWEST_WORDS = 8


def scaffold(index: Snapshot, path: Path, count: int) -> int:
    """Write at most `count` lines with an empty question and answer; return how many. Raise GoldError if the file exists.

    The sentences are drawn evenly from the documents. The evaluation refuses an empty question, so no line counts before a
    person has completed it.
    """
    if path.exists():
        raise GoldError(f"{path} exists already: name a new file for the lines to be filled in")
    rng = random.Random(SEED)
    sources = list(index.sources())
    if not sources:
        raise GoldError("there are no documents to ask about: put some into the corpus and run `qa-bot ingest`")
    rng.shuffle(sources)
    drawn = [(sources[i % len(sources)], _sentences(index, sources[i % len(sources)])) for i in range(count)]
    told = [(source, rng.choice(sentences)) for source, sentences in drawn if sentences]
    lines = [_line(number, source, evidence) for number, (source, evidence) in enumerate(told, 1)]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    except OSError as error:
        raise StorageError(f"{path} cannot be written ({error.strerror}): name another file") from error
    return len(lines)


def _sentences(index: Snapshot, source: str) -> list[str]:
    """Return the sentences of a document that are long enough to ask about."""
    document = index.document(source)
    text = document.text if document else ""
    return [text[a:b] for a, b in split_sentences(text) if len(text[a:b].split()) >= FEWEST_WORDS]


def _line(number: int, source: str, evidence: str) -> dict[str, object]:
    return {
        "id": f"q{number:03}",
        "question": "",
        "answer": [""],
        "sources": [source],
        "evidence": [evidence],
        "type": "fact",
        "history": [],
    }

"""The server of isolation.py with real answers: every corpus has an index, and the bot that people have answers from it.

python -m tests.discord.isolated_indexes ASKS
"""

import os
import sys
import tempfile
from pathlib import Path

from qa_bot.discord_bot.desk.answerer import Answerer
from qa_bot.ingestion.ingest import ingest
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.storage.corpus_names import add_name
from tests.discord.isolation import CORPORA, HOUSES, STARTED, play, word

INDEXES = Path("index")
# Of the houses that are asked about, so many are in the documents: other questions have nearest quotes.
KNOWN = range(1, HOUSES, 60)


def make_corpora() -> None:
    """Make a corpus and an index of each name in the working directory; all say the same, each with its own word."""
    embedder = BundledEmbedder()
    for name in (*CORPORA, STARTED):
        folder = Path(name or "started").absolute()
        folder.mkdir()
        told = [f"The keys of house {number} are kept by {word(name)} the warden." for number in KNOWN]
        (folder / f"{word(name)}.txt").write_text("\n\n".join(told) + "\n", "utf-8")
        if name:
            add_name(INDEXES, name, folder)
        ingest(folder, INDEXES / folder.name, embedder)


def main(asks: int) -> None:
    """Play stories of a thousand questions each, and print what happened."""
    with tempfile.TemporaryDirectory() as home:
        os.chdir(home)
        make_corpora()
        for number in range(-(-asks // 1000)):
            state_dir = Path(home, f"state{number}")
            happened = play(state_dir, min(1000, asks), 500 + number, Answerer, corpus_dir=Path("started"))
            print(dict(happened), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))

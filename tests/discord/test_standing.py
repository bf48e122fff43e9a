"""Answers of which a quote stands no more: all are found, and no other."""

from collections import Counter
from pathlib import Path

import pytest
from edited import QUOTES, Corpus

from qa_bot.answer import Answer
from qa_bot.discord_bot.desk.standing import StandingCheck
from qa_bot.discord_bot.memory.standing import Standing
from qa_bot.discord_bot.memory.store import FILE, Store
from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.settings import load_settings
from testing.hashing import HashingEmbedder


class Kept:
    """A corpus, its index, and a store of answers that were given from it."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.index = folder / "corpus", folder / "index"
        self.corpus.mkdir()
        self.store = Store(folder / "state" / FILE)
        self.settings = load_settings(corpus_dir=self.corpus, index_dir=self.index, state_dir=folder / "state")
        self.check = StandingCheck(self.settings, self.store)

    def write(self, **files: str | None) -> None:
        """Write files, or delete them, and publish."""
        for name, text in files.items():
            path = self.corpus / f"{name}.txt"
            path.unlink() if text is None else path.write_text(text, "utf-8")
        self.publish()

    def publish(self, **options: object) -> int:
        return ingest(self.corpus, self.index, HashingEmbedder(), IngestOptions(**options)).generation

    def give(self, answer: Answer) -> str:
        return self.store.add_entry(answer, 1, 2).id

    def stale(self, is_restarted: bool = False) -> list[str]:
        """Return the entries whose answers are out of date."""
        if is_restarted:
            self.check = StandingCheck(self.settings, self.store)
        self.check.run()
        return [stale.entry.id for stale in Standing(self.store).stale()]


@pytest.fixture
def kept(tmp_path):
    kept = Kept(tmp_path)
    yield kept
    kept.store.close()


def found_and_expected(kept: Kept, corpus: Corpus) -> tuple[set[str], set[str]]:
    """Give an answer for each line, edit them all, and return the lines found stale and those that are."""
    corpus.write(kept.corpus, corpus.before)
    entries = {kept.give(answer): line for line, answer in corpus.answers(kept.publish()).items()}
    assert kept.stale() == []
    corpus.write(kept.corpus, corpus.after)
    kept.publish()
    return {entries[entry] for entry in kept.stale()}, {line for line, edit in corpus.edits.items() if not edit.stands}


def test_of_a_thousand_edits_all_that_take_a_quote_away_are_found_and_no_other(kept):
    corpus = Corpus(seed=1)
    found, expected = found_and_expected(kept, corpus)
    kinds = Counter(edit.name for edit in corpus.edits.values())
    assert sum(kinds.values()) == QUOTES
    assert len(kinds) > 30
    assert sorted((corpus.edits[line].name, line) for line in expected - found) == [], "missed"
    assert sorted((corpus.edits[line].name, line) for line in found - expected) == [], "false"
    assert QUOTES / 4 < len(expected) < QUOTES * 3 / 4
    # What comes back stands again.
    corpus.write(kept.corpus, corpus.before)
    kept.publish()
    assert kept.stale() == []

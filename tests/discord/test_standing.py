"""Answers of which a quote stands no more: all are found, and no other."""

import json
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from edited import QUOTES, Corpus, quoting

from qa_bot.answer import Answer, ContextQuote
from qa_bot.cli.feedback import feedback
from qa_bot.discord_bot.desk.standing import StandingCheck
from qa_bot.discord_bot.memory.standing import Standing
from qa_bot.discord_bot.memory.store import FILE, Store
from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.settings import load_settings
from qa_bot.storage.corpus_names import add_name
from qa_bot.storage.layout import fingerprint
from qa_bot.storage.reader import IndexReader
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

    def text(self, source: str) -> str:
        reader = IndexReader(self.index, fingerprint(HashingEmbedder.name, IngestOptions().chunk_tokens))
        with closing(reader), reader.snapshot() as snapshot:
            return snapshot.document(source).text

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


@pytest.mark.slow
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


CLOSED = "Closed on Mondays."
MUSEUM = f"The museum of Corve has three rooms.\n\n{CLOSED}\n\nDogs are not allowed in any of them.\n"


def test_a_short_quote_that_stands_elsewhere_by_chance_is_gone(kept):
    kept.write(museum=MUSEUM)
    entry = kept.give(quoting("museum.txt", MUSEUM, CLOSED, 1))
    kept.write(museum=MUSEUM.replace(CLOSED, "Open every day."), baths=f"The baths of Tarn are new.\n\n{CLOSED}\n")
    assert kept.stale() == [entry]


def test_a_short_quote_stands_where_its_neighbours_moved_with_it(kept):
    kept.write(museum=MUSEUM)
    kept.give(quoting("museum.txt", MUSEUM, CLOSED, 1))
    kept.write(museum=None, museums=MUSEUM.replace("three rooms", "four rooms"))
    assert kept.stale() == []
    # What holds it now is watched from then on.
    kept.write(museums=MUSEUM.replace(CLOSED, "Closed on Fridays."))
    assert len(kept.stale()) == 1


def test_a_quote_whose_heading_changed_says_something_else(kept):
    text = "Summer\n\nThe ferry of Tarn leaves at nine o'clock every day.\n"
    heading = ContextQuote(kind="heading", quote="Summer", start=0, end=6, line_start=1, line_end=1)
    kept.write(ferry=text)
    answer = quoting("ferry.txt", text, "The ferry of Tarn leaves at nine o'clock every day.", 1)
    entry = kept.give(
        answer.model_copy(update={"citations": (answer.citations[0].model_copy(update={"context": (heading,)}),)})
    )
    assert kept.stale() == []
    kept.write(ferry=text.replace("Summer", "Winter"))
    assert kept.stale() == [entry]


def test_a_row_that_another_row_moved_down_stands(kept):
    path = kept.corpus / "prices.csv"
    rows = "place,price in crowns\nThe bridge of Aldmoor,3\nThe ferry of Tarn,12\n"
    path.write_text(rows, "utf-8")
    kept.publish()
    text = kept.text("prices.csv#2")
    entry = kept.give(quoting("prices.csv#2", text, text, 1))
    path.write_text(rows.replace("crowns\n", "crowns\nThe mill of Corve,7\n"), "utf-8")
    kept.publish()
    assert kept.stale() == []
    path.write_text(rows.replace(",12", ",14"), "utf-8")
    kept.publish()
    assert kept.stale() == [entry]


def test_what_changed_while_the_bot_was_away_is_found_even_if_no_earlier_text_is_kept(kept):
    kept.write(museum=MUSEUM, other="The mill of Corve burned down in 1932.\n")
    kept.give(quoting("other.txt", "The mill of Corve burned down in 1932.\n", "The mill of Corve burned down in 1932.", 1))
    entry = kept.give(quoting("museum.txt", MUSEUM, CLOSED, 1))
    (kept.corpus / "museum.txt").unlink()
    for year in range(1990, 1993):
        (kept.corpus / "years.txt").write_text(f"It is the year {year}.\n", "utf-8")
        kept.publish(keep_days=0)
    assert kept.stale(is_restarted=True) == [entry]
    assert kept.stale(is_restarted=True) == [entry]


def test_nothing_is_known_of_quotes_without_an_index(kept):
    kept.write(museum=MUSEUM)
    kept.give(quoting("museum.txt", MUSEUM, CLOSED, 1))
    kept.index.rename(kept.index.with_name("away"))
    assert kept.stale() == []


def test_answers_are_watched_for_thirty_days(kept):
    kept.write(museum=MUSEUM)
    now = datetime(2026, 3, 1, tzinfo=UTC)
    kept.store.now = lambda: now - timedelta(days=31)
    kept.give(quoting("museum.txt", MUSEUM, CLOSED, 1))
    kept.store.now = lambda: now - timedelta(days=29)
    entry = kept.give(quoting("museum.txt", MUSEUM, CLOSED, 1))
    kept.store.now = lambda: now
    kept.write(museum="The museum of Corve is gone.\n")
    assert kept.stale() == [entry]


def test_each_of_several_corpora_is_compared_with_its_own_quotes(kept, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    papers = tmp_path / "papers"
    papers.mkdir()
    add_name(Path("index"), "minutes", papers)
    (papers / "museum.txt").write_text(MUSEUM, "utf-8")
    ingest(papers, Path("index", "papers"), HashingEmbedder())
    settings = load_settings(corpus_dir=kept.corpus, state_dir=tmp_path / "state")
    kept.index = Path("index", "corpus")
    kept.write(museum=MUSEUM)
    kept.check = StandingCheck(settings, kept.store)
    given = quoting("museum.txt", MUSEUM, CLOSED, 1)
    (cited,) = given.citations
    both = tuple(cited.model_copy(update={"number": n, "corpus": name}) for n, name in enumerate(("corpus", "minutes"), 1))
    kept.store.add_entry(given.model_copy(update={"citations": both}), 1, 2, corpora=("", "minutes"))
    kept.store.add_entry(given, 1, 2, corpora=("minutes",))
    kept.store.add_entry(given, 1, 2)
    assert kept.stale() == []
    (papers / "museum.txt").write_text("The museum of Corve is gone.\n", "utf-8")
    ingest(papers, Path("index", "papers"), HashingEmbedder())
    kept.check.run()
    found = Standing(kept.store).stale()
    assert [(stale.entry.corpora, stale.numbers) for stale in found] == [(("minutes",), (1,)), (("", "minutes"), (2,))]


def test_the_command_line_lists_what_is_stale(kept, monkeypatch):
    for name, path in {"STATE_DIR": kept.settings.state_dir, "INDEX_DIR": kept.index, "CORPUS_DIR": kept.corpus}.items():
        monkeypatch.setenv(f"QA_BOT_{name}", str(path))
    kept.write(museum=MUSEUM)
    arguments = ["stale"]
    entry = kept.give(quoting("museum.txt", MUSEUM, CLOSED, 1))
    kept.store.add_messages(entry, [77, 78])
    assert CliRunner().invoke(feedback, arguments).output == "every quote of the last answers still stands\n"
    kept.write(museum="The museum of Corve is gone.\n")
    told = CliRunner().invoke(feedback, arguments).output
    assert told.splitlines()[0].endswith("  not marked  What of museum.txt?")
    assert told.splitlines()[1:] == [
        '    [1] museum.txt: "Closed on Mondays."',
        "    https://discord.com/channels/@me/2/78",
    ]
    line = json.loads(CliRunner().invoke(feedback, [*arguments, "--json"]).output)
    assert (line["id"], line["is_marked"], line["quotes"][0]["quote"]) == (entry, False, CLOSED)

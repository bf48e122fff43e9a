"""The shelf: corpora are opened when they are asked, share the models, and are closed when others are asked."""

from pathlib import Path

import pytest

from qa_bot.discord_bot.desk.shelf import Shelf
from qa_bot.discord_bot.policy.access import STARTED
from qa_bot.errors import IndexMissingError
from qa_bot.ingestion.ingest import ingest
from qa_bot.models.load import Loaded
from qa_bot.prompts import load_prompts
from qa_bot.settings import load_settings
from qa_bot.storage.corpus_names import add_name, remove_name

YEARS = {"bridge": 1911, "mill": 1932, "school": 1954}


@pytest.fixture(scope="module")
def home(tmp_path_factory, embedder):
    """Return a working directory with three indexed corpora that have names, and one of the settings."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, year in YEARS.items():
            documents = folder / f"{name}s"
            documents.mkdir()
            (documents / "opened.txt").write_text(f"The {name} of Aldmoor was opened in {year} by the mayor.\n", "utf-8")
            add_name(Path("index"), name, documents)
            ingest(documents, Path("index", f"{name}s"), embedder)
    return folder


@pytest.fixture
def shelf(home, models, monkeypatch, tmp_path):
    monkeypatch.chdir(home)
    settings = load_settings(corpus_dir=Path("bridges"), state_dir=tmp_path)
    return Shelf(settings, load_prompts(), Loaded(models.embedder, models.reader), most_open=2)


def names(shelf: Shelf) -> list[str]:
    return [folder.name for folder in shelf.open_indexes]


def test_a_question_is_answered_from_its_corpora_alone(shelf):
    with shelf.bot(("mill",)) as bot:
        answer = bot.ask("When was the mill of Aldmoor opened?")
        assert "1932" in answer.text
        assert "1911" not in bot.ask("When was the bridge of Aldmoor opened?").to_json()
    with shelf.bot((STARTED,)) as bot:
        assert "1911" in bot.ask("When was the bridge of Aldmoor opened?").text


def test_several_corpora_are_asked_together_and_named_in_citations(shelf):
    with shelf.bot(("mill", "school")) as bot:
        answer = bot.ask("When was the school of Aldmoor opened?")
    assert {citation.corpus for citation in answer.citations} == {"school"}
    assert [index.corpus for index in answer.indexes] == ["mill", "school"]


def test_the_corpus_of_the_settings_is_named_by_its_folder_alone(shelf):
    with shelf.bot((STARTED, "mill")) as bot:
        assert [index.corpus for index in bot.ask("When was the mill of Aldmoor opened?").indexes] == ["bridges", "mill"]


def test_a_corpus_that_has_a_name_and_is_that_of_the_settings_is_asked_once(shelf):
    with shelf.bot((STARTED, "bridge")) as bot:
        assert bot.index_info().documents == 1


def test_indexes_are_opened_when_they_are_asked_and_the_least_recently_asked_is_closed(shelf):
    assert names(shelf) == []
    for corpora in (("bridge",), ("mill",), ("bridge",), ("school",)):
        with shelf.bot(corpora):
            pass
    assert names(shelf) == ["bridges", "schools"]


def test_an_index_that_a_question_reads_stays_open(shelf):
    with shelf.bot(("bridge",)) as bot:
        with shelf.bot(("mill", "school")):
            assert names(shelf) == ["bridges", "mills", "schools"]
        assert "1911" in bot.ask("When was the bridge of Aldmoor opened?").text
    assert len(names(shelf)) == 2


def test_the_models_are_shared(shelf):
    with shelf.bot(("mill",)) as one, shelf.bot(("school",)) as other:
        assert one.models.embedder is other.models.embedder
        assert one.models.reader is other.models.reader


def test_a_name_that_is_taken_away_answers_no_more(shelf, home):
    with shelf.bot(("mill",)):
        pass
    remove_name(Path("index"), "mill")
    with pytest.raises(IndexMissingError, match="no corpus is named mill"), shelf.bot(("mill",)):
        pass
    add_name(Path("index"), "mill", home / "schools")
    with shelf.bot(("mill",)) as bot:
        assert "1932" not in bot.ask("When was the mill of Aldmoor opened?").to_json()
    remove_name(Path("index"), "mill")
    add_name(Path("index"), "mill", home / "mills")

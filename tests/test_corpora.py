"""Which corpus is asked, and where its index is."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from qa_bot.corpora import index_name, locate
from qa_bot.errors import CorpusError
from qa_bot.settings import Settings, load_settings
from qa_bot.storage.corpus_names import add_name, read_names, remove_name
from qa_bot.storage.database import open_for_writing, write_meta
from qa_bot.storage.layout import LOCK_NAME
from qa_bot.storage.origin import origin_of


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working directory with two corpora."""
    folder = tmp_path / "project"
    for name in ("seeds", "handbook"):
        (folder / name).mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def made_of(corpus: Path, index_dir: Path) -> Path:
    """Make an index that remembers a corpus and holds nothing."""
    with closing(open_for_writing(index_dir)) as database:
        write_meta(database, origin_of(corpus.absolute(), index_dir.absolute()))
    (index_dir / LOCK_NAME).touch()
    return index_dir


def at(settings: Settings) -> tuple[Path, Path]:
    located = locate(settings)
    return located.corpus_dir, located.index_dir


def test_each_corpus_has_an_index_of_its_own(project):
    assert at(load_settings()) == (project / "seeds", Path("index/seeds"))
    assert at(load_settings(corpus_dir="handbook")) == (project / "handbook", Path("index/handbook"))
    assert at(load_settings(corpus_dir="./handbook/../handbook/")) == (project / "handbook", Path("index/handbook"))
    assert at(load_settings(corpus_dir=str(project / "handbook"))) == (project / "handbook", Path("index/handbook"))


def test_the_name_of_an_index_is_readable_and_no_two_corpora_share_one():
    base = Path("/home/ada")
    folders = ["docs", ".", "a/docs", "b/docs", "/mnt/a/docs", "/mnt/b/docs", "vectors-1", "index.sqlite", "/", "..", "x" * 255]
    names = [index_name(Path("/home") if f == ".." else base / f, base) for f in folders]
    assert names[0] == "docs"
    assert [name.rsplit("-", 1)[0] for name in names[1:6]] == ["here", "docs", "docs", "docs", "docs"]
    assert names[6] != "vectors-1"
    assert len(set(names)) == len(names)
    assert max(len(name) for name in names) <= 255


def test_the_name_of_an_index_stays_when_the_working_directory_is_moved():
    for inside in ("docs", "a/docs", "."):
        assert index_name(Path("/one") / inside, Path("/one")) == index_name(Path("/two/b") / inside, Path("/two/b"))


def test_an_index_that_lies_directly_in_the_folder_is_used_for_its_own_corpus_alone(project):
    made_of(project / "handbook", Path("index"))
    assert at(load_settings(corpus_dir="handbook"))[1] == Path("index")
    assert at(load_settings())[1] == Path("index/seeds")


def test_an_index_of_its_own_goes_before_one_in_the_folder(project):
    made_of(project / "handbook", Path("index"))
    made_of(project / "handbook", Path("index/handbook"))
    assert at(load_settings(corpus_dir="handbook"))[1] == Path("index/handbook")


def test_a_corpus_that_was_moved_together_with_its_index_keeps_it(project, tmp_path, monkeypatch):
    (tmp_path / "outside").mkdir()
    first = made_of(tmp_path / "outside", locate(load_settings(corpus_dir="../outside")).index_dir)
    made_of(project / "handbook", Path("index/handbook"))
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    for name in ("project", "outside"):
        (tmp_path / name).rename(moved / name)
    monkeypatch.chdir(moved / "project")
    assert at(load_settings(corpus_dir="handbook")) == (moved / "project" / "handbook", Path("index/handbook"))
    assert at(load_settings(corpus_dir="../outside")) == (moved / "outside", first)
    assert at(load_settings(index_dir="index/handbook"))[0] == moved / "project" / "handbook"


def test_a_copied_project_keeps_to_its_own_corpus(project, tmp_path, monkeypatch):
    made_of(project / "handbook", Path("index/handbook"))
    shutil.copytree(project, tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    assert at(load_settings(index_dir="index/handbook"))[0] == tmp_path / "copy" / "handbook"
    other = locate(load_settings(corpus_dir=str(project / "handbook")))
    assert other.index_dir != Path("index/handbook")


def test_an_index_alone_brings_its_own_corpus(project, tmp_path):
    index_dir = made_of(project / "handbook", tmp_path / "kept")
    assert at(load_settings(index_dir=index_dir)) == (project / "handbook", index_dir)
    shutil.rmtree(project / "handbook")
    assert at(load_settings(index_dir=index_dir)) == (project / "handbook", index_dir)


def test_a_new_index_alone_is_for_the_default_corpus(project, tmp_path):
    assert at(load_settings(index_dir=tmp_path / "new")) == (project / "seeds", tmp_path / "new")


def test_an_index_of_another_corpus_is_refused(project, tmp_path):
    index_dir = made_of(project / "handbook", tmp_path / "kept")
    with pytest.raises(CorpusError, match="belongs to the corpus"):
        locate(load_settings(index_dir=index_dir, corpus_dir="seeds"))


def test_a_corpus_spelt_another_way_is_still_the_indexs_own(project, tmp_path):
    index_dir = made_of(project / "handbook", tmp_path / "kept")
    (project / "link").symlink_to(project / "handbook")
    for spelling in ("handbook", "./handbook/", "../project/handbook", "link"):
        assert locate(load_settings(index_dir=index_dir, corpus_dir=spelling)).index_dir == index_dir


@pytest.mark.parametrize("is_indexed", [True, False])
def test_a_named_corpus_that_is_no_folder_is_refused(project, is_indexed):
    if is_indexed:
        made_of(project / "gone", Path("index/gone"))
    (project / "letter.txt").write_text("Dear Ada,")
    with pytest.raises(CorpusError, match="does not exist"):
        locate(load_settings(corpus_dir="gone"))
    with pytest.raises(CorpusError, match="is a file, not a folder"):
        locate(load_settings(corpus_dir="letter.txt"))


def test_an_index_is_no_corpus(project):
    made_of(project / "seeds", project / "stored")
    with pytest.raises(CorpusError, match="is an index"):
        locate(load_settings(corpus_dir="stored"))


def test_what_was_located_is_not_located_again(project, tmp_path):
    index_dir = made_of(tmp_path / "gone", tmp_path / "kept")
    located = locate(load_settings(index_dir=index_dir))
    assert locate(located) is located
    assert locate(located.model_copy(update={"llm": "none"})).corpus_dir == tmp_path / "gone"


@pytest.mark.parametrize(
    ("given", "command"),
    [
        ({}, "qa-bot ingest"),
        ({"corpus_dir": "handbook"}, "qa-bot ingest --corpus handbook"),
        ({"corpus_dir": "staff rules"}, "qa-bot ingest --corpus 'staff rules'"),
        ({"index_dir": "new", "corpus_dir": "handbook"}, "qa-bot ingest --corpus handbook --index new"),
        ({"index_dir": "stored"}, "qa-bot ingest --index stored"),
    ],
)
def test_a_command_for_the_corpus_names_it(project, given, command):
    (project / "staff rules").mkdir()
    made_of(project / "handbook", project / "stored")
    assert locate(load_settings(**given)).command("ingest") == command


def test_a_name_stands_for_its_folder_and_wins_over_a_folder(project, tmp_path):
    (tmp_path / "far").mkdir()
    add_name(Path("index"), "handbook", tmp_path / "far")
    assert at(load_settings(corpus_dir="handbook"))[0] == tmp_path / "far"
    assert at(load_settings(corpus_dir="./handbook"))[0] == project / "handbook"


def test_a_name_and_its_folder_share_one_index(project):
    add_name(Path("index"), "rules", project / "handbook")
    assert at(load_settings(corpus_dir="rules")) == at(load_settings(corpus_dir="handbook"))


def test_a_misspelt_name_is_put_right(project):
    add_name(Path("index"), "rules", project / "handbook")
    with pytest.raises(CorpusError, match=r"did you mean rules\?"):
        locate(load_settings(corpus_dir="ruls"))


def test_the_folder_of_a_name_may_be_gone(project):
    add_name(Path("index"), "rules", project / "handbook")
    shutil.rmtree(project / "handbook")
    with pytest.raises(CorpusError, match="of the corpus rules does not exist"):
        locate(load_settings(corpus_dir="rules"))


def test_names_are_moved_with_the_working_directory(project, tmp_path, monkeypatch):
    add_name(Path("index"), "rules", project / "handbook")
    project.rename(tmp_path / "moved")
    monkeypatch.chdir(tmp_path / "moved")
    assert at(load_settings(corpus_dir="rules"))[0] == tmp_path / "moved" / "handbook"


def test_a_name_is_given_once_and_can_be_removed(project):
    add_name(Path("index"), "rules", project / "handbook")
    add_name(Path("index"), "rules", project / "handbook")
    with pytest.raises(CorpusError, match="already names"):
        add_name(Path("index"), "rules", project / "seeds")
    remove_name(Path("index"), "rules")
    assert read_names(Path("index")) == {}
    with pytest.raises(CorpusError, match="no corpus is named rules"):
        remove_name(Path("index"), "rules")


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "-x", "a b", "x" * 61, "a\nb"])
def test_some_words_cannot_be_names(project, name):
    with pytest.raises(CorpusError, match="cannot name a corpus"):
        add_name(Path("index"), name, project / "handbook")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 9, "corpora": {}}', '{"version": 1, "corpora": ["a"]}', "\x00"])
def test_names_that_cannot_be_read_are_an_error_that_says_where(project, text):
    (project / "index").mkdir()
    (project / "index" / ".corpora.json").write_text(text)
    with pytest.raises(CorpusError, match=r"index/\.corpora\.json cannot be read"):
        locate(load_settings(corpus_dir="handbook"))

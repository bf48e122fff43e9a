"""A copy of what others may write meanwhile is one of a single moment."""

import shutil

import pytest

from qa_bot.errors import IndexDamagedError
from qa_bot.storage import lexical_files, read_only
from qa_bot.storage.read_only import open_copy, temporary_copy


class Writer:
    """Somebody who writes into a folder whenever a file of it is copied, so many times."""

    def __init__(self, folder, times):
        self.folder, self.times, self.number = folder, times, 0
        self.copy = shutil.copyfile
        self.write()

    def write(self):
        self.number += 1
        for path in self.folder.iterdir():
            path.unlink()
        for part in ("a", "b"):
            (self.folder / f"{part}{self.number}").write_text("x" * self.number)

    def copyfile(self, source, target):
        self.copy(source, target)
        if self.times:
            self.times -= 1
            self.write()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "folder").mkdir()
    monkeypatch.setattr(read_only.tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    return tmp_path / "folder"


class Opened:
    def __init__(self, copy):
        self.names = sorted(path.name for path in copy.iterdir())


@pytest.mark.parametrize("times", [0, 1, 5])
def test_a_folder_that_is_written_while_it_is_copied_is_copied_again(folder, tmp_path, monkeypatch, times):
    writer = Writer(folder, times)
    monkeypatch.setattr(read_only.shutil, "copyfile", writer.copyfile)
    opened = open_copy(folder, Opened)
    assert opened.names == [f"a{times + 1}", f"b{times + 1}"]
    assert len(list((tmp_path / "temporary").iterdir())) == 1
    del opened
    assert list((tmp_path / "temporary").iterdir()) == []


def test_what_cannot_be_opened_though_nobody_writes_is_told_and_leaves_no_copy(folder, tmp_path):
    Writer(folder, 0)

    def fail(_):
        raise IndexDamagedError("damaged")

    with pytest.raises(IndexDamagedError):
        open_copy(folder, fail)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_folder_that_is_written_all_the_time_is_given_up_at_last(folder, tmp_path, monkeypatch):
    writer = Writer(folder, 10_000)
    monkeypatch.setattr(read_only.shutil, "copyfile", writer.copyfile)
    with pytest.raises(OSError, match="No such file"):
        open_copy(folder, Opened)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_files_that_are_written_while_they_are_copied_are_copied_again(folder, monkeypatch):
    files = [folder / "database", folder / "log"]
    for path in files:
        path.write_text("old")

    def write_between(source, target, copy=shutil.copyfile):
        copy(source, target)
        if files[0].read_text() == "old":
            files[0].write_text("newer")
            files[1].unlink()

    monkeypatch.setattr(read_only.shutil, "copyfile", write_between)
    copy = temporary_copy(files)
    assert [(path.name, path.read_text()) for path in copy.iterdir()] == [("database", "newer")]


def test_a_file_of_the_words_that_vanishes_while_it_is_looked_at_is_no_crash(run_ingest, index_dir, monkeypatch):
    run_ingest()
    folder = next(index_dir.glob("lexical-*"))

    def vanish(path):
        path.unlink()
        return path.stat()

    monkeypatch.setattr(lexical_files, "_is_sound", vanish)
    assert lexical_files.damaged_file(folder).endswith("is missing")

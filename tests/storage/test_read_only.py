"""An index in a folder that is read-only answers."""

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from qa_bot.storage.database import database_path
from qa_bot.storage.layout import vectors_path
from qa_bot.storage.read_only import MOST_COPIED_BYTES, working_copy
from testing.read_only import can_read_only, reading_only
from testing.waiting import PATIENCE_S
from tests.conftest import environment_of

BURNED = "When did the Aldmoor mill burn down?"


class InReadOnly:
    """Runs the command line while the folder of an index is read-only, for root as well; others can write into it."""

    def __init__(self, index_dir: Path, home: Path) -> None:
        self._index_dir = index_dir
        self.temporary = home / "tmp"
        self.temporary.mkdir()
        self.at = {"cwd": home, "env": environment_of(home, {"TMPDIR": str(self.temporary)})}

    def command(self, *arguments: str) -> list[str]:
        return [*reading_only(self._index_dir), "-m", "qa_bot", *arguments, "--index", str(self._index_dir)]

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, check=False, **self.at)


@pytest.fixture
def in_read_only(index_dir: Path, tmp_path: Path) -> InReadOnly:
    if not can_read_only():
        pytest.skip("folders cannot be made read-only here")
    return InReadOnly(index_dir, tmp_path)


def test_a_read_only_index_answers_and_leaves_nothing_behind(run_ingest, in_read_only, tmp_path):
    run_ingest()
    done = in_read_only("ask", BURNED)
    assert (done.returncode, done.stderr) == (0, "")
    assert "burned down in 1932" in done.stdout
    assert json.loads(in_read_only("status", "--json").stdout)["state"] == "ok"
    assert list(in_read_only.temporary.iterdir()) == []


def test_what_is_published_elsewhere_is_answered_from_without_a_restart(run_ingest, in_read_only, corpus, index_dir, tmp_path):
    run_ingest()
    command = in_read_only.command("ask", "--batch", "-", "-q")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **in_read_only.at) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        told = []
        for text in ("", "The Aldmoor mill burned down in 1899. It was never rebuilt.\n"):
            if text:
                (corpus / "mill.txt").write_text(text)
                run_ingest()
            process.stdin.write(json.dumps({"question": BURNED}) + "\n")
            process.stdin.flush()
            told.append(json.loads(process.stdout.readline()))
        process.stdin.close()
        assert process.wait(PATIENCE_S) == 0
    assert [("1932" in answer["text"], "1899" in answer["text"]) for answer in told] == [(True, False), (False, True)]


def test_a_read_only_index_cannot_be_written_and_says_so(run_ingest, in_read_only, corpus):
    run_ingest()
    (corpus / "ferry.txt").write_text("The ferry sails at noon.")
    done = in_read_only("ingest")
    assert done.returncode == 1
    assert "cannot be written (Read-only file system)" in done.stderr


@pytest.mark.parametrize("is_held", [True, False], ids=["written elsewhere", "left by a killed process"])
def test_what_is_only_in_the_log_of_the_database_is_read(run_ingest, in_read_only, index_dir, is_held, tmp_path):
    run_ingest()
    path = database_path(index_dir)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE generations SET number = 7")
        connection.execute("UPDATE generations SET documents = 3")
        connection.commit()
        if not is_held:
            for suffix in ("", "-wal"):
                shutil.copy(f"{path}{suffix}", tmp_path / f"kept{suffix}")
            connection.close()
            for suffix in ("", "-wal"):
                shutil.copy(tmp_path / f"kept{suffix}", f"{path}{suffix}")
        assert path.with_name(f"{path.name}-wal").stat().st_size
        done = in_read_only("ask", BURNED, "--json")
    assert json.loads(done.stdout)["index"]["generation"] == 7, done.stderr


def test_large_files_of_a_working_copy_are_links_and_databases_are_not(tmp_path):
    folder = vectors_path(tmp_path, 1)
    (folder / "segment").mkdir(parents=True)
    for name in ("chroma.sqlite3", "segment/data.bin", "segment/small.bin"):
        (folder / name).write_bytes(b"0" * (10 if "small" in name else MOST_COPIED_BYTES + 1))
    copy = working_copy(folder)
    linked = {path.relative_to(copy).as_posix(): path.is_symlink() for path in copy.rglob("*") if path.is_file()}
    shutil.rmtree(copy)
    assert linked == {"chroma.sqlite3": False, "segment/data.bin": True, "segment/small.bin": False}
    assert (folder / "segment/data.bin").stat().st_size > MOST_COPIED_BYTES

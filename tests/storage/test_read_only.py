"""An index in a folder that is read-only answers."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from qa_bot.storage.database import database_path
from qa_bot.storage.layout import vectors_path
from qa_bot.storage.read_only import MOST_COPIED_BYTES, working_copy
from tests.conftest import environment_of

READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
BURNED = "When did the Aldmoor mill burn down?"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def in_read_only(index_dir: Path, tmp_path: Path) -> Run:
    """Return a function that runs the command line while the folder of the index is read-only, for root as well."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("folders cannot be made read-only here")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "qa_bot", *arguments, "--index", str(index_dir)]
        (tmp_path / "tmp").mkdir(exist_ok=True)
        return subprocess.run(
            ["unshare", "-rm", "sh", "-c", READ_ONLY, str(index_dir), *command],
            capture_output=True,
            text=True,
            env=environment_of(tmp_path, {"TMPDIR": str(tmp_path / "tmp")}),
            cwd=tmp_path,
            check=False,
        )

    return run


def test_a_read_only_index_answers_and_leaves_nothing_behind(run_ingest, in_read_only, tmp_path):
    run_ingest()
    done = in_read_only("ask", BURNED)
    assert (done.returncode, done.stderr) == (0, "")
    assert "burned down in 1932" in done.stdout
    assert json.loads(in_read_only("status", "--json").stdout)["state"] == "ok"
    assert list((tmp_path / "tmp").iterdir()) == []


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

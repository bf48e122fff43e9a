"""qa-bot index tags and qa-bot index restore."""

import json
from pathlib import Path

import pytest

from qa_bot.cli.main import main


@pytest.fixture
def run(corpus, index_dir, run_ingest, monkeypatch, tmp_path, capsys):
    """Return a function that runs a command in this process on an index with two generations."""
    monkeypatch.chdir(tmp_path)
    run_ingest()
    (corpus / "mill.txt").unlink()
    run_ingest()

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["-q", *arguments, "--corpus", str(corpus), "--index", str(index_dir)])
        return (ended.value.code, *capsys.readouterr())

    return run


def test_tags_are_listed_and_one_is_restored(run, corpus: Path):
    code, out, _ = run("index", "tags")
    assert code == 0
    newest, first = out.splitlines()
    assert newest.endswith("2 documents, 2 chunks  published")
    assert first.split()[0] == "1"
    assert first.endswith("3 documents, 3 chunks")
    code, out, _ = run("index", "restore", "1")
    assert code == 0
    assert out.startswith("1 came back; published generation 3, with the 3 documents of generation 1.")
    tags = json.loads(run("index", "tags", "--json")[1])
    assert [(tag["number"], tag["documents"], tag["published"]) for tag in tags] == [(3, 3, True), (2, 2, False), (1, 3, False)]
    assert not (corpus / "mill.txt").exists()


def test_a_tag_that_is_not_kept_is_a_usage_error(run):
    code, out, told = run("index", "restore", "9")
    assert (code, out) == (2, "")
    assert "generation 9 is not kept: `qa-bot index tags` lists those that are" in told

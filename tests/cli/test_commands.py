import json
import shutil

import click
import pytest

from qa_bot.cli.main import program
from tests.conftest import EXCERPTS, ROOT, copy_seeds


def test_ingest_reports_what_happened(qa_bot, tmp_path):
    corpus = copy_seeds(tmp_path)
    (corpus / "notes.xyz").write_text("no reader for this")
    done = qa_bot("ingest")
    assert done.returncode == 0
    assert done.stdout.startswith("5 added, 1 skipped; published generation 1 with 5 documents, ")
    assert "skipped notes.xyz: files of type .xyz are not read" in done.stderr
    again = qa_bot("ingest", "--json")
    report = json.loads(again.stdout)
    assert report["published"] is False
    assert {file["outcome"] for file in report["files"]} == {"unchanged", "skipped"}


def test_ingest_of_nothing_is_exit_code_2(qa_bot):
    done = qa_bot("ingest")
    assert done.returncode == 2
    assert "does not exist" in done.stderr


def test_a_dry_run_prints_the_plan(qa_bot, tmp_path):
    copy_seeds(tmp_path)
    done = qa_bot("ingest", "--dry-run")
    assert "would be added: 000_7c24129220ec7327.txt" in done.stdout
    assert not (tmp_path / "index").exists()


def test_another_corpus_on_the_same_index_is_exit_code_2(qa_bot, tmp_path, excerpts_index):
    copy_seeds(tmp_path)
    done = qa_bot("ingest", "--corpus", "seeds", "--index", str(excerpts_index))
    assert done.returncode == 2
    assert "belongs to the corpus" in done.stderr


def test_status_of_a_sound_index(qa_bot, tmp_path):
    corpus = copy_seeds(tmp_path)
    qa_bot("ingest", "-q")
    (corpus / "new.txt").write_text("Something new has come up.")
    (corpus / "000_7c24129220ec7327.txt").unlink()
    done = qa_bot("status")
    assert done.returncode == 0
    assert "2 files differ from the index: run `qa-bot ingest`" in done.stdout
    status = json.loads(qa_bot("status", "--json").stdout)
    assert status["state"] == "ok"
    assert status["pending"] == {"added": ["new.txt"], "changed": [], "removed": ["000_7c24129220ec7327.txt"]}
    assert status["generation"]["documents"] == 5


@pytest.mark.parametrize(("harm", "state"), [("remove", "missing"), ("vectors", "damaged"), ("settings", "stale")])
def test_status_of_an_unusable_index_is_exit_code_4(qa_bot, tmp_path, harm, state):
    copy_seeds(tmp_path)
    qa_bot("ingest", "-q")
    environment = {}
    if harm == "remove":
        shutil.rmtree(tmp_path / "index")
    elif harm == "vectors":
        for path in (tmp_path / "index" / "seeds" / "vectors-1").rglob("*.sqlite3"):
            path.write_bytes(b"x" * 100)
    else:
        environment = {"QA_BOT_CHUNK_TOKENS": "64"}
    done = qa_bot("status", "--json", **environment)
    assert done.returncode == 4
    status = json.loads(done.stdout)
    assert status["state"] == state
    assert "qa-bot ingest" in status["remedy"]


def test_show_prints_the_text_that_citations_count_in(qa_bot, excerpts_index):
    done = qa_bot("show", "002_30507fdfd98f20b1.txt", "--index", str(excerpts_index))
    assert done.stdout == (EXCERPTS / "002_30507fdfd98f20b1.txt").read_text("utf-8")


def test_show_of_an_unknown_document_suggests_one(qa_bot, excerpts_index):
    done = qa_bot("show", "002_30507.txt", "--index", str(excerpts_index))
    assert done.returncode == 2
    assert "did you mean 002_30507fdfd98f20b1.txt?" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(qa_bot, shell):
    done = qa_bot("completion", shell)
    assert done.returncode == 0, done.stderr
    assert "_QA_BOT_COMPLETE" in done.stdout


def test_version_is_told_on_either_side(qa_bot):
    assert qa_bot("--version").stdout == qa_bot("ask", "--version").stdout != ""


@pytest.mark.parametrize(
    "command", [(), ("ask",), ("ingest",), ("status",), ("search",), ("list",), ("show",), ("completion",)]
)
def test_help_teaches(qa_bot, command):
    done = qa_bot(*command, "--help")
    assert done.returncode == 0
    assert "Usage: qa-bot" in done.stdout


def test_no_command_is_cut_short_in_the_list_of_a_terminal_of_80_columns():
    listed = program.get_help(click.Context(program, info_name="qa-bot", terminal_width=80)).partition("Commands:")[2]
    assert "  news  " in listed
    assert [line for line in listed.splitlines() if line.endswith("...")] == []


def test_an_operator_may_change_what_the_bot_says(qa_bot, tmp_path, excerpts_index):
    prompts = tmp_path / "own"
    prompts.mkdir()
    (prompts / "abstained.txt").write_text("Nichts gefunden.\n")
    arguments = ("ask", "How do I reset my password?", "--corpus", str(EXCERPTS), "--index", str(excerpts_index))
    assert qa_bot(*arguments, QA_BOT_PROMPTS_DIR=str(prompts)).stdout.startswith("Nichts gefunden.")
    (prompts / "closest.txt").write_text("Near: {nonsense}\n")
    done = qa_bot(*arguments, QA_BOT_PROMPTS_DIR=str(prompts))
    assert done.returncode == 2
    assert "{nonsense}" in done.stderr


def test_every_setting_is_in_the_example_file_and_on_its_page():
    from qa_bot.settings import Settings, variable

    example = (ROOT / ".env.example").read_text("utf-8")
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    for name in Settings.model_fields:
        assert f"#{variable(name)}=" in example
        assert f"`{variable(name)}`" in page

"""The corpus that is named is the one that is asked."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import copy_seeds

LEAVE = "How many days of leave are there?"


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    """Return a folder of one's own, beside the seeds."""
    copy_seeds(tmp_path, ("003_906e3ae5712f44c8.txt",))
    folder = tmp_path / "handbook"
    folder.mkdir()
    (folder / "leave.md").write_text("# Leave\n\nEverybody has 31 days of leave a year.\n", "utf-8")
    return folder


def test_the_first_hour_with_a_folder_of_ones_own(qa_bot, tmp_path, handbook):
    assert qa_bot("ask", "Which airport in Tripoli was closed because of shelling?").returncode == 0
    done = qa_bot("ask", "--corpus", "handbook", LEAVE)
    assert done.returncode == 0, done.stderr
    assert "31 days" in done.stdout
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == ["handbook", "seeds"]
    status = json.loads(qa_bot("status", "--json", "--corpus", "handbook").stdout)
    assert (status["corpus_dir"], status["generation"]["documents"]) == (str(handbook), 1)
    assert qa_bot("ask", LEAVE).returncode == 3

    assert qa_bot("corpus", "list").stdout.startswith("no corpus has a name yet")
    added = qa_bot("corpus", "add", "rules", "handbook")
    assert added.stdout == f"rules is {handbook}: ask it with --corpus rules\n"
    assert qa_bot("corpus", "list").stdout.split(maxsplit=1) == ["rules", "handbook  (indexed in index/handbook)\n"]
    assert "31 days" in qa_bot("ask", "--corpus", "rules", LEAVE, "-q").stdout
    assert qa_bot("corpus", "remove", "rules").returncode == 0
    assert qa_bot("ask", "--corpus", "rules", LEAVE).returncode == 2


# The command line, which looks for changed files for longer than a moment: a busy machine is slow.
PATIENT = "from qa_bot.cli import opening; opening.LOOK_S = 300.0; from qa_bot.cli.main import main; main()"


def test_changed_files_are_told_on_stderr_in_one_line(qa_bot, run_python, handbook):
    assert qa_bot("ask", "--corpus", "handbook", LEAVE, "-q").returncode == 0
    (handbook / "leave.md").write_text("# Leave\n\nEverybody has 33 days of leave a year.\n", "utf-8")
    told = "the documents have changed since they were indexed (leave.md, for one): run `qa-bot ingest --corpus handbook`\n"
    done = run_python("-c", PATIENT, "ask", "--corpus", "handbook", LEAVE)
    assert (done.returncode, done.stderr) == (0, told)
    assert qa_bot("ask", "--corpus", "handbook", LEAVE, "-q").stderr == ""
    assert (
        "1 file differs from the index: run `qa-bot ingest --corpus handbook`"
        in qa_bot("status", "--corpus", "handbook").stdout
    )
    qa_bot("ingest", "--corpus", "handbook", "-q")
    done = qa_bot("ask", "--corpus", "handbook", LEAVE)
    assert "33 days" in done.stdout
    assert done.stderr == ""


def test_the_command_that_repairs_an_index_names_the_corpus(qa_bot, handbook):
    remedy = "run `qa-bot ingest --corpus handbook`"
    qa_bot("ingest", "--corpus", "handbook", "-q")
    stale = qa_bot("ask", "--corpus", "handbook", LEAVE, QA_BOT_CHUNK_TOKENS="64")
    assert (stale.returncode, remedy in stale.stderr) == (4, True)
    assert remedy in qa_bot("status", "--corpus", "handbook", QA_BOT_CHUNK_TOKENS="64").stdout
    assert "run `qa-bot ingest --index nothing`" in qa_bot("show", "leave.md", "--index", "nothing").stderr


def test_an_index_alone_is_enough_for_every_command(qa_bot, tmp_path, handbook):
    at = ("--index", "kept")
    qa_bot("ingest", "--corpus", "handbook", *at, "-q")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    at = ("--index", str(tmp_path / "kept"))
    asked = qa_bot("ask", LEAVE, *at, cwd=elsewhere)
    assert ("31 days" in asked.stdout, asked.stderr) == (True, "")
    assert json.loads(qa_bot("status", "--json", *at, cwd=elsewhere).stdout)["corpus_dir"] == str(handbook)
    assert qa_bot("show", "leave.md", *at, cwd=elsewhere).stdout == (handbook / "leave.md").read_text()
    assert "index is up to date" in qa_bot("ingest", *at, cwd=elsewhere).stdout
    gold = elsewhere / "gold.jsonl"
    gold.write_text(json.dumps({"id": "1", "question": LEAVE, "answer": "31", "sources": ["leave.md"]}) + "\n")
    done = qa_bot("eval", str(gold), "--json", *at, "-q", cwd=elsewhere)
    assert json.loads(done.stdout)["metrics"]["answer.containment"][0] == 1.0


@pytest.mark.parametrize(
    "command",
    [("ask", LEAVE), ("chat",), ("ingest",), ("status",), ("show", "leave.md"), ("eval", "gold.jsonl")],
    ids=lambda c: c[0],
)
def test_another_corpus_than_the_indexs_is_exit_code_2_for_every_command(qa_bot, tmp_path, seeds_index, handbook, command):
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "1", "question": LEAVE, "answer": "31"}) + "\n")
    (tmp_path / "letter.txt").write_text("Dear Ada,")
    for corpus, words in (("handbook", "belongs to the corpus"), ("gone", "does not exist"), ("letter.txt", "is a file")):
        done = qa_bot(*command, "--corpus", corpus, "--index", str(seeds_index), stdin=f"{LEAVE}\n")
        assert (done.returncode, done.stdout) == (2, ""), done.stderr
        assert words in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("typed", [("ask", "--corpus", "seeds"), ("--corpus", "seeds", "ask")], ids=["after", "before"])
def test_every_corpus_that_is_named_on_either_side_of_the_command_is_asked(qa_bot, handbook, typed):
    done = qa_bot(*typed, LEAVE, "--corpus", "handbook", "--corpus", "./handbook/", "--json")
    answer = json.loads(done.stdout)
    assert [index["corpus"] for index in answer["indexes"]] == ["seeds", "handbook"]
    assert "31 days" in answer["text"]


def test_an_emptied_corpus_says_so(qa_bot, handbook):
    qa_bot("ingest", "--corpus", "handbook", "-q")
    (handbook / "leave.md").unlink()
    done = qa_bot("ingest", "--corpus", "handbook")
    assert done.returncode == 0
    assert "1 removed; published generation 2 with 0 documents" in done.stdout
    assert "no documents any more" in done.stderr
    answer = json.loads(qa_bot("ask", "--corpus", "handbook", LEAVE, "--json").stdout)
    assert (answer["status"], answer["reason"], answer["citations"], answer["closest"]) == ("abstained", "empty_index", [], [])


def test_the_index_in_the_folder_of_an_earlier_version_is_used_where_it_is(qa_bot, tmp_path, handbook):
    qa_bot("ingest", "--corpus", "handbook", "--index", "index", "-q")
    assert (tmp_path / "index" / "index.sqlite").is_file()
    done = qa_bot("ask", "--corpus", "handbook", LEAVE)
    assert ("31 days" in done.stdout, done.stderr) == (True, "")
    assert not (tmp_path / "index" / "handbook").exists()
    assert qa_bot("ask", LEAVE, "-q").returncode == 3
    assert (tmp_path / "index" / "seeds" / "index.sqlite").is_file()


def test_a_moved_project_answers_without_being_indexed_again(qa_bot, tmp_path, handbook):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    shutil.move(handbook, tmp_path / "one")
    qa_bot("ingest", "--corpus", "handbook", "-q", cwd=tmp_path / "one")
    (tmp_path / "one").rename(tmp_path / "two" / "project")
    done = qa_bot("ask", "--corpus", "handbook", LEAVE, cwd=tmp_path / "two" / "project")
    assert ("31 days" in done.stdout, done.stderr) == (True, "")


def test_the_working_directory_can_be_the_corpus(qa_bot, handbook):
    first = qa_bot("ingest", "--corpus", ".", cwd=handbook)
    assert "with 1 documents" in first.stdout, first.stderr
    again = qa_bot("ingest", "--corpus", ".", "--json", cwd=handbook)
    assert [file["source"] for file in json.loads(again.stdout)["files"]] == ["leave.md"]


def test_several_corpora_are_asked_in_one_question(qa_bot, tmp_path, handbook):
    (tmp_path / "minutes").mkdir()
    (tmp_path / "minutes" / "march.md").write_text("---\ndate: 2024-03-05\n---\nAda Quill was elected treasurer.\n", "utf-8")
    both = ("--corpus", "handbook", "--corpus", "./minutes")
    done = qa_bot("ask", *both, "Who was elected treasurer?")
    assert (done.returncode, "[1] minutes: march.md | 2024-03-05 | line 4" in done.stdout) == (0, True), done.stderr
    answer = json.loads(qa_bot("ask", *both, "--json", LEAVE, "-q").stdout)
    assert [c["corpus"] for c in answer["citations"]] == ["handbook"]
    assert [i["corpus"] for i in answer["indexes"]] == ["handbook", "minutes"]
    talked = qa_bot("chat", *both, "-q", stdin="Who was elected treasurer?\n/sources 1\n").stdout
    assert ">>>Ada Quill was elected treasurer.<<<" in talked

    (tmp_path / "minutes" / "march.md").write_text("---\ndate: 2024-03-05\n---\nBela Torr was elected treasurer.\n", "utf-8")
    assert "run `qa-bot ingest --corpus minutes`" in qa_bot("ask", *both, LEAVE).stderr
    assert qa_bot("ingest", *both).stdout.count("up to date") == 1
    assert "Bela Torr" in qa_bot("ask", *both, "Who was elected treasurer?", "-q").stdout

    for refused in (("show", "march.md", *both), ("eval", "gold.jsonl", *both), ("ingest", "leave.md", *both)):
        done = qa_bot(*refused)
        assert (done.returncode, "name one" in done.stderr) == (2, True)
    assert "--index names the index of one corpus" in qa_bot("ask", *both, "--index", "x", LEAVE).stderr
    assert "is a promise about one corpus" in qa_bot("ask", *both, "--max-wrong", "5%", LEAVE).stderr


def test_a_question_is_limited_to_some_documents_by_options_and_in_a_batch(qa_bot, tmp_path, handbook):
    (handbook / "old").mkdir()
    (handbook / "old" / "leave.md").write_text("---\ndate: 2019-01-02\n---\nEverybody has 25 days of leave a year.\n", "utf-8")
    asked = ("ask", "--corpus", "handbook", LEAVE, "-q")
    assert "25 days" in qa_bot(*asked, "--in", "old/").stdout
    assert "25 days" in qa_bot(*asked, "--since", "2019", "--until", "2019-01-02").stdout
    assert "31 days" in qa_bot(*asked, "--in", "/leave.md").stdout
    done = qa_bot(*asked, "--until", "2018")
    assert (done.returncode, done.stdout) == (3, "No document matches until:2018. `qa-bot list` shows the documents.\n")
    done = qa_bot(*asked, "--since", "spring")
    assert (done.returncode, "write a date like 2024" in done.stderr) == (2, True)

    lines = [
        {"id": 1, "question": LEAVE, "in": "/leave.md"},
        {"id": 2, "question": LEAVE},
        {"id": 3, "question": LEAVE, "since": "spring"},
    ]
    stdin = "".join(json.dumps(line) + "\n" for line in lines)
    done = qa_bot("ask", "--corpus", "handbook", "--batch", "-", "--in", "old/", stdin=stdin)
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert ("31 days" in first["text"], first["filters"]["in"]) == (True, ["/leave.md"])
    assert ("25 days" in second["text"], second["filters"]["in"]) == (True, ["old/"])
    assert (done.returncode, third["id"], third["error"]["type"]) == (0, 3, "FilterError")


OBEDIENT = "from testing.permissions import obey_permissions; obey_permissions(); from qa_bot.cli.main import main; main()"


@pytest.mark.parametrize("command", [("ingest",), ("ask", LEAVE), ("status",), ("list",)])
def test_a_corpus_that_may_not_be_read_is_told_in_one_line(run_python, handbook, command):
    handbook.chmod(0)
    done = run_python("-c", OBEDIENT, *command, "--corpus", "handbook")
    handbook.chmod(0o755)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert f"may not be read: there is no permission for {handbook}: ask for it, or run `chmod u+rx {handbook}`" in done.stderr


@pytest.mark.parametrize(("refused", "name"), [("handbook", "corpus-unreadable"), ("index/handbook", "index-unreadable")])
def test_the_doctor_names_the_folder_that_may_not_be_read(run_python, tmp_path, handbook, refused, name):
    folder = tmp_path / refused
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0)
    done = run_python("-c", OBEDIENT, "doctor", "--json", "--corpus", "handbook")
    folder.chmod(0o755)
    assert done.returncode == 2, done.stderr
    assert [(one["name"], one["command"].split()[0]) for one in json.loads(done.stdout)["findings"]] == [(name, "chmod")]


def test_an_index_that_may_not_be_read_is_told_in_one_line(run_python, tmp_path, handbook):
    (tmp_path / "index" / "handbook").mkdir(parents=True)
    (tmp_path / "index").chmod(0o000)
    done = run_python("-c", OBEDIENT, "ask", LEAVE, "--corpus", "handbook")
    (tmp_path / "index").chmod(0o755)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "unexpected" not in done.stderr

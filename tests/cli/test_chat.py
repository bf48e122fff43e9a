import base64
import json
import re
import sys
from pathlib import Path

import pexpect
import pytest

from qa_bot.bot import Bot
from qa_bot.cli.chat_screen import Screen
from qa_bot.cli.chat_session import ChatSession
from testing.waiting import PATIENCE_S
from tests.conftest import EXCERPTS, environment_of

AIRPORT = "Which airport in Tripoli was closed because of shelling?"
# The line editor asks for bracketed paste whenever it waits for a line.
READY = re.escape("\x1b[?2004h")


@pytest.fixture
def at_excerpts(excerpts_index):
    return ("--index", str(excerpts_index), "--corpus", str(EXCERPTS))


def test_without_a_terminal_every_line_is_a_question(qa_bot, at_excerpts):
    done = qa_bot("chat", *at_excerpts, stdin="When was the Cairo Initiative launched?\nBy whom?\n/quit\nnever read\n")
    assert done.returncode == 0
    assert "launched in June" in done.stdout
    assert "By whom was the Cairo Initiative launched?" in done.stdout
    assert "never read" not in done.stdout
    assert "\x1b" not in done.stdout


def test_a_number_shows_a_source_in_full(qa_bot, at_excerpts):
    done = qa_bot("chat", *at_excerpts, stdin=f"{AIRPORT}\n1\n")
    quote = re.search(r'"(.*)"', done.stdout)[1]
    assert f">>>{quote}<<<" in done.stdout


def test_an_ambiguous_question_is_answered_by_a_number(qa_bot, seeds_index):
    done = qa_bot("chat", "--index", str(seeds_index), stdin="What did the foreign minister say about the ceasefire?\n2\n")
    offered = re.search(r"^2\. (.*)$", done.stdout, re.M)[1]
    assert f"Understood as: {offered}" in done.stdout


def test_the_conversation_is_saved_with_its_quotes(qa_bot, at_excerpts, tmp_path):
    lines = f"{AIRPORT}\n/save notes.md\n/save notes.md\n"
    done = qa_bot("chat", *at_excerpts, stdin=lines)
    saved = (tmp_path / "notes.md").read_text("utf-8")
    assert f"## {AIRPORT}" in saved
    assert re.search(r"^> .*Mitiga airport", saved, re.M)
    assert "notes.md exists already" in done.stderr


def test_a_new_conversation_knows_nothing_of_the_old(qa_bot, at_excerpts):
    done = qa_bot("chat", *at_excerpts, stdin="When was the Cairo Initiative launched?\n/new\nBy whom?\n")
    assert "Understood as" not in done.stdout


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("/nonsense\n", "there is no command /nonsense"),
        ("/sources\n", "nothing has been asked yet"),
        (f"{AIRPORT}\n/open 7\n", "has no source 7"),
        (f"{AIRPORT}\n/save\n", "say where to"),
        ("What is the capital of Australia?\n/sources\n", "has no sources"),
        ("?\n", "the question is empty"),
    ],
)
def test_a_mistake_is_explained_and_the_chat_goes_on(qa_bot, at_excerpts, lines, message):
    done = qa_bot("chat", *at_excerpts, stdin=lines + "/help\n")
    assert done.returncode == 0
    assert message in done.stderr
    assert "/sources" in done.stdout
    assert "Traceback" not in done.stderr


def test_why_says_how_the_answer_came_about(qa_bot, at_excerpts):
    done = qa_bot("chat", *at_excerpts, stdin="When was the Cairo Initiative launched?\nBy whom?\n/why\n")
    assert "readings considered: By whom? / By whom was the Cairo Initiative launched?" in done.stdout
    assert "sentences weighed" in done.stdout


def test_a_source_opens_at_its_line(qa_bot, at_excerpts, tmp_path):
    editor = tmp_path / "nano"
    editor.write_text('#!/bin/sh\necho "$@" > opened\n')
    editor.chmod(0o755)
    done = qa_bot("chat", *at_excerpts, "-q", stdin=f"{AIRPORT}\n/open 1\n", EDITOR=str(editor))
    source, line = re.search(r"\[1\] (\S+) .*line (\d+)", done.stdout).groups()
    opened = (tmp_path / "opened").read_text().split()
    assert opened == [f"+{line}", str(Path(at_excerpts[3]) / source)]


def test_a_chat_goes_on_with_the_last_conversation_or_a_listed_one(qa_bot, at_excerpts, tmp_path):
    state = {"QA_BOT_STATE_DIR": str(tmp_path / "state")}
    qa_bot("chat", *at_excerpts, stdin="When was the Cairo Initiative launched?\n/new\nWho is Sedat Önal?\n", **state)
    listed = qa_bot("chat", "--list", *at_excerpts, **state)
    assert re.findall(r"^ *(\d) .* (\d+) questions? +(.*)$", listed.stdout, re.M) == [
        ("1", "1", "Who is Sedat Önal?"),
        ("2", "1", "When was the Cairo Initiative launched?"),
    ]
    last = qa_bot("chat", "--continue", *at_excerpts, stdin="exit\n", **state)
    assert 'goes on after "Who is Sedat Önal?"' in last.stderr
    older = qa_bot("chat", "--continue", "2", *at_excerpts, stdin="By whom?\n", **state)
    assert "By whom was the Cairo Initiative launched?" in older.stdout
    assert "2 questions" in qa_bot("chat", "--list", *at_excerpts, **state).stdout.splitlines()[0]
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept_files(tmp_path))
    refused = qa_bot("chat", "--continue", "3", *at_excerpts, **state)
    assert (refused.returncode, "there is no conversation 3" in refused.stderr) == (2, True)


def test_without_a_kept_conversation_the_list_is_empty_and_a_chat_begins_anew(qa_bot, at_excerpts, tmp_path):
    state = {"QA_BOT_STATE_DIR": str(tmp_path / "state")}
    listed = qa_bot("chat", "--list", *at_excerpts, **state)
    assert (listed.returncode, listed.stdout) == (0, "")
    assert "no conversation" in listed.stderr
    done = qa_bot("chat", "--continue", *at_excerpts, stdin="exit\n", **state)
    assert (done.returncode, "this begins a new one" in done.stderr) == (0, True)


@pytest.mark.parametrize("word", ["exit", "QUIT", "/exit"])
def test_a_chat_ends_by_a_bare_word(qa_bot, at_excerpts, word):
    done = qa_bot("chat", *at_excerpts, stdin=f"help\n{word}\n{AIRPORT}\n")
    assert "/sources" in done.stdout
    assert "Mitiga" not in done.stdout


def test_a_long_question_is_written_in_the_editor(qa_bot, at_excerpts, tmp_path):
    editor = tmp_path / "writer"
    editor.write_text(
        '#!/bin/sh\ncat "$1" > begun\nprintf "Which airport in Tripoli was closed\\nbecause of shelling?\\n" > "$1"\n'
    )
    editor.chmod(0o755)
    done = qa_bot("chat", *at_excerpts, stdin="/edit Which airport\n", EDITOR=str(editor))
    assert f"{AIRPORT}\n" in done.stdout
    assert "Mitiga" in done.stdout
    assert (tmp_path / "begun").read_text() == "Which airport\n"


def test_an_editor_that_leaves_nothing_asks_nothing(qa_bot, at_excerpts):
    done = qa_bot("chat", *at_excerpts, stdin="/edit\n", EDITOR="true")
    assert "nothing was written" in done.stderr
    assert done.stdout == ""


def test_without_a_terminal_copying_says_what_to_do_instead(qa_bot, at_excerpts):
    done = qa_bot("chat", *at_excerpts, stdin=f"{AIRPORT}\n/copy\n")
    assert "/save" in done.stderr
    assert "\x1b" not in done.stdout


@pytest.fixture
def terminal(at_excerpts, tmp_path):
    """Start a chat in a real pseudo-terminal."""
    environment = environment_of(
        tmp_path, {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "QA_BOT_STATE_DIR": str(tmp_path / "state")}
    )
    child = pexpect.spawn(
        sys.executable,
        ["-m", "qa_bot", "chat", *at_excerpts],
        env=environment,
        cwd=str(tmp_path),
        dimensions=(24, 100),
        encoding="utf-8",
        timeout=PATIENCE_S,
    )
    child.expect("Ctrl-D leaves")
    child.expect(READY)
    yield child
    child.close(force=True)


def test_in_a_terminal_questions_are_edited_and_answered(terminal):
    terminal.send("Which airport in Tripoli was closed because of shellinx")
    terminal.send("\x7f")
    terminal.sendline("g?")
    terminal.expect("Mitiga")
    terminal.expect(r"\[1\] 003_")
    terminal.expect(READY)
    terminal.sendcontrol("d")
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 0


def test_ctrl_c_stops_an_answer_and_changes_nothing(seeds_bot, capsys):
    class Interrupted(Bot):
        stops = False

        def explain(self, *arguments, **options):
            if self.stops:
                raise KeyboardInterrupt
            return seeds_bot.explain(*arguments, **options)

    bot = object.__new__(Interrupted)
    session = ChatSession(bot, lambda corpus: EXCERPTS, Screen(seeds_bot.prompts, lambda corpus: EXCERPTS))
    assert session.handle("When was the Cairo Initiative launched?")
    bot.stops = True
    assert session.handle("Who is Sedat Önal?")
    assert "stopped" in capsys.readouterr().err
    bot.stops = False
    assert session.handle("By whom?")
    assert "By whom was the Cairo Initiative launched?" in capsys.readouterr().out


def test_a_stopped_question_is_asked_again_by_retry(seeds_bot, capsys):
    class Interrupted(Bot):
        stops = True

        def explain(self, *arguments, **options):
            if self.stops:
                raise KeyboardInterrupt
            return seeds_bot.explain(*arguments, **options)

    bot = object.__new__(Interrupted)
    session = ChatSession(bot, EXCERPTS, Screen(seeds_bot.prompts, EXCERPTS))
    session.handle(AIRPORT)
    bot.stops = False
    session.handle("/retry")
    assert "Mitiga" in capsys.readouterr().out


def test_the_last_answer_is_copied_through_the_terminal(terminal):
    terminal.sendline(AIRPORT)
    terminal.expect(r"\[1\] 003_")
    terminal.expect(READY)
    terminal.sendline("/copy")
    terminal.expect("\x1b]52;c;([A-Za-z0-9+/=]+)\x07")
    copied = base64.b64decode(terminal.match[1]).decode()
    assert "Mitiga" in copied
    assert "[1] 003_" in copied


def test_quit_leaves_a_terminal(terminal):
    terminal.sendline("quit")
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 0


def test_the_last_question_comes_back_with_an_arrow(terminal):
    terminal.sendline("Who is Sedat Önal?")
    terminal.expect("deputy")
    terminal.expect(READY)
    terminal.send("\x1b[A")
    terminal.expect("Sedat")
    terminal.sendline("")
    terminal.expect("deputy")


def test_ctrl_c_clears_the_line_and_does_not_leave(terminal):
    terminal.send("half a question")
    terminal.sendcontrol("c")
    terminal.sendline("/help")
    terminal.expect("forget the conversation")


def test_a_smaller_terminal_gets_shorter_lines(terminal):
    terminal.setwinsize(24, 30)
    terminal.sendline("Who is Sedat Önal?")
    terminal.expect(r"\[1\] 004_")
    terminal.expect(READY)
    plain = re.sub(r"\x1b\][^\x1b]*\x1b\\|\x1b\[[0-9;?]*[A-Za-z]", "", terminal.before)
    assert max(len(line) for line in plain.splitlines()) <= 30


def test_what_was_typed_is_kept_for_its_owner_alone(terminal, tmp_path):
    terminal.sendline("Who is Sedat Önal?")
    terminal.expect("deputy")
    history = tmp_path / "state" / "chat_history"
    assert "Sedat" in history.read_text("utf-8")
    assert history.stat().st_mode & 0o077 == 0


def test_ask_continues_the_last_conversation_with_the_corpus(qa_bot, at_excerpts, tmp_path):
    state = {"QA_BOT_STATE_DIR": str(tmp_path / "state")}
    qa_bot("ask", "When was the Cairo Initiative launched?", *at_excerpts, **state)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = qa_bot("ask", "--continue", "By whom?", "--json", *at_excerpts, cwd=elsewhere, **state)
    assert json.loads(done.stdout)["standalone_question"] == "By whom was the Cairo Initiative launched?"
    kept = kept_files(tmp_path)
    assert len(kept) == 1
    assert kept[0].stat().st_mode & 0o077 == 0


def test_the_conversation_with_another_corpus_is_not_continued(qa_bot, at_excerpts, tmp_path):
    state = {"QA_BOT_STATE_DIR": str(tmp_path / "state")}
    qa_bot("ask", "When was the Cairo Initiative launched?", *at_excerpts, **state)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "mill.txt").write_text("The mill burned down in 1932.\n")
    other = qa_bot("ask", "--continue", "By whom?", "--json", **state)
    assert json.loads(other.stdout)["standalone_question"] == "By whom?"
    assert "this begins a new one" in other.stderr


def kept_files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "state" / "conversations").glob("*/*.json"))


def test_a_conversation_is_forgotten(qa_bot, at_excerpts, tmp_path):
    state = {"QA_BOT_STATE_DIR": str(tmp_path / "state")}
    qa_bot("ask", "When was the Cairo Initiative launched?", *at_excerpts, **state)
    assert qa_bot("ask", "--forget", *at_excerpts, **state).returncode == 0
    assert kept_files(tmp_path) == []
    done = qa_bot("ask", "--continue", "By whom?", "--json", *at_excerpts, **state)
    assert json.loads(done.stdout)["standalone_question"] == "By whom?"


def test_an_old_conversation_is_not_continued(qa_bot, at_excerpts, tmp_path):
    state = {"QA_BOT_STATE_DIR": str(tmp_path / "state")}
    qa_bot("ask", "When was the Cairo Initiative launched?", *at_excerpts, **state)
    kept = kept_files(tmp_path)[0]
    written = json.loads(kept.read_text())
    kept.write_text(json.dumps({**written, "saved_at": "2020-01-01T00:00:00Z"}))
    done = qa_bot("ask", "--continue", "By whom?", "--json", *at_excerpts, **state)
    assert json.loads(done.stdout)["standalone_question"] == "By whom?"


def test_nothing_is_kept_where_nothing_may_be(qa_bot, at_excerpts, tmp_path):
    qa_bot("ask", AIRPORT, *at_excerpts, QA_BOT_STATE_DIR=str(tmp_path / "state"), QA_BOT_CONTINUE_H="0")
    assert not (tmp_path / "state").exists()


def test_an_answer_is_not_lost_where_the_conversation_cannot_be_kept(qa_bot, at_excerpts):
    done = qa_bot("ask", AIRPORT, *at_excerpts, QA_BOT_STATE_DIR="/proc/nowhere")
    assert done.returncode == 0
    assert "Mitiga" in done.stdout
    assert "the conversation is not kept, so --continue will not know it: /proc/nowhere/" in done.stderr
    assert done.stderr.count("\n") == 1

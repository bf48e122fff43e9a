"""Every shell command in README.md and docs/ works as it is written, or a table here says why no test runs it."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import environment_of
from tests.docs.shell import PAGES, Shown, shown_on

INSTALLS = "downloads hundreds of megabytes; .ci/run installs the wheel, benchmarks/first_hour.py plays the README in a clone"
SYSTEM = "changes the system as root; deploy/systemd was run under a real systemd (docs/service.md)"
CONTAINERS = "needs Docker; tests/deploy checks the files"
CHROMA = "needs a Chroma server; tests/storage/test_chroma_server.py runs one"
DATABASE = "needs a PostgreSQL server; tests/storage/postgres/test_postgres.py runs one"
SOURCES = "fetches from the web, or changes the corpus; tests/sources does so with servers of its own"
RAY = "needs a Ray cluster; tests/ingestion/test_ray.py runs one"
SERVER = "runs until it is stopped, or asks such a server; tests/server/ does so with servers of its own"
# What a command begins with, and why no test here runs it.
NOT_RUN = {
    "make ask": "tests/docs/test_makefile.py runs it with the environment that the tests have",
    "make test": "runs all tests, this one among them",
    "pip install": INSTALLS,
    "python3 -m venv": INSTALLS,
    ".venv/bin/pip": INSTALLS,
    ".venv/bin/qa-bot": INSTALLS,
    "/opt/qa-bot/bin/pip": SYSTEM,
    "install ": SYSTEM,
    "systemd-sysusers": SYSTEM,
    "systemctl": SYSTEM,
    "journalctl": SYSTEM,
    "cd /var/lib/qa-bot": SYSTEM,
    "docker": CONTAINERS,
    "DOCUMENTS=": CONTAINERS,
    "qa-bot source": SOURCES,
    "qa-bot index restore": "needs an index with that many generations; tests/cli/test_index_commands.py makes some",
    "qa-bot news": "needs an index with that many generations; tests/test_news.py makes some",
    "qa-bot watch": "runs until it is stopped; tests/watching does so",
    "qa-bot serve": SERVER,
    "qa-bot ask --server": SERVER,
    "QA_BOT_SERVE_TOKEN=": SERVER,
    "curl": SERVER,
    "chroma run": CHROMA,
    "export QA_BOT_CHROMA_URL": CHROMA,
    "export QA_BOT_DATABASE_URL": DATABASE,
    "export QA_BOT_INDEX_DIR": DATABASE,
    "ray start": RAY,
    "qa-bot ingest --ray": RAY,
    "git pull": "needs a repository to pull from",
    "OPENAI_API_KEY=": "asks a service outside; tests/llm/ asks servers of its own",
    "qa-bot eval GOLD --judge": "needs a language model; tests/evaluation/ judges with one of its own",
    "python -m benchmarks.": "takes minutes and sets that are not in the repository",
    "python benchmarks/": "takes minutes and sets that are not in the repository",
    "python -m training": "takes minutes and sets that are not in the repository",
    "python -m qa_bot.evaluation.convert": "converts files of others; tests/evaluation/ converts small ones",
}
# What a command begins with, the exit code it has where nothing is set up for it, and what it then says to do.
REFUSED = {
    "qa-bot discord": ((2,), "QA_BOT_DISCORD_TOKEN"),
    "qa-bot ask --max-wrong": ((2,), "--calibrate"),
    'qa-bot ask "..." --max-wrong': ((2,), "--calibrate"),
    "qa-bot ask --corpus DIR --max-wrong": ((2,), "--calibrate"),
    "qa-bot eval GOLD --calibrate": ((2,), "questions"),
}
PLACEHOLDERS = {
    '"..."': '"When was the Aldmoor bridge opened?"',
    "--corpus DIR": "--corpus handbook",
    "--out DIR": "--out runs/yesterday",
    "RUN.json": "runs/yesterday/run.json",
    "GOLD": "gold.jsonl",
    "SOURCE": "bridge.txt",
    "/srv/": "srv/",
    "/home/me/": "",
}
BRIDGE = "The Aldmoor bridge was opened on 3 May 1911 by the mayor, Ada Quill.\n"
GOLD = '{"id": "1", "question": "When was the bridge opened?", "answer": "3 May 1911", "sources": ["bridge.txt"]}\n'
MINUTES = "Rosa Lind was elected treasurer. Tom Hale keeps the keys.\n"
FILES = {
    "seeds/bridge.txt": BRIDGE,
    "handbook/hr/leave.md": "---\ndate: 2024-04-02\n---\n# Leave\n\nEverybody has 31 days of leave a year.\n",
    "srv/handbook/leave.md": "Everybody has 31 days of leave a year.\n",
    "srv/minutes/2024-03.txt": MINUTES,
    "minutes/2024-03.txt": MINUTES,
    "gold.jsonl": GOLD,
    "tests/gold/seeds.jsonl": GOLD,
    "tests/gold/adversarial/gold.jsonl": GOLD,
    "tests/gold/adversarial/corpus/bridge.txt": BRIDGE,
    "questions.jsonl": '{"id": "1", "question": "When was the Aldmoor bridge opened?"}\n',
    "turns.json": '[{"question": "Who opened the Aldmoor bridge?", "answer": "The mayor, Ada Quill."}]\n',
}
ANSWERED_OR_NOT = (0, 3)


def reason(shown: Shown) -> str | None:
    """Return why a command is not run; None for one that is."""
    return next((why for start, why in NOT_RUN.items() if shown.line.startswith(start)), None)


PAGES_WITH_COMMANDS = [page for page in PAGES if any(reason(shown) is None for shown in shown_on(page))]


@pytest.fixture
def workplace(tmp_path, qa_bot):
    """Return a folder that has what the commands of the pages name."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert qa_bot("eval", "gold.jsonl", "--out", "runs/yesterday", "-q").returncode == 0
    assert qa_bot("ingest", "-q").returncode == 0
    return tmp_path


def as_typed(line: str) -> str:
    for placeholder, meant in PLACEHOLDERS.items():
        line = line.replace(placeholder, meant)
    return line


def run(shown: Shown, workplace: Path, qa_bot) -> None:
    """Run a command: of the bot in a process of its own, anything else in a shell."""
    words = shlex.split(as_typed(shown.line))
    settings = {}
    while re.match(r"[A-Z_]+=", words[0]):
        name, value = words.pop(0).split("=", 1)
        settings[name] = value
    if words[0] == "qa-bot":
        done = qa_bot(*words[1:], **settings)
    else:
        environment = environment_of(workplace, settings)
        environment["PATH"] = f"{_with_bot(workplace)}:{environment['PATH']}"
        done = subprocess.run(
            ["bash", "-c", as_typed(shown.line)], cwd=workplace, env=environment, capture_output=True, text=True
        )
    codes, told = next((told for start, told in REFUSED.items() if shown.line.startswith(start)), (ANSWERED_OR_NOT, ""))
    assert done.returncode in codes, f"{shown}: {done.stderr}"
    assert told in done.stderr


def _with_bot(workplace: Path) -> Path:
    """Return a folder that has the command qa-bot, for pipes."""
    command = workplace / "bin" / "qa-bot"
    command.parent.mkdir(exist_ok=True)
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m qa_bot "$@"\n', "utf-8")
    command.chmod(0o755)
    return command.parent


@pytest.mark.parametrize("page", PAGES_WITH_COMMANDS, ids=lambda page: page.name)
def test_the_commands_of_a_page_do_what_they_say(page: Path, workplace, qa_bot):
    for shown in shown_on(page):
        if reason(shown) is None:
            run(shown, workplace, qa_bot)


def test_the_bot_answers_what_the_readme_asks_of_a_folder(workplace, qa_bot):
    asked = [shown for shown in shown_on(PAGES[0]) if "qa-bot ask" in shown.line]
    answers = [qa_bot(*shlex.split(shown.line)[1:]).stdout for shown in asked]
    assert ["31 days" in answer for answer in answers] == [True]


def test_the_readme_has_the_two_commands_of_the_checkout_and_three_for_a_folder_of_ones_own():
    words = [shlex.split(shown.line)[:2] for shown in shown_on(PAGES[0])]
    assert words[:2] == [["make", words[0][1]], ["make", "test"]]
    assert words[2:] == [["pip", "install"], ["qa-bot", "ingest"], ["qa-bot", "ask"]]


@pytest.mark.parametrize("table", [NOT_RUN, REFUSED], ids=["not run", "refused"])
def test_the_tables_name_only_commands_that_are_shown(table):
    lines = [shown.line for page in PAGES for shown in shown_on(page)]
    assert {start for start in table if not any(line.startswith(start) for line in lines)} == set()

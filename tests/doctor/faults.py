"""The faults that the doctor is shown, one by one."""

import shutil
from pathlib import Path

from qa_bot.cli.main import _run
from qa_bot.doctor.machine import Machine
from tests.doctor.planting import (
    DEAD,
    INDEX,
    STATE,
    Fault,
    copy_with_another_number,
    end_holders,
    env,
    flip_a_letter,
    held_lock,
    hit_the_middle,
    long_ago,
    noted,
    nothing,
    remove,
    reworded_copy,
    sql,
    truncate,
    write,
)

MILL = Path("seeds/mill.txt")
TOKEN = "x" * 40
# A port of this machine at which nothing listens.
NOWHERE = "http://127.0.0.1:9"
ALL_INSTALLED = Machine(has_package=lambda name: True, connect=lambda url: None)
NONE_INSTALLED = Machine(has_package=lambda name: False, connect=lambda url: None)
SILENT = Machine(has_package=lambda name: True, connect=lambda url: "Connection refused")


def no_file_is_left() -> None:
    for path in Path("seeds").iterdir():
        path.unlink()


def env_of_latin_letters() -> None:
    write(Path(".env"), "# é\nQA_BOT_CHUNK_TOKENS=192\n".encode("latin-1"))()


def readable_secret() -> None:
    env(f"QA_BOT_DISCORD_TOKEN={TOKEN}")()
    Path(".env").chmod(0o644)


def a_file_for_a_folder() -> None:
    shutil.rmtree("seeds")
    Path("seeds").write_text("All in one file.\n")


def open_state() -> None:
    write(STATE / "conversations" / "kept.json", "{}", 0o644)()
    STATE.chmod(0o755)


def private_corpus() -> None:
    Path("seeds").chmod(0o700)
    INDEX.chmod(0o755)


def name_of_a_folder_that_is_gone() -> None:
    write(Path("index/.corpora.json"), '{"version": 1, "corpora": {"leave": "handbook"}}')()
    env("QA_BOT_CORPUS_DIR=leave")()


def a_large_index() -> None:
    with (INDEX / "big").open("wb") as file:
        file.truncate(200 * 2**20)


def index_of_nothing() -> None:
    shutil.rmtree(INDEX)
    no_file_is_left()


def a_corpus_at_that_place() -> None:
    shutil.copy(MILL, "nowhere")
    assert _run(["ingest", "-q"]) == 0


def aside() -> None:
    """Do what the doctor says next: the database that the rebuild has set aside is not needed any more."""
    for path in INDEX.glob("unusable-*"):
        path.unlink()


def again(name: str) -> None:
    """Delete a document and ingest again."""
    (Path("seeds") / name).unlink()
    assert _run(["ingest", "-q"]) == 0


FAULTS = [
    Fault("python-old", nothing, "python3.11 -m venv", 2, False, machine=Machine(python=(3, 10))),
    Fault("sqlite-old", nothing, "python3.11 -m venv", 2, False, machine=Machine(sqlite=(3, 34, 1))),
    Fault("setting-unknown", env("QA_BOT_CHUNK_TOKEN=192"), "s/^\\(export \\)\\?QA_BOT_CHUNK_TOKEN=/QA_BOT_CHUNK_TOKENS=/", 2),
    Fault("setting-unknown", nothing, "unset QA_BOT_QWERTY", 2, environment={"QA_BOT_QWERTY": "1"}),
    Fault("setting-value", env("QA_BOT_CHUNK_TOKENS=many"), "QA_BOT_CHUNK_TOKENS=/d' .env", 2),
    Fault("threshold-twice", env("QA_BOT_MIN_CONFIDENCE=0.5", "QA_BOT_MAX_WRONG=5%"), "QA_BOT_MIN_CONFIDENCE=/d", 2, False),
    Fault("env-unreadable", env_of_latin_letters, "iconv -f LATIN1 -t UTF-8", 2),
    Fault("env-malformed", env('QA_BOT_CORPUS_DIR="seeds'), "sed -n 1p .env", 2, False),
    Fault("secrets-readable", readable_secret, "chmod 600 .env", 2, machine=ALL_INSTALLED),
    Fault("discord-token-malformed", env("QA_BOT_DISCORD_TOKEN=Bot abc"), "QA_BOT_DISCORD_TOKEN=...", 2, machine=ALL_INSTALLED),
    Fault("discord-token-missing", env("QA_BOT_DISCORD_GUILDS=1"), "QA_BOT_DISCORD_TOKEN=...", 2, machine=ALL_INSTALLED),
    Fault("serve-token-malformed", env("QA_BOT_SERVE_TOKEN=two words"), "openssl rand", 2, machine=ALL_INSTALLED),
    Fault("serve-token-short", env("QA_BOT_SERVE_TOKEN=abc"), "openssl rand", 0, machine=ALL_INSTALLED),
    Fault("extra-missing", env(f"QA_BOT_DISCORD_TOKEN={TOKEN}"), 'install "qa-bot[discord]"', 2, False, machine=NONE_INSTALLED),
    Fault("extra-missing", env(f"QA_BOT_SERVE_TOKEN={TOKEN}"), 'install "qa-bot[serve]"', 2, False, machine=NONE_INSTALLED),
    Fault("extra-missing", env("QA_BOT_LLM=ollama:tiny"), 'install "qa-bot[llm]"', 2, False, machine=NONE_INSTALLED),
    Fault("llm-key-missing", env("QA_BOT_LLM=openai:gpt-5"), "OPENAI_API_KEY=...", 2, machine=ALL_INSTALLED),
    Fault("llm-address", env("QA_BOT_LLM=openai-like:tiny"), "QA_BOT_LLM_BASE_URL=...", 2, False, machine=ALL_INSTALLED),
    Fault("llm-unreachable", env("QA_BOT_LLM=ollama:tiny", f"QA_BOT_LLM_BASE_URL={NOWHERE}"), f"curl -I {NOWHERE}", 5, False),
    Fault("discord-unreachable", env(f"QA_BOT_DISCORD_TOKEN={TOKEN}"), "curl -I https://discord.com", 5, False, machine=SILENT),
    Fault("chroma-unreachable", env(f"QA_BOT_CHROMA_URL={NOWHERE}"), f"curl {NOWHERE}", 5, False, probes=True),
    Fault("prompts", env("QA_BOT_PROMPTS_DIR=nowhere"), "QA_BOT_PROMPTS_DIR=/d", 2),
    Fault("weights", env("QA_BOT_MODELS_DIR=seeds"), "QA_BOT_MODELS_DIR=/d", 2),
    Fault("corpus-missing", env("QA_BOT_CORPUS_DIR=nowhere"), "mkdir -p nowhere", 2, by=a_corpus_at_that_place),
    Fault("corpus-missing", a_file_for_a_folder, "mkdir -p", 2, False),
    Fault("corpus-missing", name_of_a_folder_that_is_gone, "corpus remove leave", 2, by=lambda: Path(".env").unlink()),
    Fault(
        "names-damaged", lambda: (write(Path("index/.corpora.json"), "{")(), env("QA_BOT_CORPUS_DIR=seeds")()), "rm index", 2
    ),
    Fault("corpus-empty", no_file_is_left, "ls -la ", 0, False),
    Fault("corpus-empty", index_of_nothing, "ls -la ", 4, False),
    Fault("files-pending", lambda: MILL.write_text("The mill burned in 1950.\n"), "qa-bot ingest", 0),
    Fault("files-skipped", write(Path("seeds/tape.xyz"), "?"), "qa-bot status", 0, False),
    Fault("index-missing", remove(INDEX), "qa-bot ingest", 4),
    Fault("index-stale", env("QA_BOT_CHUNK_TOKENS=64"), "qa-bot ingest", 4),
    Fault("index-stale", sql("UPDATE meta SET value = '1' WHERE key = 'format'"), "ingest --rebuild", 4, by=aside),
    Fault("index-damaged", write(INDEX / "index.sqlite", b"no database" * 900), "ingest --rebuild", 4, by=aside),
    Fault("index-damaged", hit_the_middle, "ingest --rebuild", 4, by=aside),
    Fault("index-damaged", flip_a_letter, "ingest --rebuild", 4, by=aside),
    Fault("index-damaged", sql("UPDATE vectors SET vector = zeroblob(1536)"), "ingest --rebuild", 4, by=aside),
    Fault("index-damaged", sql("DELETE FROM vectors"), "ingest --rebuild", 4, by=aside),
    Fault("index-damaged", truncate(INDEX / "lexical-1"), "ingest --rebuild", 4, probes=True),
    Fault("index-damaged", remove(INDEX / "vectors-1"), "ingest --rebuild", 4, probes=True),
    Fault("index-set-aside", write(INDEX / "unusable-index.sqlite", "?"), "rm ", 0),
    Fault("lock-of-the-dead", held_lock, "fuser -k", 4, False, by=end_holders),
    Fault("ingest-killed", noted(DEAD), "qa-bot ingest", 0),
    Fault("orphan-builds", lambda: (INDEX / "vectors-7").mkdir(), "qa-bot ingest", 0),
    Fault("ingest-unfinished", sql("UPDATE chunks SET born = 2 WHERE id = 1"), "qa-bot ingest", 0, False),
    Fault(
        "index-read-only", nothing, "chmod -R u+rwX", 0, False, machine=Machine(can_write=lambda path: "index" not in str(path))
    ),
    Fault("index-readable", private_corpus, "chmod -R o= index/seeds", 2),
    Fault("disk-full", nothing, "df -h", 2, False, machine=Machine(free_bytes=lambda path: 1)),
    Fault("disk-nearly-full", a_large_index, "df -h", 0, False, machine=Machine(free_bytes=lambda path: 101 * 2**20)),
    Fault("clock-wrong", nothing, "timedatectl set-ntp true", 0, False, machine=Machine(now=long_ago)),
    Fault("state-readable", open_state, "chmod -R go= ", 2),
    Fault("state-no-folder", write(STATE, ""), "mv ", 2),
    Fault(
        "state-read-only", nothing, "chmod u+rwx", 2, False, machine=Machine(can_write=lambda path: "state" not in str(path))
    ),
    Fault("state-damaged", write(STATE / "discord.sqlite", b"no database" * 900), "discord.sqlite.unusable", 2),
    Fault("half-written", write(STATE / f".kept.json.{DEAD}", "{"), "rm ", 0),
    Fault("calibration-damaged", write(STATE / "confidence" / "of.json", "{"), "of.json.unusable", 2),
    Fault("promise", env("QA_BOT_MAX_WRONG=5%"), "qa-bot eval GOLD --calibrate", 2, False, by=lambda: Path(".env").unlink()),
    Fault("documents-contradict", copy_with_another_number, "qa-bot show a.txt", 0, False, by=lambda: again("b.txt")),
    Fault("documents-alike", reworded_copy, "qa-bot show a.txt", 0, False, by=lambda: again("b.txt")),
]

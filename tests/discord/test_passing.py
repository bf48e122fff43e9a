"""How far a message goes through the files of the bot."""

from pathlib import Path

from passing import files_of_a_message

MOST_FILES = 20


def test_a_mention_passes_few_files(tmp_path: Path) -> None:
    passed = files_of_a_message(tmp_path)
    assert {"incoming/messages.py", "desk/answerer.py", "memory/store.py", "publishing.py"} <= set(passed)
    assert len(passed) <= MOST_FILES, passed

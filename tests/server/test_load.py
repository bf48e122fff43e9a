"""Fifty connections ask at once."""

from pathlib import Path

import pytest

from testing.loading import ask_at_once, served_twice_before_others
from testing.notices import Notices
from tests.server.running import Running

PATIENT = str(Path(__file__).with_name("patient_server.py"))
ASKERS = 50
WORKERS = 2


@pytest.mark.long
def test_fifty_who_ask_at_once_are_all_answered_and_nobody_twice_before_another(tmp_path, embedder):
    notices = Notices(tmp_path / "corpus", 8)
    notices.publish(tmp_path / "index", embedder)
    server = Running(tmp_path, "--index", str(tmp_path / "index"), command=(PATIENT, "serve"))
    try:
        replies = ask_at_once(server.url, [notices.questions(seed) for seed in range(ASKERS)], 2)
    finally:
        server.end()
    assert {reply.answer.get("status") for reply in replies} <= {"answered", "abstained"}
    assert len(replies) == 2 * ASKERS
    # Answers that are worked out at the same time may come in either order.
    assert served_twice_before_others(replies) < WORKERS

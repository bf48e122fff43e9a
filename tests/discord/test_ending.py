"""A program that ends when it should, whatever holds it up."""

import subprocess
import sys

import pytest

from qa_bot.discord_bot import serving
from qa_bot.discord_bot.connection.supervisor import CLOSE_S
from testing.waiting import PATIENCE_S

STUCK = """
import asyncio, logging, threading, time
from qa_bot.discord_bot.serving import end_within
logging.basicConfig()
def left():
    {left}
    return "questions=7"
threading.Thread(target=time.sleep, args=(3600,)).start()
end_within(0.2, left)
{held_up}
"""


@pytest.mark.parametrize(
    "held_up",
    ["time.sleep(3600)", "asyncio.run(asyncio.sleep(3600))", "pass"],
    ids=["code that does not give way", "a task without end", "a thread without end"],
)
def test_what_holds_up_the_end_is_cut_off_and_what_was_left_is_logged(held_up):
    done = _run(left="pass", held_up=held_up)
    assert done.returncode == 0
    assert "questions=7" in done.stderr


@pytest.mark.parametrize("left", ["raise RuntimeError('changed')", "time.sleep(3600)"], ids=["fails", "takes for ever"])
def test_it_ends_even_when_what_was_left_cannot_be_told(left):
    assert _run(left=left, held_up="time.sleep(3600)").returncode == 0


def test_the_parts_of_a_stop_fit_into_it_and_it_into_the_ten_seconds_that_service_managers_grant():
    parts = (serving.GRACE_S, serving.MARKING_S, CLOSE_S, serving.DISCONNECT_S)
    assert sum(parts) < serving.STOP_WITHIN_S
    assert serving.STOP_WITHIN_S + serving.LOGGING_S < 10


def _run(left: str, held_up: str) -> "subprocess.CompletedProcess[str]":
    script = STUCK.format(left=left, held_up=held_up)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=PATIENCE_S, check=False)

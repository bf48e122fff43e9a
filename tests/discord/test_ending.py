"""A program that ends when it should, whatever holds it up."""

import subprocess
import sys

import pytest

STUCK = """
import asyncio, logging, threading, time
from qa_bot.discord_bot.serving import end_within
logging.basicConfig()
def left():
    {left}
    return "questions=7"
threading.Thread(target=time.sleep, args=(60,)).start()
end_within(0.2, left)
{held_up}
"""


@pytest.mark.parametrize(
    "held_up",
    ["time.sleep(60)", "asyncio.run(asyncio.sleep(60))", "pass"],
    ids=["code that does not give way", "a task without end", "a thread without end"],
)
def test_what_holds_up_the_end_is_cut_off_and_what_was_left_is_logged(held_up):
    done = _run(left="pass", held_up=held_up)
    assert done.returncode == 0
    assert "questions=7" in done.stderr


@pytest.mark.parametrize("left", ["raise RuntimeError('changed')", "time.sleep(60)"], ids=["fails", "takes for ever"])
def test_it_ends_even_when_what_was_left_cannot_be_told(left):
    assert _run(left=left, held_up="time.sleep(60)").returncode == 0


def _run(left: str, held_up: str) -> "subprocess.CompletedProcess[str]":
    script = STUCK.format(left=left, held_up=held_up)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)

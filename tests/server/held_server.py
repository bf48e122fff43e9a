"""A server that answers one question at a time, lets one wait, and begins each answer when the test says so.

The bot is the real one. Its arguments: a named pipe, opened and closed by the test to let an answer begin; the seconds of an answer;
the seconds that a stop waits for answers.
"""

import sys
from pathlib import Path

from qa_bot.bot import Bot
from qa_bot.cli.main import main
from qa_bot.server import serving
from qa_bot.server.limits import Limits

pipe, seconds, stop_s = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
explain = Bot.explain


def explain_when_told(self, *args, **kwargs):
    print("held", file=sys.stderr, flush=True)
    pipe.read_bytes()
    return explain(self, *args, **kwargs)


Bot.explain = explain_when_told
serving.Limits = lambda: Limits(workers=1, waiting=1, answer_s=seconds, stop_s=stop_s)
main(["serve", *sys.argv[4:]])

"""A server that waits for an answer however slow the machine is, with a reader that costs little."""

from qa_bot.cli.main import main
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.server import serving
from qa_bot.server.limits import Limits
from testing.cheap_reading import run_seldom

BundledReader._run = run_seldom
serving.Limits = lambda: Limits(answer_s=3600.0)
main()

"""Measure the Discord bot against the loopback server: start, answers one by one, a burst, heartbeats, memory.

    python -m benchmarks.discord_burst [--questions 50] [--within-s 10] [--unloaded 20]

The bot runs in a process of its own on an index of seeds/; the server runs in this one. The questions are those of the gold
set, in turn.
"""

import argparse
import itertools
import json
import tempfile
import time
from pathlib import Path

from qa_bot.ingestion.ingest import ingest
from qa_bot.models.bundled_embedder import BundledEmbedder
from testing.discord.answers import answer
from testing.discord.bot_process import BotProcess
from testing.discord.bursting import burst, quantile
from testing.discord.interactions import Interaction
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Message
from tests.conftest import ROOT, SEEDS

INTERVAL_S = 1.0
ALL_ANSWERED_S = 300.0


def main() -> None:
    """Print the figures as a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=50)
    parser.add_argument("--within-s", type=float, default=10.0)
    parser.add_argument("--unloaded", type=int, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, LoopbackDiscord() as server:
        home = Path(folder)
        ingest(SEEDS, home / "index", BundledEmbedder())
        server.gateway.interval_s = INTERVAL_S
        bot = BotProcess(server, home, home / "index", SEEDS)
        begun = time.monotonic()
        try:
            bot.start()
            print("| figure | measured |\n|---|---|")
            row("start until connected", time.monotonic() - begun)
            unloaded(server, questions(arguments.unloaded))
            loaded(server, questions(arguments.questions), arguments.within_s)
            heartbeats(server)
            print(f"| highest resident memory | {peak_mb(bot.pid):.0f} MB |")
        finally:
            bot.kill()


def questions(wanted: int) -> list[str]:
    """Return this many standalone questions of the gold set, repeated if it has fewer."""
    golds = map(json.loads, (ROOT / "tests" / "gold" / "seeds.jsonl").read_text("utf-8").splitlines())
    alone = [gold["question"] for gold in golds if not gold["history"]]
    return list(itertools.islice(itertools.cycle(alone), wanted))


def row(name: str, seconds: float) -> None:
    print(f"| {name} | {seconds:.3f} s |")


def unloaded(server: LoopbackDiscord, asked_for: list[str]) -> None:
    """Ask one question after the other, each by somebody else."""
    asked = []
    for number, question in enumerate(asked_for):
        asked.append(server.slash("ask", {"question": question}, server.user(f"patient {number}")))
        answer(server, asked[-1])
    took = [answered_s(server, one) for one in asked]
    row(f"answer unloaded, p50 of {len(asked)}", quantile(took, 0.5))
    row(f"answer unloaded, worst of {len(asked)}", max(took))


def loaded(server: LoopbackDiscord, asked_for: list[str], within_s: float) -> None:
    """Ask many questions in a short time."""
    asked = burst(server, asked_for, within_s)
    for one in asked:
        answer(server, one, ALL_ANSWERED_S)
    noticed = [server.acknowledged_s(one) for one in asked]
    took = [answered_s(server, one) for one in asked]
    name = f"{len(asked)} questions in {within_s:g} s"
    for share in (0.5, 0.99):
        row(f"{name}: first acknowledgement p{share * 100:g}", quantile(noticed, share))
    for share in (0.5, 0.99):
        row(f"{name}: answer p{share * 100:g}", quantile(took, share))


def answered_s(server: LoopbackDiscord, asked: Message | Interaction) -> float:
    """Return the seconds until the final text of an answer reached the server."""
    final = answer(server, asked)
    return (final.versions[-1][0] if final.versions else final.at) - asked.at


def heartbeats(server: LoopbackDiscord) -> None:
    late = server.connection().lateness_s()
    print(f"| heartbeats received, one asked for every {INTERVAL_S:g} s | {len(late) + 1} |")
    row("heartbeat lateness, worst", max(late))


def peak_mb(pid: int) -> float:
    """Return the highest resident memory of a process (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()

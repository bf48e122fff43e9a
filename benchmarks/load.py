"""Measure what many questions at once, and thousands one after the other, do to the bot.

    python -m benchmarks.load published [--askers 8] [--seconds 600] [--read-only]   programs that ask while an index is published
    python -m benchmarks.load serve [--askers 50] [--turns 4]                        connections that ask `qa-bot serve` at once
    python -m benchmarks.load discord [--askers 50] [--turns 4]                      people who ask in Discord at once
    python -m benchmarks.load soak [--questions 10000] [--every 50]                  one server, with generations flipping

Each prints a Markdown table; docs/trust.md has the figures.
"""

import argparse
import itertools
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from qa_bot.models.bundled_embedder import BundledEmbedder
from testing.askers import Asker, ask_while_publishing
from testing.discord.answers import answer, responses
from testing.discord.bot_process import BotProcess
from testing.discord.bursting import burst, quantile
from testing.discord.interactions import Interaction
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Message
from testing.loading import Reply, ask_at_once, served_twice_before_others
from testing.notices import FRESH_S, Notices
from testing.read_only import reading_only
from testing.soaking import serving, soak
from testing.watched import Taken, taken_by

ALL_ANSWERED_S = 1800.0


def main() -> None:
    """Run one of the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=sorted(MEASUREMENTS))
    parser.add_argument("--askers", type=int)
    parser.add_argument("--seconds", type=float, default=600.0, help="how long programs ask, and a soak lasts at most")
    parser.add_argument("--turns", type=int, default=4)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=50)
    parser.add_argument("--read-only", action="store_true")
    parser.add_argument("--model", action="store_true", help="serve and soak: the model reads every passage, not one of twenty")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print("| figure | measured |\n|---|---|", flush=True)
        MEASUREMENTS[arguments.what](Path(folder), arguments)


def program_of(arguments: argparse.Namespace) -> str:
    return "qa_bot" if arguments.model else "testing.cheap_reading"


def row(name: str, value: object) -> None:
    print(f"| {name} | {value:.3f} |" if isinstance(value, float) else f"| {name} | {value} |", flush=True)


def times(name: str, seconds: Sequence[float]) -> None:
    row(f"{name}: p50, p95, worst", " / ".join(f"{quantile(seconds, share):.2f} s" for share in (0.5, 0.95, 1.0)))


def measure_published(folder: Path, arguments: argparse.Namespace) -> None:
    """Let programs ask while an index is published again and again."""
    notices, index_dir, embedder = Notices(folder / "corpus", 10), folder / "index", BundledEmbedder()
    notices.publish(index_dir, embedder)
    command = reading_only(index_dir) if arguments.read_only else ()
    askers = [Asker(folder, index_dir, command) for _ in range(arguments.askers or 8)]
    outcome = ask_while_publishing(notices, index_dir, embedder, askers, arguments.seconds, 2)
    row("programs that asked", len(askers))
    row("seconds", round(outcome.seconds))
    row("generations published", outcome.published)
    row("questions answered", len(outcome.told))
    row("errors", len(outcome.failures))
    for failure in outcome.failures[:5]:
        print(f"  {failure[:600]}")
    late = [notices.lateness_s(told) for told in outcome.told if "error" not in told.answer]
    row(f"answers older than {FRESH_S:g} s", sum(seconds > FRESH_S for seconds in late))
    row("the oldest answer, in seconds after another state was published", max(late))


def measure_serve(folder: Path, arguments: argparse.Namespace) -> None:
    """Let connections ask a server at once, each the next question after the answer."""
    askers, notices, index_dir = arguments.askers or 50, Notices(folder / "corpus"), folder / "index"
    notices.publish(index_dir, BundledEmbedder())
    with serving(folder, index_dir, program_of(arguments)) as server:
        seen = [server.taken()]
        for run in range(3):
            questions = [notices.questions(seed=1000 * run + number) for number in range(askers)]
            replies = ask_at_once(server.url, questions, arguments.turns)
            seen.append(server.taken())
            tell_replies(f"run {run + 1}: {askers} connections, {arguments.turns} questions each", replies)
        tell_taken("idle, then after each run", seen)


def tell_replies(name: str, replies: Sequence[Reply]) -> None:
    row(f"{name}: answered", sum("status" in reply.answer for reply in replies))
    row(f"{name}: refused once or more, and answered later", sum(reply.refusals > 0 for reply in replies))
    row(f"{name}: a second answer while others had none yet", served_twice_before_others(replies))
    times(f"{name}: first answers", [reply.seconds for reply in replies if reply.turn == 0])
    times(f"{name}: later answers", [reply.seconds for reply in replies if reply.turn])


def measure_discord(folder: Path, arguments: argparse.Namespace) -> None:
    """Let people ask in Discord at once, several times; the last time a fifth of them ask a second question too."""
    askers, notices = arguments.askers or 50, Notices(folder / "corpus")
    notices.publish(folder / "index", BundledEmbedder())
    limits = {"QA_BOT_DISCORD_GUILD_PER_MINUTE": "1000000", "QA_BOT_DISCORD_PER_MINUTE": "1000000"}
    with LoopbackDiscord() as server, BotProcess(server, folder, folder / "index", folder / "corpus", True, **limits) as bot:
        questions = notices.questions(seed=1)
        answer(server, server.slash("ask", {"question": next(questions)}, server.user("patient")))
        seen = [taken_by(bot.pid)]
        for run in range(arguments.turns):
            firsts = burst(server, list(itertools.islice(questions, askers)), 0.0)
            seconds = burst(server, list(itertools.islice(questions, askers // 5)), 0.0) if run == arguments.turns - 1 else []
            ends = [answered_at(server, one) for one in firsts]
            seconds_ends = [answered_at(server, one) for one in seconds]
            name = f"run {run + 1}: {askers} people at once"
            times(f"{name}: first sign", [server.acknowledged_s(one) or 0.0 for one in firsts])
            times(f"{name}: answers", [end - one.at for end, one in zip(ends, firsts, strict=True)])
            row(f"{name}: were shown their place in line", sum(was_told_place(server, one) for one in firsts))
            row(f"{name}: a second answer while others had none yet", sum(end < max(ends) for end in seconds_ends))
            seen.append(taken_by(bot.pid))
        tell_taken("idle, then after each run", seen)


def answered_at(server: LoopbackDiscord, asked: Message | Interaction) -> float:
    """Return when the final text of an answer reached the server."""
    final = answer(server, asked, ALL_ANSWERED_S)
    return final.versions[-1][0] if final.versions else final.at


def was_told_place(server: LoopbackDiscord, asked: Message | Interaction) -> bool:
    return any("in line" in text for one in responses(server, asked) for _, text in one.versions)


def measure_soak(folder: Path, arguments: argparse.Namespace) -> None:
    """Ask one server thousands of questions."""

    def tell(asked: int, taken: Taken) -> None:
        print(f"{asked} asked: {taken}", file=sys.stderr, flush=True)

    soaked = soak(
        folder,
        BundledEmbedder(),
        arguments.questions,
        arguments.every,
        arguments.askers or 4,
        tell,
        program_of(arguments),
        arguments.seconds,
    )
    row("questions, each in other words", soaked.asked)
    row("outcomes", ", ".join(f"{kind}: {count}" for kind, count in sorted(soaked.outcomes.items())))
    row("generations", soaked.generations)
    row("seconds", round(soaked.seconds))
    row("growth of the memory under load after the warm-up, %", 100 * soaked.memory_growth)
    row("growth of the memory when idle, %", 100 * (soaked.end.memory_mb / soaked.warm.memory_mb - 1))
    tell_taken("idle after the warm-up, and at the end", [soaked.warm, soaked.end])
    row("seconds of the stop", soaked.stop_s)


def tell_taken(name: str, seen: Sequence[Taken]) -> None:
    row(f"memory, {name}", " / ".join(f"{one.memory_mb:.0f} MB" for one in seen))
    row(f"open files, {name}", " / ".join(str(one.files) for one in seen))
    row(f"threads, {name}", " / ".join(str(one.threads) for one in seen))


MEASUREMENTS: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "discord": measure_discord,
    "published": measure_published,
    "serve": measure_serve,
    "soak": measure_soak,
}


if __name__ == "__main__":
    main()

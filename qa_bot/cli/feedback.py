"""qa-bot feedback."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from pydantic import BaseModel

from qa_bot.cli.console import printable, write
from qa_bot.cli.options import global_options, is_quiet, settings_of
from qa_bot.discord_bot.memory.community import Community, CommunityAnswer
from qa_bot.discord_bot.memory.entry import JudgedEntry
from qa_bot.discord_bot.memory.feedback import UnansweredGroup, candidates, community_candidates, exported, exported_stale
from qa_bot.discord_bot.memory.feedback import unanswered as unanswered_groups
from qa_bot.presentation import outcome_of
from qa_bot.settings import state_folder

if TYPE_CHECKING:
    from qa_bot.discord_bot.memory.gaps import Gap
    from qa_bot.discord_bot.memory.standing import Stale

NOTHING = "no feedback is stored yet: it comes with the questions that `qa-bot discord` answers"
NOTHING_UNANSWERED = "every question that is stored was answered"
NO_GAPS = "every question that is stored was answered, and no answer was disliked"
NOTHING_STALE = "every quote of the last answers still stands"
Item = TypeVar("Item")
_limit = click.option("--limit", type=click.IntRange(1), metavar="COUNT", help="Print at most COUNT.")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")


@click.group()
@global_options
def feedback() -> None:
    """Read what people asked in Discord, and how they voted.

    \b
    Examples:
      qa-bot feedback list --limit 20
      qa-bot feedback unanswered
      qa-bot feedback candidates > candidates.jsonl     (complete them, then run `qa-bot eval`)
    """


@feedback.command("list")
@_limit
@_as_json
@global_options
@click.pass_context
def list_entries(context: click.Context, limit: int | None, as_json: bool) -> int:
    """List the questions with their votes and reasons, the newest first."""
    with _entries(context, is_data=as_json) as entries:
        _write_each(islice(entries, limit), as_json, exported, _as_text)
    return 0


@feedback.command()
@global_options
@click.pass_context
def export(context: click.Context) -> int:
    """Print everything as JSON lines. People are named by hashes of their ids."""
    with _entries(context, is_data=True) as entries:
        for judged in entries:
            write(json.dumps(exported(judged)))
    return 0


@feedback.command("candidates")
@_limit
@global_options
@click.pass_context
def list_candidates(context: click.Context, limit: int | None) -> int:
    """Print lines for a gold set, which a person completes.

    Answers of people (/config handoff) come first, to be checked, then questions that were voted down or not answered.
    Questions of nearly the same wording make one line. A line with an empty answer never counts as answered well.
    """
    with _entries(context, is_data=True) as entries:
        for line in (*community_candidates(_community(context)), *candidates(entries))[:limit]:
            write(json.dumps(line))
    return 0


@feedback.command()
@_limit
@_as_json
@global_options
@click.pass_context
def unanswered(context: click.Context, limit: int | None, as_json: bool) -> int:
    """List the questions without an answer, the most frequent first."""
    with _entries(context, is_data=as_json) as entries:
        judged = list(entries)
    groups = unanswered_groups(judged)
    _write_each(groups[:limit], as_json, _fields, _group_as_text)
    if judged and not groups and not as_json:
        write(NOTHING_UNANSWERED)
    return 0


@feedback.command("gaps")
@_limit
@_as_json
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a page, also as gaps.html into a folder, such as one of `eval --out`.",
)
@global_options
@click.pass_context
def list_gaps(context: click.Context, limit: int | None, as_json: bool, html: Path | None) -> int:
    """List what the documents lack. Questions without an answer, or with a disliked one, are grouped by their meaning."""
    from qa_bot.discord_bot.memory.gaps import gaps
    from qa_bot.models.load import load_embedder

    settings = settings_of(context)
    with _entries(context, is_data=as_json) as entries:
        judged = list(entries)
    now = datetime.now(UTC)
    found = gaps(judged, load_embedder(settings.embedding, settings.models_dir), now)
    if html is not None:
        from qa_bot.cli.gaps_page import write_gaps_page

        click.echo(f"the page is {write_gaps_page(html, found[:limit], now)}", err=True)
        return 0
    _write_each(found[:limit], as_json, _fields, _gap_as_text)
    if judged and not found and not as_json:
        write(NO_GAPS)
    return 0


@feedback.command("stale")
@_limit
@_as_json
@global_options
@click.pass_context
def list_stale(context: click.Context, limit: int | None, as_json: bool) -> int:
    """List answers with a quote that is no longer in the documents.

    Answers of the last 30 days are listed, the newest first. A running bot also marks their messages.
    """
    from qa_bot.discord_bot.desk.standing import StandingCheck
    from qa_bot.discord_bot.memory.standing import Standing
    from qa_bot.discord_bot.memory.store import FILE, Store

    settings = settings_of(context)
    path = state_folder(settings) / FILE
    if not path.is_file():
        _say_nothing(context, is_data=as_json)
        return 0
    with closing(Store(path)) as store:
        StandingCheck(settings, store).run()
        found = Standing(store).stale()
    _write_each(found[:limit], as_json, exported_stale, _stale_as_text)
    if not found and not as_json:
        write(NOTHING_STALE)
    return 0


def _stale_as_text(stale: "Stale") -> str:
    entry = stale.entry
    marked = "marked" if stale.is_marked else "not marked"
    lines = [f"{entry.created_at:%Y-%m-%d %H:%M}  {marked:<10}  {_line(entry.answer.question)}"]
    quotes = [cited for cited in entry.answer.citations if cited.number in stale.numbers]
    lines += [f'    [{cited.number}] {cited.name}: "{_line(cited.quote)[:200]}"' for cited in quotes]
    return "\n".join([*lines, *([f"    {entry.link}"] if entry.link else [])])


def _gap_as_text(gap: "Gap") -> str:
    asked = f"asked {gap.count} times by {gap.people}" if gap.count > 1 else "asked once"
    trend = f"{gap.recent} in the last 7 days, {gap.before} in the 7 before"
    lines = [
        f"{gap.count:>4}  {_line(gap.question)}",
        f"      {asked}: {gap.unanswered} not answered, {gap.disliked} disliked; {trend}",
    ]
    lines += [f"      also: {_line(wording)}" for wording in gap.wordings if wording != gap.question]
    if gap.source:
        heading = f", under {_line(gap.heading)}" if gap.heading else ""
        near = f': "{_line(gap.near)[:120]}"' if gap.near else ""
        lines.append(f"      nearest: {_line(gap.source)}{heading}{near}")
    return "\n".join(lines)


def _community(context: click.Context) -> list[CommunityAnswer]:
    """Return what people answered where the documents did not."""
    from qa_bot.discord_bot.memory.store import FILE, Store

    path = state_folder(settings_of(context)) / FILE
    if not path.is_file():
        return []
    with closing(Store(path)) as store:
        return Community(store).answers()


@contextmanager
def _entries(context: click.Context, is_data: bool) -> Iterator[Iterable[JudgedEntry]]:
    """Yield the entries; if there are none, say so, on stderr if stdout is only for data."""
    from qa_bot.discord_bot.memory.store import FILE, Store

    path = state_folder(settings_of(context)) / FILE
    store = Store(path) if path.is_file() else None
    try:
        entries = iter(store.judged_entries() if store else ())
        first = next(entries, None)
        if first is None:
            _say_nothing(context, is_data)
        yield () if first is None else chain((first,), entries)
    finally:
        if store:
            store.close()


def _say_nothing(context: click.Context, is_data: bool) -> None:
    """Say that nothing is stored, on stderr if stdout is only for data."""
    if not (is_data and is_quiet(context)):
        click.echo(NOTHING, err=is_data)


def _write_each(
    found: Iterable[Item], as_json: bool, fields_of: Callable[[Item], object], as_text: Callable[[Item], str]
) -> None:
    """Write each as a line of JSON or as text."""
    for one in found:
        write(json.dumps(fields_of(one)) if as_json else printable(as_text(one)))


def _fields(shown: BaseModel) -> object:
    return shown.model_dump(mode="json")


def _as_text(judged: JudgedEntry) -> str:
    entry = judged.entry
    head = f"{entry.created_at:%Y-%m-%d %H:%M}  +{judged.ups} -{judged.downs}  {outcome_of(entry.answer):<14}  {_line(entry.answer.question)}"
    reasons = [f"    {vote.value:+d}: {_line(vote.reason)}" for vote in judged.votes if vote.reason]
    return "\n".join((head, *reasons))


def _group_as_text(group: UnansweredGroup) -> str:
    times = "once" if group.count == 1 else f"{group.count} times"
    head = f"{times:>9}, last {group.last_asked_at:%Y-%m-%d %H:%M}  {_line(group.question)}"
    return "\n".join((head, *(f"{'':>11}also: {_line(wording)}" for wording in group.wordings[1:])))


def _line(text: str) -> str:
    return " ".join(text.split())

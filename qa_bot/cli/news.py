"""qa-bot news."""

import sys
from collections.abc import Iterator

import click

from qa_bot.cli.console import on_one_line, write
from qa_bot.cli.options import global_options, located_settings
from qa_bot.news import Change, Contradiction, News, linked, news_since

SHOWN = 20


@click.command()
@click.option("--since", "since", metavar="DATE|GENERATION", help="Since a day (2024-03-15) or a generation.  [the one before]")
@click.option("--json", "as_json", is_flag=True, help="Print the news as one line of JSON.")
@global_options
@click.pass_context
def news(context: click.Context, since: str | None, as_json: bool) -> int:
    """Show which documents are new, changed or removed.

    This compares with an earlier generation of the index, and shows changed sentences side by side. Other documents that
    contradict new text are named (!). Texts that were changed or removed are kept for QA_BOT_KEEP_DAYS.

    \b
    Examples:
      qa-bot news
      qa-bot news --since 2024-03-15
      qa-bot news --since 12 --json
    """
    from qa_bot.answering.contradicted import with_contradictions
    from qa_bot.application import open_index

    settings = located_settings(context)
    with open_index(settings).snapshot() as snapshot:
        found = with_contradictions(snapshot, news_since(snapshot, since, settings.keep_days))
    found = linked(found, settings.corpus_dir)
    if found.note:
        write(found.note, sys.stderr)
    write(found.to_json() if as_json else "\n".join(lines_of(found)))
    return 0


def lines_of(found: News) -> Iterator[str]:
    """Yield the news, a line each; the sentences of a change as they were (-) and as they are (+)."""
    since = f"generation {found.since} of {found.since_built_at}" if found.since else "the beginning"
    if found.is_nothing:
        yield f"nothing is new since {since}"
        return
    counts = f"{len(found.new)} new, {len(found.changed)} changed, {len(found.removed)} removed"
    yield f"since {since}: {counts}"
    for kind, items in (("new", found.new), ("changed", found.changed), ("removed", found.removed)):
        for item in items:
            parts = (item.source, item.title, item.date, item.url)
            yield f"{kind:<8} " + " | ".join(on_one_line(part) for part in parts if part)
            for change in item.changes[:SHOWN]:
                yield from _change(change)
            if len(item.changes) > SHOWN:
                yield f"    and {len(item.changes) - SHOWN} more changes: --json has them all"
            yield from map(_contradiction, item.contradictions)


def _contradiction(told: Contradiction) -> str:
    ours, theirs = (f'"{on_one_line(one.quote)}" (line {one.line})' for one in (told.sentence, told.other))
    return f"    ! {ours}, but {on_one_line(told.source)} has {theirs}"


def _change(change: Change) -> Iterator[str]:
    for mark, sentences in (("-", change.before), ("+", change.after)):
        for sentence in sentences[:SHOWN]:
            yield f'    {mark} "{on_one_line(sentence.quote)}" (line {sentence.line})'
        if len(sentences) > SHOWN:
            yield f"    {mark} and {len(sentences) - SHOWN} more sentences"

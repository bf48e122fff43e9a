"""What is new in the documents, as one message: the first documents of each corpus, with the first sentences that changed."""

from collections.abc import Iterator, Mapping

from qa_bot.discord_bot.outgoing.text import MESSAGE_CHARS, cut, escape, length, one_line
from qa_bot.news import Change, Contradiction, News, NewsItem
from qa_bot.prompts import Prompts

NAME_CHARS = 120
QUOTE_CHARS = 240
CHANGES_SHOWN = 2
CONTRADICTIONS_SHOWN = 2
SPARE_CHARS = 60


def render_news(found: Mapping[str, News], prompts: Prompts) -> str:
    """Return the news of corpora, by their names; "" is the one that needs none. What does not fit is counted."""
    parts = [part for corpus, news in found.items() for part in _parts(corpus, news, prompts)]
    shown = ""
    for number, part in enumerate(parts):
        if length(shown) + length(part) > MESSAGE_CHARS - SPARE_CHARS:
            left = sum(not other.startswith("**") for other in parts[number:])
            return f"{shown}-# and {left} more documents"
        shown += f"{part}\n"
    return shown.rstrip("\n")


def _parts(corpus: str, news: News, prompts: Prompts) -> Iterator[str]:
    named = f" `{one_line(corpus)}`" if corpus else ""
    since = (news.since_built_at or "")[:10] or "the beginning"
    if news.is_nothing:
        yield f"**{prompts.say('discord_nothing_new', since=since)}**{named}"
        return
    counts = f"{len(news.new)} new, {len(news.changed)} changed, {len(news.removed)} removed"
    yield f"**{prompts.say('discord_news', since=since)}**{named}: {counts}"
    for kind, items in (("changed", news.changed), ("new", news.new), ("removed", news.removed)):
        yield from ("\n".join(_lines(kind, item)) for item in items)


def _lines(kind: str, item: NewsItem) -> Iterator[str]:
    """Yield the lines of a document: its name, and what changed in it, as it was and as it is."""
    about = [item.source, item.title, item.date]
    yield f"- {kind}: " + " · ".join(escape(cut(one_line(part), NAME_CHARS)) for part in about if part)
    for change in item.changes[:CHANGES_SHOWN]:
        yield from _change(change)
    if len(item.changes) > CHANGES_SHOWN:
        yield f"-# {len(item.changes) - CHANGES_SHOWN} more changes"
    yield from map(_contradiction, item.contradictions[:CONTRADICTIONS_SHOWN])


def _change(change: Change) -> Iterator[str]:
    for mark, sentences in (("before", change.before), ("now", change.after)):
        if sentences:
            yield f"> {mark}: {_quoted(' '.join(one.quote for one in sentences))}"


def _contradiction(told: Contradiction) -> str:
    return f'⚠️ "{_quoted(told.sentence.quote)}", but {escape(cut(one_line(told.source), NAME_CHARS))} has "{_quoted(told.other.quote)}"'


def _quoted(text: str) -> str:
    return escape(cut(one_line(text), QUOTE_CHARS))

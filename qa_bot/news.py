"""What is new in a corpus since an earlier generation of its index: documents that came, changed and went."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path

from pydantic import ConfigDict, Field

from qa_bot.errors import UsageError
from qa_bot.frozen import Frozen
from qa_bot.sources.links import link_of
from qa_bot.sources.places import is_fetched
from qa_bot.storage.contents import Published
from qa_bot.storage.history import KeptText, history, purged_at, texts_at, touched_since
from qa_bot.storage.snapshot import Snapshot
from qa_bot.text.sentences import split_sentences

# Texts are compared so many at a time.
BATCH = 200


class Sentence(Frozen):
    """A sentence of a document: `quote` is its text[start:end], `line` the line on which it starts."""

    quote: str
    start: int
    end: int
    line: int


class Change(Frozen):
    """Sentences of a document that were replaced by others; either may be none."""

    before: tuple[Sentence, ...] = ()
    after: tuple[Sentence, ...] = ()


class Contradiction(Frozen):
    """A sentence that came, and what another document says instead."""

    sentence: Sentence
    source: str
    title: str | None = None
    other: Sentence


class NewsItem(Frozen):
    """A document that came, changed or went; `changes` are what changed in it, `url` where a person opens it.

    `contradictions` are those of other documents to what came.
    """

    source: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    changes: tuple[Change, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


class News(Frozen):
    """What is new since a generation; `since` is 0 if all is new. `note` says what cannot be known any more."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_version: int = Field(default=1, alias="schema")
    since: int
    since_built_at: str | None
    generation: int
    built_at: str
    new: tuple[NewsItem, ...] = ()
    changed: tuple[NewsItem, ...] = ()
    removed: tuple[NewsItem, ...] = ()
    note: str | None = None

    @property
    def is_nothing(self) -> bool:
        """Tell whether nothing is new."""
        return not (self.new or self.changed or self.removed)

    def to_json(self) -> str:
        """Return the news as one line of JSON in ASCII."""
        return json.dumps(self.model_dump(mode="json", by_alias=True))


def news_since(snapshot: Snapshot, typed: str | None, keep_days: int) -> News:
    """Return what is new since a generation or a day, by default since the generation before.

    Raise UsageError if there is no such generation or day.
    """
    generations = history(snapshot)
    now, since = generations[0], _since(generations, typed)
    touched = touched_since(snapshot, since.number if since else 0)
    batches = (touched[begin : begin + BATCH] for begin in range(0, len(touched), BATCH))
    found = [told for batch in batches for told in _compared(snapshot, since, batch)]
    return News(
        since=since.number if since else 0,
        since_built_at=since.at.isoformat() if since else None,
        generation=now.number,
        built_at=now.at.isoformat(),
        note=_note(generations, since, keep_days, purged_at(snapshot)),
        new=tuple(item for kind, item in found if kind == "new"),
        changed=tuple(item for kind, item in found if kind == "changed"),
        removed=tuple(item for kind, item in found if kind == "removed"),
    )


def _since(generations: Sequence[Published], typed: str | None) -> Published | None:
    """Return the generation that is meant, the newest of which is first; None for the time before all."""
    if typed is None:
        return generations[1] if len(generations) > 1 else None
    if typed.isdigit() and len(typed) < 8:
        if int(typed) > generations[0].number:
            raise UsageError(f"there is no generation {typed} yet: the newest is {generations[0].number}")
        return next((one for one in generations if one.number == int(typed)), None)
    try:
        day = datetime.fromisoformat(typed).replace(tzinfo=UTC)
    except ValueError:
        raise UsageError(f"{typed!r} is neither a generation nor a day: write a number, or a day like 2024-03-15") from None
    return next((one for one in generations if one.at < day), None)


def _compared(snapshot: Snapshot, since: Published | None, sources: Sequence[str]) -> Iterator[tuple[str, NewsItem]]:
    """Yield what has become of some documents: new, changed or removed."""
    before = texts_at(snapshot, since.number, sources) if since else {}
    after = texts_at(snapshot, snapshot.generation.number, sources)
    for source in sources:
        old, new = before.get(source), after.get(source)
        if new and not old:
            yield "new", _item(new)
        elif old and not new:
            yield "removed", _item(old)
        elif old and new and old.text != new.text:
            yield "changed", _item(new).model_copy(update={"changes": changes_of(old.text, new.text)})


def _item(kept: KeptText) -> NewsItem:
    return NewsItem(source=kept.source, title=kept.title, date=kept.date)


def changes_of(before: str, after: str) -> tuple[Change, ...]:
    """Return the sentences that differ between two texts, those that stand for each other side by side."""
    old, new = split_sentences(before), split_sentences(after)
    matcher = SequenceMatcher(
        None, [_said(before, *span) for span in old], [_said(after, *span) for span in new], autojunk=False
    )
    return tuple(
        Change(before=_sentences(before, old[a:b]), after=_sentences(after, new[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )


def _said(text: str, start: int, end: int) -> str:
    """Return a sentence as it is compared: how its lines break says nothing."""
    return " ".join(text[start:end].split())


def _sentences(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Sentence, ...]:
    return tuple(sentence_at(text, span) for span in spans)


def sentence_at(text: str, span: tuple[int, int]) -> Sentence:
    """Return the sentence at a place of a text."""
    start, end = span
    return Sentence(quote=text[start:end], start=start, end=end, line=text.count("\n", 0, start) + 1)


def linked(found: News, corpus: Path) -> News:
    """Return news in which documents from sources have their addresses."""

    def with_link(item: NewsItem) -> NewsItem:
        line = item.changes[0].after[0].line if item.changes and item.changes[0].after else 1
        return item.model_copy(update={"url": link_of(corpus, item.source, line)}) if is_fetched(item.source) else item

    return found.model_copy(update={"new": tuple(map(with_link, found.new)), "changed": tuple(map(with_link, found.changed))})


def _note(generations: Sequence[Published], since: Published | None, keep_days: int, purged: int) -> str | None:
    """Return what cannot be known any more of what changed since a generation."""
    number = since.number if since else 0
    if since and number < purged:
        return f"texts that were replaced before generation {purged} were purged: such documents count as new"
    after = [one for one in generations if one.number > number]
    age_days = (generations[0].at - after[-1].at).days if after and since else 0
    if age_days < max(keep_days, 1):
        return None
    return (
        f"texts that were replaced more than {keep_days} days ago are not kept (QA_BOT_KEEP_DAYS): such documents count as new"
    )

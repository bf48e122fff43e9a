"""Find the documents that a message names: "lease.pdf", "the handbook", "the minutes of May"."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from qa_bot.document_name import parse_name
from qa_bot.storage.contents import AnyIndex
from qa_bot.storage.document_list import names_and_titles
from qa_bot.text.dates import Date, dates_in
from qa_bot.text.english import MONTHS
from qa_bot.text.stems import content_stems
from qa_bot.text.terms import fold

# Words that say that a document is meant, not which.
_GENERIC = content_stems("document documents file files pdf text doc page txt docx md html csv xlsx")
# At least this share of a name or title must be said where nothing else tells that a document is meant.
NEARLY_ALL = 0.5
# Of more documents of the same name ("the minutes"), so many are read.
MOST_NAMED = 12


class _Named(NamedTuple):
    """A file with the stems of its name, of its title and of its dates."""

    file: str
    name: frozenset[str]
    title: frozenset[str]
    dates: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.name | self.title | self.dates


def files_named(index: AnyIndex, subject: str, is_document: bool) -> tuple[str, ...]:
    """Return the files that a text names; those that fit best, none if it names no file.

    Every word of it must be in the file's path, its title or its date. If `is_document` is false, the text may as well be the
    subject of a question, and must say at least half of the name or of the title.
    """
    listed = names_and_titles(index)
    if said := _by_path(subject, [name for name, _, _ in listed]):
        return said
    asked = _asked(subject)
    if not asked:
        return ()
    fitting = [named for named in map(_read, listed) if asked <= named.all]
    shares = {named.file: max(_share(asked, named.name), _share(asked, named.title)) for named in fitting}
    best = max(shares.values(), default=0.0)
    if best <= 0 or (best < NEARLY_ALL and not is_document):
        return ()
    return tuple(file for file, share in shares.items() if share == best)[:MOST_NAMED]


def _by_path(subject: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the file whose path, name or name without ending is what was said."""
    said = re.sub(r"^(?:the )?(?:documents?|files?|docs?) ", "", subject.casefold().strip(" \"'`?.!"))
    paths = {name: PurePosixPath(parse_name(name).source) for name in names}
    for of in (str, lambda path: path.name, lambda path: path.stem):
        if found := tuple(name for name, path in paths.items() if of(path).casefold() == said):
            return found[:MOST_NAMED]
    return ()


def _asked(subject: str) -> frozenset[str]:
    spelt = " ".join(MONTHS[date.month - 1] if date.month else "" for _, _, date in dates_in(subject))
    return (content_stems(_parted(subject)) | content_stems(spelt)) - _GENERIC


def _read(listed: tuple[str, str | None, str | None]) -> _Named:
    file, title, date = listed
    path = PurePosixPath(parse_name(file).source)
    said = [day for text in (date or "", _parted(path.stem)) for _, _, day in dates_in(text)]
    return _Named(
        file,
        content_stems(_parted(path.stem)) - _GENERIC,
        content_stems(title or ""),
        frozenset(word for day in said for word in _words_of(day)) | content_stems(_parted(str(path.parent))),
    )


def _words_of(date: Date) -> Iterator[str]:
    if date.year:
        yield str(date.year)
    if date.month:
        yield from content_stems(MONTHS[date.month - 1])
    if date.day:
        yield fold(str(date.day))


def _parted(name: str) -> str:
    """Return a file's name with spaces between its words; a date keeps its hyphens."""
    apart = re.sub(r"[_./\\]+|(?<=[a-z])(?=[A-Z])", " ", name)
    return re.sub(r"(?<!\d)-|-(?!\d)", " ", apart)


def _share(asked: frozenset[str], name: frozenset[str]) -> float:
    """Return how much of a name or title is said; numbers in it need not be."""
    words = frozenset(word for word in name if not any(character.isdigit() for character in word))
    return len(asked & words) / len(words) if words else 0.0

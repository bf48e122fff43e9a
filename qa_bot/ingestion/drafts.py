"""What a document is quoted by and cut along, by place alone: before texts, lines and chunks are known."""

from typing import NamedTuple

from qa_bot.passage import ContextKind, UnitKind


class Mark(NamedTuple):
    """A place that gives context, before its text and line are known."""

    kind: ContextKind
    start: int
    end: int


class DraftUnit(NamedTuple):
    """A unit whose context is known by place alone."""

    kind: UnitKind
    start: int
    end: int
    context: tuple[Mark, ...]


class Atom(NamedTuple):
    """A stretch that is not cut. `holds_next` keeps it in one chunk with what follows; `begins` says that a block starts here.

    `path` are the headings above it, `lead` what else it has to be read with.
    """

    start: int
    end: int
    path: tuple[Mark, ...]
    lead: tuple[Mark, ...] = ()
    begins: bool = True
    holds_next: bool = False
    is_furniture: bool = False

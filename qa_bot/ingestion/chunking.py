"""Cut a document into chunks that the embedding model can read entirely, along its blocks."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from qa_bot.documents.blocks import Block
from qa_bot.ingestion.drafts import Atom, DraftUnit, Mark
from qa_bot.ingestion.units import Outline
from qa_bot.models.protocols import Embedder
from qa_bot.passage import Layout, Place, Unit, heading_of

# A run of characters without a token border is bounded too: the tokenizer folds a 100-character "word" into one token.
MAX_CHUNK_CHARS = 4000
# A heading, a table's header or the like that is longer helps nobody, and would be kept with every chunk below it.
MOST_CONTEXT_CHARS = 4000
# [CLS] and [SEP], and the line break between heading and text.
SPECIAL_TOKENS = 4
# A block's border ends a chunk that has at least this share of its budget.
FULL_ENOUGH = 0.6
# What belongs together (a list with its introduction, a table's header with its first row) may exceed the budget by this.
TOGETHER = 1.5


class Chunk(NamedTuple):
    """A stretch of a document, in offsets of its text, and what it is made of."""

    start: int
    end: int
    layout: Layout


def chunk_document(
    text: str,
    blocks: Sequence[Block],
    embedder: Embedder,
    max_tokens: int,
    title: str | None = None,
    date: str | None = None,
    is_row: bool = False,
) -> tuple[Chunk, ...]:
    """Return the chunks of a document, in order, not overlapping: what lies in a block that is read lies in one of them.

    `max_tokens` bounds a chunk together with what is read before it, in tokens of the embedding model, and is itself bounded by
    what the model reads. Sentences, rows, items and pieces of code stay whole; only one that is longer than the bound is cut.
    """
    outline = Outline(text, blocks, is_row)
    packer = _Packer(text, embedder, max_tokens, heading_of(title, date))
    places = _Places(text)
    return tuple(places.chunk(run, outline.units) for run in packer.runs(outline.atoms))


def lay_out(text: str, blocks: Sequence[Block]) -> Layout:
    """Return the layout of a text that is one passage as a whole."""
    outline = Outline(text, blocks)
    return _Places(text).chunk(outline.atoms, outline.units).layout if outline.atoms else Layout()


class _Packer:
    """Pack atoms into chunks."""

    def __init__(self, text: str, embedder: Embedder, max_tokens: int, heading: str) -> None:
        self._text = text
        self._token_starts = [start for start, _ in embedder.token_offsets(text)]
        self._limit = min(max_tokens, embedder.max_tokens)
        self._most = embedder.max_tokens
        self._taken = SPECIAL_TOKENS + len(embedder.token_offsets(heading))

    def runs(self, atoms: Iterable[Atom]) -> Iterator[list[Atom]]:
        """Yield the runs of atoms that fit the budget."""
        current: list[Atom] = []
        for group in self._groups(atoms):
            if current and not self._joins(current, group):
                yield current
                current = []
            current = [*current, *group]
        if current:
            yield current

    def _groups(self, atoms: Iterable[Atom]) -> Iterator[list[Atom]]:
        """Yield atoms that are kept in one chunk, those beyond the budget cut between tokens."""
        held: list[Atom] = []
        for atom in chain.from_iterable(map(self._short_enough, atoms)):
            if held and self._count(held[0].start, atom.end) > self._most_together(held[0]):
                yield held
                held = []
            held.append(atom)
            if not atom.holds_next:
                yield held
                held = []
        if held:
            yield held

    def _joins(self, current: Sequence[Atom], group: Sequence[Atom]) -> bool:
        begin, budget = current[0].start, self._budget(current[0])
        if current[0].is_furniture != group[0].is_furniture or group[-1].end - begin > MAX_CHUNK_CHARS:
            return False
        at_border = group[0].begins and self._count(begin, current[-1].end) >= FULL_ENOUGH * budget
        return self._count(begin, group[-1].end) <= budget and not at_border

    def _budget(self, first: Atom) -> int:
        """Return how many tokens a chunk that begins with an atom may have beside what is read before it."""
        return max(self._limit - self._taken - self._before(first), self._limit // 3)

    def _before(self, first: Atom) -> int:
        return sum(self._count(mark.start, mark.end) + 1 for mark in (*first.path, *first.lead))

    def _most_together(self, first: Atom) -> int:
        """Return how many tokens may be kept in one chunk that begins with an atom because they belong together."""
        before = self._taken + self._before(first)
        return max(min(int(TOGETHER * self._budget(first)), self._most - before), 1)

    def _short_enough(self, atom: Atom) -> Iterator[Atom]:
        budget = self._budget(atom)
        start, begins = atom.start, atom.begins
        while self._count(start, atom.end) > self._most_together(atom) or atom.end - start > MAX_CHUNK_CHARS:
            beyond = bisect_left(self._token_starts, start) + budget
            cut = self._token_starts[beyond] if beyond < len(self._token_starts) else atom.end
            cut = min(cut, start + MAX_CHUNK_CHARS)
            if not start < cut < atom.end:
                break
            end = start + len(self._text[start:cut].rstrip())
            yield atom._replace(start=start, end=end, begins=begins, holds_next=False)
            start, begins = cut, False
        yield atom._replace(start=start, begins=begins)

    def _count(self, start: int, end: int) -> int:
        return bisect_left(self._token_starts, end) - bisect_left(self._token_starts, start)


class _Places:
    """Give marks their lines and texts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_ends = [position for position, character in enumerate(text) if character == "\n"]
        self._position = 0

    def chunk(self, run: Sequence[Atom], units: Sequence[DraftUnit]) -> Chunk:
        """Return the chunk of a run of atoms, with the units that lie in it; called in the order of the text."""
        start, end = run[0].start, run[-1].end
        return Chunk(
            start,
            end,
            Layout(
                units=tuple(self._unit(unit) for unit in self._inside(units, start, end)),
                path=self._places(mark for mark in run[0].path if mark.start < start),
                lead=self._places(mark for mark in run[0].lead if mark.start < start),
            ),
        )

    def _inside(self, units: Sequence[DraftUnit], start: int, end: int) -> Iterator[DraftUnit]:
        """Yield the units within a chunk; prose and what is too long for one chunk is cut at its borders."""
        while self._position < len(units) and units[self._position].end <= start:
            self._position += 1
        for unit in units[self._position :]:
            if unit.start >= end:
                break
            if start <= unit.start and unit.end <= end:
                yield unit
            elif unit.kind != "list" and unit.end > start:
                yield unit._replace(start=max(unit.start, start), end=min(unit.end, end))

    def _unit(self, unit: DraftUnit) -> Unit:
        return Unit(unit.kind, unit.start, unit.end, self._places(unit.context))

    def _places(self, marks: Iterable[Mark]) -> tuple[Place, ...]:
        return tuple(
            Place(
                mark.kind, mark.start, mark.end, bisect_left(self._line_ends, mark.start) + 1, self._text[mark.start : mark.end]
            )
            for mark in marks
            if mark.end - mark.start <= MOST_CONTEXT_CHARS
        )

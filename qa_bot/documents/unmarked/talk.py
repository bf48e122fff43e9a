"""Where a text is a log, a chat or a transcript, and its messages and log lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from qa_bot.documents.blocks import Block
from qa_bot.documents.entries import answer_mark_of, question_mark_of
from qa_bot.documents.unmarked.lines import Line, block_over, running_on
from qa_bot.documents.unmarked.shapes import ends_sentence, word_count
from qa_bot.documents.unmarked.stamps import Opening, is_stamped, log_opening, message_opening, speaker_opening

FEWEST_LOG_LINES = 3
FEWEST_MESSAGES = 2
FEWEST_TURNS = 4
# Lines of one message; what stands further below is no part of it.
MOST_MESSAGE_LINES = 40
# Of the lines of a log or a chat at least this share opens an entry of it.
LOG_SHARE, MESSAGE_SHARE, TURN_SHARE = 0.25, 0.2, 0.4
# A record's values are words; what people say are sentences.
SPOKEN_WORDS = 4

_CLOSING_TAG = re.compile(r"</([^<>\s]{1,30})>")


class Region(NamedTuple):
    """A range of lines that is a log or a chat, and how its lines open."""

    kind: Literal["log", "chat"]
    start: int
    stop: int
    openings: dict[int, Opening]


def find_talk(lines: Sequence[Line]) -> tuple[Region, ...]:
    """Return the stretches of a text that are logs, chats or transcripts, in order."""
    messages = {i: opening for i, line in enumerate(lines) if (opening := message_opening(line.text))}
    tags = {name for line in lines if "</" in line.text for name in _CLOSING_TAG.findall(line.text)}
    messages = {i: opening for i, opening in messages.items() if opening.name not in tags}
    messages = {i: opening for i, opening in messages.items() if opening.form != "head" or _has_text_below(lines, i, messages)}
    found = list(_regions(lines, messages, FEWEST_MESSAGES, MESSAGE_SHARE))
    taken = {i for region in found for i in range(region.start, region.stop)}
    turns = _turns(lines, taken)
    found += _regions(lines, turns, FEWEST_TURNS, TURN_SHARE)
    taken |= {i for region in found for i in range(region.start, region.stop)}
    found += _logs(lines, taken)
    return tuple(sorted(found, key=lambda region: region.start))


def read_talk(lines: Sequence[Line], region: Region) -> Iterator[Block]:
    """Yield the blocks of a region: messages or log lines."""
    starts = [*sorted(region.openings), region.stop]
    for start, stop in pairwise(starts):
        if region.openings[start].form == "log":
            yield block_over("log_line", lines[start:stop])
        else:
            yield _message(lines[start:stop], region.openings[start])


def _message(lines: Sequence[Line], opening: Opening) -> Block:
    first = lines[0]
    name_end = len(first.text[: opening.name_end].rstrip())
    speaker = Block("speaker", first.start + opening.name_start, first.start + name_end)
    said: list[Line] = list(lines[1:])
    if opening.text_start < len(first.text):
        said.insert(0, first._replace(start=first.start + opening.text_start))
    runs_on = running_on(said)
    paragraphs: list[Block] = []
    for position, line in enumerate(said):
        if paragraphs and runs_on[position - 1]:
            paragraphs[-1] = paragraphs[-1]._replace(end=line.end)
        else:
            paragraphs.append(Block("paragraph", line.start, line.end))
    return Block("message", first.start, lines[-1].end, (speaker, *paragraphs))


def _regions(lines: Sequence[Line], openings: dict[int, Opening], fewest: int, share: float) -> Iterator[Region]:
    run: list[int] = []
    for position in [*sorted(openings), -1]:
        if run and (position < 0 or position - run[-1] > MOST_MESSAGE_LINES):
            stop = _end_of_last(lines, run[-1])
            if len(run) >= fewest and len(run) >= share * (stop - run[0]):
                yield Region("chat", run[0], stop, {i: openings[i] for i in run} | _notices(lines, run[0], stop, openings))
            run = []
        run.append(position)


def _notices(lines: Sequence[Line], start: int, stop: int, openings: dict[int, Opening]) -> dict[int, Opening]:
    """Return the lines of a chat that have a time and no author: who came, what was deleted."""
    if not is_stamped(lines[start].text):
        return {}
    others = (i for i in range(start, stop) if i not in openings and is_stamped(lines[i].text))
    return {i: Opening("log", "", 0, 0, 0) for i in others}


def _end_of_last(lines: Sequence[Line], position: int) -> int:
    stop = position + 1
    while stop < len(lines) and not lines[stop].gap:
        stop += 1
    return stop


def _has_text_below(lines: Sequence[Line], position: int, messages: dict[int, Opening]) -> bool:
    below = position + 1
    return below < len(lines) and not lines[below].gap and below not in messages


def _turns(lines: Sequence[Line], taken: set[int]) -> dict[int, Opening]:
    """Return the lines that open a turn, where several speakers alternate."""
    turns: dict[int, Opening] = {}
    for position, line in enumerate(lines):
        if position in taken or question_mark_of(line.text[:40]) or answer_mark_of(line.text[:40]):
            continue
        if opening := speaker_opening(line.text):
            turns[position] = opening
    counts = Counter(opening.name for opening in turns.values())
    others = {i: opening for i, opening in turns.items() if counts[opening.name] == 1}
    turns = {i: opening for i, opening in turns.items() if counts[opening.name] > 1}
    names = [opening.name for opening in turns.values()]
    if len(set(names)) < 2 or len(names) < FEWEST_TURNS or _is_cyclic(names):
        return {}
    spoken = sum(_says(lines, i, opening) for i, opening in turns.items())
    changes = sum(a != b for a, b in pairwise(names))
    if 2 * spoken < len(turns) or 4 * changes < len(names):
        return {}
    first, last = min(turns), max(turns)
    return turns | {i: opening for i, opening in others.items() if first < i <= last + 1 and _says(lines, i, opening)}


def _is_cyclic(names: Sequence[str]) -> bool:
    """Tell whether three labels or more always come in the same order, as those of records do."""
    period = len(set(names))
    return period > 2 and all(a == b for a, b in zip(names, names[period:], strict=False))


def _says(lines: Sequence[Line], position: int, opening: Opening) -> bool:
    words = lines[position].text[opening.text_start :]
    return word_count(words) >= SPOKEN_WORDS or (ends_sentence(words) and word_count(words) > 1)


def _logs(lines: Sequence[Line], taken: set[int]) -> Iterator[Region]:
    """Yield runs of lines that begin with a time; a line between them goes on with the one above it."""
    run: list[int] = []
    for position in range(len(lines) + 1):
        inside = position < len(lines) and position not in taken
        if inside and log_opening(lines[position].text):
            run.append(position)
        elif run and (not inside or lines[position].gap or position - run[-1] > MOST_MESSAGE_LINES):
            stop = position
            if len(run) >= FEWEST_LOG_LINES and len(run) >= LOG_SHARE * (stop - run[0]):
                yield Region("log", run[0], stop, {i: Opening("log", "", 0, 0, 0) for i in run})
            run = []

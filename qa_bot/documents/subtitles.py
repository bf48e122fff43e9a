"""Read subtitles, .srt and .vtt: what is said, a sentence or more a line, after the time at which it begins."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from qa_bot.documents.blocks import Block
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.encoding import decode_with_notes

# Cues are joined until a sentence ends, a pause of this many seconds, or so many words.
PAUSE_S = 4.0
MOST_WORDS = 60
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_CUE = re.compile(rf"{_TIME}\s*-->\s*{_TIME}[^\n]*")
_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+(?P<name>[^<>\n]{1,80})>")
_ENDED = re.compile(r"""[.!?…。！？♪]["'”’»)\]]*$""")
_BREAK = re.compile(r"\n[^\S\n]*\n")


class _Cue(NamedTuple):
    start_s: float
    end_s: float
    speaker: str
    text: str


def read_subtitles(data: bytes) -> Iterator[Document]:
    """Yield the one document of a file of subtitles."""
    text, notes = decode_with_notes(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cues = [cue for part in _BREAK.split(text) for cue in _cues(part)]
    if not cues:
        raise UnreadableFileError("it holds no subtitles")
    title = re.match(r"WEBVTT[^\S\n]+(?:-[^\S\n]*)?(?P<title>\S[^\n]*)", text)
    lines: list[str] = []
    blocks: list[Block] = []
    start = 0
    for cue in _joined(cues):
        time = f"[{_clock(cue.start_s)}]" + (f" {cue.speaker}:" if cue.speaker else "")
        end = start + len(time) + 1 + len(cue.text)
        parts = (Block("speaker", start, start + len(time)), Block("paragraph", start + len(time) + 1, end))
        blocks.append(Block("message", start, end, parts))
        lines.append(f"{time} {cue.text}")
        start = end + 1
    yield Document(text="\n".join(lines), title=title["title"] if title else None, blocks=tuple(blocks), notes=notes)


def _cues(part: str) -> Iterator[_Cue]:
    """Yield the cue of a paragraph: its lines below the one with the times."""
    times = _CUE.search(part)
    if not times:
        return
    said = part[times.end() :]
    voice = _VOICE.search(said)
    text = " ".join(html.unescape(_TAG.sub("", said)).split())
    if text:
        h, m, s, f, h2, m2, s2, f2 = times.groups()
        yield _Cue(_seconds(h, m, s, f), _seconds(h2, m2, s2, f2), voice["name"].strip() if voice else "", text)


def _joined(cues: list[_Cue]) -> Iterator[_Cue]:
    """Yield the cues, those that one sentence runs over as one; a cue that repeats the one before is left out."""
    current = cues[0]
    for cue in cues[1:]:
        if cue.text == current.text:
            continue
        runs_on = not _ENDED.search(current.text) and len(current.text.split()) < MOST_WORDS
        if (
            runs_on
            and cue.speaker == current.speaker
            and cue.start_s - current.end_s < PAUSE_S
            and not cue.text.startswith("- ")
        ):
            current = current._replace(end_s=cue.end_s, text=f"{current.text} {cue.text}")
            continue
        yield current
        current = cue
    yield current


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"

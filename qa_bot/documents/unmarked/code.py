"""Code and commands that stand in a text: fenced, after a prompt, set in, or lines that are plainly code."""

import re
from collections.abc import Sequence

from qa_bot.documents.unmarked.lines import Found, Line, block_over
from qa_bot.documents.unmarked.lists import marker_of
from qa_bot.documents.unmarked.shapes import is_complete, is_sentence

SET_IN = 4
CODE_SHARE = 0.5
# Lines at the margin are code where several together have its signs.
FEWEST_MARGIN_LINES, MARGIN_SHARE = 3, 0.7
MOST_LINES_LOOKED_AT = 40
MOST_SEEN = 300

_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})\s*[\w.+#-]*\s*$")
_PROMPT = re.compile(
    r"(?:\w[\w.@:~/-]{0,30})?[$%#](?<!^#)\s+[a-z./~]|>>>\s|PS\s[A-Z]:|[A-Z]:\\[^>\n]{0,60}>|>\s+[a-z]\S*(?:\s+\S+)?\s*$"
)
_SIGNS = re.compile(
    r"""[{}]\s*$|^[}\])]|[)"'\]];$|^[A-Za-z_][\w.\[\]"'-]*\s?[:+-]?=\s?\S|^[\w.]+\([^)]*\)?[;,:]?$|^</?\w[^>]*>|(?:^|\s)--?[a-zA-Z][\w-]*"""
    r"""|^["'][\w-]+["']\s?:|^(?:import|from|def|class|return|const|let|var|function|public|private|export)\s\S|^\#include|\\$|\$\{?[A-Za-z_]|^\.{0,2}/\w"""
)
_BRACKETS = re.compile(r"[()\[\]{}=;<>]")


def read_code(lines: Sequence[Line], position: int, above: Line | None) -> Found | None:
    """Return the code that begins at a line; `above` is the line before it, whatever it belongs to."""
    line = lines[position]
    if match := _FENCE.match(line.text[:MOST_SEEN]):
        return _fenced(lines, position, match["marks"])
    if _PROMPT.match(line.text[:MOST_SEEN]):
        stop = position + 1
        while stop < len(lines) and not lines[stop].gap and not is_sentence(lines[stop].text):
            stop += 1
        return Found((block_over("code", lines[position:stop]),), stop)
    base = above.indent if above else 0
    if line.indent >= base + SET_IN:
        return _set_in(lines, position, base, above is not None and above.text.endswith((":", "：")))
    return _at_margin(lines, position)


def _fenced(lines: Sequence[Line], position: int, marks: str) -> Found | None:
    for stop in range(position + 1, len(lines)):
        words = lines[stop].text
        if words[:3] == marks[:3] and len(words) >= len(marks) and not words.strip(marks[0]):
            inner = lines[position + 1 : stop]
            return Found((block_over("code", inner),) if inner else (), stop + 1)
    return None


def _set_in(lines: Sequence[Line], position: int, base: int, introduced: bool) -> Found | None:
    stop = position + 1
    while stop < len(lines) and lines[stop].indent >= base + SET_IN and lines[stop].gap <= 1:
        stop += 1
    seen = lines[position : min(stop, position + MOST_LINES_LOOKED_AT)]
    if any(is_sentence(line.text) and not _has_signs(line) for line in seen) or marker_of(seen[0]):
        return None
    coded = sum(_has_signs(line) for line in seen)
    command = (
        introduced and len(seen) <= 3 and not is_complete(seen[0].text) and seen[0].text[0] in "abcdefghijklmnopqrstuvwxyz./~<"
    )
    if not command and (not coded or coded < CODE_SHARE * len(seen)):
        return None
    return Found((block_over("code", lines[position:stop]),), stop)


def _at_margin(lines: Sequence[Line], position: int) -> Found | None:
    if not _has_signs(lines[position]) or is_sentence(lines[position].text) or marker_of(lines[position]):
        return None
    stop = position + 1
    while stop < len(lines) and not lines[stop].gap and (_has_signs(lines[stop]) or not is_sentence(lines[stop].text)):
        stop += 1
        if stop - position == MOST_LINES_LOOKED_AT and not _is_mostly_code(lines[position:stop]):
            return None
    whole = all(_has_signs(line) and len(_BRACKETS.findall(line.text)) > 1 for line in lines[position:stop])
    if (stop - position < FEWEST_MARGIN_LINES and not whole) or not _is_mostly_code(
        lines[position : min(stop, position + MOST_LINES_LOOKED_AT)]
    ):
        return None
    return Found((block_over("code", lines[position:stop]),), stop)


def _is_mostly_code(lines: Sequence[Line]) -> bool:
    return sum(_has_signs(line) for line in lines) >= MARGIN_SHARE * len(lines)


def _has_signs(line: Line) -> bool:
    return len(line.text) <= MOST_SEEN and bool(_SIGNS.search(line.text))

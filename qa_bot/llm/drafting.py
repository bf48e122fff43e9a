"""Cut a streamed draft into sentences as they are completed, and take the citation markers off them."""

import re
from collections.abc import Iterable, Iterator

from qa_bot.frozen import Frozen
from qa_bot.text.sentences import split_sentences

# A draft longer than this, or one that says the same again and again, is cut off.
MAX_CHARS = 6000
MAX_REPEATS = 2
_MARKERS = re.compile(r"\s*[\[【(]\s*(?:source\s*)?(\d+(?:\s*[,;–-]\s*\d+)*)\s*[\]】)](?!\()", re.I)
_LEADING_MARKER = re.compile(r"^(?:\s*\[\s*\d+(?:\s*,\s*\d+)*\s*\])+")
_DECORATION = re.compile(r"^\s*(?:[-*•#>]+\s+|\d+[.)]\s+)|\*\*|__|`")


class DraftSentence(Frozen):
    """Be a sentence of a draft without its markers; `cited` are the numbers it carried, from 1."""

    text: str
    cited: tuple[int, ...] = ()


def draft_sentences(pieces: Iterable[str]) -> Iterator[DraftSentence]:
    """Yield the sentences of a streamed text, each as soon as the next one begins or the text ends."""
    text, seen, total = "", {}, 0  # type: str, dict[str, int], int
    for piece in pieces:
        text += piece
        total += len(piece)
        *complete, text = _pieces(text)
        for sentence in complete:
            if draft := _cleaned(sentence):
                seen[draft.text] = seen.get(draft.text, 0) + 1
                if seen[draft.text] == 1:
                    yield draft
        if total > MAX_CHARS or max(seen.values(), default=0) > MAX_REPEATS:
            return
    if (draft := _cleaned(text)) and draft.text not in seen:
        yield draft


def _pieces(text: str) -> list[str]:
    """Return the sentences of a text, the last one perhaps unfinished; markers belong to the sentence before them."""
    starts = [start for start, _ in split_sentences(text)]
    cut = [text[a:b] for a, b in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True)] if starts else [text]
    pieces: list[str] = []
    for piece in cut:
        if pieces and (marker := _LEADING_MARKER.match(piece)):
            pieces[-1] += marker.group()
            piece = piece[marker.end() :]
        pieces.append(piece)
    return pieces


def _cleaned(sentence: str) -> DraftSentence | None:
    cited = tuple(
        int(number)
        for marker in _MARKERS.finditer(sentence)
        for number in re.findall(r"\d+", marker.group(1))
        if len(number) < 4
    )
    text = " ".join(_DECORATION.sub("", _MARKERS.sub("", sentence)).split())
    return DraftSentence(text=text, cited=tuple(dict.fromkeys(cited))) if any(c.isalnum() for c in text) else None

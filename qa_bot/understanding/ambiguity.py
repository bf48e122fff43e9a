"""Notice a question that the documents answer in several ways: "the foreign minister", where they speak of three."""

import re
from collections.abc import Iterator, Sequence

from qa_bot.evidence.grading import Graded
from qa_bot.text.names import name_spans
from qa_bot.text.stems import content_stems
from qa_bot.text.terms import STOP_WORDS, fold

# How far behind the best piece's score another one still answers as well.
RIVAL_MARGIN = 3.0
MOST_READINGS = 3
# "the foreign minister", "the initiative": said without a name, and not told apart by what follows ("the leader of Egypt").
_DEFINITE = re.compile(r"\bthe\s+(?P<head>[a-zà-öø-ÿ]+(?:\s+[a-zà-öø-ÿ]+)?)", re.I)
_TELLS_APART = re.compile(r"\s+(?:of|from|in|at|between|for|on|to|who|whom|which|that|whose)\b", re.I)


def rival_readings(question: str, graded: Sequence[Graded]) -> tuple[str, ...]:
    """Return the readings of a question between which the best pieces are divided, the best piece's first; else ().

    They differ in the name that the documents give to something the question calls "the ...". A question that has a name
    itself is taken at its word.
    """
    if not graded or name_spans(question):
        return ()
    near = [piece for piece in graded if piece.score >= graded[0].score - RIVAL_MARGIN and not piece.evidence.is_list]
    passages = " ".join(piece.evidence.passage.text for piece in graded).lower()
    for start, end, head in _heads(question, passages):
        if not any(head in piece.evidence.passage.text for piece in graded):
            # Never written without capitals: a name, typed in lower case.
            continue
        named = [(piece, name) for piece in near if (name := _named(piece.evidence.text, head))]
        if not named or not (named[0][0] is near[0] or head in near[0].evidence.text):
            continue
        readings: dict[frozenset[str], str] = {}
        for _, name in named:
            own = content_stems(name) - content_stems(head)
            if own and not any(own & other for other in readings):
                readings[own] = f"{question[:start]}{name}{question[end:]}".rstrip("?!. ") + "?"
        if len(readings) > 1:
            return tuple(readings.values())[:MOST_READINGS]
    return ()


def _heads(question: str, passages: str) -> Iterator[tuple[int, int, str]]:
    """Yield what a question calls "the ...": (start, end, words); two words where the passages have them together, else one."""
    for match in _DEFINITE.finditer(question):
        words = match["head"].split()
        count = 2 if len(words) == 2 and match["head"].lower() in passages else 1
        head = " ".join(words[:count])
        end = match.start("head") + len(head)
        if all(fold(word) not in STOP_WORDS for word in words[:count]) and not _TELLS_APART.match(question, end):
            yield match.start(), end, head


def _named(text: str, head: str) -> str | None:
    """Return how a text names something: "Foreign Minister Sergei Lavrov" or "Cairo Initiative"; None where it does not."""
    for match in re.finditer(rf"(?<!deputy )(?<!vice )(?<!former )\b{re.escape(head)}\b", text, re.I):
        start, end = match.span()
        for a, b in name_spans(text):
            touches_before = b <= match.start() and not text[b : match.start()].strip()
            touches_after = a >= match.end() and not text[match.end() : a].strip()
            if touches_before or touches_after or (a < match.end() and b > match.start()):
                start, end = min(start, a), max(end, b)
        if (start, end) != match.span():
            return text[start:end]
    return None

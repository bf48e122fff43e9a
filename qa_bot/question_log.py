"""What is logged of a question: at -v names, figures and times, a line each; text of the documents at -vv alone.

The question itself is logged too. Doors whose log must not hold what people write (Discord) silence this logger.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qa_bot.answer import Answer, CorpusIndex
from qa_bot.document_name import parse_name
from qa_bot.understanding.understood import Understood

LONGEST_TEXT_CHARS = 160
NAMES = 8
# The second has what nobody wrote: it may be logged where the first may not.
QUESTIONS, STAGES = __name__, "qa_bot.stage_log"
_logger, _stages = logging.getLogger(QUESTIONS), logging.getLogger(STAGES)


class Weighed(NamedTuple):
    """What a question came to before it is decided whether to answer; `signs` are those of the confidence, by name."""

    understood: Understood
    threshold: float
    signs: Mapping[str, float]


def log_question(answer: Answer, weighed: Weighed) -> None:
    """Log how a question was understood, what was found and read for it, and how sure the answer is."""
    if not _logger.isEnabledFor(logging.INFO):
        return
    understood = weighed.understood
    _logger.info("question: %s", answer.question)
    _log_index(answer)
    if understood.question != answer.question:
        _logger.info("understood as: %s", understood.question)
    if len(understood.readings) > 1:
        _logger.info("readings considered: %s", " / ".join(understood.readings))
    found = [candidate.passage.source for candidate in understood.candidates.passages]
    _logger.info("found %d passages in %s", len(found), _named(found))
    read = {piece.evidence.passage.chunk_id: piece.evidence.passage.source for piece in understood.graded}
    _logger.info("read %d passages of %s: %d pieces", len(read), _named(list(read.values())), len(understood.graded))
    sure = "enough" if answer.confidence >= weighed.threshold else "not enough"
    _logger.info("confidence %.3f, threshold %.3f: %s", answer.confidence, weighed.threshold, sure)
    _log_details(weighed)


def log_answer(answer: Answer) -> None:
    """Log what a question ended with, and the time each stage took."""
    why = f", {answer.reason}" if answer.reason else ""
    model = f", written by {answer.model}" if answer.model else ""
    fields = {"status": answer.status, "generation": answer.index.generation, "timings_ms": answer.timings_ms}
    _stages.info("%s%s, citations: %d%s", answer.status, why, len(answer.citations), model)
    times = ", ".join(f"{stage} {spent:g} ms" for stage, spent in answer.timings_ms.items())
    _stages.info("time: %s", times, extra={"fields": fields})


def _log_index(answer: Answer) -> None:
    for one in answer.indexes or (answer.index,):
        of = f" of {one.corpus}" if isinstance(one, CorpusIndex) else ""
        _logger.info("index%s: generation %d, %d documents, %d chunks", of, one.generation, one.documents, one.chunks)
    if answer.filters:
        _logger.info("limited to %d documents: %s", answer.filters.documents, answer.filters.told())


def _log_details(weighed: Weighed) -> None:
    if not _logger.isEnabledFor(logging.DEBUG):
        return
    _logger.debug("signs: %s", ", ".join(f"{name} {value:.3f}" for name, value in weighed.signs.items()))
    for candidate in weighed.understood.candidates.passages:
        _logger.debug("found with score %.4f: %s", candidate.score, _short(candidate.passage.source, candidate.passage.text))
    for piece in weighed.understood.graded:
        _logger.debug("read with score %.2f: %s", piece.score, _short(piece.evidence.passage.source, piece.evidence.text))


def _named(sources: Sequence[str]) -> str:
    """Return the names of documents, each once, the first ones by name."""
    names = list(dict.fromkeys(parse_name(source).seen_from(None) for source in sources))
    more = f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
    return f"{len(names)} documents ({', '.join(names[:NAMES])}{more})" if names else "no document"


def _short(source: str, text: str) -> str:
    line = " ".join(text.split())
    return f"{parse_name(source).seen_from(None)}: {line[:LONGEST_TEXT_CHARS]}{'…' if len(line) > LONGEST_TEXT_CHARS else ''}"

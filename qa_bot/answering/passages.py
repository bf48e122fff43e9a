"""The passages that a search finds, best first, as they are told without an answer."""

from collections.abc import Iterator

from qa_bot.answering.composition import cite
from qa_bot.errors import UsageError
from qa_bot.evidence.weighing import CANDIDATES, Weighing
from qa_bot.listing import FoundPassage
from qa_bot.retrieval.search import Candidate
from qa_bot.text.sentences import trimmed
from qa_bot.understanding.standalone import read_question
from qa_bot.understanding.understood import Understood, ranked_candidates


def find_passages(weighing: Weighing, query: str, limit: int) -> tuple[FoundPassage, ...]:
    """Return at most `limit` passages, in the order in which an answer to the query looks at them.

    Near-copies are one passage. Raise UsageError if the limit is not from 1 to 40.
    """
    if not 1 <= limit <= CANDIDATES:
        raise UsageError(f"{limit} passages cannot be shown: ask for 1 to {CANDIDATES}")
    return tuple(_found(read_question(weighing, query)))[:limit]


def _found(understood: Understood) -> Iterator[FoundPassage]:
    for candidate, score in ranked_candidates(understood):
        yield _passage(candidate, score)


def _passage(candidate: Candidate, score: float) -> FoundPassage:
    passage = candidate.passage
    start, end = trimmed(passage.text, 0, len(passage.text), passage.start)
    cited = cite(1, passage, start, end, passage.layout.lead, candidate.also_in)
    return FoundPassage(
        **cited.model_dump(exclude={"number", "spans", "context"}),
        context=cited.context,
        score=round(score, 6),
        heading=" › ".join(" ".join(place.text.split()) for place in passage.layout.path) or None,
    )

"""What the documents lack: questions that were not answered or whose answers were disliked, grouped by what they mean."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from qa_bot.discord_bot.memory.entry import JudgedEntry, is_unanswered
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Embedder, Vectors

# Questions whose vectors are so near mean about the same thing to somebody who writes documents.
NEAR = 0.80
TREND_DAYS = 7
EXAMPLES = 5


class Gap(Frozen):
    """Questions about one thing; `question` is the one nearest to all of them.

    `recent` were asked in the last seven days of which feedback is kept, `before` in the seven days before those. `source` is the
    document that was nearest, `near` what stands there, and `heading` the heading above a disliked quote.
    """

    question: str
    count: int
    people: int
    unanswered: int
    disliked: int
    recent: int
    before: int
    last_asked_at: datetime
    wordings: tuple[str, ...]
    source: str | None
    near: str | None
    heading: str | None


def gaps(entries: Sequence[JudgedEntry], embedder: Embedder, now: datetime) -> tuple[Gap, ...]:
    """Return what the documents lack, the most asked first."""
    lacking = [judged for judged in entries if is_unanswered(judged.entry.answer) or judged.downs > judged.ups]
    if not lacking:
        return ()
    vectors = embedder.embed_passages([_question(judged) for judged in lacking])
    found = [_gap([lacking[number] for number in group], vectors[group], now) for group in groups_of(vectors)]
    return tuple(sorted(found, key=lambda gap: (gap.count, gap.last_asked_at), reverse=True))


def groups_of(vectors: Vectors) -> list[list[int]]:
    """Return the numbers of unit vectors in groups: each joins the group whose middle is nearest, if that is near."""
    groups: list[list[int]] = []
    middles: list[Vectors] = []
    for number, vector in enumerate(vectors):
        nearness = [float(middle @ vector) / float(np.linalg.norm(middle)) for middle in middles]
        best = max(range(len(groups)), key=nearness.__getitem__, default=None)
        if best is not None and nearness[best] >= NEAR:
            groups[best].append(number)
            middles[best] = middles[best] + vector
        else:
            groups.append([number])
            middles.append(vector)
    return groups


def _gap(group: Sequence[JudgedEntry], vectors: Vectors, now: datetime) -> Gap:
    central = group[int(np.argmax(vectors @ vectors.sum(axis=0)))]
    asked = [judged.entry.created_at for judged in group]
    recent = sum(at > now - timedelta(days=TREND_DAYS) for at in asked)
    answer = central.entry.answer
    cited = answer.citations[0] if answer.citations else None
    near = answer.nearest[0] if answer.nearest else None
    headings = [place.quote for place in cited.context if place.kind == "heading"] if cited else []
    return Gap(
        question=_question(central),
        count=len(group),
        people=len({judged.entry.asker for judged in group}),
        unanswered=sum(is_unanswered(judged.entry.answer) for judged in group),
        disliked=sum(judged.downs > judged.ups for judged in group),
        recent=recent,
        before=sum(at > now - timedelta(days=2 * TREND_DAYS) for at in asked) - recent,
        last_asked_at=max(asked),
        wordings=tuple(dict.fromkeys(_question(judged) for judged in group))[:EXAMPLES],
        source=cited.source if cited else near.source if near else next(iter(answer.closest), None),
        near=cited.quote if cited else near.quote if near else None,
        heading=headings[-1] if headings else None,
    )


def _question(judged: JudgedEntry) -> str:
    return judged.entry.answer.standalone_question

"""What the documents lack: questions that were not answered or whose answers were disliked, grouped by what they mean."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from qa_bot.discord_bot.memory.entry import JudgedEntry, is_unanswered
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Embedder, Vectors

# Questions of which every two have vectors so near are of one section of a document; benchmarks/gaps.py measures it.
NEAR = 0.42
# Questions about nothing: what their vectors share, every question's has, and it is taken off before they are compared.
ABOUT_NOTHING = (
    "What is it?",
    "How do I do this?",
    "Where is it?",
    "When is it?",
    "Can I do this?",
    "How much is it?",
    "Who does it?",
    "Is there one?",
    "Why does it not work?",
    "Do I have to?",
    "What do I need for it?",
    "How long does it take?",
    "it does not work, what can I do",
    "is this possible",
)
# So many questions are looked at, the newest: their likenesses to one another take 100 MB.
MOST = 5000
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
    lacking = [judged for judged in entries if is_unanswered(judged.entry.answer) or judged.downs > judged.ups][:MOST]
    if not lacking:
        return ()
    vectors = topics_of([_question(judged) for judged in lacking], embedder)
    found = [_gap([lacking[number] for number in group], vectors[group], now) for group in groups_of(vectors)]
    return tuple(sorted(found, key=lambda gap: (gap.count, gap.last_asked_at), reverse=True))


def topics_of(questions: Sequence[str], embedder: Embedder) -> Vectors:
    """Return a unit vector for what each question is about, shape (len(questions), dimensions)."""
    topics = embedder.embed_passages(questions) - embedder.embed_passages(ABOUT_NOTHING).mean(axis=0)
    lengths = np.linalg.norm(topics, axis=1, keepdims=True)
    return np.asarray(topics / np.maximum(lengths, np.finfo(topics.dtype).tiny), topics.dtype)


def groups_of(vectors: Vectors, near: float = NEAR) -> list[list[int]]:
    """Return the numbers of unit vectors in groups, in each of which every two are near: complete linkage.

    Whatever the order of the vectors is, the nearest groups are joined first.
    """
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -np.inf)
    groups = {number: [number] for number in range(len(vectors))}
    nearest = likeness.argmax(axis=1)
    rows = np.arange(len(vectors))
    while len(groups) > 1:
        one = int(likeness[rows, nearest].argmax())
        other = int(nearest[one])
        if likeness[one, other] < near:
            break
        groups[one] += groups.pop(other)
        likeness[one] = likeness[:, one] = np.minimum(likeness[one], likeness[other])
        likeness[other] = likeness[:, other] = -np.inf
        changed = np.isin(nearest, (one, other))
        nearest[changed] = likeness[changed].argmax(axis=1)
    return [sorted(group) for group in groups.values()]


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

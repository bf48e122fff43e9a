"""What is learnt from the questions of Discord: an export, lines to complete for a gold set, and what stays unanswered."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from qa_bot.discord_bot.memory.community import CommunityAnswer
from qa_bot.discord_bot.memory.entry import JudgedEntry, is_unanswered
from qa_bot.discord_bot.memory.grouping import group_by_wording
from qa_bot.discord_bot.memory.standing import Stale
from qa_bot.frozen import Frozen
from qa_bot.text.question_form import wants_list

_ADVICE = "Write the answer, and check sources and evidence; set answer to null where the documents do not say."


class UnansweredGroup(Frozen):
    """Questions of near-equal wording that the documents did not answer; `question` is the newest wording."""

    question: str
    count: int
    people: int
    last_asked_at: datetime
    wordings: tuple[str, ...]
    closest: tuple[str, ...]


def exported(judged: JudgedEntry) -> dict[str, object]:
    """Return an entry as a line of the export; people are hashes."""
    entry, answer = judged.entry, judged.entry.answer
    return {
        "id": entry.id,
        "asked_at": entry.created_at.isoformat(),
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "status": answer.status,
        "reason": answer.reason,
        "answer": answer.text,
        "citations": [citation.model_dump(mode="json") for citation in answer.citations],
        "mode": answer.mode,
        "model": answer.model,
        "generation": answer.index.generation,
        "user": entry.asker,
        "votes": [
            {"user": vote.voter, "value": vote.value, "reason": vote.reason, "voted_at": vote.voted_at.isoformat()}
            for vote in judged.votes
        ],
    }


def exported_stale(stale: Stale) -> dict[str, object]:
    """Return an answer of which quotes stand no more as a line of JSON: these quotes, and where it was posted."""
    entry = stale.entry
    quotes = [cited for cited in entry.answer.citations if cited.number in stale.numbers]
    fields = {"number", "corpus", "source", "quote", "start", "end"}
    return {
        "id": entry.id,
        "asked_at": entry.created_at.isoformat(),
        "question": entry.answer.question,
        "standalone_question": entry.answer.standalone_question,
        "quotes": [cited.model_dump(mode="json", include=fields) for cited in quotes],
        "link": entry.link,
        "is_marked": stale.is_marked,
    }


def unanswered(entries: Iterable[JudgedEntry]) -> tuple[UnansweredGroup, ...]:
    """Return the questions that the documents did not answer, those asked most often first; `entries` are newest first."""
    groups = group_by_wording((judged for judged in entries if is_unanswered(judged.entry.answer)), _question)
    found = [_unanswered_group(group) for group in groups]
    return tuple(sorted(found, key=lambda group: (group.count, group.last_asked_at), reverse=True))


def candidates(entries: Iterable[JudgedEntry]) -> tuple[dict[str, object], ...]:
    """Return lines for a gold set, for a person to complete: one for questions of near-equal wording.

    Answers that were voted down come first, then what was not answered, then the rest; each by how often. Small talk is left out.
    """
    groups = group_by_wording((judged for judged in entries if not judged.entry.answer.asks_nothing), _question)
    return tuple(_candidate(group) for group in sorted(groups, key=_urgency, reverse=True))


def community_candidates(answers: Iterable[CommunityAnswer]) -> tuple[dict[str, object], ...]:
    """Return lines for a gold set of what people answered, for a person to check against the documents."""
    return tuple(
        {
            "id": f"community-{answer.message_id}",
            "question": answer.question,
            "answer": answer.text,
            "sources": [],
            "evidence": [],
            "type": "list" if wants_list(answer.question) else "fact",
            "history": [],
            "note": f"{_ADVICE} {answer.author_name} answered this on {answer.kept_at:%Y-%m-%d}: {answer.link}",
        }
        for answer in answers
    )


def _question(judged: JudgedEntry) -> str:
    return judged.entry.answer.standalone_question


def _unanswered_group(group: Sequence[JudgedEntry]) -> UnansweredGroup:
    return UnansweredGroup(
        question=_question(group[0]),
        count=len(group),
        people=len({judged.entry.asker for judged in group}),
        last_asked_at=max(judged.entry.created_at for judged in group),
        wordings=tuple(dict.fromkeys(_question(judged) for judged in group)),
        closest=group[0].entry.answer.closest,
    )


def _urgency(group: Sequence[JudgedEntry]) -> tuple[int, int, int]:
    downs = sum(judged.downs for judged in group)
    misses = sum(is_unanswered(judged.entry.answer) for judged in group)
    return downs, misses, len(group)


def _candidate(group: Sequence[JudgedEntry]) -> dict[str, object]:
    judged = max(group, key=lambda judged: (judged.downs, is_unanswered(judged.entry.answer)))
    answer = judged.entry.answer
    return {
        "id": f"discord-{judged.entry.id}",
        "question": _question(judged),
        "answer": "",
        "sources": list(dict.fromkeys(citation.source for citation in answer.citations)),
        "evidence": [citation.quote for citation in answer.citations],
        "type": "list" if wants_list(_question(judged)) else "fact",
        "history": [],
        "note": " ".join(_remarks(group, judged)),
        "given_answer": answer.text,
    }


def _remarks(group: Sequence[JudgedEntry], judged: JudgedEntry) -> list[str]:
    remarks = [_ADVICE]
    if len(group) > 1:
        remarks.append(f"Asked {len(group)} times.")
    ups, downs = sum(entry.ups for entry in group), sum(entry.downs for entry in group)
    if ups or downs:
        remarks.append(f"Votes: {ups} up, {downs} down.")
    reasons = [vote.reason for entry in group for vote in entry.votes if vote.reason and vote.value < 0]
    if reasons:
        remarks.append(f"Reasons: {'; '.join(reasons)}.")
    if is_unanswered(judged.entry.answer):
        closest = ", ".join(judged.entry.answer.closest)
        remarks.append(f"The bot did not answer{f'; closest: {closest}' if closest else ''}.")
    if judged.entry.answer.question != _question(judged):
        remarks.append(f"Asked as: {judged.entry.answer.question}")
    return remarks

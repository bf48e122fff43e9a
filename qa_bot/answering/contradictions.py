"""Find out whether two sentences say the same thing with other numbers, dates or names, and which contradictions an answer lacks."""

import re
from collections.abc import Sequence

from qa_bot.answer import Citation
from qa_bot.evidence.pieces import Evidence, sentences_of
from qa_bot.passage import Passage
from qa_bot.retrieval.duplicates import containment, shingles
from qa_bot.text.dates import Date
from qa_bot.text.english import AUXILIARY
from qa_bot.text.question_form import answer_type
from qa_bot.text.terms import fold
from qa_bot.verification.names import missing_names
from qa_bot.verification.statement import Statement, statement_of

# Sentences of near-copies that share at least this part of their four-word runs are versions of one sentence.
# (A changed number breaks four runs.)
SAME_SENTENCE = 0.4
_HOW_MUCH = re.compile(rf"\bhow (?!(?:{AUXILIARY}|am|to|come|about)\b)[a-z]+", re.I)


def differ_in_wording_alone(first: Statement, second: Statement) -> bool:
    """Tell whether two versions of a sentence differ only in wording: no number, date or name is replaced by another.

    One that only says more ("on Friday, 3 May" and "on Friday") replaces nothing.
    """
    return not (_numbers_differ(first, second) or dates_differ(first, second) or _names_differ(first, second))


def asks_for_amount(question: str) -> bool:
    """Tell whether a question asks how much of something there is: "how long", "what share"."""
    return answer_type(question) == "number" or bool(_HOW_MUCH.search(question))


def counts_differ(first: Statement, second: Statement) -> bool:
    """Tell whether two sentences count the same thing differently: "12 workers", "seventeen workers"."""
    return any(not values & second.counts[noun] for noun, values in first.counts.items() if noun in second.counts)


def dates_differ(first: Statement, second: Statement) -> bool:
    """Tell whether both sentences have dates (or days of the week) and no date of one fits a date of the other."""
    if first.weekdays and second.weekdays and not first.weekdays & second.weekdays:
        return True
    own_dates, other_dates = _calendar(first), _calendar(second)
    return bool(own_dates and other_dates) and not any(_agree(own, other) for own in own_dates for other in other_dates)


def also_in(piece: Evidence) -> tuple[str, ...]:
    """Return the other files that say the same as a piece: copies of its file, and near-copies that agree."""
    names = list(piece.passage.names)
    for copy in piece.copies:
        version = _version(piece, copy)
        if version is None or differ_in_wording_alone(statement_of(piece.text), statement_of(version.text)):
            names.extend(copy.names)
    return tuple(name for name in dict.fromkeys(names) if name != piece.passage.source)


def other_versions(piece: Evidence) -> tuple[Evidence, ...]:
    """Return the sentences of near-copies in other documents that have other numbers, dates or names, each version once."""
    found: list[Evidence] = []
    for copy in piece.copies:
        version = _version(piece, copy) if copy.document_id != piece.passage.document_id else None
        if version and not any(
            differ_in_wording_alone(statement_of(known.text), statement_of(version.text)) for known in (piece, *found)
        ):
            found.append(version)
    return tuple(found)


def unsaid_sides(question: str, told: Sequence[Citation], known: Sequence[Citation]) -> tuple[Citation, ...]:
    """Return the known citations that contradict a told citation and overlap none of these, in their order."""
    return tuple(
        other
        for other in known
        if not any(_overlap(citation, other) for citation in told)
        and any(citation.name != other.name and _contradict(question, citation.quote, other.quote) for citation in told)
    )


def _version(piece: Evidence, copy: Passage) -> Evidence | None:
    """Return the sentence of a near-copy that is a version of the piece; None if there is none."""
    places = [place for place in sentences_of(copy) if place[0].kind != "list"]
    if piece.is_list or not places:
        return None
    own = shingles(piece.text)
    shared = [containment(own, shingles(copy.slice(*span))) for _, span in places]
    if max(shared) < SAME_SENTENCE:
        return None
    unit, (start, end) = places[shared.index(max(shared))]
    found = {"passage": copy, "copies": (), "start": start, "end": end, "text": copy.slice(start, end)}
    return piece.model_copy(update={**found, "kind": unit.kind, "places": unit.context, "before": ""})


def _contradict(question: str, first: str, second: str) -> bool:
    """Tell whether two quotes are contradicting versions of a sentence, or give different amounts or times as the answer."""
    ours, theirs = statement_of(first), statement_of(second)
    if containment(shingles(first), shingles(second)) >= SAME_SENTENCE:
        return not differ_in_wording_alone(ours, theirs)
    by_count = asks_for_amount(question) and counts_differ(ours, theirs)
    return by_count or (answer_type(question) == "time" and dates_differ(ours, theirs))


def _overlap(first: Citation, second: Citation) -> bool:
    return first.name == second.name and first.start < second.end and second.start < first.end


def _agree(first: Date, second: Date) -> bool:
    pairs = ((first.year, second.year), (first.month, second.month), (first.day, second.day))
    return all(own is None or other is None or own == other for own, other in pairs)


def _calendar(statement: Statement) -> tuple[Date, ...]:
    return tuple(date for date in statement.dates if date.said is None)


def _numbers_differ(first: Statement, second: Statement) -> bool:
    ours, theirs = ({amount.value for amount in statement.amounts} for statement in (first, second))
    return bool(ours - theirs and theirs - ours)


def _names_differ(first: Statement, second: Statement) -> bool:
    """Tell whether each sentence has a name that the other lacks in any spelling; "J." may be short for "John"."""
    own, other = (tuple(map(fold, missing_names(*pair))) for pair in ((first, second), (second, first)))
    return bool(own and other) and not any(name in replaced or replaced in name for name in own for replaced in other)

"""Tell where two sentences say the same thing with other numbers, dates or names, and what an answer leaves out of that."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from qa_bot.answer import Citation
from qa_bot.evidence.pieces import Evidence, sentences_of
from qa_bot.passage import Passage
from qa_bot.retrieval.duplicates import containment, shingles
from qa_bot.text.english import AUXILIARY, NUMBERS, SCALES
from qa_bot.text.question_form import answer_type
from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, fold
from qa_bot.text.word_families import are_related
from qa_bot.verification.dates import Date, dates_in
from qa_bot.verification.facts import facts_of

# From this share of common four-word runs on, sentences of near-copies are versions of one: a changed number breaks four runs.
SAME_SENTENCE = 0.4
_WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.I)
_SCALE = "|".join(SCALES)
_SPELT = rf"(?:{'|'.join(word for word in NUMBERS if word != 'zero')}|{_SCALE})"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:\d+(?:,\d{{3}})*(?:\.\d+)?(?:\s(?:{_SCALE}))?|{_SPELT}(?:(?:\s+and\s+|[\s-]+){_SPELT})*)(?!\w|[.,:]\d)",
    re.I,
)
_PERCENT = re.compile(r"\s?(?:%|per ?cent\b)", re.I)
_NEXT_WORD = re.compile(r"[\s-]+([^\W\d_]+)")
_SIGN = re.compile(r"([$€£])\s?$")
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound"}

_HOW_MUCH = re.compile(rf"\bhow (?!(?:{AUXILIARY}|am|to|come|about)\b)[a-z]+", re.I)

Counts = Mapping[str, frozenset[float]]


def differ_in_wording_alone(first: str, second: str) -> bool:
    """Tell whether two wordings of one sentence have no number, date or name that the other one replaces.

    One that only says more ("on Friday, 3 May" and "on Friday") replaces nothing.
    """
    return not (_numbers_differ(first, second) or dates_differ(first, second) or _names_differ(first, second))


def asks_for_amount(question: str) -> bool:
    """Tell whether a question asks how much of something there is: "how long", "what share"."""
    return answer_type(question) == "number" or bool(_HOW_MUCH.search(question))


def counts_differ(first: str, second: str) -> bool:
    """Tell whether two sentences count the same thing differently: "12 workers", "seventeen workers"."""
    ours, theirs = counts(first), counts(second)
    return any(not values & theirs[noun] for noun, values in ours.items() if noun in theirs)


def dates_differ(first: str, second: str) -> bool:
    """Tell whether two sentences have dates, or days of the week, none of which fits one of the other's."""
    ours, theirs = _days(first), _days(second)
    if ours and theirs and not ours & theirs:
        return True
    own_dates, other_dates = _calendar(first), _calendar(second)
    return bool(own_dates and other_dates) and not any(_agree(own, other) for own in own_dates for other in other_dates)


@lru_cache(maxsize=2_000)
def counts(text: str) -> Counts:
    """Return the numbers of a text by the stem of what they count, or of the unit they measure in."""
    found: dict[str, set[float]] = {}
    for noun, value in _counted(text):
        found.setdefault(noun, set()).add(value)
    return {noun: frozenset(values) for noun, values in found.items()}


def also_in(piece: Evidence) -> tuple[str, ...]:
    """Return the other names under which the corpus has what a piece says: copies of its file, near-copies that agree."""
    names = list(piece.passage.names)
    for copy in piece.copies:
        version = _version(piece, copy)
        if version is None or differ_in_wording_alone(piece.text, version.text):
            names.extend(copy.names)
    return tuple(name for name in dict.fromkeys(names) if name != piece.passage.source)


def other_versions(piece: Evidence) -> tuple[Evidence, ...]:
    """Return the sentences of near-copies in other documents that have other numbers, dates or names, each version once."""
    found: list[Evidence] = []
    for copy in piece.copies:
        version = _version(piece, copy) if copy.document_id != piece.passage.document_id else None
        if version and not any(differ_in_wording_alone(known.text, version.text) for known in (piece, *found)):
            found.append(version)
    return tuple(found)


def unsaid_sides(question: str, told: Sequence[Citation], known: Sequence[Citation]) -> tuple[Citation, ...]:
    """Return the known citations that contradict one that was told and that no told one overlaps, in their order."""
    return tuple(
        other
        for other in known
        if not any(_overlap(citation, other) for citation in told)
        and any(citation.source != other.source and _contradict(question, citation.quote, other.quote) for citation in told)
    )


def _version(piece: Evidence, copy: Passage) -> Evidence | None:
    """Return the sentence of a near-copy that is the piece in perhaps other words; None where there is none."""
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
    """Tell whether two quotes are versions of one sentence, or answer a question for an amount or a time differently."""
    if containment(shingles(first), shingles(second)) >= SAME_SENTENCE:
        return not differ_in_wording_alone(first, second)
    by_count = asks_for_amount(question) and counts_differ(first, second)
    return by_count or (answer_type(question) == "time" and dates_differ(first, second))


def _overlap(first: Citation, second: Citation) -> bool:
    return first.source == second.source and first.start < second.end and second.start < first.end


def _counted(text: str) -> Iterator[tuple[str, float]]:
    """Yield what each number of a text counts, and the number; dates, and numbers that count nothing, are left out."""
    for start, end, _ in dates_in(text):
        text = text[:start] + "." * (end - start) + text[end:]
    for match in _NUMBER.finditer(text):
        amounts = facts_of(match.group()).amounts
        if amounts and (noun := _counted_by(text[: match.start()], text[match.end() :])):
            yield noun, amounts[0].value


def _counted_by(before: str, after: str) -> str | None:
    """Return the stem of the word, or the name of the sign, that stands by a number."""
    if sign := _SIGN.search(before):
        return _SIGNS[sign.group(1)]
    if _PERCENT.match(after):
        return "percent"
    following = _NEXT_WORD.match(after)
    word = fold(following.group(1)) if following else ""
    return stem(word) if word and word not in STOP_WORDS else None


def _days(text: str) -> frozenset[str]:
    return frozenset(match.group(1).lower() for match in _WEEKDAY.finditer(text))


def _calendar(text: str) -> tuple[Date, ...]:
    return tuple(date for date in facts_of(text).dates if date.said is None)


def _agree(first: Date, second: Date) -> bool:
    pairs = ((first.year, second.year), (first.month, second.month), (first.day, second.day))
    return all(own is None or other is None or own == other for own, other in pairs)


def _numbers_differ(first: str, second: str) -> bool:
    ours, theirs = ({amount.value for amount in facts_of(text).amounts} for text in (first, second))
    return bool(ours - theirs and theirs - ours)


def _names_differ(first: str, second: str) -> bool:
    ours, theirs = set(facts_of(first).names), set(facts_of(second).names)
    own, other = ours - theirs, theirs - ours
    return bool(own and other) and not any(_is_variant(name, replaced) for name in own for replaced in other)


def _is_variant(first: str, second: str) -> bool:
    """Tell whether two names may be spellings of one: with the same first letter, one within the other, or related."""
    one, two = fold(first), fold(second)
    return one[:1] == two[:1] or one in two or two in one or are_related(one, two)

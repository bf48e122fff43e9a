"""Which new sentences other documents contradict: the same is said there with another number, date or time, or denied.

A question is not known, so more is asked for than of an answer's sides: the sentences must be about the same, name the same, and
differ in one respect alone. Two rows of a timetable, or the figures of two years, differ in more.
"""

import re
from collections.abc import Iterator

from qa_bot.answering.contradictions import counts_differ, dates_differ
from qa_bot.documents.metadata import header_blocks
from qa_bot.evidence.pieces import sentences_of
from qa_bot.news import Contradiction, News, NewsItem, Sentence, sentence_at
from qa_bot.passage import Passage
from qa_bot.retrieval.duplicates import containment, shingles
from qa_bot.storage.history import texts_at
from qa_bot.storage.snapshot import Snapshot
from qa_bot.storage.word_lookup import LookedUp
from qa_bot.text.dates import dates_in
from qa_bot.text.english import MONTH_NUMBERS, NUMBERS, WEEKDAYS
from qa_bot.text.sentences import split_sentences
from qa_bot.text.stems import stem
from qa_bot.text.terms import blanked, content_words, fold
from qa_bot.verification.checks import turned_round
from qa_bot.verification.statement import Statement, statement_of

# So many sentences of the news are compared, each with so many passages; a document names so many contradictions.
MOST_SENTENCES = 500
MOST_PASSAGES = 10
MOST_OF_ITEM = 5
SHORT_STEMS = 10
# Where no name says what a sentence is about, its passage has to share this part of its runs of words with the other.
SAME_PLACE = 0.25
# Each word, but for names, that only one of two sentences has needs so many that both have.
SHARED_FOR_ONE = 3
_TIME = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm|a\.m\.|p\.m\.|o[’']clock)(?!\w)|\b(\d{1,2}):(\d{2})\b", re.I)
_LABEL = re.compile(r"\b([A-Z][a-z]+)\s+(\d[\w.]*)")
# "Most mills", "at least 7 days": what one says of some, or as a bound, another may say exactly.
_LOOSE = re.compile(
    r"\b(?:most|some|many|few|several|often|sometimes|usually|at (?:least|most)|up to|(?:more|less|fewer) than|over|under|about|"
    r"around|almost|nearly|or (?:more|less|fewer))\b",
    re.I,
)
_SAYS_LITTLE = frozenset(map(stem, "cost costs costing pays charge charges total amounts now currently also clock".split()))
_DENIALS = frozenset(map(stem, "not no never none nobody nothing cannot without longer".split()))
_NO_SUBJECT = frozenset(map(stem, (*NUMBERS, *WEEKDAYS, *MONTH_NUMBERS, "am", "pm")))


def with_contradictions(snapshot: Snapshot, news: News) -> News:
    """Return news in which the sentences that came have what other documents say instead."""
    left = MOST_SENTENCES
    found: dict[str, NewsItem] = {}
    for item in (*news.changed, *news.new):
        came = _came(snapshot, item) if left else ()
        sentences = [one for one in came if _is_comparable(statement_of(one.quote))]
        told = [told for one in sentences[:left] for told in _contradicted(snapshot, item.source, one)]
        left = max(0, left - len(sentences))
        found[item.source] = item.model_copy(update={"contradictions": tuple(told[:MOST_OF_ITEM])})
    return news.model_copy(
        update={kind: tuple(found[item.source] for item in getattr(news, kind)) for kind in ("new", "changed")}
    )


def contradict(first: str, second: str, is_same_place: bool = False) -> bool:
    """Tell whether two sentences cannot both hold; `is_same_place` says that what stands around them is much the same."""
    ours, theirs = statement_of(first), statement_of(second)
    if not _is_same_subject(ours, theirs, is_same_place):
        return False
    respects = [counts_differ(ours, theirs), dates_differ(ours, theirs), _times_differ(first, second)]
    if any(respects):
        return sum(respects) == 1
    return bool(turned_round(ours.polarity, theirs.polarity) or turned_round(theirs.polarity, ours.polarity))


def _came(snapshot: Snapshot, item: NewsItem) -> Iterator[Sentence]:
    """Yield the sentences that a document did not have before."""
    if item.changes:
        came = [sentence for change in item.changes for sentence in change.after]
        head = _head_of(snapshot, item.source) if came else 0
        yield from (sentence for sentence in came if sentence.start >= head)
        return
    for kept in texts_at(snapshot, snapshot.generation.number, [item.source]).values():
        spans = split_sentences(kept.text, header_blocks(kept.text)[1])
        yield from (sentence_at(kept.text, span) for span in spans[:MOST_SENTENCES])


def _head_of(snapshot: Snapshot, source: str) -> int:
    """Return where the text of a document begins after its title and date lines: they speak of the file, not of a subject."""
    kept = texts_at(snapshot, snapshot.generation.number, [source]).values()
    return next((header_blocks(one.text)[1] for one in kept), 0)


def _is_comparable(statement: Statement) -> bool:
    """Tell whether another sentence may give another number, date or time, or deny what one says; a long one is not denied."""
    has_fact = statement.counts or statement.dates or statement.weekdays or _TIME.search(statement.text)
    return bool(has_fact or statement.polarity.denied) or len(statement.stems) <= SHORT_STEMS


def _contradicted(snapshot: Snapshot, source: str, sentence: Sentence) -> Iterator[Contradiction]:
    """Yield the sentences of other documents that contradict one, one of each document."""
    sought = tuple(dict.fromkeys(content_words(sentence.quote)))
    hits = snapshot.search_words(LookedUp(sought, (), (), ()), MOST_PASSAGES)
    passages = snapshot.passages([hit.chunk_id for hit in hits])
    own = next((passage.text for passage in passages if source in passage.names), sentence.quote)
    seen: set[int] = set()
    for passage in passages:
        if source in passage.names or passage.document_id in seen:
            continue
        if other := _other_side(sentence.quote, own, passage):
            seen.add(passage.document_id)
            yield Contradiction(sentence=sentence, source=passage.source, title=passage.title, other=other)


def _other_side(quote: str, around: str, passage: Passage) -> Sentence | None:
    is_same_place = containment(shingles(around), shingles(passage.text)) >= SAME_PLACE
    head = header_blocks(passage.text)[1] if passage.start == 0 else 0
    for _, (start, end) in sentences_of(passage):
        other = passage.slice(start, end)
        if start >= head and contradict(quote, other, is_same_place):
            line = passage.line + passage.text.count("\n", 0, start - passage.start)
            return Sentence(quote=other, start=start, end=end, line=line)
    return None


def _is_same_subject(ours: Statement, theirs: Statement, is_same_place: bool) -> bool:
    is_loose = bool(_LOOSE.search(ours.text)) or bool(_LOOSE.search(theirs.text))
    if is_loose or _names_differ(ours, theirs) or _labels_differ(ours.text, theirs.text):
        return False
    own, other = _subject(ours), _subject(theirs)
    named = ours.name_stems | theirs.name_stems
    shared, more = own & other, max(len(own - other - named), len(other - own - named))
    if (own - other and other - own) or len(shared) < max(2, SHARED_FOR_ONE * more):
        return False
    return is_same_place or bool(_names(ours) & _names(theirs))


def _names(statement: Statement) -> frozenset[str]:
    return frozenset(stem(fold(name)) for name in statement.certain_names) - _NO_SUBJECT


def _names_differ(ours: Statement, theirs: Statement) -> bool:
    """Tell whether each has a name that the other lacks: they may be of two bridges."""
    own, other = _names(ours) - theirs.stems, _names(theirs) - ours.stems
    return bool(own and other)


def _subject(statement: Statement) -> frozenset[str]:
    """Return the stems that say what a sentence is about: neither numbers nor days, and no denial."""
    told = (one for one in statement.stems if not any(character.isdigit() for character in one))
    return frozenset(told) - _NO_SUBJECT - _SAYS_LITTLE - _DENIALS


def _times_differ(first: str, second: str) -> bool:
    """Tell whether both say times of the day, and none that both say."""
    ours, theirs = _times(first), _times(second)
    return bool(ours and theirs) and not ours & theirs


def _times(text: str) -> frozenset[tuple[int, int]]:
    found = set()
    for hour, minute, half, plain_hour, plain_minute in _TIME.findall(text):
        late = 12 if half[:1].lower() == "p" and int(hour) < 12 else 0
        found.add((int(hour or plain_hour) + late, int(minute or plain_minute or 0)))
    return frozenset(found)


def _labels_differ(first: str, second: str) -> bool:
    """Tell whether both number the same thing otherwise: Room 12 and Room 14 are two rooms."""
    ours, theirs = (
        dict(_LABEL.findall(blanked(text, [(start, end) for start, end, _ in dates_in(text)]))) for text in (first, second)
    )
    return any(ours[name] != theirs[name] for name in ours.keys() & theirs.keys())

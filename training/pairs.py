"""From rows to training pairs: whole passages, single sentences, near misses and altered sentences as claims."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from qa_bot.text.sentences import Span, split_sentences
from training.edits import altered_claim, missed_question, with_typo, without_case
from training.headings import heading
from training.rows import LABELS, Answer, ClaimRow, QuestionRow, Row
from training.synonyms import in_other_words, turned

SENTENCE_SHARE = 0.5
PREVIOUS_SENTENCE_SHARE = 0.4
WITHOUT_ANSWER_SHARE = 0.08
MISSED_SHARE = 0.06
NO_CASE_SHARE = 0.15
TYPO_SHARE = 0.05
TRUE_CLAIM_SHARE = 0.45
OTHER_WORDS_SHARE = 0.2
# The share of claims, true and altered ones alike, that are reworded: a claim must not be judged by sharing the passage's words.
CLAIM_OTHER_WORDS_SHARE = 0.65
CLAIM_TURNED_SHARE = 0.5
_WORD = re.compile(r"\w{4,}")


class Task(IntEnum):
    """What is asked about the second text."""

    QUESTION = 0
    CLAIM = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """A question or a claim, a text, and the right outputs.

    `label` is 0 or 1 for a question, a value of LABELS for a claim. `span` is what the span head learns and `evidence` the
    sentences with the answers, as offsets in `second`; None if they are not known, evidence () if there are none.
    """

    first: str
    second: str
    task: Task
    label: int
    span: Span | None = None
    evidence: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage without a question: its own sentences become claims."""

    passage: str
    article: str | None = None


def pairs_of(row: Row | PassageRow, names: Sequence[str], rng: random.Random) -> Iterator[Pair]:
    """Yield the training pairs of a row; `names` are names of other passages, put into near misses."""
    if isinstance(row, ClaimRow):
        yield Pair(row.claim, row.premise, Task.CLAIM, LABELS[row.label])
    elif isinstance(row, PassageRow):
        yield from _claim_pairs(row, names, rng)
    else:
        yield from _question_pairs(row, rng)
        if row.answers and not row.answers_are_sentences and row.evidence is None and rng.random() < MISSED_SHARE:
            missed = missed_question(row, names, rng)
            if missed:
                yield from _question_pairs(replace(row, question=missed, answerable=False, answers=()), rng)


def plain_pair(row: Row) -> Pair:
    """Return a row as it is tested: the whole passage, no heading, the question as written."""
    if isinstance(row, ClaimRow):
        return Pair(row.claim, row.premise, Task.CLAIM, LABELS[row.label])
    return Pair(row.question, row.passage, Task.QUESTION, int(row.answerable))


def evidence_of(row: QuestionRow, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Return the evidence: as the row says, else the answers if they are sentences, else the sentences with an answer."""
    if row.evidence is not None:
        return row.evidence
    if row.answers_are_sentences:
        return tuple((answer.start, answer.end) for answer in row.answers)
    return tuple(sentence for sentence in sentences if any(holds(sentence, answer) for answer in row.answers))


def holds(span: Span, answer: Answer) -> bool:
    """Return whether a stretch of the passage shares a character with an answer."""
    return span[0] < answer.end and answer.start < span[1]


def says_no_answer(text: str, row: QuestionRow) -> bool:
    """Return whether none of the answers of a row stands in a text."""
    folded = text.lower()
    return all(answer.text.lower() not in folded for answer in row.answers)


def _question_pairs(row: QuestionRow, rng: random.Random) -> Iterator[Pair]:
    sentences = split_sentences(row.passage)
    answer = rng.choice(row.answers) if row.answers else None
    yield _window_pair(row, (0, len(row.passage)), sentences, answer, rng)
    if not sentences or row.evidence is not None or rng.random() >= SENTENCE_SHARE:
        return
    if answer:
        yield from _sentence_pairs(row, sentences, answer, rng)
    elif not row.answerable:
        yield _window_pair(row, _nearest(row, sentences), sentences, None, rng)


def _sentence_pairs(row: QuestionRow, sentences: Sequence[Span], answer: Answer, rng: random.Random) -> Iterator[Pair]:
    """Yield the answering sentence, another sentence, and sometimes the passage without its answering sentences."""
    held = [index for index, sentence in enumerate(sentences) if holds(sentence, answer)]
    if not held:
        return
    first = held[0] - 1 if held[0] and rng.random() < PREVIOUS_SENTENCE_SHARE else held[0]
    start, end = min(sentences[first][0], answer.start), max(sentences[held[-1]][1], answer.end)
    yield _window_pair(row, (start, end), sentences, answer, rng)
    unanswered = replace(row, answerable=False, answers=())
    evidence = evidence_of(row, sentences)
    others = [
        (start, end)
        for start, end in sentences
        if says_no_answer(row.passage[start:end], row) and not any(start < stop and begin < end for begin, stop in evidence)
    ]
    if others:
        yield _window_pair(unanswered, rng.choice(others), sentences, None, rng)
    if len(others) > 1 and rng.random() < WITHOUT_ANSWER_SHARE:
        rest = " ".join(row.passage[start:end] for start, end in others)
        yield _window_pair(replace(unanswered, passage=rest), (0, len(rest)), (), None, rng)


def _window_pair(row: QuestionRow, window: Span, sentences: Sequence[Span], answer: Answer | None, rng: random.Random) -> Pair:
    """Return the question and a window of the passage, with or without a heading."""
    start, end = window
    head = heading(row.article, rng)
    shift = len(head) - start
    evidence: tuple[Span, ...] | None = None
    if row.answers or not row.answerable:
        clipped = [(max(begin, start), min(stop, end)) for begin, stop in evidence_of(row, sentences)]
        evidence = tuple((begin + shift, stop + shift) for begin, stop in clipped if begin < stop)
    span = (answer.start + shift, answer.end + shift) if answer and not row.answers_are_sentences else None
    second = head + row.passage[start:end]
    return Pair(_as_typed(row.question, rng), second, Task.QUESTION, int(row.answerable), span, evidence)


def _nearest(row: QuestionRow, sentences: Sequence[Span]) -> Span:
    """Return the sentence that shares most words with the question: a near miss of one sentence."""
    wanted = set(_WORD.findall(row.question.lower()))
    return max(sentences, key=lambda span: len(wanted & set(_WORD.findall(row.passage[span[0] : span[1]].lower()))))


def _as_typed(question: str, rng: random.Random) -> str:
    if rng.random() < OTHER_WORDS_SHARE:
        question = in_other_words(question, rng)
    if rng.random() < TYPO_SHARE:
        question = with_typo(question, rng)
    return without_case(question) if rng.random() < NO_CASE_SHARE else question


def _claim_pairs(row: PassageRow, names: Sequence[str], rng: random.Random) -> Iterator[Pair]:
    """Yield a sentence of the passage as a claim that it supports, or altered so that it does not; both mostly reworded."""
    passage = row.passage
    sentences = [passage[start:end] for start, end in split_sentences(passage) if 40 < end - start < 300]
    if not sentences:
        return
    sentence = rng.choice(sentences)
    head = heading(row.article, rng)
    if rng.random() < TRUE_CLAIM_SHARE:
        yield Pair(_reworded(sentence, rng), head + passage, Task.CLAIM, LABELS["supported"])
    elif claim := altered_claim(sentence, passage, names, rng):
        premise = passage if rng.random() < 0.6 else sentence
        yield Pair(_reworded(claim, rng), head + premise, Task.CLAIM, LABELS["unsupported"])


def _reworded(sentence: str, rng: random.Random) -> str:
    if rng.random() < CLAIM_TURNED_SHARE:
        sentence = turned(sentence)
    return in_other_words(sentence, rng) if rng.random() < CLAIM_OTHER_WORDS_SHARE else sentence

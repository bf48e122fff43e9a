"""What the confidence is computed from: numbers that say how well the best piece answers the question."""

from collections.abc import Callable, Sequence

import numpy as np

from qa_bot.answering.evidence import Evidence
from qa_bot.answering.grading import Graded, best_sentence
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Vectors
from qa_bot.text.questions import answer_type, holds_answer_of_type, names, numbers
from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import STOP_WORDS, fold, words


class Vocabulary(Frozen):
    """Be what the corpus as a whole says of the question's words.

    `unknown` are the folded words that no document contains and that resemble none it does, `resembling` those that may be
    another spelling of one.
    """

    unknown: frozenset[str] = frozenset()
    resembling: frozenset[str] = frozenset()


FEATURES = (
    "best_logit",
    "best_in_context",
    "second_gap",
    "fourth_gap",
    "coverage_piece",
    "coverage_context",
    "coverage_passages",
    "heaviest_missing",
    "missing_names",
    "missing_numbers",
    "unknown_words",
    "unknown_names",
    "resembling_words",
    "type_missing",
    "question_words",
    "similarity_best",
    "similarity_piece",
)


def features(question: str, graded: Sequence[Graded], vocabulary: Vocabulary, weight: Callable[[str], float]) -> Vectors:
    """Return the numbers named in FEATURES, shape (len(FEATURES),); `graded` is in order of logit and not empty.

    `weight` gives the inverse document frequency of a stem. Coverage is the share of the question's weight found.
    """
    logits = sorted((piece.logit for piece in graded if not piece.evidence.is_list), reverse=True) or [graded[0].logit]
    best = best_sentence(graded)
    wanted = content_stems(question)
    held_by_piece = content_stems(best.evidence.with_heading(best.evidence.text))
    held_by_context = content_stems(best.evidence.with_heading(best.evidence.context))
    held_by_passage = content_stems(best.evidence.with_heading(best.evidence.passage.text))
    missing = wanted - held_by_passage
    kind = answer_type(question)
    similarities = [piece.evidence.similarity for piece in graded if piece.evidence.similarity is not None]
    asked_names = [name for name in names(question) if fold(name) not in STOP_WORDS]
    return np.array(
        [
            best.logit,
            best.logit if best.context_logit is None else best.context_logit,
            logits[0] - logits[min(1, len(logits) - 1)],
            logits[0] - logits[min(3, len(logits) - 1)],
            _share(held_by_piece & wanted, wanted, weight),
            _share(held_by_context & wanted, wanted, weight),
            _share(held_by_passage & wanted, wanted, weight),
            max((weight(s) for s in missing), default=0.0),
            sum(stem(fold(name)) in missing for name in asked_names),
            sum(not _has_number(best.evidence, number) for number in numbers(question)),
            len(vocabulary.unknown),
            sum(fold(name) in vocabulary.unknown for name in asked_names),
            len(vocabulary.resembling),
            float(not holds_answer_of_type(kind, best.evidence.text, question)),
            np.log1p(len(wanted)),
            max(similarities, default=0.0),
            best.evidence.similarity if best.evidence.similarity is not None else min(similarities, default=0.0),
        ],
        np.float32,
    )


def _share(held: frozenset[str], wanted: frozenset[str], weight: Callable[[str], float]) -> float:
    total = sum(weight(s) for s in wanted)
    return sum(weight(s) for s in held) / total if total else 1.0


def _has_number(evidence: Evidence, number: str) -> bool:
    return fold(number) in words(evidence.with_heading(evidence.passage.text))

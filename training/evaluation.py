"""Measure a reader on the rows that were held out."""

from collections.abc import Mapping, Sequence

import numpy as np
from tokenizers import Tokenizer

from qa_bot.text.sentences import split_sentences
from training.measures import area_under_curve, balanced_accuracy, refused_at, shared_words
from training.pairs import holds, plain_pair
from training.prediction import Prediction, predict
from training.reader import Reader
from training.rows import LABELS, ClaimRow, QuestionRow, Row

Figures = dict[str, float | int | None]

_THRESHOLDS = np.linspace(0.05, 0.95, 19)


def evaluate(
    reader: Reader, tokenizer: Tokenizer, test: Mapping[str, Sequence[Row]], together: str | None = None
) -> dict[str, Figures]:
    """Return the figures of each source, its questions and its claims apart; `together` names an entry for all sources."""
    figures: dict[str, Figures] = {}
    everything: list[tuple[Row, Prediction]] = []
    for source, rows in test.items():
        predictions = predict(reader, tokenizer, [plain_pair(row) for row in rows]) if rows else []
        both = [*zip(rows, predictions, strict=True)]
        figures |= _figures(source, both)
        everything += both
    return figures | _figures(together, everything) if together else figures


def _figures(source: str, rows: Sequence[tuple[Row, Prediction]]) -> dict[str, Figures]:
    figures: dict[str, Figures] = {}
    questions = [(row, prediction) for row, prediction in rows if isinstance(row, QuestionRow)]
    claims = [(row, prediction) for row, prediction in rows if isinstance(row, ClaimRow)]
    if questions:
        figures[f"{source} (questions)"] = question_figures(questions)
    if claims:
        figures[f"{source} (claims)"] = claim_figures(claims)
    return figures


def question_figures(rows: Sequence[tuple[QuestionRow, Prediction]]) -> Figures:
    """Return how well the reader separates answerable from unanswerable questions, and how well it finds answers."""
    figures: Figures = {
        "n": len(rows),
        "answerable": sum(row.answerable for row, _ in rows),
        "called_answerable": float(np.mean([prediction.answerable > 0 for _, prediction in rows])),
    }
    for name, score in (
        ("head", lambda prediction: prediction.answerable),
        ("span", Prediction.span_lead),
        ("both", Prediction.answerability),
    ):
        positive = np.array([score(prediction) for row, prediction in rows if row.answerable])
        negative = np.array([score(prediction) for row, prediction in rows if not row.answerable])
        figures[f"auc_{name}"] = area_under_curve(positive, negative)
        figures[f"refused_at_80_{name}"] = refused_at(positive, negative, 0.80)
        figures[f"refused_at_92_{name}"] = refused_at(positive, negative, 0.92)
    answered = [(row, prediction) for row, prediction in rows if row.answers and len(prediction.offsets)]
    return figures | {"span_f1": _span_f1(answered)} | _sentence_figures(answered)


def claim_figures(rows: Sequence[tuple[ClaimRow, Prediction]]) -> Figures:
    """Return how well the reader separates supported claims from the others."""
    positive = np.array([prediction.supported for row, prediction in rows if row.label == "supported"])
    negative = np.array([prediction.supported for row, prediction in rows if row.label != "supported"])
    accuracies = [balanced_accuracy(positive, negative, threshold) for threshold in _THRESHOLDS]
    three_way = [prediction.entailment.argmax() == LABELS[row.label] for row, prediction in rows if row.label != "unsupported"]
    return {
        "n": len(rows),
        "supported": len(positive),
        "called_supported": float(np.mean([prediction.supported > 0.5 for _, prediction in rows])),
        "auc": area_under_curve(positive, negative),
        "balanced_best": max((accuracy for accuracy in accuracies if accuracy is not None), default=None),
        "balanced_at_50": balanced_accuracy(positive, negative, 0.5),
        "three_way": float(np.mean(three_way)) if three_way else None,
    }


def _span_f1(rows: Sequence[tuple[QuestionRow, Prediction]]) -> float | None:
    """Return the mean F1 of the best span (always given) with the nearest answer, for answers that are not whole sentences."""
    found = []
    for row, prediction in rows:
        if not row.answers_are_sentences:
            start, end = prediction.best_span(np.arange(len(prediction.offsets)))[1]
            found.append(max(shared_words(row.passage[start:end], answer.text) for answer in row.answers))
    return float(np.mean(found)) if found else None


def _sentence_figures(rows: Sequence[tuple[QuestionRow, Prediction]]) -> Figures:
    """Return how often the best sentence holds an answer: by the mean of its evidence, and by the best span inside it."""
    by_evidence, by_span = [], []
    for row, prediction in rows:
        sentences = [(sentence, prediction.tokens_of(sentence)) for sentence in split_sentences(row.passage)]
        read = [(sentence, tokens) for sentence, tokens in sentences if len(tokens)]
        if len(read) < 2:
            continue
        right = [any(holds(sentence, answer) for answer in row.answers) for sentence, _ in read]
        by_evidence.append(right[int(np.argmax([prediction.evidence[tokens].mean() for _, tokens in read]))])
        by_span.append(right[int(np.argmax([prediction.best_span(tokens)[0] for _, tokens in read]))])
    return {
        "sentence_n": len(by_evidence),
        "sentence_by_evidence": float(np.mean(by_evidence)) if by_evidence else None,
        "sentence_by_span": float(np.mean(by_span)) if by_span else None,
    }


def table(figures: Mapping[str, Figures]) -> str:
    """Return the figures as two tables in Markdown, questions and claims."""
    parts = []
    for kind in ("questions", "claims"):
        chosen = {name: values for name, values in figures.items() if name.endswith(f"({kind})")}
        if chosen:
            columns = list(next(iter(chosen.values())))
            lines = [f"| {kind} | {' | '.join(columns)} |", f"|---{'|---:' * len(columns)}|"]
            lines += [
                f"| {name.split(' ')[0]} | {' | '.join(_cell(row[key]) for key in columns)} |" for name, row in chosen.items()
            ]
            parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)

"""Score one answer: every figure that can be computed for a single question, under its dotted name."""

import re
from collections.abc import Callable, Sequence

from qa_bot.answer import Answer
from qa_bot.evaluation.gold import GoldQuestion
from qa_bot.evaluation.ranking import ranking_metrics
from qa_bot.evaluation.spans import Place, evidence_run, locate, overlaps
from qa_bot.evaluation.text_match import containment, exact_match, length_in_words, normalise, token_f1, without_markers
from qa_bot.frozen import Frozen
from qa_bot.text.markup import readable
from qa_bot.text.sentences import split_sentences

_MARKER = re.compile(r"(\[\d+\])")

Similarity = Callable[[str, Sequence[str]], float]
TextOf = Callable[[str], str | None]


class Scored(Frozen):
    """A question's figures.

    `metrics` has the figures that apply: ranking and answer figures only if the corpus has an answer, citation figures only if
    the bot answered, those of a language model only if one was asked. `right` says whether the answer is right that the bot
    gives when it always answers; an unanswerable question has no right answer.
    """

    metrics: dict[str, float]
    abstained: bool
    answerable: bool
    right: bool
    confidence: float


def score(gold: GoldQuestion, final: Answer, attempt: Answer, text_of: TextOf, similarity: Similarity) -> Scored:
    """Return the figures of a question.

    `final` is what the user sees, `attempt` the answer given when it always answers, `text_of` returns a document's text.
    """
    metrics: dict[str, float] = {}
    abstained = final.status == "abstained"
    said = without_markers(final.text)
    right = is_right(gold, attempt)
    if gold.is_answerable:
        evidence = [_places(piece, gold.sources, text_of) for piece in gold.evidence]
        metrics |= _retrieval(gold, final, evidence)
        metrics |= _answer(gold, "" if abstained else said, similarity)
        if not abstained:
            metrics |= _citations_against_gold(gold, final, evidence)
    if not abstained:
        metrics["answer.length"] = length_in_words(said)
        metrics |= _citations(final, text_of)
    metrics |= _generation(final)
    metrics |= {f"latency.{stage}_ms": spent for stage, spent in final.timings_ms.items()}
    return Scored(
        metrics=metrics, abstained=abstained, answerable=gold.is_answerable, right=right, confidence=attempt.confidence
    )


def is_right(gold: GoldQuestion, answer: Answer) -> bool:
    """Tell whether an answer holds an acceptable one; for a question without an answer, no answer is right."""
    return gold.is_answerable and containment(without_markers(answer.text), gold.acceptable, gold.all_of) == 1.0


def _places(piece: str, sources: Sequence[str], text_of: TextOf) -> list[Place]:
    return [place for source in sources if (text := text_of(source)) for place in locate(piece, source, text)]


def _retrieval(gold: GoldQuestion, answer: Answer, evidence: Sequence[Sequence[Place]]) -> dict[str, float]:
    metrics: dict[str, float] = {}
    if gold.sources:
        run = list(dict.fromkeys(passage.source for passage in answer.retrieved))
        metrics |= ranking_metrics("retrieval", run, set(gold.sources))
    if any(evidence):
        passages = [Place(p.source, p.start, p.end) for p in answer.retrieved]
        found = [places for places in evidence if places]
        relevant = {f"evidence {i}" for i in range(len(found))}
        metrics |= ranking_metrics("evidence", evidence_run(passages, found), relevant)
    return metrics


def _answer(gold: GoldQuestion, said: str, similarity: Similarity) -> dict[str, float]:
    return {
        "answer.exact_match": exact_match(said, gold.acceptable),
        "answer.f1": token_f1(said, gold.acceptable),
        "answer.containment": containment(said, gold.acceptable, gold.all_of),
        "answer.similarity": similarity(said, gold.acceptable) if said else 0.0,
    }


def _citations_against_gold(gold: GoldQuestion, answer: Answer, evidence: Sequence[Sequence[Place]]) -> dict[str, float]:
    """Compare citations with gold files, and with gold evidence if some was found in the documents."""
    metrics: dict[str, float] = {}
    cited = [{citation.source, *citation.also_in} for citation in answer.citations]
    if gold.sources and cited:
        wanted = set(gold.sources)
        metrics["citations.precision"] = sum(bool(names & wanted) for names in cited) / len(cited)
        metrics["citations.recall"] = len(set().union(*cited) & wanted) / len(wanted)
        metrics["citations.right_file"] = float(bool(set().union(*cited) & wanted))
    pieces = [places for places in evidence if places]
    if pieces and cited:
        quotes = [Place(c.source, c.start, c.end) for c in answer.citations]
        held = [[any(overlaps(quote, place) for place in places) for places in pieces] for quote in quotes]
        metrics["citations.evidence_precision"] = sum(any(row) for row in held) / len(held)
        metrics["citations.evidence_recall"] = sum(any(column) for column in zip(*held, strict=True)) / len(pieces)
    return metrics


def _citations(answer: Answer, text_of: TextOf) -> dict[str, float]:
    """Check the quotes, and how many sentences of the text carry a citation number.

    Source of the second: Gao et al., "Enabling large language models to generate text with citations" (ALCE), 2023, whose
    citation recall asks this of every sentence.
    """
    valid = [(text_of(c.source) or "")[c.start : c.end] == c.quote for c in answer.citations]
    return {
        "citations.quote_validity": sum(valid) / len(valid) if valid else 0.0,
        "citations.sentences_cited": _share_cited(answer),
    }


def _generation(answer: Answer) -> dict[str, float]:
    """Return what a language model did for an answer and how many tokens it took; nothing if none was asked.

    Even for an abstention it may have written the follow-up out.
    """
    if answer.usage is None:
        return {}
    used = {f"usage.{name}": float(value) for name, value in answer.usage.model_dump().items() if value is not None}
    if answer.status == "abstained":
        return used
    return {**used, "generation.share": float(answer.mode == "generative"), "generation.dropped": float(answer.dropped)}


def _share_cited(answer: Answer) -> float:
    """Return the share of sentences followed by a citation number; the number after a quote counts for all its sentences.

    Without a language model, the words around a quote (a heading, a question) are also the document's own.
    """
    quotes = {f"[{c.number}]": normalise(readable(c.quote)) for c in answer.citations}
    all_quoted = answer.mode == "extractive"
    parts = _MARKER.split(answer.text)
    cited, total = 0, 0
    for text, marker in zip(parts[::2], [*parts[1::2], ""], strict=True):
        sentences = len(split_sentences(text))
        total += sentences
        if marker in quotes and sentences:
            cited += sentences if all_quoted or normalise(text) == quotes[marker] else 1
    return cited / total if total else 0.0

"""The bundled reader: a small model that says how relevant a text is, whether it answers a question, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from qa_bot.models.onnx_model import BundledModel
from qa_bot.models.protocols import HeadedText, Reading, TokenScores, Vectors
from qa_bot.models.weights import READER

if TYPE_CHECKING:
    from tokenizers import Encoding

# How much two windows over a long text overlap: an answer at the edge of one is inside the other.
OVERLAP = 0.25


class BundledReader(BundledModel):
    """The project's own cross-encoder (33M parameters, int8); docs/reader.md is its model card.

    A text that does not fit into the model beside the question is read in overlapping windows; its best window counts.
    """

    file = READER
    name = "bundled:reader-2-int8"
    locates = True
    # A question longer than this would leave no room for the passage.
    max_question_tokens = 128

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        """Return a reading of each text for the question, in the order given."""
        parts = [(i, offset, part) for i, text in enumerate(texts) for offset, part in self._windows(question, text)]
        pairs = self._encode(question, [part for _, _, part in parts])
        readings: list[list[Reading]] = [[] for _ in texts]
        for (i, offset, part), pair, outputs in zip(parts, pairs, self._map(pairs, list), strict=True):
            readings[i].append(_reading(pair, part, offset, outputs))
        return tuple(of_text[0] if len(of_text) == 1 else _joined(of_text) for of_text in readings)

    def _encode(self, question: str, texts: Sequence[HeadedText]) -> list[Encoding]:
        question = self._shortened(question)
        pairs = self._tokenizer.encode_batch([(question, text.written()) for text in texts])
        for pair in pairs:
            pair.truncate(self.max_tokens)
        return list(pairs)

    def _windows(self, question: str, text: HeadedText) -> Iterator[tuple[int, HeadedText]]:
        """Yield the stretches of a text that fit beside the question, each with the offset at which it starts."""
        # No token is shorter than a character, so for most texts the tokens need not be counted.
        if len(question) + len(text.heading) + len(text.text) < self.max_tokens - 3:
            yield 0, text
            return
        asked = len(self._tokenizer.encode(self._shortened(question), add_special_tokens=False).ids)
        above = len(self._tokenizer.encode(text.heading, add_special_tokens=False).ids)
        room = self.max_tokens - 3 - asked - min(above, self.max_question_tokens)
        offsets = self._tokenizer.encode(text.text, add_special_tokens=False).offsets
        if len(offsets) <= room:
            yield 0, text
            return
        step = int(room * (1 - OVERLAP))
        for first in range(0, max(len(offsets) - room + step, 1), step):
            within = offsets[first : first + room]
            start, end = within[0][0], within[-1][1]
            yield start, HeadedText(text.heading[: 8 * self.max_question_tokens], text.text[start:end])

    def _shortened(self, question: str) -> str:
        offsets = self._tokenizer.encode(question, add_special_tokens=False).offsets
        return question if len(offsets) <= self.max_question_tokens else question[: offsets[self.max_question_tokens][0]]


def _reading(pair: Encoding, text: HeadedText, offset: int, outputs: Sequence[Any]) -> Reading:
    """Return the outputs for one pair, with the offsets of its tokens in the whole text."""
    above = len(text.heading) + 1 if text.heading else 0
    is_text = np.array([part == 1 and span[0] >= above for part, span in zip(pair.sequence_ids, pair.offsets, strict=True)])
    offsets = np.array(pair.offsets, np.int32)[is_text] - above + offset
    starts, ends = outputs[2][0, is_text, 0], outputs[2][0, is_text, 1]
    tokens = TokenScores(offsets, starts, ends, float(outputs[2][0, 0].sum()), outputs[4][0, is_text])
    supported, refuted, _ = _log_odds(outputs[3][0])
    return Reading(float(outputs[0][0, 0]), float(outputs[1][0, 0]), supported, refuted, tokens)


def _log_odds(logits: Vectors) -> list[float]:
    """Return the log odds of each class against all others, shape (classes,)."""
    return [float(logit - np.log(np.exp(np.delete(logits, i)).sum())) for i, logit in enumerate(logits)]


def _joined(windows: Sequence[Reading]) -> Reading:
    """Return the reading of a text that was read in windows: the scores of its best window, the tokens of all."""
    places: dict[tuple[int, int], Vectors] = {}
    for window in windows:
        if window.tokens is None:
            continue
        half = window.tokens.none / 2
        signs = np.stack([window.tokens.starts - half, window.tokens.ends - half, window.tokens.evidence], axis=1)
        for (start, end), sign in zip(window.tokens.offsets.tolist(), signs, strict=True):
            places[start, end] = np.maximum(places.get((start, end), sign), sign)
    ordered = sorted(places)
    starts, ends, evidence = np.stack([places[place] for place in ordered]).T
    tokens = TokenScores(np.array(ordered, np.int32), starts, ends, 0.0, evidence)
    best = max(windows, key=lambda window: window.answerable or 0.0)
    return best._replace(relevance=max(window.relevance for window in windows), tokens=tokens)

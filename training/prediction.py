"""What a reader says about test rows, and the stretches of the passage that its logits mark."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from qa_bot.text.sentences import Span
from training.batches import load, plan_by_length
from training.encoding import encode_pairs, tokenize
from training.pairs import Pair
from training.reader import Reader

MAX_SPAN_TOKENS = 30
_TOKENS_PER_BATCH = 32_768
_ROWS_PER_BATCH = 512

Logits = NDArray[np.float32]


@dataclass(frozen=True)
class Prediction:
    """The logits of one pair; `span` [tokens, 2], `evidence` [tokens] and `offsets` [tokens, 2] are of the second text only.

    `no_span` is the sum of start and end at [CLS], `supported` the probability that the claim is supported.
    """

    answerable: float
    no_span: float
    entailment: Logits
    span: Logits
    evidence: Logits
    offsets: NDArray[np.int64]

    @property
    def supported(self) -> float:
        """Return the probability of the label supported."""
        odds = np.exp(self.entailment - self.entailment.max())
        return float(odds[0] / odds.sum())

    def tokens_of(self, stretch: Span) -> NDArray[np.int64]:
        """Return the tokens that lie in a stretch of the second text."""
        return np.flatnonzero((self.offsets[:, 0] < stretch[1]) & (self.offsets[:, 1] > stretch[0]))

    def best_span(self, tokens: NDArray[np.int64]) -> tuple[float, Span]:
        """Return the best start + end among consecutive tokens, at most MAX_SPAN_TOKENS apart, and its characters."""
        start, end = self.span[tokens, 0], self.span[tokens, 1]
        scores = np.triu(np.tril(start[:, None] + end[None] + 1e4, MAX_SPAN_TOKENS)) - 1e4
        first, last = np.unravel_index(scores.argmax(), scores.shape)
        stretch = (int(self.offsets[tokens[first], 0]), int(self.offsets[tokens[last], 1]))
        return float(scores[first, last]), stretch

    def answerability(self) -> float:
        """Return the log odds of the answerable head joined with the best span's lead over no span."""
        return self.answerable + 0.5 * self.span_lead()

    def span_lead(self) -> float:
        """Return how far the best span is above no span."""
        tokens = np.arange(len(self.offsets))
        return self.best_span(tokens)[0] - self.no_span if len(tokens) else -1e4


@torch.inference_mode()
def predict(reader: Reader, tokenizer: Tokenizer, pairs: Sequence[Pair]) -> list[Prediction]:
    """Return what the reader says about pairs made by plain_pair."""
    device = next(reader.parameters()).device
    encoded = encode_pairs(tokenizer, pairs)
    found: dict[int, Prediction] = {}
    plan = plan_by_length(encoded, np.arange(len(encoded)), _TOKENS_PER_BATCH, _ROWS_PER_BATCH)
    for rows, batch in load(encoded, np.zeros(len(encoded), np.float32), plan, device):
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            outputs = reader(batch.ids, batch.types, batch.attend)
        _, answerable, span, entailment, evidence = (logits.float().cpu().numpy() for logits in outputs)
        for place, row in enumerate(rows):
            second = slice(int(encoded.first_length[row]), int(encoded.length[row]) - 1)
            found[int(row)] = Prediction(
                answerable=float(answerable[place, 0]),
                no_span=float(span[place, 0].sum()),
                entailment=entailment[place],
                span=span[place, second],
                evidence=evidence[place, second],
                offsets=np.array(tokenize(tokenizer, pairs[row]).offsets[second], np.int64).reshape(-1, 2),
            )
    return [found[row] for row in range(len(encoded))]

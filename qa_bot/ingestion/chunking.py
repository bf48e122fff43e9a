"""Cut a document into chunks of whole sentences that the embedding model can read entirely."""

from bisect import bisect_left
from collections.abc import Iterator

from qa_bot.models.protocols import Embedder
from qa_bot.text.litter import content_regions
from qa_bot.text.sentences import Span, split_blocks, split_sentences

# A run of characters without a token border is bounded too: the tokenizer folds a 100-character "word" into one token.
MAX_CHUNK_CHARS = 4000
# [CLS] and [SEP], and the line break between heading and text.
SPECIAL_TOKENS = 4
# A paragraph border ends a chunk that has at least this share of its budget.
FULL_ENOUGH = 0.6


def chunk_document(text: str, body_start: int, embedder: Embedder, max_tokens: int, heading: str = "") -> tuple[Span, ...]:
    """Return the (start, end) offsets of the chunks of text[body_start:], in order, not overlapping, litter left out.

    `max_tokens` bounds heading and chunk together, in tokens of the embedding model, and is itself bounded by what the
    model reads. A chunk holds whole sentences; only a sentence longer than the bound is cut.
    """
    limit = min(max_tokens, embedder.max_tokens)
    budget = max(limit - SPECIAL_TOKENS - len(embedder.token_offsets(heading)), limit // 4)
    token_starts = [start for start, _ in embedder.token_offsets(text)]
    paragraph_starts = {start for start, _ in split_blocks(text, body_start)}
    chunks: list[Span] = []
    for region in content_regions(text, body_start):
        chunks.extend(_pack(text, region, token_starts, budget, paragraph_starts))
    return tuple(chunks)


def _pack(text: str, region: Span, token_starts: list[int], budget: int, paragraph_starts: set[int]) -> Iterator[Span]:
    """Yield runs of whole sentences of a region that fit the budget."""
    current: Span | None = None
    for start, end in _short_enough(text, region, token_starts, budget):
        if current is not None:
            tokens = _count(token_starts, current[0], end)
            held = _count(token_starts, *current)
            at_border = start in paragraph_starts and held >= FULL_ENOUGH * budget
            if tokens <= budget and end - current[0] <= MAX_CHUNK_CHARS and not at_border:
                current = (current[0], end)
                continue
            yield current
        current = (start, end)
    if current is not None:
        yield current


def _short_enough(text: str, region: Span, token_starts: list[int], budget: int) -> Iterator[Span]:
    """Yield the sentences, those beyond the budget cut between tokens."""
    for start, end in split_sentences(text, *region):
        while _count(token_starts, start, end) > budget:
            cut = token_starts[bisect_left(token_starts, start) + budget]
            if cut <= start:
                break
            yield start, start + len(text[start:cut].rstrip())
            start = cut
        yield start, end


def _count(token_starts: list[int], start: int, end: int) -> int:
    return bisect_left(token_starts, end) - bisect_left(token_starts, start)

"""An extractive reader with a no-answer head, as trained on SQuAD 2.0, over the five best paragraphs of bm25s.

    PYTHON extractive_reader.py MODEL CORPUS WORK

MODEL is the folder or the name of a model for transformers' AutoModelForQuestionAnswering. A paragraph has no answer where the first
token scores higher than every span. It needs torch, transformers and bm25s. league/entrant.py says how it is run.
"""

import sys

import bm25s
import torch
from entrant import Given, folders, paragraphs, take_part
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

NEAREST, LONGEST = 5, 30


def main() -> None:
    corpus, _ = folders()
    parts = list(paragraphs(corpus))
    index = bm25s.BM25()
    index.index(bm25s.tokenize([text for _, text in parts], stopwords="en", show_progress=False), show_progress=False)
    tokenizer = AutoTokenizer.from_pretrained(sys.argv[1])
    model = AutoModelForQuestionAnswering.from_pretrained(sys.argv[1]).eval()

    def read(question: str, text: str) -> tuple[float, str]:
        """Return how much better the best span is than no answer, and the span."""
        fed = tokenizer(
            question, text, truncation="only_second", max_length=512, return_offsets_mapping=True, return_tensors="pt"
        )
        offsets = fed.pop("offset_mapping")[0].tolist()
        with torch.inference_mode():
            logits = model(**fed)
        start, end = logits.start_logits[0], logits.end_logits[0]
        inside = torch.tensor([part == 1 for part in fed.sequence_ids(0)])
        ahead = torch.arange(len(start))[None, :] - torch.arange(len(start))[:, None]
        allowed = inside[:, None] & inside[None, :] & (ahead >= 0) & (ahead < LONGEST)
        scores = (start[:, None] + end[None, :]).masked_fill(~allowed, -torch.inf)
        best = int(scores.argmax())
        first, last = divmod(best, scores.shape[1])
        return float(scores[first, last] - start[0] - end[0]), text[offsets[first][0] : offsets[last][1]]

    def answer(question: str) -> Given:
        tokens = bm25s.tokenize([question], stopwords="en", show_progress=False)
        found, _ = index.retrieve(tokens, k=min(NEAREST, len(parts)), show_progress=False)
        (margin, span), name = max((read(question, parts[int(i)][1]), parts[int(i)][0]) for i in found[0])
        return (span, (name,)) if margin > 0 else (None, ())

    take_part(answer)


if __name__ == "__main__":
    main()

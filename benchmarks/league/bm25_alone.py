"""bm25s alone: the best paragraph is the answer. It cannot tell that there is none, unless no word is shared.

It needs bm25s. league/entrant.py says how it is run.
"""

import bm25s
from entrant import Given, folders, paragraphs, take_part


def main() -> None:
    corpus, _ = folders()
    parts = list(paragraphs(corpus))
    index = bm25s.BM25()
    index.index(bm25s.tokenize([text for _, text in parts], stopwords="en", show_progress=False), show_progress=False)

    def answer(question: str) -> Given:
        tokens = bm25s.tokenize([question], stopwords="en", show_progress=False)
        found, scores = index.retrieve(tokens, k=1, show_progress=False)
        name, text = parts[int(found[0][0])]
        return (text, (name,)) if scores[0][0] > 0 else (None, ())

    take_part(answer)


if __name__ == "__main__":
    main()

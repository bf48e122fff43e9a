"""Lines that ask and have their answer below."""

from collections.abc import Sequence

from qa_bot.documents.entries import MOST_QUESTION_CHARS
from qa_bot.documents.unmarked.pieces import Piece
from qa_bot.documents.unmarked.shapes import holds_sentences, word_count

# In prose a line that asks heads an answer only where so many do.
FEWEST_QUESTIONS = 3
MOST_QUESTION_WORDS = 30


def mark_questions(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with lines that ask, and have their answer below, as questions."""
    asking = [
        i
        for i in range(len(pieces) - 1)
        if _asks(pieces[i]) and not _asks(pieces[i + 1]) and pieces[i + 1].block.kind != "heading"
    ]
    labelled = sum(piece.block.kind == "question" for piece in pieces)
    texts = sum(piece.block.kind in ("paragraph", "question") for piece in pieces)
    marked = list(pieces)
    if len(asking) + labelled < FEWEST_QUESTIONS and 4 * (len(asking) + labelled) < texts:
        return marked
    if 12 * (len(asking) + labelled) < texts:
        return marked
    if 4 * (len(asking) + labelled) >= texts:
        # An interview: questions of several sentences too.
        asking = [i for i in range(len(pieces) - 1) if _asks(pieces[i], several=True) and pieces[i + 1].block.kind != "heading"]
    for i in asking:
        marked[i] = pieces[i]._replace(block=pieces[i].block._replace(kind="question"))
    return marked


def _asks(piece: Piece, several: bool = False) -> bool:
    words = piece.words
    if piece.block.kind != "paragraph" or len(words) > MOST_QUESTION_CHARS or not words.endswith(("?", "？")):
        return False
    if words[0] in "\"“”'‘’«»„—–" or word_count(words) > MOST_QUESTION_WORDS:
        return False
    return several or not holds_sentences(words)

"""What a conversation is about: the rarest words that were asked."""

from collections.abc import Callable, Sequence

from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import STOP_WORDS, fold, word_spans

TOPIC_TERMS = 5


def topic_terms(
    questions: Sequence[str], weight: Callable[[str], float], is_known: Callable[[str], bool], limit: int = TOPIC_TERMS
) -> tuple[str, ...]:
    """Return the rarest words of the questions that the documents have, as they were written, in the order asked.

    `weight` gives the inverse document frequency of a stem, `is_known` tells whether any document has a folded word.
    """
    said = " ".join(questions)
    found: dict[str, str] = {}
    for start, end in word_spans(said):
        word = said[start:end]
        folded = fold(word)
        if len(folded) > 2 and folded not in STOP_WORDS and folded not in found and is_known(folded):
            found[folded] = word
    rarest = sorted(found, key=lambda folded: -weight(stem(folded)))[:limit]
    return tuple(word for folded, word in found.items() if folded in rarest)


def in_context(question: str, terms: Sequence[str]) -> str:
    """Return a question with the topic before it, but for the words it has itself."""
    own = content_stems(question)
    missing = [term for term in terms if stem(fold(term)) not in own]
    return f"{' '.join(missing)}: {question}" if missing else question

"""Questions in other languages than the documents, and what may be answered where a document shares the language."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from qa_bot.evidence.grading import Graded
from qa_bot.passage import Passage
from qa_bot.storage.contents import AnyIndex, first_chunks
from qa_bot.text.languages import ENGLISH, NAMES, is_latin, is_plainly_english, likely_languages
from qa_bot.text.terms import words

# The languages of the documents are those of the first passages of so many files, and of as many passages that share words with
# the question.
MOST_FILES, MOST_SHARING = 100, 10
MOST_NAMED = 3
# The models read English. A question in another language is answered only from passages with more than this share of its words.
LEAST_SHARED = 1 / 3
_CJK = (("⺀", "鿿"), ("゠", "ヿ"), ("가", "힯"), ("豈", "﫿"))

_LOCK = Lock()
_KEPT: WeakKeyDictionary[AnyIndex, Counter[str]] = WeakKeyDictionary()


class ForeignQuestion(NamedTuple):
    """A question that is not in English: the languages it may be in, likeliest first, and those of the documents."""

    languages: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def is_unsupported(self) -> bool:
        """Tell whether no document is in the question's language."""
        return bool(self.documents) and not set(self.languages) & set(self.documents)

    @property
    def names(self) -> dict[str, str]:
        """Return the name of the question's language, and those of the documents' most frequent languages."""
        *others, last = [NAMES[code] for code in self.documents[:MOST_NAMED]]
        return {"language": NAMES[self.languages[0]], "languages": f"{', '.join(others)} and {last}" if others else last}


def foreign_question(index: AnyIndex, question: str) -> ForeignQuestion | None:
    """Return a question with its language if that is surely not English; None for all others.

    A question of which the documents know half of the words is none, if it is in Latin letters: it may be all names.
    """
    if is_plainly_english(question) or not _may_be_foreign(question, index.document_frequency):
        return None
    languages = likely_languages(question)
    if not languages or ENGLISH in languages:
        return None
    found = _languages_of(index) + _of_texts(p.text for p in _sharing(index, question))
    return ForeignQuestion(languages, tuple(code for code, _ in found.most_common()))


def shares_words(question: str, chosen: Sequence[Graded]) -> bool:
    """Tell whether the passages of an answer have enough of the question's words, or of its pairs of characters without spaces."""
    asked = _units(question)
    passages = [piece.evidence.passage for piece in chosen]
    known = _units(" ".join(f"{passage.heading()} {passage.text}" for passage in passages))
    return not passages or len(asked & known) > LEAST_SHARED * len(asked)


def _may_be_foreign(question: str, frequency: Callable[[str], int]) -> bool:
    asked = set(words(question))
    if not is_latin(question):
        return True
    return len(asked) > 1 and 2 * sum(1 for word in asked if frequency(word)) <= len(asked)


def _languages_of(index: AnyIndex) -> Counter[str]:
    """Return how many documents are in which language, looked at once for each generation."""
    with _LOCK:
        if index not in _KEPT:
            passages = index.passages(first_chunks(index, MOST_FILES))
            _KEPT[index] = _of_texts(passage.text for passage in passages)
        return _KEPT[index]


def _sharing(index: AnyIndex, question: str) -> tuple[Passage, ...]:
    hits = index.search_lexical(question, MOST_SHARING).hits
    return index.passages([hit.chunk_id for hit in hits])


def _of_texts(texts: Iterable[str]) -> Counter[str]:
    return Counter(found[0] for text in texts if (found := likely_languages(text)))


def _units(text: str) -> frozenset[str]:
    """Return the words of a text; of Chinese, Japanese and Korean ones the pairs of characters that are no endings."""
    units: set[str] = set()
    for word in words(text):
        if any(map(_is_cjk, word)):
            units |= {word[i : i + 2] for i in range(len(word) - 1) if _is_cjk(word[i]) and _is_cjk(word[i + 1])}
        else:
            units.add(word)
    return frozenset(units)


def _is_cjk(character: str) -> bool:
    return any(first <= character <= last for first, last in _CJK)

"""The sentences of an answer that may be shown, with the numbers of their citations."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from qa_bot.answer import Citation
from qa_bot.answering.composition import cite
from qa_bot.frozen import Frozen
from qa_bot.text.markup import readable
from qa_bot.verification.sources import Quote

# A stretch of a document: source, start, end.
Stretch = tuple[str, int, int]


class VerifiedSentence(Frozen):
    """A sentence that may be shown, with the numbers of its citations, and those citations that are new with it."""

    text: str
    numbers: tuple[int, ...]
    new_citations: tuple[Citation, ...]

    def marked(self) -> str:
        """Return the sentence with its citation markers."""
        return f"{self.text} {''.join(f'[{number}]' for number in self.numbers)}"


Listener = Callable[[VerifiedSentence], None]


def ignore_sentence(_: VerifiedSentence) -> None:
    """Do nothing with a sentence."""


class Shown(NamedTuple):
    """Verified sentences in order; the citations of all are numbered from 1, each stretch of a document once."""

    sentences: tuple[VerifiedSentence, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return the citations of all sentences, in order of their numbers."""
        return tuple(citation for sentence in self.sentences for citation in sentence.new_citations)

    def with_sentence(self, text: str, quotes: Sequence[Quote]) -> "Shown":
        """Return the sentences with one more, which rests on quotes."""
        numbers, new = _numbers(self.citations), list[Citation]()
        for quote in quotes:
            stretch = (quote.passage.source, quote.start, quote.end)
            if stretch not in numbers:
                numbers[stretch] = len(numbers) + 1
                new.append(cite(numbers[stretch], quote.passage, quote.start, quote.end, quote.places))
        used = tuple(numbers[quote.passage.source, quote.start, quote.end] for quote in quotes)
        return Shown((*self.sentences, VerifiedSentence(text=text, numbers=used, new_citations=tuple(new))))

    def with_quote(self, citation: Citation) -> "Shown":
        """Return the sentences with a quote in the documents' own words; if a sentence already cites it, it keeps its number."""
        numbers, stretch = _numbers(self.citations), place_of(citation)
        number = numbers.get(stretch, len(numbers) + 1)
        new = () if stretch in numbers else (citation.model_copy(update={"number": number}),)
        sentence = VerifiedSentence(text=readable(citation.quote), numbers=(number,), new_citations=new)
        return Shown((*self.sentences, sentence))


def place_of(citation: Citation) -> Stretch:
    """Return the stretch that a citation quotes."""
    return citation.name, citation.start, citation.end


def overlap(first: Stretch, second: Stretch) -> bool:
    """Tell whether two stretches share a character."""
    return first[0] == second[0] and first[1] < second[2] and second[1] < first[2]


def _numbers(citations: Sequence[Citation]) -> dict[Stretch, int]:
    return {place_of(citation): citation.number for citation in citations}

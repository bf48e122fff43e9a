"""The sentences of an answer that is being written, numbered, and shown as soon as it is certain that the answer stays."""

from collections.abc import Callable, Sequence

from qa_bot.answer import Citation
from qa_bot.answering.composition import cite
from qa_bot.frozen import Frozen
from qa_bot.text.markup import readable
from qa_bot.verification.sources import Quote


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


class Shown:
    """The verified sentences; they are held back until one of them answers the question."""

    def __init__(self, listen: Listener) -> None:
        self.sentences: list[VerifiedSentence] = []
        self.stands = False
        self._listen = listen
        self._told = 0
        self._numbers: dict[tuple[str, int, int], int] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return the citations of all sentences, in order of their numbers."""
        return tuple(citation for sentence in self.sentences for citation in sentence.new_citations)

    def add(self, text: str, quotes: Sequence[Quote]) -> None:
        """Add a verified sentence with its quotes."""
        numbers, new = [], []
        for quote in quotes:
            key = (quote.passage.source, quote.start, quote.end)
            if key not in self._numbers:
                self._numbers[key] = len(self._numbers) + 1
                new.append(cite(self._numbers[key], quote.passage, quote.start, quote.end, quote.places))
            numbers.append(self._numbers[key])
        self._tell(VerifiedSentence(text=text, numbers=tuple(numbers), new_citations=tuple(new)))

    def quote(self, citation: Citation) -> None:
        """Add a quote in the documents' own words; if a sentence already cites it, it keeps its number."""
        key = (citation.source, citation.start, citation.end)
        is_new = key not in self._numbers
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        new = (citation.model_copy(update={"number": number}),) if is_new else ()
        self._tell(VerifiedSentence(text=readable(citation.quote), numbers=(number,), new_citations=new))

    def _tell(self, sentence: VerifiedSentence) -> None:
        self.sentences.append(sentence)
        if self.stands:
            for untold in self.sentences[self._told :]:
                self._listen(untold)
            self._told = len(self.sentences)

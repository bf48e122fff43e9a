"""The passages that a draft may rest on: each is read once, however many sentences are checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from qa_bot.evidence.pieces import sentences_of
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import HeadedText
from qa_bot.passage import Passage, Place
from qa_bot.text.prompt_injection import addresses_a_model


class Quote(Frozen):
    """A stretch of a passage's document: `text` is its text[start:end]; `places` are those it needs to be understood."""

    passage: Passage
    start: int
    end: int
    text: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Source:
    """A passage, and what of it may support a sentence."""

    passage: Passage

    @cached_property
    def heading(self) -> str:
        """The lines before the passage when it is read."""
        return self.passage.heading()

    @cached_property
    def evidence(self) -> HeadedText:
        """The passage without the sentences that give orders to a model: they are evidence for nothing."""
        text, begin = self.passage.text, self.passage.start
        for start, end in sorted(((quote.start, quote.end) for quote in self._orders), reverse=True):
            text = text[: start - begin] + text[end - begin :]
        return HeadedText(self.heading, text)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The sentences of the passage that give no orders to a model."""
        orders = self._orders
        return tuple(quote for quote in self._pieces if quote not in orders)

    @cached_property
    def _orders(self) -> tuple[Quote, ...]:
        return tuple(quote for quote in self._pieces if addresses_a_model(quote.text))

    @cached_property
    def _pieces(self) -> tuple[Quote, ...]:
        return tuple(_pieces(self.passage))


@dataclass(frozen=True)
class Sources:
    """The passages that a draft may rest on, in the order in which it cites them."""

    passages: Sequence[Passage]

    @cached_property
    def each(self) -> tuple[Source, ...]:
        """The passages with what of each may support a sentence."""
        return tuple(Source(passage) for passage in self.passages)

    @cached_property
    def text(self) -> str:
        """The text of all passages."""
        return " ".join(passage.text for passage in self.passages)


def _pieces(passage: Passage) -> Iterator[Quote]:
    for unit, (start, end) in sentences_of(passage):
        if unit.kind != "list":
            yield Quote(passage=passage, start=start, end=end, text=passage.slice(start, end), places=unit.context)

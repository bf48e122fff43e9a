"""Tell in an answer where a person opens what it quotes."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from qa_bot.answer import Answer, Citation, NearestQuote
from qa_bot.listing import FoundPassage
from qa_bot.sources.places import is_fetched

# From a corpus, as a citation names it, to its folder.
FolderOf = Callable[[str | None], Path]
Quoted = TypeVar("Quoted", Citation, NearestQuote, FoundPassage)


class Links:
    """The addresses of the documents that were fetched from sources; without folders, no document has one."""

    def __init__(self, folder_of: FolderOf | None = None) -> None:
        self._folder_of = folder_of

    def in_answer(self, answer: Answer) -> Answer:
        """Return an answer whose quotes have their addresses."""
        citations, nearest = self.in_quotes(answer.citations), self.in_quotes(answer.nearest)
        return answer.model_copy(update={"citations": citations, "nearest": nearest})

    def in_quotes(self, quotes: Iterable[Quoted]) -> tuple[Quoted, ...]:
        """Return quotes with their addresses."""
        return tuple(quote.model_copy(update={"url": self._url(quote)}) for quote in quotes)

    def _url(self, quote: Citation | NearestQuote | FoundPassage) -> str | None:
        if self._folder_of is None or not is_fetched(quote.source):
            return None
        from qa_bot.sources.links import link_of

        return link_of(self._folder_of(quote.corpus), quote.source, quote.line_start)


NO_LINKS = Links()

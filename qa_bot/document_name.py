"""What a document is called while a question is answered from several corpora."""

from typing import NamedTuple

# No path and no name of a corpus holds this character.
_BETWEEN = "\0"


class DocumentName(NamedTuple):
    """The name of a document: its source in its corpus; `corpus` is None where only one corpus is asked."""

    corpus: str | None
    source: str

    def __str__(self) -> str:
        """Return the name as one string, different for every document of all corpora."""
        return self.source if self.corpus is None else f"{self.corpus}{_BETWEEN}{self.source}"

    def seen_from(self, corpus: str | None) -> str:
        """Return the name as it is shown beside a document of a corpus: with its own corpus only if that is another."""
        return self.source if self.corpus in (None, corpus) else f"{self.corpus}: {self.source}"


def parse_name(name: str) -> DocumentName:
    """Return the document name that a string stands for."""
    corpus, between, source = name.partition(_BETWEEN)
    return DocumentName(corpus, source) if between else DocumentName(None, name)

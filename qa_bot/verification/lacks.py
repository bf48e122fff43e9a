"""What a sentence lacks to be shown, and how a person is told."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

LackKind = Literal[
    "date",
    "number",
    "name",
    "negation",
    "degree",
    "condition",
    "order",
    "attribution",
    "passage",
    "clearness",
    "markup",
    "address",
    "news",
    "answer",
]
_WORDS: Mapping[LackKind, str] = {
    "date": "date {what}",
    "number": "number {what}",
    "name": "name {what}",
    "negation": "negation of {what}",
    "degree": "“{what}”, which says more than the quote",
    "condition": "the condition “{what}”",
    "order": "{what} stand the other way round",
    "attribution": "attribution to {what}",
    "passage": "no passage says this",
    "clearness": "the documents do not clearly say this",
    "markup": "{what}",
    "address": "address {what}",
    "news": "the documents say this, but it tells no more than the question does",
    "answer": "the documents say this, but it does not answer the question",
}


class Lack(NamedTuple):
    """One thing that keeps a sentence from being shown: its kind, and what of the sentence or of the quote it is."""

    kind: LackKind
    what: str = ""

    @property
    def words(self) -> str:
        """Return it as a person is told."""
        return _WORDS[self.kind].format(what=self.what)

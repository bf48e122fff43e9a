"""Whether a quote holds the names of a sentence in any spelling."""

from qa_bot.text.name_variants import has_variant, unpunctuated
from qa_bot.text.names import stands_as_name
from qa_bot.text.stems import stem
from qa_bot.text.terms import fold
from qa_bot.verification.statement import Statement


def missing_names(sentence: Statement, quote: Statement, sources: str = "") -> tuple[str, ...]:
    """Return the names of a sentence that a quote does not hold in any spelling.

    The word that opens a sentence is a name only where the quote or the sources have it as one inside a sentence.
    """
    names = sentence.names if _opens_with_a_name(sentence, quote, sources) else sentence.names_but_opening
    absent = [name for name in names if stem(fold(name)) not in quote.stems and not _holds(quote, fold(name))]
    covered = _said_by_initials(sentence, quote) if absent else frozenset()
    return tuple(name for name in absent if name not in covered)


def _opens_with_a_name(sentence: Statement, quote: Statement, sources: str) -> bool:
    """Tell whether the quote or its sources have the word that opens a sentence as a name, or it is an initialism."""
    is_initialism = any(c.isupper() for c in sentence.opening[1:])
    return is_initialism or (bool(sentence.opening) and stands_as_name(sentence.opening, f"{quote.text} {sources}"))


def _holds(quote: Statement, name: str) -> bool:
    """Tell whether a quote holds a folded word of a name: itself, a word of its family, another spelling, or its people."""
    return name in quote.words or has_variant(name, quote.written) or unpunctuated(name) <= quote.unpunctuated


def _said_by_initials(sentence: Statement, quote: Statement) -> frozenset[str]:
    """Return the words of names of which the quote has the initials ("United Nations": UN), and initials it has the words of."""
    spelt = {word for initials, words in sentence.initials if initials in quote.words for word in words}
    known = {initials for initials, _ in quote.initials}
    return frozenset(spelt | {name for name in sentence.names if len(name) > 1 and fold(name) in known})

"""Compare what a sentence claims with the quotes shown for it, by rules that can be read."""

from collections.abc import Iterator

from qa_bot.text.dates import Date
from qa_bot.text.negation import CORE_WORDS, Polarity
from qa_bot.text.numbers import Amount
from qa_bot.verification.attribution import displaced_names
from qa_bot.verification.degrees import overstated, unnamed_condition
from qa_bot.verification.lacks import Lack
from qa_bot.verification.names import missing_names
from qa_bot.verification.order import turned_words
from qa_bot.verification.statement import Statement, statement_of


def missing_facts(sentence: Statement, quote: Statement, heading: str = "", sources: str = "") -> tuple[Lack, ...]:
    """Return the dates, numbers and names of a sentence that a quote does not hold.

    A name may stand in the heading of the passage that is quoted. `sources` is more of the same documents: it tells a name
    that opens the sentence from a common word.
    """
    headed = statement_of(f"{heading} {quote.text}") if heading else quote
    names = missing_names(sentence, headed, sources)
    return (*missing_dates(sentence, quote), *missing_numbers(sentence, quote), *(Lack("name", name) for name in names))


def contradictions(sentence: Statement, quote: Statement) -> tuple[Lack, ...]:
    """Return what of a sentence the quote nearest to it contradicts."""
    return tuple(_contradictions(sentence, quote))


def _contradictions(sentence: Statement, quote: Statement) -> Iterator[Lack]:
    if turned := turned_round(sentence.polarity, quote.polarity):
        yield Lack("negation", ", ".join(sorted(turned)))
    for word in overstated(sentence.degrees, quote.degrees):
        yield Lack("degree", word)
    if condition := unnamed_condition(sentence.degrees, sentence.stems, quote.degrees):
        yield Lack("condition", condition)
    if exchanged := turned_words(sentence.order, quote.order):
        yield Lack("order", " and ".join(exchanged))
    if displaced := displaced_names(sentence.claimed_uses, quote.quoted_uses):
        yield Lack("attribution", ", ".join(displaced))


def missing_dates(claimed: Statement, said: Statement) -> tuple[Lack, ...]:
    """Return the dates that are claimed and not said."""
    return tuple(Lack("date", _shown(date)) for date in claimed.dates if not _says_date(date, said))


def missing_numbers(claimed: Statement, said: Statement) -> tuple[Lack, ...]:
    """Return the numbers that are claimed and not said, or said of another unit."""
    return tuple(Lack("number", f"{amount.value:g}") for amount in claimed.amounts if not _says_amount(amount, said))


def coverage(sentence: Statement, quote: Statement) -> float:
    """Return the share of a sentence's words that carry meaning, names left out, that a quote holds; 1 where there are none."""
    wanted = sentence.stems - sentence.name_stems
    return len(wanted & quote.stems) / len(wanted) if wanted else 1.0


def turned_round(claimed: Polarity, said: Polarity) -> frozenset[str]:
    """Return the stems that a sentence denies and a quote asserts, or asserts and a quote denies.

    One stem of several that a denial reaches is too few: the rest is said in other words, and a reader judges those.
    """
    put_in = claimed.denied & (said.asserted - said.denied - said.maybe_denied)
    left_out = (claimed.asserted - claimed.denied - claimed.maybe_denied) & (said.denied - said.asserted)
    is_put_in = len(put_in) >= min(len(claimed.denied), CORE_WORDS)
    is_left_out = len(left_out) >= min(len(said.denied), CORE_WORDS)
    return (put_in if is_put_in else frozenset()) | (left_out if is_left_out else frozenset())


def _says_date(date: Date, said: Statement) -> bool:
    if any(date.is_in(other) for other in said.dates):
        return True
    # "More than 1000 people": what looks like a year may be a number.
    is_bare_year = date == Date(year=date.year)
    return is_bare_year and any(amount.value == date.year for amount in said.amounts)


def _says_amount(amount: Amount, said: Statement) -> bool:
    if any(
        amount.value == other.value and (amount.unit == other.unit or None in (amount.unit, other.unit))
        for other in said.amounts
    ):
        return True
    return any(amount.unit is None and amount.value in (date.year, date.day) for date in said.dates)


def _shown(date: Date) -> str:
    parts = [getattr(date, name) for name in ("day", "month", "year", "said")]
    return "-".join(str(part) for part in parts if part is not None)

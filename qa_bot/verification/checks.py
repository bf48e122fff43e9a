"""Compare what a sentence claims with the quotes shown for it, by rules that can be read."""

from collections.abc import Sequence

from qa_bot.text.stems import content_stems
from qa_bot.verification.attribution import displaced_names
from qa_bot.verification.dates import Date
from qa_bot.verification.degrees import overstated, unnamed_condition
from qa_bot.verification.facts import CORE_WORDS, Amount, Facts, facts_of
from qa_bot.verification.names import missing_names, name_stems


def missing_facts(sentence: str, quotes: Sequence[str], heading: str = "", sources: str = "") -> tuple[str, ...]:
    """Return the dates, numbers and names of a sentence that its quotes do not hold, as words for a person.

    A name may stand in the heading of the passage that is quoted. `sources` is more of the same documents: it tells a name
    that opens the sentence from a common word.
    """
    joined = " ".join(quotes)
    claimed, said = facts_of(sentence), facts_of(joined)
    names = missing_names(sentence, f"{heading} {joined}", sources)
    return (*missing_dates(claimed, said), *missing_numbers(claimed, said), *(f"name {name}" for name in names))


def contradictions(sentence: str, quote: str) -> tuple[str, ...]:
    """Return what of a sentence the quote nearest to it contradicts, as words for a person."""
    found: list[str] = []
    if turned := turned_round(facts_of(sentence), facts_of(quote)):
        found.append(f"negation of {', '.join(sorted(turned))}")
    found += [f"“{word}”, which says more than the quote" for word in overstated(sentence, quote)]
    if condition := unnamed_condition(sentence, quote):
        found.append(f"the condition “{condition}”")
    if displaced := displaced_names(sentence, quote):
        found.append(f"attribution to {', '.join(displaced)}")
    return tuple(found)


def missing_dates(claimed: Facts, said: Facts) -> tuple[str, ...]:
    """Return the dates that are claimed and not said."""
    return tuple(f"date {_shown(date)}" for date in claimed.dates if not _says_date(date, said))


def missing_numbers(claimed: Facts, said: Facts) -> tuple[str, ...]:
    """Return the numbers that are claimed and not said, or said of another unit."""
    return tuple(f"number {amount.value:g}" for amount in claimed.amounts if not _says_amount(amount, said))


def coverage(sentence: str, quote: str) -> float:
    """Return the share of a sentence's words that carry meaning, names left out, that a quote holds; 1 where there are none."""
    names = name_stems(sentence)
    wanted = content_stems(sentence) - names
    return len(wanted & content_stems(quote)) / len(wanted) if wanted else 1.0


def turned_round(claimed: Facts, said: Facts) -> frozenset[str]:
    """Return the stems that a sentence denies and a quote asserts, or asserts and a quote denies.

    One stem of several that a denial reaches is too few: the rest is said in other words, and a reader judges those.
    """
    put_in = claimed.denied & (said.asserted - said.denied - said.maybe_denied)
    left_out = (claimed.asserted - claimed.denied - claimed.maybe_denied) & (said.denied - said.asserted)
    is_put_in = len(put_in) >= min(len(claimed.denied), CORE_WORDS)
    is_left_out = len(left_out) >= min(len(said.denied), CORE_WORDS)
    return (put_in if is_put_in else frozenset()) | (left_out if is_left_out else frozenset())


def _says_date(date: Date, said: Facts) -> bool:
    if any(date.is_in(other) for other in said.dates):
        return True
    # "More than 1000 people": what looks like a year may be a number.
    is_bare_year = date == Date(year=date.year)
    return is_bare_year and any(amount.value == date.year for amount in said.amounts)


def _says_amount(amount: Amount, said: Facts) -> bool:
    if any(
        amount.value == other.value and (amount.unit == other.unit or None in (amount.unit, other.unit))
        for other in said.amounts
    ):
        return True
    return any(amount.unit is None and amount.value in (date.year, date.day) for date in said.dates)


def _shown(date: Date) -> str:
    parts = [getattr(date, name) for name in ("day", "month", "year", "said")]
    return "-".join(str(part) for part in parts if part is not None)

"""Compare what a sentence claims with the quotes shown for it, by rules that can be read."""

from collections.abc import Sequence

from qa_bot.text.stems import content_stems
from qa_bot.verification.attribution import displaced_names
from qa_bot.verification.dates import Date
from qa_bot.verification.facts import Amount, Facts, facts_of
from qa_bot.verification.names import missing_names, name_stems
from qa_bot.verification.opposites import opposed_words
from qa_bot.verification.parts import unsaid_part


def missing_facts(sentence: str, quotes: Sequence[str], sources: str = "") -> tuple[str, ...]:
    """Return what a sentence claims that the quotes do not hold, as words for a person; () where they hold everything.

    `sources` is more of the same documents: it tells a name that opens the sentence from a common word.
    """
    joined = " ".join(quotes)
    claimed, said = facts_of(sentence), facts_of(joined)
    missing = list(missing_figures(claimed, said))
    missing += [f"name {name}" for name in missing_names(sentence, joined, sources)]
    if part := unsaid_part(sentence, joined):
        missing.append(f"anything of “{part}”")
    missing += [f"“{word}”, the opposite is said" for word in opposed_words(sentence, joined)]
    if turned := turned_round(claimed, [facts_of(quote) for quote in quotes]):
        missing.append(f"negation of {', '.join(sorted(turned))}")
    if displaced := displaced_names(sentence, joined):
        missing.append(f"attribution to {', '.join(displaced)}")
    return tuple(missing)


def missing_figures(claimed: Facts, said: Facts) -> tuple[str, ...]:
    """Return the dates and numbers that are claimed and not said."""
    dates = [f"date {_shown(date)}" for date in claimed.dates if not _says_date(date, said)]
    return (*dates, *(f"number {amount.value:g}" for amount in claimed.amounts if not _says_amount(amount, said)))


def coverage(sentence: str, quote: str) -> float:
    """Return the share of a sentence's words that carry meaning, names left out, that a quote holds; 1 where there are none."""
    names = name_stems(sentence)
    wanted = content_stems(sentence) - names
    return len(wanted & content_stems(quote)) / len(wanted) if wanted else 1.0


def turned_round(claimed: Facts, said: Sequence[Facts]) -> frozenset[str]:
    """Return the stems that a sentence denies and no quote does, or asserts and a quote denies."""
    asserted = frozenset().union(*(_denied_by(quote, claimed) for quote in said))
    if asserted or not claimed.has_denial:
        return asserted
    undenied = [_undenied(claimed, quote) for quote in said]
    return undenied[0] if all(undenied) else frozenset()


def _denied_by(said: Facts, claimed: Facts) -> frozenset[str]:
    """Return the stems that a quote denies and a sentence asserts."""
    certainly = claimed.asserted & (said.denied - said.asserted)
    if certainly or claimed.has_denial:
        return certainly
    # A sentence that denies nothing at all may not take over much of what a quote denies.
    perhaps = claimed.asserted & ((said.denied | said.maybe_denied) - said.asserted)
    return perhaps if len(perhaps) > 1 else frozenset()


def _undenied(claimed: Facts, said: Facts) -> frozenset[str]:
    """Return the stems that a sentence denies and a quote does not."""
    agreed = claimed.denied & (said.denied | said.maybe_denied)
    if agreed or (said.has_denial and not claimed.denied & said.asserted):
        return frozenset()
    return claimed.denied or frozenset({"not"})


def _says_date(date: Date, said: Facts) -> bool:
    if any(date.is_in(other) for other in said.dates):
        return True
    # "More than 1000 people": what looks like a year may be a number.
    is_bare_year = date == Date(year=date.year)
    return is_bare_year and any(amount.value == date.year for amount in said.amounts)


def _says_amount(amount: Amount, said: Facts) -> bool:
    if any(amount.value == other.value and (amount.unit is None or amount.unit == other.unit) for other in said.amounts):
        return True
    return any(amount.unit is None and amount.value in (date.year, date.day) for date in said.dates)


def _shown(date: Date) -> str:
    parts = [getattr(date, name) for name in ("day", "month", "year", "said")]
    return "-".join(str(part) for part in parts if part is not None)

"""A sentence or a quote as it is compared: each part of what it says is read at most once, when it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qa_bot.text.counts import Counts, counts_in
from qa_bot.text.dates import Date, dates_in, weekdays_in
from qa_bot.text.name_variants import shortened, unpunctuated
from qa_bot.text.names import capitalised_runs, name_words, opens_as_common
from qa_bot.text.negation import Polarity, polarity_of
from qa_bot.text.numbers import Amount, amounts_in
from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import blanked, fold, word_spans
from qa_bot.verification.attribution import Uses, uses_claimed, uses_quoted
from qa_bot.verification.degrees import Degrees, degrees_of
from qa_bot.verification.order import WordOrder, order_of


@lru_cache(maxsize=2_000)
def statement_of(text: str) -> "Statement":
    """Return the statement of a text; of the same text the same one, with all that has been read of it."""
    return Statement(text)


@dataclass(frozen=True)
class Statement:
    """What a text says, read part by part."""

    text: str

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The words, in order, as they are written."""
        return tuple(self.text[start:end] for start, end in word_spans(self.text))

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words."""
        return frozenset(fold(word) for word in self.written)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry meaning."""
        return content_stems(self.text)

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        """The dates, complete or not."""
        return tuple(date for _, _, date in self._dated)

    @cached_property
    def weekdays(self) -> frozenset[str]:
        """The days of the week."""
        return weekdays_in(self.text)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The numbers outside of dates, each once."""
        return tuple(dict.fromkeys(amounts_in(self._undated)))

    @cached_property
    def counts(self) -> Counts:
        """The numbers by the stem of what they count, or of the unit they measure in."""
        return counts_in(self.text, self._dated_spans)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The words that look like names, outside of dates, each once."""
        return tuple(dict.fromkeys(name_words(self._undated)))

    @cached_property
    def name_stems(self) -> frozenset[str]:
        """The stems of the words that look like names."""
        return frozenset(stem(fold(name)) for name in self.names)

    @cached_property
    def certain_names(self) -> tuple[str, ...]:
        """The names without the opening word where that is a common one."""
        return self.names_but_opening if opens_as_common(self.opening, self.text) else self.names

    @cached_property
    def names_but_opening(self) -> tuple[str, ...]:
        """The names without the opening word, unless it comes again."""
        again = self.opening in self.written[1:]
        return tuple(name for name in self.names if name != self.opening or again)

    @cached_property
    def opening(self) -> str:
        """The first word, or ''."""
        return next(iter(self.written), "")

    @cached_property
    def unpunctuated(self) -> frozenset[str]:
        """The words between spaces, without points and hyphens."""
        return unpunctuated(self.text)

    @cached_property
    def initials(self) -> tuple[tuple[str, Sequence[str]], ...]:
        """The initials of the runs of capitalised words, each with the words that they stand for."""
        return tuple(found for run in capitalised_runs(self.text) for found in shortened(run))

    @cached_property
    def polarity(self) -> Polarity:
        """What is asserted and what is denied."""
        return polarity_of(self.text, self.names)

    @cached_property
    def degrees(self) -> Degrees:
        """How much and how binding it is."""
        return degrees_of(self.text)

    @cached_property
    def order(self) -> WordOrder:
        """The order of its words."""
        return order_of(self.text, self._dated_spans)

    @cached_property
    def claimed_uses(self) -> Uses:
        """Who does what to whom, as a sentence to check says it."""
        return uses_claimed(self.text, self.certain_names)

    @cached_property
    def quoted_uses(self) -> Uses:
        """Who does what to whom, as a quote says it."""
        return uses_quoted(self.text, self.certain_names)

    @cached_property
    def _dated(self) -> tuple[tuple[int, int, Date], ...]:
        return tuple(dates_in(self.text))

    @cached_property
    def _undated(self) -> str:
        return blanked(self.text, self._dated_spans)

    @cached_property
    def _dated_spans(self) -> tuple[tuple[int, int], ...]:
        return tuple((start, end) for start, end, _ in self._dated)

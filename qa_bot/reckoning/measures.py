"""The columns of a table by what they measure: prices, lengths, times, years, places in a race."""

from collections.abc import Sequence
from functools import cached_property

from qa_bot.reckoning.adjectives import Measure
from qa_bot.reckoning.columns import GLUE, Column, Sheet, stems_of
from qa_bot.reckoning.durations import is_rank
from qa_bot.reckoning.lexicon import FILLERS, RATES
from qa_bot.reckoning.nouns import LEVELS, SUMS_OF_MONEY
from qa_bot.reckoning.periods import Period
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.units import is_currency, unit_named

# What a number's unit says of the column that it belongs to.
_UNIT_NOUNS = (
    ("kg g t lb lbs oz mg", "weight mass"),
    ("km mi", "distance length"),
    ("m cm mm ft inch", "height length depth width elevation altitude distance"),
    ("h min s", "duration length time runtime"),
    ("d", "duration leave"),
    ("yr", "age"),
    ("mo wk", "duration age length time"),
    ("star point", "rating score star stars point"),
    ("people", "capacity seat guest people size"),
    ("m² ha km²", "area size"),
    ("°c", "temperature temp"),
    ("km/h mph", "speed"),
    ("kcal", "energy kcal calorie"),
    ("page", "page length"),
)
# Headers of the time for the whole of a race.
_WHOLE = frozenset(root(w) for w in "total finish overall net result final".split())
_TO_COME = frozenset("next due until before expiry expires best warranty deadline review valid renewal".split())
# Headers of dates by which someone is not old.
_OF_JOINING = frozenset("joined hired started employed moved arrived admitted last next".split())

Stems = tuple[str, ...]


class Measures:
    """What the columns of a table measure."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._title = {word for word in stems_of(sheet.table.title) if word not in FILLERS}

    def measured_by(self, measures: Sequence[Measure]) -> tuple[Column, int] | None:
        """Return the one column that an adjective measures, and which end of it the adjective asks for.

        When something was says only how old, new, early or late it is: no length is a time of day.
        """
        is_of_time = any({"date", "year", "since"} & set(group.split()) for nouns, _ in measures for group in nouns)
        for nouns, sign in measures:
            column = self.measure(nouns)
            if column and (is_of_time or not (column.kind == "date" or column.is_year)):
                return column, sign
        return None

    def measure(self, nouns: Sequence[str]) -> Column | None:
        """Return the one column named by the first list of nouns that names any, a column of that name alone first."""
        if nouns == ("rank",):
            return self.race_clock or self.rank
        for group in nouns:
            stems = {root(word) for word in group.split()}
            held = [
                c
                for c in self.sheet.columns
                if stems & set(_before_per(c)) and c.kind in ("number", "date") and not c.names_things
                if (c.style.clock is None or "duration" in group.split()) and not counts_times(c)
            ]
            exact = [column for column in held if len(core_of(column)) == 1]
            if best := exact or held:
                return best[0] if len(best) == 1 else None
        if any({"date", "year"} & set(group.split()) for group in nouns) and (dated := self._only_date):
            return dated
        if self.clock and any("duration" in group.split() for group in nouns):
            return self.clock
        money = [column for column in self.numbers if is_currency(column.unit)]
        return money[0] if len(money) == 1 and any("price" in group.split() for group in nouns) else None

    def column_of_unit(self, unit: str) -> Column | None:
        """Return the one column of numbers with a unit, or the one whose name goes with it."""
        held = [column for column in self.numbers if column.unit == unit]
        if held:
            return held[0] if len(held) == 1 else None
        if unit in ("h", "min", "s") and self.clock:
            return self.clock
        if is_currency(unit):
            priced = [column for column in self.numbers if is_currency(column.unit)]
            return (
                None
                if priced
                else self.measure(("price cost fee charge fare tariff rent rate", "salary wage pay income amount"))
            )
        nouns = " ".join(nouns_of_unit(unit))
        column = self.measure((nouns,)) if nouns else None
        return column if column and column.unit is None else None

    def is_level(self, index: int | None) -> bool:
        """Tell whether a column's numbers belong to each row alone, as prices do and sales do not."""
        return index is not None and bool(set(self.sheet.columns[index].stems) & LEVELS)

    @cached_property
    def amount(self) -> Column | None:
        """Return the column that is added up where none is named: the one of money, or the only one of amounts."""
        money = [column for column in self.numbers if is_currency(column.unit)]
        return money[0] if len(money) == 1 else self.measure(("price cost amount expense",))

    @cached_property
    def sum_of_money(self) -> Column | None:
        """Return the column of amounts where the rows are sums of money themselves, as invoices are."""
        about = self._title | set(self.sheet.columns[self.sheet.key].stems)
        return self.amount if about & SUMS_OF_MONEY else None

    @cached_property
    def happened(self) -> tuple[Column, ...]:
        """Return the columns of dates that a date alone may be meant of: when something was, not when it is due."""
        return tuple(c for c in self.times if not set(c.name.casefold().split()) & _TO_COME)

    @cached_property
    def priced(self) -> tuple[int, ...]:
        """Return the columns of sums of money."""
        return tuple(column.place for column in self.numbers if is_currency(column.unit))

    @cached_property
    def numbers(self) -> tuple[Column, ...]:
        """Return the columns of numbers that are amounts."""
        return tuple(c for c in self.sheet.columns if c.kind == "number" and not c.names_things and not c.is_year)

    @cached_property
    def days(self) -> tuple[Column, ...]:
        """Return the columns of dates and years, those of times of day left out."""
        return tuple(c for c in self.times if not any(isinstance(v, Period) and ":" in v.first for v in c.values))

    @cached_property
    def _only_date(self) -> Column | None:
        """Return the one column of dates where it says when something became what it is: a year, or a participle."""
        held = self.days[0] if len(self.days) == 1 else None
        if held is None or set(held.name.casefold().split()) & _OF_JOINING:
            return None
        return held if held.is_year or held.name.casefold().endswith("ed") else None

    @cached_property
    def clock(self) -> Column | None:
        """Return the one column of durations, of several the one of the whole."""
        held = [column for column in self.sheet.columns if column.style.clock is not None]
        whole = [column for column in held if set(column.stems) & _WHOLE]
        found = held if len(held) == 1 else whole
        return found[0] if len(found) == 1 else None

    @property
    def race_clock(self) -> Column | None:
        """Return the column of durations by which those of a race are ranked, which are written with colons."""
        return self.clock if self.clock and not self.clock.style.worded else None

    @cached_property
    def rank(self) -> Column | None:
        """Return the one column that says who came in which place."""
        held = [
            column
            for column in self.sheet.columns
            if column.kind == "number" and is_rank(column.name) and set(column.stems) != {root("bib")}
        ]
        return held[0] if len(held) == 1 else None

    @cached_property
    def times(self) -> tuple[Column, ...]:
        """Return the columns of dates and years."""
        return tuple(c for c in self.sheet.columns if c.kind == "date" or c.is_year)


def nouns_of_unit(unit: str | None) -> tuple[str, ...]:
    """Return the words for what a unit measures."""
    return next((tuple(nouns.split()) for units, nouns in _UNIT_NOUNS if unit in units.split()), ())


def counts_times(column: Column) -> bool:
    """Tell whether a column counts how often something was done: "Times lent" is no time."""
    return column.name.casefold().startswith(("times ", "number of times "))


def _before_per(column: Column) -> Stems:
    """Return the stems of a column's name up to "per": a fee per hour measures no hours."""
    named = set(stems_of(column.name.partition(" per ")[0]))
    rates = {root(word) for word in column.name.casefold().split() if word in RATES}
    return tuple(word for word in core_of(column) if word not in rates and (" per " not in column.name or word in named))


def core_of(column: Column) -> Stems:
    """Return the stems of a column's name without its unit."""
    named = tuple(word for word in stems_of(column.name) if word not in GLUE)
    return named if named and not (len(named) == 1 and unit_named(column.name) and len(column.stems) > 1) else column.stems

"""The closed word classes of English, each written down once: months, weekdays, numbers, auxiliaries."""

from collections.abc import Mapping, Sequence

MONTHS: Sequence[str] = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# The number of a month by its name and its usual abbreviations.
MONTH_NUMBERS: Mapping[str, int] = {
    written: number for number, name in enumerate(MONTHS, 1) for written in (name, name[:3])
} | {"sept": 9}
# The names of the months in any case of letters, as one alternative of a pattern: the longest first.
MONTH = "|".join(MONTHS)
ANY_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
WEEKDAYS: Sequence[str] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = "|".join(WEEKDAYS)

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS: Mapping[str, int] = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
SCALES: Mapping[str, int] = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}

AUXILIARIES: Sequence[str] = (
    "is are was were do does did has have had can could will would shall should may might must"
).split()
AUXILIARY = "|".join(AUXILIARIES)
QUESTION_WORD = "who|whom|whose|what|when|where|why|how|which"

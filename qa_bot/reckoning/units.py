"""Units of measure and currencies, each brought to one name."""

from qa_bot.text.stems import stem
from qa_bot.text.terms import fold

_GROUPS = """eur euro € | usd dollar $ us$ | gbp pound £ sterling quid | chf franc sfr | jpy yen ¥ | nok | sek | dkk | kr crown krone kronor
kronur | pln zloty zł | czk koruna kč | inr rupee ₹ | cent |
km kilometre kilometer | m metre meter | cm centimetre centimeter | mm millimetre millimeter | mi mile | ft foot feet | inch |
kg kilo kilogram kilogramme | g gram gramme | t tonne ton | lb lbs | oz ounce | mg | l litre liter | ml millilitre milliliter | cl |
h hr hour | min minute | s sec second | d day | wk week | mo month | yr year y | % percent pct | kw kilowatt | kwh | w watt | v volt |
mb megabyte | gb gigabyte | tb terabyte | kb kilobyte | mhz | ghz | hp | °c °f degree celsius fahrenheit | pcs piece pc |
m² sqm m2 metre² meter² metres² meters² | km² km2 sqkm kilometre² kilometer² kilometres² kilometers² | ha hectare | m³ m3 metre³ metres³ meter³ meters³ | kcal calorie cal | km/h kph kmh | mph | page | star | point | people person guest"""

_NAMES = {
    key: names[0]
    for names in (group.split() for group in _GROUPS.replace("\n", " ").split("|"))
    for word in names
    for key in (word, stem(fold(word)))
    if key
}
_CURRENCIES = frozenset("eur usd gbp chf jpy nok sek dkk kr pln czk inr cent".split())


def unit_named(word: str) -> str | None:
    """Return the one name of the unit that a word is, or None.

    >>> unit_named("euros"), unit_named("€"), unit_named("kg"), unit_named("table")
    ('eur', 'eur', 'kg', None)
    """
    lowered = word.casefold().strip(" .")
    return _NAMES.get(lowered) or _NAMES.get(stem(fold(word)))


def is_currency(unit: str | None) -> bool:
    """Tell whether a unit is money."""
    return unit in _CURRENCIES


def same_unit(first: str | None, second: str | None) -> bool:
    """Tell whether two units may mean the same: crowns are of several countries, what is unnamed fits everything."""
    crowns = {"kr", "nok", "sek", "dkk", "czk"}
    return first is None or second is None or first == second or ("kr" in (first, second) and {first, second} <= crowns)

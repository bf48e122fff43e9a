"""Words of one family: what was delivered had a delivery, what is visited has visitors."""

from functools import lru_cache

_ENDINGS = ("ations", "ation", "ions", "ion", "ments", "ment", "als", "al", "ances", "ance", "ures", "ure", "ers", "er", "ors", "or", "ings", "ing", "ies", "ied", "ed", "es", "s", "y", "e")  # fmt: skip
_SHORTEST = 5
# Families whose words share too few letters to be seen as one.
_KNOWN = tuple(
    frozenset(group.split())
    for group in (
        "pay pays paid payment payments|sell sells sold sale sales selling|use uses used usage user users|close closes closed closure closing|"
        "read reads reader readers|view views viewed viewer viewers viewing viewings|play plays played player players|hire hires hired hiring|"
        "lend lends lent loan loans loaned|borrow borrows borrowed borrower|publish published publication publishes|die dies died death deaths|"
        "weigh weighs weight|begin begins began start starts started|grow grows grew growth|lose loses lost loss losses|win wins won winner wins|"
        "employ employs employed employee employees employment|live lives lived inhabitants residents|renew renewed renewal|clean cleaned cleaning|"
        "like likes liked|share shares shared|cite cites cited citations|fly flies flew flight flights|seat seats seated seating|test tested tests testing|"
        "vote votes voted|rain rains rained rainfall rainy|snow snows snowed snowfall snowy|know known knowledge|choose chosen choice|attend attends attended attendance attendees|"
        "complain complained complaints complaint|repair repairs repaired repairer|host hosts hosted|serve serves served servings|earn earns earned earnings|"
        "book books booked booking bookings|order orders ordered|download downloads downloaded|stream streams streamed|score scores scored|store stores stored storage|"
        "rate rates rated rating ratings|save saves saved savings|gain gains gained|found founded foundation founding|trade trades traded"
    ).split("|")
)


def are_of_one_family(first: str, second: str) -> bool:
    """Tell whether two folded words are made of one.

    >>> are_of_one_family("delivered", "delivery"), are_of_one_family("visited", "visitors"), are_of_one_family("state", "station")
    (True, True, False)
    """
    if first == second or any({first, second} <= group for group in _KNOWN):
        return True
    return bool(_bases(first) & _bases(second))


@lru_cache(maxsize=5_000)
def _bases(word: str) -> frozenset[str]:
    cut = (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
    return frozenset(base for base in (word, *cut) if len(base) >= _SHORTEST)

"""Whether a question asks for what no single cell says, from its words alone."""

import re

from qa_bot.reckoning.adjectives import COMPARATIVE, HIGHER, HIGHEST, LOWER, LOWEST, SUPERLATIVE
from qa_bot.text.terms import words

_TOTAL = re.compile(
    r"\b(?:in total|altogether|all together|in all|added up|added together|together cost|combined|sum of|add up|average|mean (?!s\b)\w+ of|median|percentage of|what percentage|"
    r"what share|proportion of|most common|most often|(?:total|overall) (?:number|amount|cost|price|value|length|weight|area)? ?(?:of|for))\b"
)
# One number for several rows, whatever the question names: no row has it, unless a column or the row is called so.
_SUMMED = re.compile(
    r"\b(?:together|altogether|in total|in all|average|median|by how (?:much|many))\b|^how much .*\ball (?:the|our|their|of)\b"
)
SUMS = frozenset(
    "total average sum mean median overall together altogether combined percent percentage share difference".split()
)
# Two things compared, or one taken from the other.
_COMPARED = re.compile(
    r"\bby how (?:many|much)\b|\b(?:the )?difference in \w+ (?:\w+ ){0,3}between .+ and \b|"
    r"^how (?:much|many) (?:\w+ ){0,3}?(?:more|less|fewer|\w{2,}er)\b.* than\b|^how (?:much|many) .*\btogether$|"
    r"^what (?:would|do|did|does|will) .+ and .+ cost .*\btogether$|^how much .*\bboth .+ and\b|"
    r"^(?:which|what|who) (?:\w+ ){1,3}(?:starts?|started|begins?|began|ends?|ended|opens?|opened|arrives?|arrived|leaves?|left) (?:first|last)$|"
    r"^(?:which|what|who) .*\bwith the (?:most|fewest|least)\b"
)
# "How many flats were let after 2019": rows counted by their dates.
_COUNTED_BY_DATE = re.compile(
    r"^how many (?!times|days|hours|minutes|weeks|months|years)(?:(?!(?:do|does|did|can|should|must|may|will) )[a-z-]+ ){2,4}"
    r"(?:before|after|since) (?:(?:[a-z]+|\d{1,2}(?:st|nd|rd|th)?) ){0,2}\d{4}\b"
)
_OF_TWO = re.compile(r"^(?:which|who)\b.*\b\w+ or \w+")
_LISTED = re.compile(r"^(?:in |at |on |from |of )?(?:which|what|who|list|name|show)\b")
_COUNTED = re.compile(
    r"\b(?:how many|the number of|what number of) (?!times|days|hours|minutes|weeks)"
    r"(?:(?!(?:do|does|did|can|should|must|may|will) )[\w-]+ ){1,4}?(?:(?:are|were)\b(?! (?:counted|sold|ordered|invoiced|billed|delivered|bought|recorded|reported|caught|shipped|produced|made|seen|issued)$)(?! (?:there )?(?:in|at|on|for|allowed|needed|left)\b)|(?:have|havent|hasnt|arent|werent|dont|didnt|cost|belong|that|which|who|with)\b)|\bhow many$"
)
_BOUND = re.compile(
    r"\b(?:more|less|fewer|over|under|above|below|at least|at most|before|after|since|between|than)\b(?: \w+){0,2}? ?\d"
)
# Superlatives that do not say that rows are compared: "at least", "most of the time", "the latest version".
_LOOSE = frozenset("first last latest next top most least best worst max min maximum minimum record peak greatest".split())
_SUPERLATIVES = frozenset((*SUPERLATIVE, *HIGHEST, *LOWEST)) - _LOOSE
_COMPARATIVES = frozenset((*COMPARATIVE, *HIGHER, *LOWER))


def asks_for_sum(question: str) -> bool:
    """Tell whether a question asks for one number made of several rows.

    >>> asks_for_sum("What do both rooms cost together?"), asks_for_sum("What does the small room cost?")
    (True, False)
    """
    return bool(_SUMMED.search(" ".join(words(question))))


def asks_for_reckoning(question: str) -> bool:
    """Tell whether the answer cannot be one cell: a total, an average, a count of rows, those past a bound, the one at an end.

    >>> asks_for_reckoning("Which of the tents is the cheapest?"), asks_for_reckoning("How much is the small tent?")
    (True, False)
    """
    said = words(question.rpartition(": ")[2])
    text = " ".join(said)
    if _TOTAL.search(text) or _COUNTED.search(text) or _COMPARED.search(text) or _COUNTED_BY_DATE.search(text):
        return True
    if _OF_TWO.search(text) and any(word in _COMPARATIVES for word in said):
        return True
    asks = bool(_LISTED.match(text))
    if asks and any(word in _SUPERLATIVES for word in said):
        return True
    if asks and re.search(r"\b(?:most|least) \w+", text) and re.match(r"(?:which|who)\b", text):
        return True
    bounded = bool(_BOUND.search(text)) or any(
        word in _COMPARATIVES and "than" in said[place:] for place, word in enumerate(said)
    )
    return bounded and bool(re.match(r"(?:in |at |from )?(?:which|who|list)\b", text))

"""Values that a question names by another word: F for women, and "Cello 3/4" for cellos."""

import re
from collections.abc import Sequence

from qa_bot.reckoning.roots import root

_FEMALE = tuple(dict.fromkeys(root(w) for w in "female woman lady girl".split()))
_MALE = tuple(dict.fromkeys(root(w) for w in "male man gentleman boy".split()))
_OF_PEOPLE = frozenset(root(w) for w in "woman lady girl man gentleman boy".split())
_SEXES = frozenset(root(w) for w in "sex gender m f w".split())
_CLASSES = frozenset(root(w) for w in "class category cat division group age ag".split())
_CODE = re.compile(r"(?:[fmw](?:[ -]?u?\d{1,3}\+?(?:[-–]\d{1,3})?)?|female|male|wom[ae]n|m[ae]n)", re.I)


def codes_of(header: Sequence[str], values: Sequence[object], of_animals: bool = False) -> dict[str, str]:
    """Return the words for women and men with the letter that cells begin with for them; none where cells are no such codes.

    >>> codes_of(("sex",), ("F", "M", "F"))[root("women")]
    'f'
    """
    present = [value.strip().casefold() for value in values if isinstance(value, str)]
    letters = {value[:1] for value in present}
    known = set(header) & _SEXES or (set(header) & _CLASSES and "m" in letters and letters & {"f", "w"})
    if not present or not known or letters >= {"f", "w"} or not all(_CODE.fullmatch(value) for value in present):
        return {}
    female = next((letter for letter in ("f", "w") if letter in letters), "")
    found = dict.fromkeys(_FEMALE, female) if female else {}
    found |= dict.fromkeys(_MALE, "m") if "m" in letters else {}
    return {word: letter for word, letter in found.items() if not (of_animals and word in _OF_PEOPLE)}


def is_headed(cell: Sequence[str], stems: Sequence[str]) -> bool:
    """Tell whether words open a cell, or close it but for its sizes: "Cello 4/4", "Grand piano 2"."""
    width = len(stems)
    end = len(cell)
    while end > width and any(char.isdigit() for char in cell[end - 1]):
        end -= 1
    return tuple(cell[:width]) == tuple(stems) or tuple(cell[end - width : end]) == tuple(stems)


def heads(cells: Sequence[Sequence[str]], stems: Sequence[str]) -> bool:
    """Tell whether words say what several things are: all cells with the words begin with them, or all end with them."""
    width = len(stems)
    held = [tuple(cell) for cell in cells if set(stems) <= set(cell)]
    if len(set(held)) < 2 or not all(is_headed(cell, stems) for cell in held):
        return False
    opened = [cell[:width] == tuple(stems) for cell in held]
    sized = all(
        any(char.isdigit() for word in cell[width:] for char in word) or len(cell) == width
        for cell in held
        if cell[:width] == tuple(stems)
    )
    return all(opened) or not any(opened) or sized

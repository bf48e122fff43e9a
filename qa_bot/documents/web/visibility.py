"""Whether a style hides what it is given to: by its box, or by the colour of its text."""

import re
from collections.abc import Sequence

from qa_bot.documents.web.styles import Style

# Colours that differ by no more than this in red, green and blue (of 255) cannot be told apart.
SAME_COLOUR = 16
FAINTEST_OPACITY = 0.05
_OUT_OF_SIGHT = re.compile(r"-\d{3,}")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_ZERO = re.compile(r"0*\.?0+(?:[a-z]+|%)?$")
_PLACES = ("left", "top", "text-indent", "margin-left", "margin-top")
_SIZES = ("height", "max-height", "width", "max-width")
_SMALLEST_FONT = re.compile(r"(?:[01]|0?\.\d+|0\.0+)(?:px|pt)$")
_NO_AREA = re.compile(
    r"inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%|circle\(\s*0|polygon\(\s*0(?:px|%)?\s+0(?:px|%)?\s*(?:,\s*0(?:px|%)?\s+0(?:px|%)?\s*)*\)"
)
_NO_SCALE = re.compile(r"scale(?:x|y|3d)?\(\s*0*\.?0*\s*[,)]")
_NO_OPACITY = re.compile(r"opacity\(\s*0*\.?0*%?\s*\)")
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|(?:rgba?|hsla?)\([^)]*\)|[a-z]+")
_NAMED = {
    "white": (255, 255, 255),
    "black": (0, 0, 0),
    "silver": (192, 192, 192),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "red": (255, 0, 0),
    "lime": (0, 255, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
    "floralwhite": (255, 250, 240),
    "azure": (240, 255, 255),
    "mintcream": (245, 255, 250),
}
_TELLS_NOTHING = frozenset({"inherit", "initial", "unset", "revert", "currentcolor", "none", ""})
_PAGE = (255.0, 255.0, 255.0)
# A red, green and blue from 0 to 255, or a colour that is known by name alone.
Colour = tuple[float, ...] | str


def hides(style: Style) -> bool:
    """Tell whether an element of a style, and all within it, is not seen."""
    overflows = (style.get(name, "") for name in ("overflow", "overflow-x", "overflow-y"))
    is_cut = any(overflow.startswith(("hidden", "clip")) for overflow in overflows)
    opacity = _NUMBER.match(style.get("opacity", ""))
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("content-visibility") == "hidden"
        or (opacity is not None and float(opacity.group()) <= FAINTEST_OPACITY)
        or any(_OUT_OF_SIGHT.match(style.get(name, "")) for name in _PLACES)
        or (is_cut and any(_ZERO.match(style.get(name, "")) for name in _SIZES))
        or _clips_all(style)
    )


def hides_text(chain: Sequence[Style], are_complete: bool) -> bool:
    """Tell whether text cannot be seen by the styles of its element and of those around it, the nearest first.

    What one element says of the background counts for another one's text only where all rules of the page are known: there
    a page without a background is white. Elsewhere an unknown rule may lie between.
    """
    size = next((style["font-size"] for style in chain if "font-size" in style), "")
    if _ZERO.match(size) or _SMALLEST_FONT.match(size):
        return True
    colour: Colour | None = None
    background: Colour | None = None
    for style in chain:
        if colour is None and is_transparent(style.get("color", "")):
            return "text" not in (style.get("background-clip"), style.get("-webkit-background-clip"))
        colour = colour or colour_of(style.get("color", ""))
        background = background or colour_of(style.get("background-color", ""))
        if colour and background:
            return are_alike(colour, background)
        if (colour or background) and not are_complete:
            return False
    return colour is not None and are_alike(colour, _PAGE)


def _clips_all(style: Style) -> bool:
    clip = style.get("clip", "")
    is_empty = clip.startswith("rect(") and all(abs(float(number)) <= 1 for number in _NUMBER.findall(clip))
    return (
        is_empty
        or bool(_NO_AREA.search(style.get("clip-path", "")))
        or bool(_NO_SCALE.search(style.get("transform", "")))
        or bool(_NO_OPACITY.search(style.get("filter", "")))
    )


def is_transparent(value: str) -> bool:
    """Tell whether a colour lets everything through: the word, or one whose fourth part is 0."""
    numbers = [float(number) for number in _NUMBER.findall(value)]
    is_alpha_zero = value.startswith(("rgb", "hsl")) and len(numbers) == 4 and numbers[3] <= FAINTEST_OPACITY
    is_hex_zero = bool(re.match(r"#(?:[0-9a-f]{3}0|[0-9a-f]{6}0[0-9a-c])$", value))
    return value == "transparent" or is_alpha_zero or is_hex_zero


def colour_of(value: str) -> Colour | None:
    """Return the colour that a value of `color` or `background` says; None where it says none, or a picture."""
    if "url(" in value or "gradient(" in value:
        return value
    match = _COLOUR.search(value)
    if value in _TELLS_NOTHING or is_transparent(value) or not match:
        return None
    said = match.group()
    if said.startswith("#"):
        digits = said[1:]
        pairs = [c * 2 for c in digits[:3]] if len(digits) < 6 else [digits[i : i + 2] for i in (0, 2, 4)]
        return tuple(float(int(pair, 16)) for pair in pairs)
    if said.startswith("rgb"):
        scale = 2.55 if "%" in said.split("/")[0] else 1.0
        return tuple(scale * float(number) for number in _NUMBER.findall(said)[:3])
    return _NAMED.get(said, said)


def are_alike(first: Colour, second: Colour) -> bool:
    """Tell whether nobody can tell two colours apart."""
    if isinstance(first, str) or isinstance(second, str):
        return first == second and "(" not in first
    return len(first) == len(second) and all(abs(a - b) <= SAME_COLOUR for a, b in zip(first, second, strict=True))

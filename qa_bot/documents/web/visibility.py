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
_PAGE = (255.0, 255.0, 255.0)
# A red, green and blue from 0 to 255, or what is compared by its words alone: a picture, a colour of another space.
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
    """Tell whether a colour lets everything through."""
    from tinycss2.color4 import Color, parse_color

    colour = parse_color(value)
    return isinstance(colour, Color) and colour.alpha <= FAINTEST_OPACITY


def colour_of(value: str) -> Colour | None:
    """Return the colour that a value of `color` or `background` says; None where it says none, or lets all through."""
    if "url(" in value or "gradient(" in value:
        return value
    import tinycss2
    from tinycss2.color4 import Color, parse_color

    colours = (parse_color(token) for token in tinycss2.parse_component_value_list(value))
    colour = next((found for found in colours if isinstance(found, Color)), None)
    if colour is None or colour.alpha <= FAINTEST_OPACITY:
        return None
    try:
        return tuple(255.0 * part for part in colour.to("srgb").coordinates)
    except NotImplementedError:
        return value


def are_alike(first: Colour, second: Colour) -> bool:
    """Tell whether nobody can tell two colours apart."""
    if isinstance(first, str) or isinstance(second, str):
        return first == second and "(" not in first
    return len(first) == len(second) and all(abs(a - b) <= SAME_COLOUR for a, b in zip(first, second, strict=True))

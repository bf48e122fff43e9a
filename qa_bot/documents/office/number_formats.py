"""Numbers of a spreadsheet as they are shown: dates, percentages, currencies, decimals."""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

# The formats that files name by number alone (ECMA-376, 18.8.30).
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy-mm-dd", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0",
    38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 49: "@",
}  # fmt: skip
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LITERAL = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.(?P<decimals>[#0?]*))?")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.I)


class _Format(NamedTuple):
    kind: str
    ahead: str = ""
    behind: str = ""
    least: int = 0
    most: int = 0
    width: int = 0
    grouped: bool = False


def shown(number: float, code: str, is_1904: bool = False) -> str:
    """Return a number as its format shows it; dates in ISO 8601, plainly where the format is not understood."""
    form = _format(code)
    match form.kind:
        case "date" | "time" | "both":
            return _date(number, form.kind, is_1904)
        case "elapsed":
            minutes = round(number * 24 * 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
        case "plain":
            return plain(number)
    value = number * 100 if form.kind == "percent" else number
    digits = f"{abs(value):{',' if form.grouped else ''}.{form.most}f}"
    for _ in range(form.most - form.least):
        digits = digits.removesuffix("0")
    digits = digits.removesuffix(".").zfill(form.width)
    is_nothing = not any(c in "123456789" for c in digits)
    return f"{'-' if value < 0 and not is_nothing else ''}{form.ahead}{digits}{form.behind}"


def plain(number: float) -> str:
    """Return a number without the noise of its binary fraction."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    digits = f"{number:.15g}"
    return f"{number:.15f}".rstrip("0") if "e-" in digits and abs(number) > 1e-9 else digits


def _date(number: float, kind: str, is_1904: bool) -> str:
    try:
        moment = (_EPOCH_1904 if is_1904 else _EPOCH) + timedelta(seconds=round(number * 86_400))
    except OverflowError:
        return plain(number)
    clock = f"{moment:%H:%M:%S}".removesuffix(":00") if moment.second == 0 else f"{moment:%H:%M:%S}"
    if kind == "time":
        return clock
    day = f"{moment:%Y-%m-%d}"
    return day if kind == "date" or (moment.hour, moment.minute, moment.second) == (0, 0, 0) else f"{day} {clock}"


@lru_cache(maxsize=1_000)
def _format(code: str) -> _Format:
    """Read a format's first section: what stands for positive numbers."""
    section = code.split(";", 1)[0]
    if _ELAPSED.search(section):
        return _Format("elapsed")
    bare = _LITERAL.sub("", section).lower()
    if bare.strip() in ("", "general", "@", "standard"):
        return _Format("plain")
    if re.search(r"[ymdhs]", bare):
        has_time, has_day = bool(re.search(r"[hs]", bare)), bool(re.search(r"[yd]", bare) or not re.search(r"[hs]", bare))
        return _Format("both" if has_time and has_day else "time" if has_time else "date")
    spelt = _LITERAL.sub(lambda match: match["quoted"] or match["escaped"] or match["currency"] or "", section)
    digits = _DIGITS.search(spelt)
    if not digits or re.search(r"[/E]|,(?![#0?])", digits.group() + spelt[digits.end() : digits.end() + 1]):
        return _Format("plain")
    whole, _, decimals = digits.group().partition(".")
    ahead, behind = spelt[: digits.start()], spelt[digits.end() :]
    kind = "percent" if "%" in behind or "%" in ahead else "number"
    least = decimals.count("0")
    width = whole.count("0") if "," not in whole else 0
    return _Format(kind, ahead.lstrip("( "), behind.rstrip(") "), least, len(decimals), width, "," in whole)

"""The markup in a document's text: links, images, tags, the borders of a table."""

import re

# A link's target must look like an address, so that a call in a piece of code ("rows[name](value)") is not a link.
_TARGET = r"\((?=[^()]*[/.:#?]|\s*\))(?:[^()]|\([^()]*\))*\)"
_IMAGE = re.compile(rf"!\[([^\]]*)\]{_TARGET}")
_LINK = re.compile(rf"\[([^\]]*)\]{_TARGET}")
_OWN_MARKERS = re.compile(r"[^\S\n]?\[[1-9]\d{0,2}(?:\s*[,–-]\s*\d{1,3})*\]")
_TAG = re.compile(r"</?(?:a|abbr|b|br|code|div|em|i|img|kbd|p|small|span|strong|sub|sup|u)\b[^<>]*>", re.I)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_BAR = re.compile(r"(?<!\\)\|")


def readable(quote: str, keeps_lines: bool = False) -> str:
    """Return a quote as it is shown in an answer's text: on one line, or with its lines if they are those of a list.

    A document's own "[7]" is removed, because it would look like one of our citations. Of links and images only the label stays,
    if any, because a program that shows Markdown would fetch the images.
    """
    plain = _without_markup(quote, "")
    if not any(character.isalnum() for character in plain):
        plain = _without_markup(quote, r"\1")
    lines = [" ".join(line.split()) for line in plain.splitlines()]
    return ("\n" if keeps_lines else " ").join(line for line in lines if line)


def cells(line: str) -> tuple[tuple[int, int, str], ...]:
    """Return the cells of a row separated by bars, tabs or wide gaps: start and end in the line, and the text."""
    if _BAR.search(line):
        borders = [match.start() for match in _BAR.finditer(line)]
        if not line.lstrip().startswith("|"):
            borders.insert(0, -1)
        if not line.rstrip().endswith("|"):
            borders.append(len(line))
        pairs = [(left + 1, right) for left, right in zip(borders, borders[1:], strict=False)]
    else:
        pairs = [match.span() for match in re.finditer(r"\S+(?: \S+)*", line)]
    return tuple((start, end, line[start:end].strip()) for start, end in pairs)


def _without_markup(quote: str, image: str) -> str:
    plain = _OWN_MARKERS.sub("", _LINK.sub(r"\1", _IMAGE.sub(image, quote)))
    return _ESCAPED.sub(r"\1", _STRONG.sub(r"\2", _TAG.sub(" ", plain)))

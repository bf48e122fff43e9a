"""Front matter: the settings between two lines of --- (YAML) or +++ (TOML) at the top of a text."""

import re
from typing import NamedTuple

from qa_bot.documents.blocks import Block, walk
from qa_bot.documents.settings_blocks import settings_blocks
from qa_bot.documents.yaml_blocks import yaml_blocks

# What is longer is no front matter.
MOST_CHARS = 50_000
_FENCE = re.compile(r"(?P<mark>---|\+\+\+)[^\S\n]*\r?\n")


class FrontMatter(NamedTuple):
    """The plain fields of front matter, its blocks, and where the text after it begins."""

    fields: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    end: int


def find_front_matter(text: str) -> FrontMatter | None:
    """Return the front matter that a text begins with; None where it has none."""
    opening = _FENCE.match(text)
    if not opening:
        return None
    mark = re.escape(opening["mark"])
    close = re.compile(rf"^(?:{mark}|\.\.\.)[^\S\n]*\r?(?:\n|\Z)", re.M).search(text, opening.end(), MOST_CHARS)
    if not close:
        return None
    parse = yaml_blocks if opening["mark"] == "---" else settings_blocks
    blocks = parse(text, opening.end(), close.start())
    fields = _stated(text[opening.end() : close.start()]) if opening["mark"] == "---" else ()
    if not any(block.kind == "field" for block in walk(blocks)):
        return None
    return FrontMatter(fields or _written(text, blocks), blocks, close.end())


def _stated(text: str) -> tuple[tuple[str, str], ...]:
    """Return the texts of a YAML mapping by key; none where it is not YAML."""
    import yaml

    try:
        value = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return ()
    if not isinstance(value, dict):
        return ()
    return tuple((str(key), inner.strip()) for key, inner in value.items() if isinstance(inner, str) and inner.strip())


def _written(text: str, blocks: tuple[Block, ...]) -> tuple[tuple[str, str], ...]:
    """Return the labels and values of fields as they are written, without quotes."""
    found = (block.children for block in walk(blocks) if block.kind == "field" and len(block.children) == 2)
    return tuple((text[a.start : a.end], text[b.start : b.end].strip("\"'")) for a, b in found)

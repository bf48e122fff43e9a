"""Tell prose from the litter around it: navigation lines, captions, share buttons, lists of other headlines.

The rule is one of form, not of phrases: in a document that is mostly made of full sentences, a block that is no
sentence, no list item and no "name: value" line is a heading or litter. Such a block is never quoted as an answer;
where several stand together, or at either end of the document, they are not indexed at all.
"""

import re

from qa_bot.text.sentences import Span, split_blocks, split_sentences

# Share of a text's characters in full sentences from which on its other blocks are suspect.
PROSE_SHARE = 0.6
SENTENCE_WORDS = 6
# A lone block of up to this many words inside prose may be a section heading: kept as context for what follows.
HEADING_WORDS = 14

_COMPLETE = re.compile(r"""(?:[.!?…:;,。！？—-]["'”’»)\]*_]*|[^\w\s"'”’»)\]*_|`]["'”’»)\]*_]*)\s*$""")
_ITEM = re.compile(r"\s*(?:[-–—•*·▪◦]\s*\S|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s|\|)")
# A short "name: value" line; a long one without an end is the heading of a form or of a document.
_FIELD = re.compile(r"\s*[^\s:][^:\n]{0,40}:(?:\s+\S+){1,12}\s*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\s*$")
# Any line that begins with a label is worth finding, though not always worth quoting.
_LABEL = re.compile(r"\s*[^\s:][^:\n]{0,40}:\s+\S")
# Cells between bars or tabs.
_CELLS = re.compile(r"\||\t\S")
_FIGURE = re.compile(r"\S*\d\S*")
# From this share of words with digits on, a block without cells is a row of a table all the same.
ROW_SHARE = 1 / 3
# Several sentences in one block are prose even where the last one is cut off.
_INNER_END = re.compile(r"""[a-z0-9)\]"'”’][.!?]["'”’)\]]*\s+["'“‘(]?[A-Z]""")


def content_regions(text: str, start: int = 0) -> tuple[Span, ...]:
    """Return the (start, end) offsets of the stretches of text[start:] worth indexing, in order.

    All of it, unless the text is prose: then litter at its ends and runs of litter inside it are left out.
    """
    blocks = split_blocks(text, start)
    if not _is_prose(text, blocks):
        return ((start, len(text)),) if blocks else ()
    suspect = [not (_is_quotable(text[a:b]) or _LABEL.match(text[a:b])) for a, b in blocks]
    dropped = [_is_dropped(suspect, text, blocks, i) for i in range(len(blocks))]
    regions: list[Span] = []
    for (begin, end), is_litter, follows in zip(blocks, dropped, [True, *dropped], strict=False):
        if is_litter:
            continue
        if follows:
            regions.append((begin, end))
        else:
            regions[-1] = (regions[-1][0], end)
    return tuple(regions)


def quotable_sentences(text: str) -> tuple[Span, ...]:
    """Return the (start, end) offsets of the sentences of a passage that may be quoted as an answer, in order."""
    blocks = split_blocks(text)
    prose = _is_prose(text, blocks)
    return tuple(
        sentence
        for begin, end in blocks
        if not prose or _is_quotable(text[begin:end])
        for sentence in split_sentences(text, begin, end)
        if any(c.isalnum() for c in text[sentence[0] : sentence[1]])
    )


def is_item(block: str) -> bool:
    """Tell whether a block is an item of a list."""
    return bool(_ITEM.match(block))


def _is_prose(text: str, blocks: tuple[Span, ...]) -> bool:
    total = sum(end - begin for begin, end in blocks)
    prose = sum(end - begin for begin, end in blocks if _is_sentence(text[begin:end]))
    return total > 0 and prose >= PROSE_SHARE * total


def _is_sentence(block: str) -> bool:
    if len(block.split()) < SENTENCE_WORDS or _ADDRESS.search(block):
        return False
    return bool(_COMPLETE.search(block) or _INNER_END.search(block))


def _is_quotable(block: str) -> bool:
    if _ADDRESS.search(block):
        return False
    return _is_sentence(block) or any((_COMPLETE.search(block), _ITEM.match(block), _FIELD.match(block), _is_row(block)))


def _is_row(block: str) -> bool:
    return bool(_CELLS.search(block)) or len(_FIGURE.findall(block)) >= max(2, ROW_SHARE * len(block.split()))


def _is_dropped(suspect: list[bool], text: str, blocks: tuple[Span, ...], i: int) -> bool:
    """Decide whether a suspect block stands at an end of the text, beside another one, or is too long for a heading."""
    if not suspect[i]:
        return False
    at_end = all(suspect[:i]) or all(suspect[i + 1 :])
    beside = (i > 0 and suspect[i - 1]) or (i + 1 < len(suspect) and suspect[i + 1])
    begin, end = blocks[i]
    return at_end or beside or len(text[begin:end].split()) > HEADING_WORDS

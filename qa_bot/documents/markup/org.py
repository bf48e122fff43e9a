"""Read Org files: their common marks are brought to Markdown."""

import re
from collections.abc import Iterator

from qa_bot.documents.document import Document
from qa_bot.documents.encoding import decode_with_notes
from qa_bot.documents.text_files import markdown_document
from qa_bot.documents.writing import clean, fence, table

_HEADING = re.compile(r"(?P<stars>\*+)[^\S\n]+(?P<text>\S.*?)(?:[^\S\n]+:[\w@#%:]+:)?$")
_KEYWORD = re.compile(r"#\+(?P<name>\w+):[^\S\n]*(?P<value>.*)$")
_BEGIN = re.compile(r"[^\S\n]*#\+begin_(?P<name>\w+)", re.I)
_DRAWER = re.compile(r"[^\S\n]*:(?P<name>[\w-]+):[^\S\n]*$")
_LINK = re.compile(r"\[\[(?P<target>[^\[\]\n]{1,400})\](?:\[(?P<text>[^\[\]\n]{1,400})\])?\]")
_TERM = re.compile(r"(?P<lead>[^\S\n]*)[-+][^\S\n]+(?P<term>\S.*?)[^\S\n]+::[^\S\n]+(?P<text>\S.*)$")
_CODE = re.compile(r"(?<![\w~=])([~=])(?=\S)([^~=\n]{1,200})(?<=\S)\1(?![\w~=])")
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,300})(?<=\S)\*(?![\w*])")
_STATED = {"title": "title", "date": "date", "author": "author"}
_VERBATIM = frozenset({"src", "example", "export", "verse"})


def read_org(data: bytes) -> Iterator[Document]:
    """Yield the one document of an Org file, its text as Markdown."""
    text, notes = decode_with_notes(data)
    yield markdown_document(org_to_markdown(clean(text)), notes)


def org_to_markdown(text: str) -> str:
    """Return an Org text as Markdown; its title becomes the first heading, its author and date lines of their own."""
    lines = text.split("\n")
    stated = {m["name"].lower(): m["value"].strip() for line in lines if (m := _KEYWORD.match(line)) and m["value"].strip()}
    out = [f"# {stated['title']}", ""] if "title" in stated else []
    out += [f"{name.capitalize()}: {stated[name].strip('<>[]')}" for name in ("author", "date", "email") if name in stated] + [
        ""
    ]
    place = 0
    while place < len(lines):
        line = lines[place].rstrip()
        place += 1
        if begin := _BEGIN.match(line):
            end = _find(lines, place, re.compile(rf"[^\S\n]*#\+end_{re.escape(begin['name'])}", re.I))
            inner = "\n".join(lines[place:end])
            is_verbatim = begin["name"].lower() in _VERBATIM
            if begin["name"].lower() != "comment":
                out += ["", fence(inner) if is_verbatim else _inline(inner), ""]
            place = end + 1
        elif _DRAWER.match(line) and (end := _find(lines, place, re.compile(r"[^\S\n]*:END:", re.I))) < len(lines):
            out += [entry for inner in lines[place:end] if (entry := _property(inner))]
            place = end + 1
        elif line.lstrip().startswith("|"):
            end = next((i for i in range(place, len(lines)) if not lines[i].lstrip().startswith("|")), len(lines))
            out += ["", _table(lines[place - 1 : end]), ""]
            place = end
        elif not _KEYWORD.match(line) and not line.startswith("# "):
            out.append(_line(line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip() + "\n"


def _line(line: str) -> str:
    if heading := _HEADING.match(line):
        return f"\n{'#' * min(len(heading['stars']) + 1, 6)} {_inline(heading['text'])}\n"
    if term := _TERM.match(line):
        return f"{term['lead']}- {_inline(term['term'])}: {_inline(term['text'])}"
    return _inline(line)


def _table(lines: list[str]) -> str:
    rows = [[_inline(cell.strip()) for cell in line.strip().strip("|").split("|")] for line in lines if not _is_rule(line)]
    return table(rows, has_header=len(lines) > 1 and _is_rule(lines[1]))


def _is_rule(line: str) -> bool:
    return line.strip().startswith("|-")


def _property(line: str) -> str:
    match = re.match(r"[^\S\n]*:(?P<name>[\w-]+):[^\S\n]+(?P<value>\S.*)", line)
    return f"{match['name']}: {match['value'].strip()}" if match and match["name"].lower() not in ("id", "custom_id") else ""


def _find(lines: list[str], start: int, pattern: re.Pattern[str]) -> int:
    return next((i for i in range(start, len(lines)) if pattern.match(lines[i])), len(lines))


def _inline(text: str) -> str:
    text = _LINK.sub(lambda m: f"[{m['text']}]({m['target']})" if m["text"] else m["target"], text)
    return _BOLD.sub(r"**\1**", _CODE.sub(r"`\2`", text))

"""Read LaTeX: its headings, lists, tables and prose are brought to Markdown; formulas stay as they are."""

import re
from collections.abc import Iterator

from qa_bot.documents.document import Document
from qa_bot.documents.encoding import decode_with_notes
from qa_bot.documents.text_files import markdown_document
from qa_bot.documents.writing import clean, fence, table

_LEVELS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5}
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_VERBATIM = re.compile(
    r"\\begin\{(?P<name>verbatim|lstlisting|minted)\*?\}(?:\[[^\]]*\])?(?:\{[^{}]*\})?\n?(?P<code>.*?)\\end\{(?P=name)\*?\}",
    re.S,
)
_TABLE = re.compile(
    r"\\begin\{(?P<name>tabularx?|longtable)\*?\}(?:\[[^\]]*\])?(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}){1,2}(?P<rows>.*?)\\end\{(?P=name)\*?\}",
    re.S,
)
_SECTION = re.compile(
    r"\\(?P<kind>part|chapter|section|subsection|subsubsection|paragraph)\*?(?:\[[^\]]*\])?\{(?P<text>(?:[^{}]|\{[^{}]*\}){1,500})\}"
)
_STATED = re.compile(r"\\(?P<kind>title|author|date)\{(?P<text>(?:[^{}]|\{[^{}]*\}){1,500})\}")
_ITEM = re.compile(r"[^\S\n]*\\item(?:\[(?P<term>[^\]]*)\])?[^\S\n]*")
_WITH_TEXT = re.compile(
    r"\\(?:emph|textit|textbf|textsc|texttt|text|underline|caption|footnote|mbox|url|enquote|textrm|textsf)\*?\{(?P<text>[^{}]{0,2000})\}"
)
_LINK = re.compile(r"\\href\{(?P<target>[^{}]{0,400})\}\{(?P<text>[^{}]{0,400})\}")
_DROPPED = re.compile(
    r"\\(?:label|ref|pageref|eqref|cite[a-z]*|usepackage|documentclass|bibliography|bibliographystyle|includegraphics|vspace|hspace|setlength|input|include|pagestyle|thispagestyle|centering|maketitle|tableofcontents|newpage|clearpage|noindent|hline|toprule|midrule|bottomrule|small|large|bigskip|medskip|smallskip)\*?(?![a-zA-Z])(?:\[[^\]]{0,400}\])?(?:\{[^{}]{0,400}\}){0,2}"
)
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\{[^{}]{1,60}\}(?:\[[^\]]{0,100}\])?")
_SPECIAL = {
    r"\%": "%",
    r"\&": "&",
    r"\$": "$",
    r"\#": "#",
    r"\_": "_",
    r"\{": "{",
    r"\}": "}",
    "~": " ",
    "``": "“",
    "''": "”",
    "---": "—",
    "--": "–",
    r"\ldots": "…",
    r"\dots": "…",
}
_INCLUDED = re.compile(r"\\(?:input|include)\{(?P<name>[^{}]{1,200})\}")


def read_latex(data: bytes) -> Iterator[Document]:
    """Yield the one document of a LaTeX file, its text as Markdown."""
    text, notes = decode_with_notes(data)
    included = [match["name"] for match in _INCLUDED.finditer(text)]
    unread = (f"the included files {', '.join(included[:10])} were not read in their place",) if included else ()
    yield markdown_document(latex_to_markdown(clean(text)), (*notes, *unread))


def latex_to_markdown(text: str) -> str:
    """Return a LaTeX text as Markdown."""
    codes: list[str] = []

    def keep(block: str) -> str:
        codes.append(block)
        return f"\n\n\x02{len(codes) - 1}\x03\n\n"

    text = _COMMENT.sub("", _VERBATIM.sub(lambda match: keep(fence(match["code"])), text))
    before, begun, body = text.partition(r"\begin{document}")
    stated = {match["kind"]: _inline(match["text"]).strip() for match in _STATED.finditer(text)}
    body = body.partition(r"\end{document}")[0] if begun else before
    body = _STATED.sub("", body)
    body = _TABLE.sub(lambda match: keep(_table(match["rows"])), body)
    body = _SECTION.sub(lambda match: f"\n\n{'#' * _LEVELS[match['kind']]} {' '.join(match['text'].split())}\n\n", body)
    body = _inline(_lists(body))
    head = [f"# {stated['title']}"] if stated.get("title") else []
    lines = [
        f"{kind.capitalize()}: {stated[kind]}" for kind in ("author", "date") if stated.get(kind) and stated[kind][0] != "\\"
    ]
    head += ["\n".join(lines)]
    out = re.sub(r"\n[^\S\n]*\n\s*", "\n\n", "\n\n".join([*head, body])).strip()
    return re.sub("\x02(\\d+)\x03", lambda match: codes[int(match[1])], out) + "\n"


def _lists(text: str) -> str:
    """Return a text with the items of its lists marked, those of numbered lists numbered."""
    out: list[str] = []
    open_lists: list[str] = []
    numbers: list[int] = []
    for line in text.split("\n"):
        if begin := re.match(r"[^\S\n]*\\begin\{(itemize|enumerate|description)\}", line):
            open_lists.append(begin[1])
            numbers.append(0)
            out += [""] if len(open_lists) == 1 else []
        elif re.match(r"[^\S\n]*\\end\{(?:itemize|enumerate|description)\}", line) and open_lists:
            open_lists.pop()
            numbers.pop()
            out += [""] if not open_lists else []
        elif open_lists and (item := _ITEM.match(line)):
            numbers[-1] += 1
            mark = f"{numbers[-1]}." if open_lists[-1] == "enumerate" else "-"
            term = f"{item['term']}: " if item["term"] else ""
            out.append(f"{'    ' * (len(open_lists) - 1)}{mark} {term}{line[item.end() :].strip()}")
        else:
            out.append(f"{'    ' * len(open_lists)}{line.strip()}" if open_lists and line.strip() else line.strip())
    return "\n".join(out)


def _table(rows: str) -> str:
    rows = _DROPPED.sub("", rows)
    return table([[_inline(cell).strip() for cell in re.split(r"(?<!\\)&", row)] for row in rows.split(r"\\") if row.strip()])


def _inline(text: str) -> str:
    text = _LINK.sub(r"[\g<text>](\g<target>)", _DROPPED.sub("", text))
    for _ in range(3):
        text = _WITH_TEXT.sub(r"\g<text>", text)
    text = _ENVIRONMENT.sub("", text)
    for written, meant in _SPECIAL.items():
        text = text.replace(written, meant)
    return text.replace("\\\\", "\n")

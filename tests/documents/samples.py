"""A small real file of every format that is read, with every kind of thing that a reader of it knows."""

import io
import json
from email.message import EmailMessage
from functools import cache

from docx import Document as WordDocument
from openpyxl import Workbook
from openpyxl.comments import Comment
from reportlab.pdfgen.canvas import Canvas

from tests.documents import test_docx, test_epub, test_markup_languages, test_odf, test_pptx, test_rtf, test_settings_files

MARKDOWN = """---
title: The mill
date: 2020-07-22
tags: [a, b]
---

# The mill

Opened by Ada Quill[1] on 3 May 1911. It has **two** wheels, see [the map](https://example.org/a(b)) and ![plan](p.png).

1. Open the valve:
   - slowly
   - by hand

   > A note, quoted.
2. Press `start`.

| Part | Price |
|:-----|------:|
| Valve | 12.50 |
| a \\| b | |

```sh
run --all
```

**May I bring a dog?**
Yes, on a lead.

Q: When is it open?
A: From nine to five.

Setext
======

<details><summary>More?</summary><p>Much more.</p></details>
"""
PLAIN = """The mill
Published: 22 July 2020

It was built in 1911 (see p. 4). Dr. Quill opened it.

OPENING HOURS
Monday ...... 9 to 5
Name:    Ada Quill
Phone:   555 0100

Part        Price   Place
Valve       12.50   A-3
Ring         1.20   B-7

 a) the first
 b) the second

\f12   The mill

[10:02] Ana: Is it open?
[10:03] Bo: Yes.

On 3 May 2024, Ana <ana@example.org> wrote:
> Is it open?
> > It was.
$ run --all
"""
HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>The mill | News</title><meta property="og:title" content="The mill">
<style>.x{display:none} p > b, #y:hover{color:#fff!important}</style></head><body><nav><a href="/">Home</a></nav><article>
<h1>The mill</h1><p style="color:red">It is <b>old</b>.<br>Very.<p class="x">unseen<ul><li>one<li>two<ol start=3><li>three</ol></ul>
<table><caption>Prices</caption><tr><th colspan=2>Part<th>Price<tr><td rowspan=2>Valve<td>a|b<td>12.50<tr><td>c<td>4</table>
<pre>run --all</pre><dl><dt>Ring<dd>A round thing.</dl><details><summary>More?</summary><p>Yes.</p></details>
<!-- c --><script>x()</script></article><footer>All rights reserved</footer></body></html>"""
ASCIIDOC = """= The mill
Ada Quill
:date: 2020-07-22

== Use

It is *old*, see link:a.html[this]. {date}

. Open it
.. slowly
* oil

|===
|Part |Price

|Valve |12.50
|===

----
run --all
----

NOTE: Back up first.
"""
ORG = "#+TITLE: The mill\n* Use :tag:\nIt is /old/, see [[https://example.org][this]].\n- a :: b\n1. one\n| Part | Price |\n|------+-------|\n| Valve | 12 |\n#+BEGIN_SRC sh\nrun\n#+END_SRC\n"
LATEX = r"""\documentclass{article}\title{The mill}\date{3 May 2024}\begin{document}\maketitle
\section{Use} It is \textbf{old} and costs 5\,\% \cite{a}. % a comment
\begin{itemize}\item one \item two\end{itemize}\begin{tabular}{ll}Part & Price\\ Valve & 12\\\end{tabular}
\begin{verbatim}run --all\end{verbatim}$x^2$\footnote{A note.}\end{document}"""
MDX = 'import A from "a"\nexport const b = 1\n\n# The mill\n\n<A b={{c: 1}}>It is old.</A>\n\n{b + 1}\n\n<Tabs><Tab label="x">Text.</Tab></Tabs>\n'
ROWS = 'Prices of parts\n\nPart;Price (EUR);Comment\nValve;12,50;"good; ""old"""\nRing;1,20;\n\nCounted by Ann.\n'
RECORDS = [
    {"title": "The mill", "date": "2020-07-22", "text": "It is old.", "parts": [{"name": "Valve", "price": 12.5}], "x": None},
    {"question": "Open?", "answer": "Yes.", "tags": ["a", "b"], "deep": {"a": {"b": [1, [2, {"c": True}]]}}},
]
CHAT = {
    "guild": {"name": "G"},
    "channel": {"name": "c", "topic": "t"},
    "messages": [
        {
            "author": {"name": "Ana"},
            "timestamp": "2024-05-03T10:00:00+00:00",
            "content": "Is it open?",
            "embeds": [{"title": "x"}],
        },
        {
            "author": {"name": "Bo"},
            "timestamp": "1714730400",
            "content": [{"text": "Yes."}],
            "attachments": [{"fileName": "a.png"}],
        },
    ],
}
LOG = "2024-06-01 02:15:10 \x1b[31mERROR\x1b[0m no space\nTraceback:\n  File x\nOSError: full\n2024-06-01 02:16:00 INFO done\n"
SUBTITLES = (
    "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n- It is <i>old</i>.\n\n2\n00:00:04,500 --> 00:00:06,000\nVery old\nindeed.\n"
)


@cache
def samples() -> dict[str, bytes]:
    """Return a file of every suffix that is read, by the suffix; '' has none."""
    texts = {
        ".md": MARKDOWN, ".txt": PLAIN, ".html": HTML, ".adoc": ASCIIDOC, ".org": ORG, ".tex": LATEX, ".mdx": MDX, ".csv": ROWS,
        ".tsv": ROWS.replace(";", "\t"), ".jsonl": "\n".join(map(json.dumps, RECORDS)), ".json": json.dumps(RECORDS),
        ".yaml": test_settings_files.YAML, ".toml": test_settings_files.TOML, ".ini": "; all\n[core]\n\tbare = false\npath: /a\n  /b\n",
        ".env": 'export A=1\nB="x y"\n', ".properties": "app.name = Shop\napp.text = one \\\n  two\n", ".log": LOG, ".vtt": SUBTITLES,
        ".rst": test_markup_languages.RST, ".rtf": _rtf(), "": MARKDOWN, ".doc": "x", ".srt": SUBTITLES.removeprefix("WEBVTT\n\n"),
    }  # fmt: skip
    made = {suffix: text.encode() for suffix, text in texts.items()}
    made |= {".eml": _mail(), ".mbox": b"From a@example.org Thu May 16 12:00:00 2024\n" + _mail() + b"\n\n"}
    made |= {".pdf": _pdf(), ".docx": _docx(), ".xlsx": _xlsx(), ".pptx": _pptx(), ".epub": test_epub.book(), **_odf()}
    return made


def _rtf() -> str:
    body = r"\pard\s1 Start\par{\listtext 1.\tab}Open it.\par caf\'e9 na\u239?ve{\footnote Not on Mondays.}\par"
    return (
        test_rtf.HEAD + test_rtf.STYLES + body + r"\trowd\pard\intbl Hall\cell From\cell\row\pard{\v hidden}{\pict\bin5 abcde}}"
    )


def _mail() -> bytes:
    message = EmailMessage()
    message["From"] = "Zoë Rai <zoe@example.org>"
    message["Subject"] = "Crane"
    message["Date"] = "Thu, 16 May 2024 12:00:00 +0200"
    message.set_content("The crane comes.\n\n-----Original Message-----\nFrom: Ana\nSent: Monday\nSubject: Crane\n\nWhen?\n")
    message.add_alternative("<html><body><p>The crane comes on Monday at noon, and stays.</p></body></html>", subtype="html")
    message.add_attachment("item,price\ntent,40\n", subtype="csv", filename="costs.csv")
    message.add_attachment(b"\x00\x01", maintype="image", subtype="png", filename="map.png")
    return bytes(message)


def _pdf() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=0)
    canvas.setTitle("The mill")
    for page in range(2):
        for number, text in enumerate(["The mill is old and has two big wheels of oak.", "It is wet.", "- one", "- two"]):
            canvas.drawString(60, 780 - 14 * number, text)
        for number, row in enumerate([("Part", "Price"), ("Valve", "12.50"), ("Ring", "1.20")]):
            for column, cell in enumerate(row):
                canvas.drawString(60 + 100 * column, 600 - 18 * number, cell)
        canvas.drawString(300, 30, f"Page {page + 1}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _docx() -> bytes:
    made = WordDocument()
    made.core_properties.title = "The mill"
    made.add_heading("The mill", 1)
    made.add_paragraph("Open the valve.", style="List Number")
    made.add_paragraph("A note.", style="List Bullet 2")
    table = made.add_table(2, 2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ("Part", "Price", "Valve", "12.50"), strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 1))
    made.sections[0].header.paragraphs[0].text = "Ridge Pottery"
    return test_docx.saved(made)


def _xlsx() -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    for row in (["Prices of the mill"], ["Part", "Price", "Sum"], ["Valve", 12.5, "=B3*2"], ["Ring", 1.2, None], [True, 45000]):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet["A3"].comment = Comment("Really?", "Ann")
    sheet["B5"].number_format = "yyyy-mm-dd"
    sheet.row_dimensions[4].hidden = True
    workbook.create_sheet("Two").append(["It is old."])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _pptx() -> bytes:
    one = test_pptx.shape(test_pptx.line("The mill"), kind="title") + test_pptx.shape(
        test_pptx.line("Open it.", 'lvl="1"'), kind=""
    )
    return test_pptx.slides(
        one, test_pptx.shape(test_pptx.line("Four."), kind="body"), notes=test_pptx.shape(test_pptx.line("Say it."))
    )


def _odf() -> dict[str, bytes]:
    cell = '<table:table-cell table:number-columns-repeated="2"><text:p>Valve</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>'
    text = (
        '<text:h text:outline-level="1">The mill</text:h><text:p>It<text:s text:c="2"/>stands.</text:p><text:list><text:list-item>'
        f"<text:p>oil</text:p></text:list-item></text:list><table:table>{row}</table:table>"
    )
    slide = '<draw:page draw:name="one"><draw:frame><draw:text-box><text:p>It is old.</text:p></draw:text-box></draw:frame></draw:page>'
    return {
        ".odt": test_odf.odf("text", text),
        ".ods": test_odf.odf("spreadsheet", f'<table:table table:name="One">{row}</table:table>'),
        ".odp": test_odf.odf("presentation", slide),
    }

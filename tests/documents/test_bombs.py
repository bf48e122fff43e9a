"""Small files that would become large, or take for ever: they are read in part, or refused with a reason."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator

import pytest

from qa_bot.documents.apart import ReadingProcess
from qa_bot.documents.document import UnreadableFileError
from qa_bot.documents.reading import read_named
from qa_bot.ingestion.chunking import chunk_document
from tests.documents.sound import check_file
from tests.documents.test_docx import W
from tests.documents.test_epub import BOOK, CONTAINER
from tests.documents.test_odf import odf

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXT = "<w:p><w:r><w:t>It is &e11;.</w:t></w:r></w:p>"
EXTERNAL = '<!DOCTYPE x [<!ENTITY e11 SYSTEM "file:///etc/passwd">]>'


def archive(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def word(body: str, head: str = "") -> bytes:
    return archive({"word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'})


def laughs(depth: int = 12) -> str:
    """Return a document type of entities, each ten times the one before."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth))
    return f'<!DOCTYPE x [<!ENTITY e0 "ha">{lines}]>'


def sheet(cells: str, texts: str) -> bytes:
    links = "".join(
        f'<Relationship Id="r{n}" Type="x/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(("worksheet", "sharedStrings"))
    )
    return archive(
        {
            "xl/workbook.xml": f'<workbook xmlns:r="{RELATED}"><sheets><sheet name="A" r:id="r0"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
            "xl/worksheet.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
            "xl/sharedStrings.xml": f"{texts}",
        }
    )


def book_of_one_chapter() -> bytes:
    """Return an e-book that names one long chapter under a thousand names."""
    items = "".join(f'<item id="i{n}" href="a{n}/../two.xhtml" media-type="application/xhtml+xml"/>' for n in range(1000))
    book = BOOK.replace("<manifest>", f"<manifest>{items}").replace(
        "<spine>", "<spine>" + "".join(f'<itemref idref="i{n}"/>' for n in range(1000))
    )
    chapter = "<html><body>" + "<p>It is wet.</p>" * 1000 + "</body></html>"
    return archive({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": book, "OEBPS/two.xhtml": chapter})


def repeated_cells() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="16000" table:number-columns-spanned="16000"><text:p>x</text:p></table:table-cell>'
    return odf(
        "spreadsheet",
        f'<table:table><table:table-row table:number-rows-repeated="9999999">{cell}</table:table-row></table:table>',
    )


def macros() -> str:
    """Return LaTeX of commands, each ten times the one before."""
    names = [chr(97 + number) for number in range(12)]
    lines = "".join(
        rf"\newcommand{{\x{name}}}{{" + rf"\x{before} " * 10 + "}" for before, name in zip(names, names[1:], strict=False)
    )
    return r"\newcommand{\xa}{ha}" + lines + r"\begin{document}It is \xl.\end{document}"


# Each with what is told where it is refused; '' where it is read.
SMALL: dict[str, tuple[str, Callable[[], bytes | str], str]] = {
    "entities": ("a.docx", lambda: word(TEXT, laughs()), "its XML declares entities"),
    "a file as an entity": ("a.docx", lambda: word(TEXT, EXTERNAL), "its XML declares entities"),
    "entities in UTF-16": (
        "a.docx",
        lambda: archive({"word/document.xml": f"{laughs()}<document><body>{TEXT}</body></document>".replace("w:", "").encode("utf-16")}),
        "its XML (is broken|declares entities)",
    ),
    "entities behind a long comment": ("a.docx", lambda: word(TEXT, f"<!--{'x' * 200_000}-->{laughs()}"), "its XML (is broken|declares entities)"),
    "entities in the texts of a sheet": (
        "a.xlsx",
        lambda: sheet('<row><c t="s"><v>0</v></c></row>', f"{laughs()}<sst><si><t>&e11;</t></si></sst>"),
        "its XML (is broken|declares entities)",
    ),
    "entities in a page": ("a.html", lambda: f"{laughs()}<p>It is &e11;.</p>", ""),
    "substitutions": ("a.rst", lambda: "\n".join([".. |s0| replace:: haha", *(f".. |s{n}| replace:: {f'|s{n - 1}| ' * 10}" for n in range(1, 12)), "", "It is |s11|."]), ""),
    "anchors": ("a.yaml", lambda: "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 10}]\n" for n in range(1, 12)), ""),
    "anchors in front matter": ("a.md", lambda: "---\na0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 10}]\n" for n in range(1, 12)) + "---\nText.", ""),
    "attributes": ("a.adoc", lambda: "= T\n:a0: haha\n" + "".join(f":a{n}: {f'{{a{n - 1}}}' * 10}\n" for n in range(1, 12)) + "\nIt is {a11}.", ""),
    "macros": ("a.tex", macros, ""),
    "a chapter of many names": ("a.epub", book_of_one_chapter, ""),
    "cells that come again": ("a.ods", repeated_cells, ""),
    "nested lists of JSON": ("a.json", lambda: "[" * 100_000, "nested too deeply"),
    "nested objects of JSON": ("a.json", lambda: '{"a":' * 900 + "1" + "}" * 900, ""),
    "nested lists of YAML": ("a.yaml", lambda: "a: " + "[" * 50_000, ""),
    "nested items of YAML": ("a.yaml", lambda: "- " * 20_000 + "a", ""),
    "nested elements": ("a.html", lambda: "<div>" * 20_000 + "text", ""),
    "nested footers": ("a.html", lambda: "<footer>" * 3000 + "text", ""),
    "nested quotes": ("a.md", lambda: "> " * 20_000 + "text", ""),
    "nested groups": ("a.rtf", lambda: r"{\rtf1 " + "{" * 50_000 + "text", "nested too deeply"),
    "nested mails": ("a.eml", lambda: "".join(f"Subject: s\nContent-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1500)) + "\nText.", "RecursionError"),
    "a long number": ("a.json", lambda: json.dumps([{"a": 1}]).replace("1", "9" * 100_000), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SMALL)
def test_what_would_grow_without_end_is_bounded(name, embedder):
    file, build, reason = SMALL[name]
    made = build()
    data = made.encode() if isinstance(made, str) else made
    if not reason:
        assert check_file(file, data, embedder, seconds=10)
        assert sum(len(document.text) for document in read_named(file, data)) < 3_000_000
        return
    with pytest.raises(UnreadableFileError, match=reason):
        read_named(file, data)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.md", "# " + "Heading " * 5000 + "\n\n" + "The mill is old.\n\n" * 500),
        ("a.md", "|" + " column |" * 5000 + "\n|" + "---|" * 5000 + "\n" + "| cell | cell |\n" * 200),
        ("a.md", "The introduction " * 3000 + "is:\n\n" + "- an item of it\n" * 500),
        ("a.yaml", "key " * 40 + ":\n" + "".join(f"  {'x' * 150}{n}: 1\n" for n in range(500))),
        ("a.csv", "label " * 10_000 + ",b\n" + "1,2\n" * 300),
        ("a.csv", "title " * 10_000 + "\n\na,b\n" + "1,2\n" * 300),
        ("a.json", json.dumps({"k" * 50_000: [{"a": n, "b": "x"} for n in range(200)]})),
        ("a.json", json.dumps({"name": "n" * 50_000, "rows": [{"a": n, "b": "x"} for n in range(200)]})),
    ],
    ids=["heading", "header of a table", "introduction", "section", "label", "title", "key", "name"],
)
def test_what_stands_above_many_passages_is_not_kept_with_each(file, text, embedder):
    kept = 0
    for document in read_named(file, text.encode()):
        chunks = chunk_document(
            document.text, document.blocks, embedder, 192, document.title, document.date, bool(document.part)
        )
        kept += len(document.text) + len(document.title or "") + sum(len(chunk.layout.to_json()) for chunk in chunks)
    assert kept < 20 * len(text)


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    made = ReadingProcess()
    yield made
    made.close()


def packed(name: str, size: int) -> bytes:
    """Return an archive whose one part is large, without having it in memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made, made.open(name, "w", force_zip64=True) as part:
        for _ in range(size // 1_000_000):
            part.write(b" " * 1_000_000)
    return buffer.getvalue()


LARGE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a part of 200 MB": ("a.docx", lambda: packed("word/document.xml", 200_000_000), "too large when unpacked"),
    "a part of 1 GB": ("a.docx", lambda: packed("word/document.xml", 1_000_000_000), "too large when unpacked"),
    "one long text in many cells": (
        "a.xlsx",
        lambda: sheet("".join(f'<row r="{n}"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' for n in range(1, 100_000)), f"<sst><si><t>{'x' * 1_000_000}</t></si></sst>"),
        "more memory than a file may take|longer than|takes more than|crashes|lack of memory",
    ),
    "a page of 40 MB": ("a.html", lambda: b"<b><i><p>" * 4_500_000, "more memory|takes more than|lack of memory|longer than"),
    "rows without end": ("a.csv", lambda: b"a,b\n" + b"1,2\n" * 12_000_000, "more memory|takes more than|lack of memory"),
}  # fmt: skip


@pytest.mark.soak
@pytest.mark.parametrize("name", LARGE)
def test_a_large_bomb_costs_itself_alone(name, process):
    file, build, reason = LARGE[name]
    with pytest.raises(UnreadableFileError, match=reason):
        process.read(file, build())
    assert process.read("a.eml", b"Subject: s\n\nIt is old.\n")


@pytest.mark.soak
@pytest.mark.parametrize(
    "file", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.yaml", "a.log", "a.csv", "a.rst", "a.tex", "a.eml", "a.vtt"]
)
@pytest.mark.parametrize(
    "unit", [b"x", b"word ", b"It is old. ", b"a,b;c|", b" "], ids=["letters", "words", "sentences", "marks", "spaces"]
)
def test_a_line_of_49_mb_is_read_or_refused(file, unit, process):
    head = {"a.eml": b"Subject: s\n\n", "a.json": b'["', "a.jsonl": b'["', "a.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n"}.get(
        file, b""
    )
    tail = b'"]' if file.startswith("a.json") else b""
    reason = ""
    try:
        process.read(file, head + unit * (49_000_000 // len(unit)) + tail)
    except UnreadableFileError as error:
        reason = str(error)
    assert "crashes" not in reason
    assert process.read("a.eml", b"Subject: s\n\nIt is old.\n")

import io
from zipfile import ZipFile

import pytest

from qa_bot.documents.blocks import check_blocks
from qa_bot.documents.document import UnreadableFileError
from qa_bot.documents.office.odf import read_odf

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "fo", "draw")
)


def odf(kind: str, body: str, styles: str = "", outer: str = "", meta: str = "") -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        )
        archive.writestr("styles.xml", f"<office:document-styles {SPACES}>{outer}</office:document-styles>")
        archive.writestr(
            "meta.xml",
            f'<office:document-meta {SPACES} xmlns:dc="dc" xmlns:meta="meta"><office:meta>{meta}</office:meta></office:document-meta>',
        )
    return buffer.getvalue()


def read(data: bytes):
    document = next(read_odf(data))
    check_blocks(document.text, document.blocks)
    return document


def test_headings_paragraphs_and_lists_become_markdown():
    numbers = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>'
    items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in ("Open it.", "Close it."))
    body = (
        '<text:h text:outline-level="1">The mill</text:h><text:p>It stands<text:s/>by <text:span>the</text:span> pond.</text:p>'
        f'<text:list text:style-name="L1">{items}</text:list><text:list><text:list-item><text:p>oil</text:p></text:list-item></text:list>'
    )
    document = read(odf("text", body, styles=numbers))
    assert document.text == "# The mill\n\nIt stands by the pond.\n\n1. Open it.\n2. Close it.\n- oil"
    assert document.title == "The mill"


def test_tables_notes_comments_and_boxes_are_read():
    def row(*cells: str) -> str:
        return (
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
            + "</table:table-row>"
        )

    grid = f"<table:table><table:table-header-rows>{row('Hall', 'Hours')}</table:table-header-rows>{row('East', '9 to 5')}</table:table>"
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>But not on Mondays.</text:p></text:note-body></text:note>"
    comment = '<office:annotation xmlns:dc="dc"><dc:creator>Ann</dc:creator><text:p>Really?</text:p></office:annotation>'
    box = "<draw:frame><draw:text-box><text:p>Pull the red handle.</text:p></draw:text-box></draw:frame>"
    assert read(odf("text", f"<text:p>Open daily.{note}{comment}{box}</text:p>{grid}")).text == (
        "Open daily.\n\nPull the red handle.\n\n[1] But not on Mondays.\n\n[Comment by Ann] Really?\n\n"
        "| Hall | Hours |\n| --- | --- |\n| East | 9 to 5 |"
    )


def test_deletions_and_hidden_text_are_not_read():
    styles = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    gone = "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    document = read(
        odf("text", f'{gone}<text:p>Seen.<text:span text:style-name="H"> Unseen.</text:span></text:p>', styles=styles)
    )
    assert document.text == "Seen."
    assert document.notes == ("text that the document hides was not read",)


def test_page_headers_are_furniture_and_properties_are_taken():
    outer = "<style:master-page><style:header><text:p>Ridge Pottery</text:p></style:header></style:master-page>"
    meta = "<dc:title>The kiln</dc:title><meta:creation-date>2024-05-03T10:00:00</meta:creation-date><dc:date>2024-05-04T10:00:00</dc:date>"
    document = read(odf("text", "<text:p>The kiln is hot.</text:p>", outer=outer, meta=meta))
    assert document.blocks[-1].kind == "furniture"
    assert (document.title, document.date) == ("The kiln", "2024-05-03")


def test_sheets_are_tables_with_repeated_and_merged_cells():
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    rows = [
        cell("Team") + cell("Day") + cell("Count"),
        cell("East", 'table:number-rows-spanned="2"')
        + cell("", 'office:value-type="date" office:date-value="2024-05-03"')
        + cell("3", 'office:value-type="float"'),
        "<table:covered-table-cell/>" + cell("Friday") + cell("3", 'office:value-type="float"'),
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    body += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert read(odf("spreadsheet", f'<table:table table:name="Rota">{body}</table:table>')).text == (
        "## Rota\n\n| Team | Day | Count |\n| --- | --- | --- |\n| East | 2024-05-03 | 3 |\n| East | Friday | 3 |"
    )


def test_slides_are_headings():
    body = (
        '<draw:page><draw:frame xmlns:presentation="p" presentation:class="title"><draw:text-box><text:p>The mill</text:p></draw:text-box></draw:frame>'
        "<draw:frame><draw:text-box><text:p>It is old.</text:p></draw:text-box></draw:frame></draw:page>"
    )
    assert read(odf("presentation", body)).text == "## The mill\n\nIt is old."


def test_other_archives_are_refused():
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
    with pytest.raises(UnreadableFileError, match="password"):
        next(read_odf(buffer.getvalue()))

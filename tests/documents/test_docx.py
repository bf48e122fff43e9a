import io
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as WordDocument

from qa_bot.documents.blocks import check_blocks, walk
from qa_bot.documents.document import FileEntry, UnreadableFileError
from qa_bot.documents.office.docx import read_docx
from qa_bot.documents.reading import read_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def word(body: str, space: str = W, **parts: str) -> bytes:
    """Return a Word file of raw XML; `parts` are further parts by their name under word/."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{space}">{content}</w:{name}>')
    return buffer.getvalue()


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(data: bytes):
    document = next(read_docx(data))
    check_blocks(document.text, document.blocks)
    return document


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def test_headings_lists_and_tables_become_markdown():
    made = WordDocument()
    made.add_heading("Boiler", 0)
    made.add_heading("To start it", 2)
    made.add_paragraph("Open the valve.", style="List Number")
    made.add_paragraph("Press the green button.", style="List Number")
    made.add_paragraph("A note.", style="List Bullet")
    made.add_paragraph("A note below it.", style="List Bullet 2")
    table = made.add_table(3, 3)
    for row, cells in zip(
        table.rows, [("Part", "Price", "Place"), ("Valve", "12.50", "A | 3"), ("Ring", "1.20", "B 7")], strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document = read(saved(made))
    assert document.text.startswith("# Boiler\n\n## To start it\n\n1. Open the valve.\n2. Press the green button.\n")
    assert "| Part | Price | Place |\n| --- | --- | --- |\n| Valve | 12.50 | A \\| 3 |\n| Ring | 1.20 | B 7 |" in document.text
    assert {"heading", "list", "item", "table", "table_header", "row"} <= {block.kind for block in walk(document.blocks)}
    assert document.title == "Boiler"


def test_the_date_and_the_title_of_a_template_are_none():
    document = read(saved(_with_text()))
    assert (document.title, document.date) == (None, None)


def _with_text():
    made = WordDocument()
    made.core_properties.title = "Word Document"
    made.add_paragraph("The valve is closed on Sundays.")
    return made


def test_insertions_are_read_and_deletions_are_not():
    body = f"<w:p>{run('It takes ')}<w:del>{run('nine')}</w:del><w:ins>{run('ten')}</w:ins>{run(' hours.')}</w:p>"
    assert read(word(body)).text == "It takes ten hours."


def test_text_in_content_controls_boxes_and_fields_is_read():
    box = f"<w:txbxContent>{par('In a box.')}</w:txbxContent>"
    body = (
        f"<w:sdt><w:sdtContent>{par('In a control.')}</w:sdtContent></w:sdt><w:p>{run('Before.')}<w:r><w:drawing>{box}</w:drawing></w:r></w:p>"
        f"<w:p>{run('Page of ')}<w:fldSimple>{run('a field')}</w:fldSimple></w:p>"
    )
    assert read(word(body)).text == "In a control.\n\nBefore.\n\nIn a box.\n\nPage of a field"


def test_a_box_that_is_written_in_two_forms_is_read_once():
    box = f"<w:txbxContent>{par('In a box.')}</w:txbxContent>"
    forms = (
        f'<mc:AlternateContent xmlns:mc="m"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    )
    assert read(word(f"<w:p><w:r>{forms}</w:r></w:p>")).text == "In a box."


def test_notes_and_comments_stand_below_their_paragraph():
    body = f'<w:p>{run("The list is closed.")}<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="0"/></w:r></w:p>{par("Next.")}'
    notes = f'<w:footnote w:id="0" w:type="separator">{par("-")}</w:footnote><w:footnote w:id="2">{par("Members may join.")}</w:footnote>'
    comments = f'<w:comment w:id="0" w:author="Ann Lee">{par("Is that so?")}</w:comment>'
    text = read(word(body, footnotes=notes, comments=comments)).text
    assert text == "The list is closed.\n\n[1] Members may join.\n\n[Comment by Ann Lee] Is that so?\n\nNext."


@pytest.mark.parametrize("hiding", ["<w:vanish/>", '<w:sz w:val="1"/>', '<w:color w:val="FFFFFF"/>'])
def test_hidden_text_is_left_out_and_that_is_said(hiding):
    document = read(word(f"<w:p>{run('Seen.')}{run(' Unseen.', hiding)}</w:p>"))
    assert document.text == "Seen."
    assert document.notes == ("text that the document hides was not read",)


def test_white_text_on_a_dark_ground_is_read():
    assert read(word(f"""<w:p>{run("Seen.", '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>')}</w:p>""")).text == "Seen."


def test_the_strict_format_is_read():
    assert read(word(par("It is strict."), space=STRICT)).text == "It is strict."


def test_merged_cells_stand_in_every_row_and_column():
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{par(text)}</w:tc>"

    rows = [
        cell("Hall") + cell("Hours", '<w:gridSpan w:val="2"/>'),
        cell("East", '<w:vMerge w:val="restart"/>') + cell("9") + cell("17"),
        cell("", "<w:vMerge/>") + cell("10") + cell("18"),
    ]
    text = read(word("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")).text
    assert text.splitlines()[-2:] == ["| East | 9 | 17 |", "| East | 10 | 18 |"]


def test_a_table_within_a_cell_stands_below_its_table():
    def tbl(*rows: list[str]) -> str:
        cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    inner = tbl([par("Dose"), par("Day")], [par("5 mg"), par("1")], [par("9 mg"), par("2")])
    text = read(word(tbl([par("Group"), par("Plan"), par("Site")], [par("East"), par("Slow.") + inner, par("Oslo")]))).text
    assert text.split("\n\n") == [
        "| Group | Plan | Site |\n| --- | --- | --- |\n| East | Slow. | Oslo |",
        "| Dose | Day |\n| --- | --- |\n| 5 mg | 1 |\n| 9 mg | 2 |",
    ]


def test_numbers_are_those_of_the_document():
    levels = '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    levels += '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )

    def numbered(text: str, level: int) -> str:
        return par(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    body = numbered("Fill it.", 0) + numbered("Slowly.", 1) + numbered("To the mark.", 1) + numbered("Close it.", 0)
    assert read(word(body, numbering=numbering)).text == "4. Fill it.\n    - a) Slowly.\n    - b) To the mark.\n5. Close it."


def test_headings_of_styles_in_another_language_are_headings():
    styles = '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    styles += '<w:style w:styleId="Own"><w:basedOn w:val="berschrift1"/><w:name w:val="Kapitel"/></w:style>'
    body = par("Anfang", '<w:pStyle w:val="Own"/>') + par("Text.") + par("Outline", '<w:outlineLvl w:val="1"/>')
    assert read(word(body, styles=styles)).text == "# Anfang\n\nText.\n\n## Outline"


def test_headers_and_footers_are_furniture_at_the_end():
    made = WordDocument()
    made.sections[0].header.paragraphs[0].text = "Ridge Pottery, phone 555-0148"
    made.add_paragraph("The kiln is hot.")
    document = read(saved(made))
    assert document.text == "The kiln is hot.\n\nRidge Pottery, phone 555-0148"
    assert [block.kind for block in document.blocks] == ["paragraph", "furniture"]


def test_a_file_of_another_kind_is_refused_with_a_reason():
    with pytest.raises(UnreadableFileError, match="password"):
        next(read_docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))
    with pytest.raises(UnreadableFileError, match="no Word document"):
        next(read_docx(word("").replace(b"word/document.xml", b"word/dokument.xml")))


def test_entities_and_deep_nesting_do_no_harm():
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>')
    with pytest.raises(UnreadableFileError, match="entities"):
        next(read_docx(buffer.getvalue()))
    deep = "<w:sdt>" * 3000 + par("Deep.") + "</w:sdt>" * 3000
    document = read(word(par("Seen.") + deep))
    assert document.text == "Seen."
    assert re.search("nested", " ".join(document.notes))


def test_formats_of_old_are_refused_with_what_to_do():
    entry = FileEntry(source="a.doc", path=Path("a.doc"), size=9, mtime_ns=0)
    with pytest.raises(UnreadableFileError, match=r"save it as \.docx"):
        read_file(entry, b"\xd0\xcf\x11\xe0")

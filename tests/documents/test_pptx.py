import io
from zipfile import ZipFile

import pytest

from qa_bot.documents.blocks import check_blocks
from qa_bot.documents.document import UnreadableFileError
from qa_bot.documents.office.pptx import read_pptx

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = f'xmlns:p="pml" xmlns:a="dml" xmlns:r="{RELATION}"'


def line(text: str, properties: str = "") -> str:
    return (
        f"<a:p><a:pPr {properties.partition('|')[0]}>{properties.partition('|')[2]}</a:pPr><a:r><a:t>{text}</a:t></a:r></a:p>"
    )


def shape(*lines: str, kind: str | None = None, place: tuple[int, int] | None = None) -> str:
    mark = "" if kind is None else f'<p:ph type="{kind}"/>' if kind else "<p:ph/>"
    off = f'<a:xfrm><a:off x="{place[0]}" y="{place[1]}"/></a:xfrm>' if place else ""
    return (
        f"<p:sp><p:nvSpPr><p:nvPr>{mark}</p:nvPr></p:nvSpPr><p:spPr>{off}</p:spPr><p:txBody>{''.join(lines)}</p:txBody></p:sp>"
    )


def slides(*bodies: str, notes: str = "", attributes: str = "") -> bytes:
    """Return a presentation of raw XML; the notes belong to the first slide, the attributes to the last."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        ids = "".join(f'<p:sldId id="{256 + n}" r:id="rId{n}"/>' for n in range(len(bodies)))
        archive.writestr("ppt/presentation.xml", f"<p:presentation {SPACES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>")
        links = "".join(f'<Relationship Id="rId{n}" Type="x/slide" Target="slides/slide{n}.xml"/>' for n in range(len(bodies)))
        archive.writestr("ppt/_rels/presentation.xml.rels", f"<Relationships>{links}</Relationships>")
        for number, body in enumerate(bodies):
            more = attributes if number == len(bodies) - 1 else ""
            tree = f"<p:cSld><p:spTree>{body}</p:spTree></p:cSld>"
            archive.writestr(f"ppt/slides/slide{number}.xml", f"<p:sld {SPACES} {more}>{tree}</p:sld>")
        if notes:
            link = '<Relationship Id="rId1" Type="x/notesSlide" Target="../notesSlides/n1.xml"/>'
            archive.writestr("ppt/slides/_rels/slide0.xml.rels", f"<Relationships>{link}</Relationships>")
            archive.writestr("ppt/notesSlides/n1.xml", f"<p:notes {SPACES}>{notes}</p:notes>")
    return buffer.getvalue()


def read(data: bytes):
    document = next(read_pptx(data))
    check_blocks(document.text, document.blocks)
    return document


def test_slides_are_headings_with_their_lists_and_notes():
    first = shape(line("The mill"), kind="title") + shape(
        line("Open it."), line("Slowly.", 'lvl="1"'), line("Close it."), kind=""
    )
    second = shape(line("Prices"), kind="ctrTitle") + shape(line("It costs 4 euros."), kind="body")
    notes = shape(line("Say it slowly."), kind="body") + shape(line("1"), kind="sldNum")
    document = read(slides(first, second, notes=notes))
    assert document.text == (
        "## The mill\n\n- Open it.\n    - Slowly.\n- Close it.\n\nNotes: Say it slowly.\n\n## Prices\n\nIt costs 4 euros."
    )
    assert [document.text[start:][:11] for start in document.page_starts] == ["## The mill", "## Prices\n\n"]
    assert document.title == "The mill"


def test_numbered_lines_keep_their_numbers():
    body = shape(line("Wait.", "|<a:buAutoNum startAt='3'/>"), line("Go.", "|<a:buAutoNum startAt='3'/>"), place=(0, 0))
    assert read(slides(body)).text == "## Slide 1\n\n3. Wait.\n4. Go."


def test_boxes_are_read_from_top_to_bottom():
    body = (
        shape(line("Below."), place=(0, 2_000_000))
        + shape(line("Right."), place=(900_000, 5))
        + shape(line("Left."), place=(5, 0))
    )
    assert read(slides(body)).text == "## Slide 1\n\nLeft.\n\nRight.\n\nBelow."


def test_tables_and_groups_are_read():
    def row(*cells: str) -> str:
        return "<a:tr>" + "".join(f"<a:tc><a:txBody>{line(cell)}</a:txBody></a:tc>" for cell in cells) + "</a:tr>"

    grid = f'<a:tbl><a:tblPr firstRow="1"/>{row("Hall", "Hours")}{row("East", "9 to 5")}</a:tbl>'
    frame = f"<p:graphicFrame><a:graphic><a:graphicData>{grid}</a:graphicData></a:graphic></p:graphicFrame>"
    document = read(slides(f"<p:grpSp>{shape(line('In a group.'))}</p:grpSp>{frame}"))
    assert document.text == "## Slide 1\n\nIn a group.\n\n| Hall | Hours |\n| --- | --- |\n| East | 9 to 5 |"


def test_hidden_slides_are_named_and_footers_are_furniture_once():
    body = shape(line("Seen."), place=(0, 0)) + shape(line("Ridge Pottery"), kind="ftr")
    document = read(slides(body, body, shape(line("Secret.")), attributes='show="0"'))
    assert "Secret" not in document.text
    assert document.notes == ("slide 3 is hidden and was not read",)
    assert document.text.count("Ridge Pottery") == 1
    assert document.blocks[-1].kind == "furniture"


def test_a_file_of_another_kind_is_refused():
    with pytest.raises(UnreadableFileError, match="no PowerPoint"):
        next(read_pptx(slides("").replace(b"ppt/presentation.xml", b"ppt/presentacion.xml")))

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from qa_bot.documents.blocks import check_blocks, walk
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.pdf.hyphens import Hyphens
from qa_bot.documents.pdf.reader import read_pdf

Placed = tuple[float, float, str]


def pdf(*pages: list[Placed], size: float = 11, **options) -> bytes:
    """Return a PDF of texts at places: from the left, from the top, in points."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **options)
    for page in pages:
        canvas.setFont("Helvetica", size)
        for left, down, text in page:
            canvas.drawString(left, A4[1] - down, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(texts: list[str], left: float = 60, down: float = 60, pitch: float = 14) -> list[Placed]:
    return [(left, down + pitch * number, text) for number, text in enumerate(texts)]


def read(data: bytes) -> Document:
    document = next(read_pdf(data))
    check_blocks(document.text, document.blocks)
    return document


def test_lines_become_paragraphs_with_divided_words_whole():
    text = ["This is an exam-", "ple of a line that is divided, and a well-", "known case of a word with a hyphen that it has."]
    after = ["The next one starts here and it goes on for", "a while."]
    document = read(pdf(lines(text) + lines(after, down=120)))
    assert document.text == (
        "This is an example of a line that is divided, and a well-known case of a word with a hyphen that it has.\n\n"
        "The next one starts here and it goes on for a while."
    )


def test_lines_that_end_early_stay_lines():
    address = ["Ridge Pottery", "12 Mill Lane", "Nordvik"]
    assert read(
        pdf(lines(address) + lines(["The pottery is open from nine to five on all days but Monday."], down=140))
    ).text == ("Ridge Pottery\n12 Mill Lane\nNordvik\n\nThe pottery is open from nine to five on all days but Monday.")


@pytest.mark.parametrize("by_columns", [True, False], ids=["drawn by columns", "drawn by rows"])
def test_a_table_without_borders_keeps_its_rows(by_columns):
    rows = [("Code", "Place", "Counted"), ("QX-1", "A-12", "42"), ("QX-2", "B-07", "7"), ("QX-3", "", "935")]
    cells = [(60 + 100 * x, 80 + 18 * y, text) for y, row in enumerate(rows) for x, text in enumerate(row) if text]
    document = read(pdf(sorted(cells) if by_columns else cells))
    assert document.text.splitlines() == [
        "| Code | Place | Counted |",
        "| --- | --- | --- |",
        "| QX-1 | A-12 | 42 |",
        "| QX-2 | B-07 | 7 |",
        "| QX-3 |  | 935 |",
    ]
    assert [block.kind for block in walk(document.blocks)][:2] == ["table", "table_header"]


def test_cells_of_several_lines_are_one_cell():
    rows = [(60, 80, "No."), (110, 80, "Work"), (400, 80, "Price")]
    rows += [(60, 98, "1"), (110, 98, "Cleaning of the boiler in the"), (400, 98, "240.00"), (110, 110, "east wing")]
    rows += [(60, 128, "2"), (110, 128, "Travel"), (400, 128, "36.00"), (110, 146, "Total"), (400, 146, "276.00")]
    assert read(pdf(rows)).text.splitlines()[2:] == [
        "| 1 | Cleaning of the boiler in the east wing | 240.00 |",
        "| 2 | Travel | 36.00 |",
        "| Total |  | 276.00 |",
    ]


def test_labels_of_sums_do_not_join_columns():
    rows = [(60, 80, "Work"), (200, 80, "Hours"), (280, 80, "Price"), (360, 80, "Total")]
    for number, cells in enumerate([("Tap", "1", "20.00", "20.00"), ("Pipe", "2", "30.00", "60.00")], 1):
        rows += [(left, 80 + 16 * number, cell) for left, cell in zip((60, 200, 280, 360), cells, strict=True)]
    rows += [(210, 130, "Amount due in all"), (360, 130, "80.00")]
    assert read(pdf(rows)).text.splitlines()[2:] == [
        "| Tap | 1 | 20.00 | 20.00 |",
        "| Pipe | 2 | 30.00 | 60.00 |",
        "| Amount due in all |  |  | 80.00 |",
    ]


def test_lines_that_begin_with_a_time_stay_lines():
    programme = [
        "10:00 Opening by the mayor",
        "11:30 Guided walk along the",
        "dyke with the warden",
        "14:00 Choir of the whole school",
    ]
    assert read(pdf(lines(programme))).text == (
        "10:00 Opening by the mayor\n11:30 Guided walk along the dyke with the warden\n14:00 Choir of the whole school"
    )


LEFT = ["The east door is open in", "summer from eight until", "the bell rings at noon."]
RIGHT = ["Dogs are not allowed in the", "garden, but they may wait", "at the gate with a keeper."]


@pytest.mark.parametrize("across", [True, False], ids=["drawn line by line", "drawn column by column"])
def test_columns_are_read_one_after_the_other(across):
    title = "Rules of the garden and of the house that stands behind it, for all guests who come by day"
    left, right = lines(LEFT, 60, 100), lines(RIGHT, 320, 100)
    placed = [part for pair in zip(left, right, strict=True) for part in pair] if across else left + right
    assert read(pdf([(60, 60, title), *placed])).text == "\n\n".join([title, " ".join(LEFT), " ".join(RIGHT)])


def test_a_sentence_runs_over_columns():
    left, right = (
        [*LEFT[:2], "the old bell of the"],
        ["chapel rings at noon and", "everybody has to leave it", "by the western gate."],
    )
    assert read(pdf(lines(left, 60) + lines(right, 320))).text == " ".join(left + right)


def paged(*bodies: list[str]) -> bytes:
    head, foot = "Annual report of the board", "Page {} of 4"
    return pdf(
        *([(60, 40, head), *lines(body, down=80), (280, 800, foot.format(number))] for number, body in enumerate(bodies, 1))
    )


def test_running_heads_and_page_numbers_do_not_cut_a_sentence():
    first = ["The mayor opened the new bridge on Monday and said that it had", "taken two years to build because the river"]
    second = ["was high in both springs. It cost nine million."]
    third = ["The old bridge is closed."]
    document = read(paged(first, second, third))
    assert "because the river was high in both springs." in document.text
    assert "Page" not in document.text
    assert document.text.count("Annual report of the board") == 1
    assert document.blocks[-1].kind == "furniture"
    assert [document.text[start:][:12] for start in document.page_starts] == ["The mayor op", "was high in ", "The old brid"]


def test_a_table_over_two_pages_is_one_and_says_its_header_once():
    def page(first: int) -> list[Placed]:
        rows = [("Code", "Place", "Count"), *((f"Q-{n}", f"A-{n}", str(n)) for n in range(first, first + 5))]
        return [(60 + 100 * x, 80 + 18 * y, text) for y, row in enumerate(rows) for x, text in enumerate(row)]

    document = read(pdf(page(1), page(6)))
    assert document.text.count("Code") == 1
    assert document.text.splitlines()[-1] == "| Q-10 | A-10 | 10 |"
    assert document.text[document.page_starts[1] :].startswith("| Q-6 |")


def test_a_wide_table_takes_no_longer_than_others():
    rows = [(20 + 18 * column, 80 + 14 * row, f"{row}{column}") for row in range(6) for column in range(30)]
    assert read(pdf(rows, lines(["The end."]), size=6)).text.count("---") == 30


def test_headings_and_lists_are_marked():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    placed = [(18, 60, "The mill"), (11, 100, "To start the mill you need two people and a quiet morning:")]
    placed += [
        (11, 120, "1. Open the sluice."),
        (11, 134, "2. Wait."),
        (14, 170, "Bring"),
        (11, 190, "\u2022 gloves"),
        (11, 204, "\u2022 a lamp"),
    ]
    for size, down, text in placed:
        canvas.setFont("Helvetica", size)
        canvas.drawString(60, A4[1] - down, text)
    canvas.save()
    assert read(buffer.getvalue()).text == (
        "# The mill\n\nTo start the mill you need two people and a quiet morning:\n\n1. Open the sluice.\n2. Wait.\n\n"
        "## Bring\n\n- gloves\n- a lamp"
    )


def test_a_page_without_text_is_named_and_a_file_without_text_is_refused():
    document = read(pdf(lines(["The text of this page."]), [], lines(["The last page."])))
    assert document.notes == ("page 2 holds no text (a scan?)",)
    assert document.text[document.page_starts[1] :] == document.text[document.page_starts[2] :] == "The last page."
    with pytest.raises(UnreadableFileError, match="hold no text"):
        read(pdf([], []))


def test_a_file_under_a_password_is_refused():
    with pytest.raises(UnreadableFileError, match="password"):
        read(pdf(lines(["Secret."]), encrypt=StandardEncryption("word", canPrint=1)))
    assert read(pdf(lines(["Open to read."]), encrypt=StandardEncryption("", ownerPassword="owner"))).text == "Open to read."


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_text_is_read_upright_however_its_page_is_turned(turn):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(500, 500))
    canvas.setPageRotation(turn)
    canvas.translate(250, 250)
    canvas.rotate(turn)
    for down, text in ((0, "The bridge opens at seven and"), (14, "closes at nine.")):
        canvas.drawString(-200, -down, text)
    canvas.save()
    assert read(buffer.getvalue()).text == "The bridge opens at seven and closes at nine."


def test_text_that_stands_askew_is_left_out_and_that_is_said():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.drawString(60, 700, "The bridge opens at seven.")
    canvas.rotate(45)
    canvas.drawString(400, 100, "DRAFT")
    canvas.save()
    document = read(buffer.getvalue())
    assert document.text == "The bridge opens at seven."
    assert document.notes == ("page 1 holds text that stands askew, which was not read",)


@pytest.mark.parametrize("hiding", ["white", "invisible", "tiny"])
def test_text_that_nobody_sees_is_left_out_and_that_is_said(hiding):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.drawString(60, 700, "The bridge opens at seven.")
    if hiding == "white":
        canvas.setFillColorRGB(1, 1, 1)
    canvas.setFont("Helvetica", 1 if hiding == "tiny" else 12)
    canvas.drawString(60, 600, "The bridge is closed.", mode=3 if hiding == "invisible" else None)
    canvas.save()
    document = read(buffer.getvalue())
    assert document.text == "The bridge opens at seven."
    assert document.notes == ("page 1 holds text that cannot be seen, which was not read",)


def test_white_text_on_a_dark_ground_is_read():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.rect(50, 690, 300, 30, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(60, 700, "The bridge opens at seven.")
    canvas.save()
    assert read(buffer.getvalue()).text == "The bridge opens at seven."


def test_filled_fields_stand_beside_their_labels_and_comments_at_the_end():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.drawString(60, 700, "Name of the keeper:")
    canvas.acroForm.textfield(name="keeper", value="Ann Lee", x=200, y=695, width=200, height=18)
    canvas.drawString(60, 660, "Member:")
    canvas.acroForm.checkbox(name="member", checked=True, x=200, y=655, size=15)
    canvas.textAnnotation("Is that her whole name?", (400, 700, 420, 720))
    canvas.save()
    assert read(buffer.getvalue()).text == (
        "Name of the keeper: Ann Lee\n\nMember: x\n\n[Comment on page 1] Is that her whole name?"
    )


def test_what_a_document_says_of_its_date_beats_its_file():
    document = read(pdf(lines(["Minutes of the board", "Date: 12 March 2024", "Place: the old mill"])))
    assert document.date == "2024-03-12"


def test_hyphens_are_kept_where_the_document_has_the_word_with_one():
    assert Hyphens(["the re-cover of a chair"]).join("they re-", "cover it") == "they recover it"
    assert Hyphens(["a Blorf-zig was there"]).join("the Blorf-", "zig") == "the Blorf-zig"
    assert Hyphens([]).join("der Bürger-", "meister") == "der Bürgermeister"
    assert Hyphens([]).join("2019-", "2020") == "2019-2020"

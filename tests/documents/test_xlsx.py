import io
from datetime import date, datetime, time
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from qa_bot.documents.blocks import check_blocks
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.office.number_formats import shown
from qa_bot.documents.office.xlsx import read_xlsx


def saved(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def book(rows: list[list[object]], name: str = "Stock") -> Workbook:
    workbook = Workbook()
    workbook.active.title = name
    for row in rows:
        workbook.active.append(row)
    return workbook


def read(workbook: Workbook) -> Document:
    document = next(read_xlsx(saved(workbook)))
    check_blocks(document.text, document.blocks)
    return document


def test_a_sheet_is_a_heading_with_a_table():
    document = read(book([["Part", "Place", "Price"], ["Valve", "A | 3", 12.5], ["Ring", None, 1.2]]))
    assert (
        document.text
        == "## Stock\n\n| Part | Place | Price |\n| --- | --- | --- |\n| Valve | A \\| 3 | 12.5 |\n| Ring |  | 1.2 |"
    )
    assert [block.kind for block in document.blocks] == ["heading", "table"]


def test_every_sheet_is_read_but_the_hidden_ones_which_are_named():
    workbook = book([["Part", "Count"], ["Valve", 3]])
    workbook.create_sheet("Prices").append(["Valve costs 4 euros."])
    secret = workbook.create_sheet("Secret")
    secret.append(["hidden"])
    secret.sheet_state = "hidden"
    document = read(workbook)
    assert "## Prices\n\nValve costs 4 euros." in document.text
    assert "hidden" not in document.text
    assert document.notes == ("the hidden sheet 'Secret' was not read",)


def test_title_rows_and_remarks_are_paragraphs_and_empty_rows_part_tables():
    rows = [["Cups of the club"], ["as of May"], ["Name", "Count"], ["Bowl", 3], ["Jug", 4], ["Counted by Ann Lee."], []]
    rows += [["Town", "Country"], ["Oslo", "Norway"], ["Turku", "Finland"]]
    assert read(book(rows)).text == (
        "## Stock\n\nCups of the club\n\nas of May\n\n| Name | Count |\n| --- | --- |\n| Bowl | 3 |\n| Jug | 4 |\n\n"
        "Counted by Ann Lee.\n\n| Town | Country |\n| --- | --- |\n| Oslo | Norway |\n| Turku | Finland |"
    )


def test_tables_side_by_side_are_two():
    rows = [
        ["Name", "Count", None, "Day", "Hours"],
        ["Bowl", 3, None, "Monday", "9 to 5"],
        ["Jug", 4, None, "Tuesday", "10 to 4"],
    ]
    assert read(book(rows)).text.count("| --- | --- |\n") == 2


def test_merged_titles_are_said_once_and_merged_cells_in_every_row():
    workbook = book([["Rota", None, None], ["Team", "Day", "Name"], ["East", "Monday", "Ann"], [None, "Tuesday", "Bo"]])
    workbook.active.merge_cells("A1:C1")
    workbook.active.merge_cells("A3:A4")
    assert read(workbook).text == (
        "## Stock\n\nRota\n\n| Team | Day | Name |\n| --- | --- | --- |\n| East | Monday | Ann |\n| East | Tuesday | Bo |"
    )


def test_a_header_over_two_rows_is_one():
    workbook = book([["Hall", "Hours", None], [None, "from", "to"], ["East", 9, 17], ["West", 10, 18]])
    workbook.active.merge_cells("B1:C1")
    assert "| Hall | Hours from | Hours to |\n| --- | --- | --- |\n| East | 9 | 17 |" in read(workbook).text


def test_labels_with_values_have_no_header():
    assert read(book([["Phone:", "555-0148"], ["Place:", "Nordvik"]])).text.splitlines()[2] == "|  |  |"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (45_123.0, "yyyy-mm-dd", "2023-07-16"),
        (45_123.5, "dd/mm/yyyy hh:mm", "2023-07-16 12:00"),
        (0.375, "h:mm AM/PM", "09:00"),
        (1.5, "[h]:mm", "36:00"),
        (0.1234, "0.0%", "12.3%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, '#,##0.00\\ "€"', "1,234.50 €"),
        (-3.0, '"$"#,##0.00_);("$"#,##0.00)', "-$3.00"),
        (8.2, "[$£-809]0.00", "£8.20"),
        (7.0, "00000", "00007"),
        (1.5, "0.##", "1.5"),
        (2.0, "0.##", "2"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "1e+20"),
        (3.0, "", "3"),
        (2.5, "0.00E+00", "2.5"),
        (12.0, '0 "apples"', "12 apples"),
    ],
)
def test_numbers_are_shown_as_their_format_says(value, code, text):
    assert shown(value, code) == text


def test_dates_times_and_truth_values_are_shown():
    workbook = book([["Day", "Moment", "Hour", "Paid"], [date(2024, 5, 3), datetime(2024, 5, 3, 14, 30), time(9, 15), True]])
    assert "| 2024-05-03 | 2024-05-03 14:30 | 09:15 | TRUE |" in read(workbook).text


def test_hidden_rows_and_formulas_without_values_are_named():
    workbook = book([["Part", "Count"], ["Valve", 3], ["Secret", 9], ["Sum", "=B2+B3"]])
    workbook.active.row_dimensions[3].hidden = True
    document = read(workbook)
    assert document.text.endswith("| Valve | 3 |\n| Sum |  |")
    assert document.notes == (
        "1 hidden row of the sheet 'Stock' not read",
        "1 formula of the sheet 'Stock' without a value: open and save it in a program that computes",
    )


def test_comments_on_cells_are_read():
    workbook = book([["Part", "Count"], ["Valve", 3]])
    workbook.active["B2"].comment = Comment("Two of them are broken.", "Ann")
    assert "[Comment on B2] Two of them are broken." in read(workbook).text


def test_bold_figures_name_columns():
    workbook = book([["Town", "2023", "2024"], ["Oslo", "many", "few"]])
    for cell in workbook.active[1]:
        cell.font = Font(bold=True)
    assert read(workbook).text.splitlines()[2] == "| Town | 2023 | 2024 |"


def test_a_far_away_cell_costs_nothing():
    workbook = book([["Part", "Count"], ["Valve", 3]])
    workbook.active["XFD1048576"] = "far"
    assert read(workbook).text.endswith("far")


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"PK\x03\x04 nothing", b"plain text"])
def test_other_files_are_refused(data):
    with pytest.raises(UnreadableFileError):
        next(read_xlsx(data))


def test_the_strict_format_is_read():
    spaces = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(saved(book([["Part", "Count"], ["Valve", 3]])))) as plain, ZipFile(buffer, "w") as strict:
        for name in plain.namelist():
            content = plain.read(name)
            for old, new in spaces.items():
                content = content.replace(old, new)
            strict.writestr(name, content)
    document = next(read_xlsx(buffer.getvalue()))
    assert document.text == "## Stock\n\n| Part | Count |\n| --- | --- |\n| Valve | 3 |"

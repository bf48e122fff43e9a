from qa_bot.documents.blocks import Block
from qa_bot.documents.document import Document
from qa_bot.documents.markdown import parse_markdown
from qa_bot.reckoning.reckon import reckon
from qa_bot.reckoning.tables import tables_of, tables_of_rows

LEAVE = """# Handbook

## Leave

Days by person:

| Name | Team | **Days** |
|------|------|-----:|
| Ann | Sales | 12 |
| Bob |  | 14 |
| *Cy* | Legal | `9` |
| **Total** | | 35 |

## Sites

| | Rooms |
|-|-|
| Hill | 3 |
| Dale | 4 |
"""


def test_the_tables_of_markdown_keep_empty_cells_and_places():
    leave, sites = tables_of("docs/staff_handbook.md", LEAVE, parse_markdown(LEAVE))
    assert leave.columns == ("Name", "Team", "Days")
    assert [cell.text for cell in leave.rows[1].cells] == ["Bob", "", "14"]
    assert [cell.text for cell in leave.rows[2].cells] == ["Cy", "Legal", "9"]
    assert all(LEAVE[row.start : row.end].startswith("|") for row in leave.rows)
    assert leave.header
    assert LEAVE[slice(*leave.header)].startswith("| Name")
    assert sites.columns == ("", "Rooms")
    assert {"Handbook", "Leave"} <= set(leave.title.split())


def test_a_table_of_markdown_is_reckoned_with():
    tables = tables_of("docs/staff_handbook.md", LEAVE, parse_markdown(LEAVE))
    reckoned = reckon("Who has more leave days, Ann or Bob?", tables)
    assert reckoned
    assert reckoned.value == "Bob"
    assert [LEAVE[row.start : row.end] for row in reckoned.rows] == ["| Ann | Sales | 12 |", "| Bob |  | 14 |"]
    assert reckon("How many rooms are there in total?", tables).value == "7"
    assert reckon("How many days are there in total?", tables) is None, "the table states its own total"


MACHINES = """## Machines

| Machine | Hall | Value EUR | Built |
|---|---|---|---|
| Lathe | A | 12,500 | 1998 |
| Press | B | 41,000 | 2012 |
| Lathe | B | 9,800 | 2005 |

## Services

| Date | Machine part | Cost EUR | Done by |
|---|---|---|---|
| 2023-02-01 | belt | 85 | Ivo |
| 2023-05-09 | pump | 410 | Runa |
| 2023-07-20 | valve | 60 | Ivo |
"""


def test_the_name_of_a_file_of_several_tables_names_the_rows_of_none():
    tables = tables_of("machines.xlsx", MACHINES, parse_markdown(MACHINES))
    assert [table.title for table in tables] == ["Machines", "Services"]
    assert reckon("Which machine is the oldest?", tables).working == "earliest Built of 3 rows: 1998"
    assert reckon("How many machines are there?", tables).value == "3"
    assert reckon("What is the total value of all machines?", tables).value == "63,300 EUR"
    assert reckon("Which machines are worth more than 10,000 euros?", tables).value == "Lathe, Press"
    assert reckon("How many services were done by Ivo?", tables).value == "2"


def record(*fields):
    """Return a document that is one record, the way the reader of rows makes it."""
    text, blocks = "", []
    for label, value in fields:
        start = len(text)
        text += f"{label}: {value}\n"
        middle = start + len(label)
        parts = (Block("label", start, middle), Block("value", middle + 2, len(text) - 1))
        blocks.append(Block("field", start, len(text) - 1, parts))
    return text, (Block("record", 0, len(text) - 1, tuple(blocks)),)


def test_rows_of_a_file_are_one_table_whose_rows_are_documents():
    rows = [[("item", "Oats"), ("price", "2.40")], [("item", "Rye"), ("price", "3.10"), ("note", "new")]]
    documents = [Document(part=str(n), text=t, blocks=b) for n, (t, b) in enumerate((record(*row) for row in rows), 1)]
    (table,) = tables_of_rows("shop/prices.csv", documents)
    assert (table.columns, table.title) == (("item", "price", "note"), "prices")
    assert [row.source for row in table.rows] == ["shop/prices.csv#1", "shop/prices.csv#2"]
    assert [cell.text for cell in table.rows[0].cells] == ["Oats", "2.40", ""]
    reckoned = reckon("What do oats and rye cost together?", [table])
    assert (reckoned.value, reckoned.working) == ("5.50", "2 rows: 2.40 + 3.10 = 5.50")


def test_records_of_one_document_are_rows():
    first, blocks = record(("host", "alba"), ("memory (GB)", "16"))
    second, others = record(("host", "brisa"), ("memory (GB)", "64"))
    shifted = tuple(moved(block, len(first)) for block in others)
    (table,) = tables_of("hosts.yaml", first + second, (*blocks, *shifted))
    assert reckon("Which host has the most memory?", [table]).value == "brisa"


def moved(block, by):
    return block._replace(
        start=block.start + by, end=block.end + by, children=tuple(moved(child, by) for child in block.children)
    )

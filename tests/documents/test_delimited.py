import pytest

from tests.documents.reading import fields, of_kind, read


def rows(data, name="a.csv"):
    return [(document.part, document.text) for document in read(name, data)]


@pytest.mark.parametrize(
    "data",
    [
        "name,price\nNail,3\nBolt,4\n",
        "name;price\nNail;3\nBolt;4\n",
        "name\tprice\nNail\t3\nBolt\t4\n",
        "name|price\nNail|3\nBolt|4\n",
        "sep=;\nname;price\nNail;3\nBolt;4\n",
        'sep=|\r\nname|price\r\n"Nail"|3\r\nBolt|4\r\n',
    ],
    ids=["comma", "semicolon", "tab", "bar", "declared semicolon", "declared bar"],
)
def test_the_delimiter_is_found(data):
    assert rows(data) == [("1", "name: Nail\nprice: 3"), ("2", "name: Bolt\nprice: 4")]


def test_decimal_commas_do_not_hide_the_semicolons():
    assert rows("item;price\nNail;1,50\nBolt;2,25\n")[0] == ("1", "item: Nail\nprice: 1,50")


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Stock on 2024-05-01\n\n", "Stock on 2024-05-01"),
        ("Stock,,\n", "Stock"),
        ("Stock list\nTown shop,,\n", "Stock list Town shop"),
        ("# Stock\n", "# Stock"),
    ],
)
def test_titles_above_the_header_are_a_document_and_the_title_of_the_rows(above, title):
    documents = read("a.csv", above + "item,shelf,count\nNail,A,3\nBolt,B,4\n")
    assert [document.part for document in documents] == ["0", "1", "2"]
    assert " ".join(documents[0].text.split()) == title
    assert (documents[1].title, documents[1].text) == (title, "item: Nail\nshelf: A\ncount: 3")


def test_without_a_header_the_columns_are_numbered_and_no_row_is_lost():
    assert rows("Oslo,Norway,709037\nBergen,Norway,291940\n")[0] == ("1", "column 1: Oslo\ncolumn 2: Norway\ncolumn 3: 709037")
    assert len(rows("AB-1,red,Kim Soto\nAB-2,blue,Lee Marsh\nAB-3,green,Ana Rey\n")) == 3


@pytest.mark.parametrize(
    "header",
    ["item,2022,2023", "item,seats,open since", "Item,Seats,Open", "item_id,seat_count,open"],
)
def test_a_first_line_that_names_columns_is_a_header(header):
    documents = read("a.csv", header + "\nAster,12,2019\nBirch,40,2021\n")
    assert [label for label, _ in fields(documents[0])] == header.split(",")


@pytest.mark.parametrize(
    "data",
    ["No;Boat\n1;Heron\n2;Otter\n", "NO,Boat\n17,Heron\n4,Otter\n", "Boat,no\nHeron,1\nOtter,2\n"],
)
def test_no_above_numbers_is_the_name_of_a_column(data):
    assert all("column" not in text for _, text in rows(data))


def test_no_above_yes_and_no_is_a_cell():
    assert rows("yes,no\nno,no\nyes,yes\n")[0] == ("1", "column 1: yes\ncolumn 2: no")


def test_columns_of_one_name_and_cells_beyond_the_header_are_kept():
    assert rows("team,score,team,score\nHerons,3,Otters,11\n") == [
        ("1", "team: Herons\nscore: 3\nteam (2): Otters\nscore (2): 11")
    ]
    assert rows("room,seats\nAster,12,projector\n") == [("1", "room: Aster\nseats: 12\ncolumn 3: projector")]
    assert rows("room,,seats\nAster,sunny,12\n") == [("1", "room: Aster\ncolumn 2: sunny\nseats: 12")]


def test_quoted_lines_and_delimiters_stay_in_their_cell():
    document = read("a.csv", 'name,note\nNail,"rusty,\nbut strong"\nBolt,"said ""hi"""\n')
    assert document[0].text == "name: Nail\nnote: rusty,\nbut strong"
    assert document[1].text == 'name: Bolt\nnote: said "hi"'


def test_a_quotation_mark_that_is_never_closed_costs_no_row():
    documents = read("a.csv", 'name,note,size\nNail,"rusty,3\nBolt,new,4\nScrew,old,5\nPin,old,6\n')
    assert [document.part for document in documents] == ["1", "2", "3", "4"]
    assert "never closed" in documents[0].notes[0]


def test_a_question_column_and_an_answer_column_are_an_entry():
    document = read("faq.csv", "topic,answer,question\nplan,29 dollars a month.,What does the Gold plan cost?\n")[0]
    assert of_kind(document, "question") == ["What does the Gold plan cost?"]
    assert of_kind(document, "answer") == ["29 dollars a month."]
    assert "topic: plan" in document.text


def test_a_row_with_an_author_and_a_text_is_a_message_with_its_other_columns():
    document = read("chat.csv", "id,author,date,content\n7,mossy,2024-02-01 10:11,the server moves\n")[0]
    assert document.text == "mossy (2024-02-01 10:11): the server moves\nid: 7"
    assert of_kind(document, "speaker") == ["mossy (2024-02-01 10:11)"]


def test_the_prose_of_a_long_text_column_stands_below_the_other_columns():
    prose = "The mayor opened the bridge.\n\nIt had taken two years to build."
    document = read("a.csv", f'title,date,text\nBridge,2020-07-22,"{prose}"\n')[0]
    assert document.text == f"title: Bridge\ndate: 2020-07-22\n\n{prose}"
    assert of_kind(document, "paragraph") == prose.split("\n\n")
    assert (document.title, document.date) == ("Bridge", "2020-07-22")


def test_a_row_of_units_below_the_header_belongs_to_the_names():
    assert rows("depth,temp\nm,degC\n10,7.5\n20,7.1\n")[0] == ("1", "depth (m): 10\ntemp (degC): 7.5")


def test_a_note_below_the_table_is_a_text_of_its_own():
    assert rows("item,count\nNail,3\nBolt,4\nCounted in May by Kim\n")[-1] == ("3", "Counted in May by Kim")


def test_the_lines_of_a_list_stand_for_themselves():
    assert rows("The gate is blue.\nThe door is red.\n") == [("1", "The gate is blue."), ("2", "The door is red.")]

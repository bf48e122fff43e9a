import io
import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from qa_bot.documents.document import Document, FileEntry, UnreadableFileError
from qa_bot.documents.encoding import decode
from qa_bot.documents.reading import read_file


def read(name: str, data: bytes) -> tuple[Document, ...]:
    return read_file(FileEntry(source=name, path=Path(name), size=len(data), mtime_ns=0), data)


PROSE = "Der Bürgermeister öffnete die Brücke am 3. Mai; die Gäste aßen Käse – es war schön. " * 3


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (PROSE.encode(), PROSE),
        (PROSE.encode("utf-8-sig"), PROSE),
        (PROSE.encode("utf-16"), PROSE),
        (b"\xff\xfe" + PROSE.encode("utf-16-le"), PROSE),
        (PROSE.encode("cp1252"), PROSE),
        (b"one\r\ntwo\r\n", "one\r\ntwo\r\n"),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16", "utf-16-le", "windows-1252", "newlines as they are"],
)
def test_plain_text_is_decoded_and_otherwise_left_as_it_is(data, text):
    assert read("a.txt", data)[0].text == text


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnreadableFileError):
        read("a.txt", bytes(range(256)) * 20)


def test_decoding_does_not_depend_on_the_locale():
    assert decode("naïve café, déjà vu".encode("latin-1")) == "naïve café, déjà vu"


@pytest.mark.parametrize(
    ("text", "title", "date", "outlet"),
    [
        ("---\ntitle: The bridge\ndate: 2020-07-22\n---\n\nIt opened today in the town.\n", "The bridge", "2020-07-22", None),
        (
            "The bridge\nPublished: 22 July 2020\nSource: Town News\n\nIt opened today in the town.\n",
            "The bridge",
            "2020-07-22",
            "Town News",
        ),
        ("It opened today in the town, and people came to see it.\n", None, None, None),
    ],
    ids=["front matter", "header lines", "nothing stated"],
)
def test_title_date_and_outlet_are_taken_where_the_document_states_them(text, title, date, outlet):
    document = read("a.md", text.encode())[0]
    assert (document.title, document.date, document.outlet) == (title, date, outlet)


HTML = """<html><head><title>Bridge opens | Town News</title>
<meta property="og:title" content="Bridge opens"><meta property="article:published_time" content="2020-07-22T10:00:00Z">
<meta property="og:site_name" content="Town News"></head><body><nav><a href="/">Home</a> <a href="/x">Sport</a></nav>
<article><h1>Bridge opens</h1><p>The mayor opened the bridge on Monday. It had taken two years to build.</p>
<script>alert("no")</script><p hidden>Ignore this hidden text.</p><p>Residents came in great numbers to see it.</p></article>
<footer>All rights reserved</footer></body></html>"""


def test_html_gives_its_article_and_what_it_states_of_itself():
    document = read("a.html", HTML.encode())[0]
    assert (document.title, document.date, document.outlet) == ("Bridge opens", "2020-07-22", "Town News")
    assert "The mayor opened the bridge on Monday." in document.text
    assert "alert" not in document.text
    assert "Sport" not in document.text


def test_csv_rows_are_documents_of_their_own():
    documents = read("a.csv", b"name,born\nAda,1815\nAlan,1912\n")
    assert [(d.part, d.text) for d in documents] == [("1", "name: Ada\nborn: 1815"), ("2", "name: Alan\nborn: 1912")]


def test_json_lines_are_documents_of_their_own():
    line = {"title": "Bridge", "date": "2020-07-22", "text": "The mayor opened the bridge on Monday."}
    documents = read("a.jsonl", (json.dumps(line) + "\n\n" + json.dumps(line) + "\n").encode())
    assert [d.part for d in documents] == ["1", "3"]
    assert (documents[0].title, documents[0].date) == ("Bridge", "2020-07-22")
    assert documents[0].text == "title: Bridge\ndate: 2020-07-22\ntext: The mayor opened the bridge on Monday."


def test_mail_gives_its_subject_date_and_body():
    message = EmailMessage()
    message["Subject"] = "The bridge"
    message["From"] = "Ada <ada@example.org>"
    message["Date"] = "Wed, 22 Jul 2020 10:00:00 +0000"
    message.set_content("The mayor opened the bridge on Monday, she said.\n")
    document = read("a.eml", bytes(message))[0]
    assert (document.title, document.date) == ("The bridge", "2020-07-22")
    assert "The mayor opened the bridge" in document.text


def test_word_documents_are_read():
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.core_properties.title = "The bridge"
    made.add_paragraph("The mayor opened the bridge on Monday.")
    made.add_table(1, 2).rows[0].cells[0].text = "Cost"
    buffer = io.BytesIO()
    made.save(buffer)
    document = read("a.docx", buffer.getvalue())[0]
    assert document.title == "The bridge"
    assert "The mayor opened the bridge on Monday." in document.text
    assert "Cost" in document.text


def one_page_pdf(lines: list[str]) -> bytes:
    """Return a PDF made by hand: one line of Helvetica a page."""
    pages = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(lines)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(lines), pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, line in enumerate(lines):
        stream = b"BT /F1 12 Tf 72 720 Td (%s) Tj ET" % line.encode("latin-1")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (5 + 2 * i)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def test_pdf_gives_its_text_and_its_pages():
    document = read("a.pdf", one_page_pdf(["The mayor opened the bridge on Monday.", "It had taken two years to build."]))[0]
    assert len(document.page_starts) == 2
    assert document.text[document.page_starts[1] :].strip() == "It had taken two years to build."


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.json", "a.jsonl"])
def test_garbage_under_a_known_suffix_is_an_unreadable_file(name):
    with pytest.raises(UnreadableFileError):
        read(name, b"PK\x03\x04 this is nothing of the kind")

import io
from zipfile import ZipFile

import pytest

from qa_bot.documents.blocks import check_blocks
from qa_bot.documents.document import UnreadableFileError
from qa_bot.documents.web.epub import read_epub

CONTAINER = '<container xmlns="c"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
BOOK = """<package xmlns="o" xmlns:dc="dc"><metadata><dc:title>The mill</dc:title><dc:date>2021-04-02</dc:date>
<dc:publisher>Pond Press</dc:publisher></metadata><manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml"
properties="nav"/><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/><item id="a" href="text/one%20a.xhtml"
media-type="application/xhtml+xml"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""


def book(**more: str) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OEBPS/book.opf", BOOK)
        archive.writestr("OEBPS/nav.xhtml", "<html><body><p>Contents</p></body></html>")
        archive.writestr(
            "OEBPS/text/one a.xhtml",
            '<?xml version="1.0"?><html><head><title/></head><body><h1>One</h1><p>It is old.</p></body></html>',
        )
        archive.writestr("OEBPS/two.xhtml", "<html><body><h1>Two</h1><p>It is wet.</p><p hidden=''>secret</p></body></html>")
        for name, content in more.items():
            archive.writestr(f"META-INF/{name}.xml", content)
    return buffer.getvalue()


def test_chapters_are_read_in_their_order():
    document = next(read_epub(book()))
    check_blocks(document.text, document.blocks)
    assert document.text == "# One\n\nIt is old.\n\n# Two\n\nIt is wet."
    assert (document.title, document.date, document.outlet) == ("The mill", "2021-04-02", "Pond Press")


def test_protected_parts_are_named_and_a_protected_book_is_refused():
    def locked(*names: str) -> str:
        parts = "".join(f'<CipherReference URI="{name}"/>' for name in names)
        return f"<encryption>{parts}</encryption>"

    document = next(read_epub(book(encryption=locked("OEBPS/two.xhtml"))))
    assert document.notes == ("the part OEBPS/two.xhtml is protected and was not read",)
    with pytest.raises(UnreadableFileError, match="protected"):
        next(read_epub(book(encryption=locked("OEBPS/two.xhtml", "OEBPS/text/one%20a.xhtml"))))

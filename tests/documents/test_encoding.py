import pytest

from qa_bot.documents.encoding import decode, decode_with_notes
from qa_bot.text.printable import without_escapes
from tests.documents.reading import read

TEXTS = {
    "Polish": ("Sklep jest otwarty. Cena: 5 zł za sztukę, a w piątki mniej.", ["cp1250", "iso8859-2"]),
    "Czech": ("Muzeum je zavřeno v pondělí, v úterý otevřeno.", ["cp1250", "iso8859-2"]),
    "Hungarian": ("A bolt hétfőn öt órakor nyit, a fűszer olcsó.", ["cp1250", "iso8859-2"]),
    "Hebrew": ("הספרייה פתוחה מתשע בבוקר עד חמש.", ["cp1255", "iso8859-8"]),
    "Japanese": ("図書館は午前九時から開いています。カタカナもあります。", ["euc-jp", "shift_jis", "iso2022-jp"]),
    "Korean": ("도서관은 오전 아홉 시부터 열려 있습니다.", ["euc-kr"]),
    "Chinese": ("图书馆上午九点开门。所有的人都可以进入。", ["gb18030"]),
    "Russian": ("Библиотека открыта с девяти утра.", ["koi8-r", "cp1251", "iso8859-5", "cp866"]),
    "Greek": ("Η βιβλιοθήκη είναι ανοιχτή από τις εννέα.", ["cp1253"]),
    "Turkish": ("Kütüphane sabah dokuzda açılır, akşam beşte kapanır; giriş ücretsizdir, ışık yok.", ["cp1254"]),
    "French": ("Le café ferme à midi ; les élèves étudient ailleurs.", ["cp1252", "latin-1"]),
    "English": ("The café’s “naïve” waiter – 20 °C, 3 m², £5.", ["cp1252"]),
    "German": ("Die Bücherei öffnet um neun.", ["cp1252"]),
}


@pytest.mark.parametrize(
    ("text", "encoding"), [(t, e) for t, encodings in TEXTS.values() for e in encodings], ids=lambda v: v if len(v) < 12 else ""
)
def test_encodings_before_utf_8_are_told_by_their_letters(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_a_stray_byte_costs_itself_alone_and_is_named():
    text, notes = decode_with_notes("Größe, Käse, ".encode() + b"\xff" + " Brücke".encode())
    assert text == "Größe, Käse, \ufffd Brücke"
    assert notes == ("1 byte is not UTF-8 and shown as \ufffd",)


def test_padding_at_the_end_is_left_out():
    assert decode(b"text\0\0\0") == "text"
    assert decode("text".encode("utf-16")) == "text"


def test_the_escapes_of_a_terminal_are_left_out():
    coloured = "\x1b[1;31mERROR\x1b[0m \x1b]8;;http://x.y\x07disk\x1b]8;;\x07 full\x1b[K"
    assert without_escapes(coloured) == "ERROR disk full"
    assert without_escapes("N\x08NA\x08AME") == "NAME"
    assert read("a.txt", "\x1b[32mok\x1b[0m all is well here\n")[0].text == "ok all is well here\n"


def test_a_form_feed_begins_a_page():
    document = read("a.txt", "The wheel turns at dawn.\n\fThe gears are oiled in May.\n")[0]
    assert [document.text[start : start + 9] for start in document.page_starts] == ["The wheel", "The gears"]

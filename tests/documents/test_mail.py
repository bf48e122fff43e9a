from email.message import EmailMessage

import pytest

from qa_bot.documents import UnreadableFileError
from tests.documents.reading import fields, of_kind, read


def mail(body="The crane comes on Monday.\n", subject="Crane"):
    message = EmailMessage()
    message["From"] = "Zoë Rai <zoe@example.org>"
    message["To"] = "all@example.org"
    message["Subject"] = subject
    message["Date"] = "Thu, 16 May 2024 12:00:00 +0200"
    message.set_content(body)
    return message


def test_the_head_of_a_mail_can_be_quoted():
    document = read("a.eml", bytes(mail()))[0]
    assert fields(document) == [
        ("From", "Zoë Rai <zoe@example.org>"),
        ("To", "all@example.org"),
        ("Date", "Thu, 16 May 2024 12:00:00 +0200"),
        ("Subject", "Crane"),
    ]
    assert (document.title, document.date, document.outlet) == ("Crane", "2024-05-16", "Zoë Rai")
    assert document.text.endswith("\n\nThe crane comes on Monday.")


@pytest.mark.parametrize(("plain", "is_read"), [("See the page.\n", False), ("Bring a chair on Friday at noon.\n", True)])
def test_the_html_half_is_read_where_the_plain_one_says_less(plain, is_read):
    message = mail(plain)
    message.add_alternative("<html><body><p>Bring a chair on Friday at noon, please.</p></body></html>", subtype="html")
    assert (plain.strip() in read("a.eml", bytes(message))[0].text) is is_read


def test_attachments_are_read_or_named():
    message = mail()
    message.add_attachment("item,price\ntent,40\n", subtype="csv", filename="costs.csv")
    message.add_attachment(b"\x00\x01", maintype="image", subtype="png", filename="map.png")
    message.add_attachment("Bring ropes.\n", filename="list.unknown")
    documents = read("a.eml", bytes(message))
    assert [(document.part, document.title) for document in documents] == [
        ("", "Crane"),
        ("1", "costs.csv"),
        ("3", "list.unknown"),
    ]
    assert documents[1].text == "item: tent\nprice: 40"
    assert ("Attachments", "costs.csv, map.png, list.unknown") in fields(documents[0])
    assert documents[0].notes == ("the attachment map.png was not read: files of type .png are not read",)


def test_a_forwarded_mail_is_read():
    message = mail()
    message.add_attachment(mail("The tents cost 40 each.\n", "Tents"))
    documents = read("a.eml", bytes(message))
    assert [(document.part, document.title) for document in documents] == [("", "Crane"), ("1", "Tents")]


def test_what_a_mail_quotes_of_another_is_furniture():
    document = read("a.eml", bytes(mail("Yes.\n\n> Does the crane come?\n> Soon?\n\nIt comes on Monday.\n")))[0]
    assert of_kind(document, "furniture") == ["> Does the crane come?\n> Soon?"]
    assert "It comes on Monday." in of_kind(document, "paragraph")


def test_a_mailbox_is_a_document_a_message():
    box = b"".join(
        b"From zoe@example.org Thu May 16 12:00:00 2024\n" + bytes(mail(f"Fact {n}.\n>From the yard.\n", f"No. {n}")) + b"\n"
        for n in (1, 2)
    )
    documents = read("a.mbox", box)
    assert [(document.part, document.title) for document in documents] == [("1", "No. 1"), ("2", "No. 2")]
    assert documents[1].text.endswith("Fact 2.\nFrom the yard.")


def test_a_head_without_end_takes_no_time():
    assert read("a.eml", b"From: " * 50_000)


@pytest.mark.parametrize("name", ["a.eml", "a.mbox"])
def test_what_is_no_mail_is_refused(name):
    with pytest.raises(UnreadableFileError):
        read(name, b"\n\nnothing of the kind")

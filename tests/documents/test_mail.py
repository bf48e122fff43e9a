from email.message import EmailMessage

import pytest

from qa_bot.documents.document import UnreadableFileError
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


QUOTING = """The crane comes on Monday.

{line}
> Dear Zoë,
>
> does the crane come on Monday or only on Tuesday? I can pay no more than ninety
> euros for it.
>
> On 14 May, Bo <bo@example.org> wrote:
>> We need a crane.

Zoë
"""


@pytest.mark.parametrize(
    "line",
    [
        "On Wed, 15 May 2024 at 09:00, Ana <ana@example.org> wrote:",
        "On Wed, 15 May 2024 at 09:00, Ana Maria Ruiz\n<ana@example.org> wrote:",
        "Am 15.05.2024 um 09:00 schrieb Ana:\n",
    ],
    ids=["one line", "two lines", "a blank line below"],
)
def test_what_a_mail_repeats_of_another_is_told_from_its_own_words(line):
    document = read("a.eml", bytes(mail(QUOTING.format(line=line))))[0]
    assert of_kind(document, "speaker") == [line.strip(), "On 14 May, Bo <bo@example.org> wrote:"]
    repeated = next(block for block in document.blocks if block.kind == "repeated")
    assert [block.kind for block in repeated.children] == ["speaker", "paragraph", "paragraph", "repeated"]
    assert "The crane comes on Monday." in of_kind(document, "paragraph")
    assert "does the crane come on Monday or only on Tuesday? I can pay no more than ninety\n> euros for it." in of_kind(
        document, "paragraph"
    )


def test_a_line_without_a_person_or_a_date_is_no_attribution():
    document = read("a.eml", bytes(mail("As the rules say:\n\n> Lock the gate.\n")))[0]
    assert not of_kind(document, "speaker")
    assert of_kind(document, "repeated") == ["Lock the gate."]


@pytest.mark.parametrize("above", ["", "-----Original Message-----\n", "________________________________\n"])
def test_an_earlier_mail_without_marks_begins_with_its_head(above):
    head = "From: Ana Ruiz\nSent: Wednesday, 15 May 2024 09:00\nTo: Zoë\nSubject: Crane\n"
    document = read("a.eml", bytes(mail(f"It comes on Monday.\n\n{above}{head}\nDoes the crane come?\n")))[0]
    assert of_kind(document, "speaker") == [head.strip()]
    assert of_kind(document, "paragraph") == ["It comes on Monday.", "Does the crane come?"]


def test_the_head_of_a_forwarded_mail_may_be_short():
    body = (
        "Please pay.\n\n---------- Forwarded message ----------\nFrom: Rolf <r@example.org>\nSubject: Jaws\n\nDue in 14 days.\n"
    )
    document = read("a.eml", bytes(mail(body)))[0]
    assert of_kind(document, "speaker") == ["From: Rolf <r@example.org>\nSubject: Jaws"]
    assert "Due in 14 days." in of_kind(document, "paragraph")


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

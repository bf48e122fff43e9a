"""Read e-mail messages."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from qa_bot.documents.dates import parse_mail_date
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.html import html_to_text


def read_mail(data: bytes) -> Iterator[Document]:
    """Yield the one document of a message: its plain text, else the text of its HTML; attachments are left out."""
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableFileError("it is not an e-mail message")
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise UnreadableFileError("the message has no text")
    content = str(body.get_content())
    text = html_to_text(content) if body.get_content_subtype() == "html" else content.replace("\r\n", "\n")
    sender = str(message.get("From", ""))
    yield Document(
        text=text,
        title=str(message.get("Subject", "")).strip() or None,
        date=parse_mail_date(str(message.get("Date", ""))),
        outlet=parseaddr(sender)[0] or parseaddr(sender)[1] or None,
    )

"""The files that came with a question: which can be read, and their content."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import PurePath
from typing import NamedTuple

import discord

from qa_bot.discord_bot.desk.asked import Fetch
from qa_bot.discord_bot.desk.attached import AttachedFile, AttachmentError
from qa_bot.discord_bot.outgoing.requests import FAILURES, within
from qa_bot.discord_bot.outgoing.text import cut, escape, one_line
from qa_bot.prompts import Prompts

# Texts, and what holds text without programs or archives in it.
KINDS = frozenset(".txt .text .md .markdown .rst .csv .tsv .html .htm .pdf .log .json .yaml .yml".split())
SHOWN_KINDS = "txt, md, csv, html, pdf"
MOST_FILES = 3
MOST_BYTES = 5 * 1024 * 1024
FETCH_PATIENCE_S = 30.0
NAME_CHARS = 80
NAMES_SHOWN = 3


class Attachments(NamedTuple):
    """The attachments of a question: those that can be read, and the names of the others."""

    readable: tuple[discord.Attachment, ...] = ()
    others: tuple[str, ...] = ()

    def fetch(self) -> Fetch | None:
        """Return what fetches the files that can be read; None where there are none."""
        return partial(_fetch_all, self.readable) if self.readable else None

    def remark(self, prompts: Prompts) -> str:
        """Return what is said of the files that cannot be read; "" where there are none."""
        if not self.others:
            return ""
        names = ", ".join(escape(cut(one_line(name), NAME_CHARS)) for name in self.others[:NAMES_SHOWN])
        return prompts.say("discord_attached_unread", names=names, kinds=SHOWN_KINDS)


def attachments_of(*messages: discord.Message | discord.MessageSnapshot) -> Attachments:
    """Return the attachments of a message, of what it forwards and of others that the question is about."""
    found: list[discord.Attachment] = []
    for message in messages:
        found += message.attachments
        for snapshot in getattr(message, "message_snapshots", ()):
            found += snapshot.attachments
    return sorted_out(found)


def sorted_out(found: Iterable[discord.Attachment]) -> Attachments:
    """Return attachments in two parts: those of a kind that is read, and the others."""
    attachments = list(found)
    readable = tuple(one for one in attachments if PurePath(one.filename).suffix.lower() in KINDS)
    return Attachments(readable, tuple(one.filename for one in attachments if one not in readable))


async def _fetch_all(attachments: Sequence[discord.Attachment]) -> tuple[AttachedFile, ...]:
    """Return the content of attachments; raise AttachmentError where they are too many, too large or gone."""
    if len(attachments) > MOST_FILES:
        raise AttachmentError(f"I read at most {MOST_FILES} files with a question, and these are {len(attachments)}.")
    for one in attachments:
        if one.size > MOST_BYTES:
            raise AttachmentError(
                f"{one.filename} is too large: I read files of at most {MOST_BYTES // 1024**2} MB with a question. "
                "Send the part that you ask about."
            )
    return tuple([await _fetch(one) for one in attachments])


async def _fetch(attachment: discord.Attachment) -> AttachedFile:
    try:
        data = await within(FETCH_PATIENCE_S, attachment.read())
    except FAILURES as error:
        raise AttachmentError(f"Discord did not give me {attachment.filename}. Try again.") from error
    return AttachedFile(attachment.filename, data)

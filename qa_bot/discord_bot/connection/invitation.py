"""The address that invites the bot, with exactly the permissions it uses."""

import base64
import binascii

import discord

from qa_bot.errors import SettingsError

SCOPES = ("bot", "applications.commands")


def permissions() -> discord.Permissions:
    """Return what the bot does on a server."""
    return discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        create_public_threads=True,
        read_message_history=True,
        attach_files=True,
    )


def invitation(token: str) -> str:
    """Return the invite address of the bot that a token belongs to; raise SettingsError when it is no bot's token."""
    return discord.utils.oauth_url(application_id_of(token), permissions=permissions(), scopes=SCOPES)


def application_id_of(token: str) -> int:
    """Return the id in a token's first part; the application has the same id as its bot, but for the oldest bots."""
    first = token.split(".")[0]
    try:
        return int(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii"))
    except (binascii.Error, ValueError) as error:
        raise SettingsError("QA_BOT_DISCORD_TOKEN is no bot's token: copy it from the developer portal, under Bot") from error

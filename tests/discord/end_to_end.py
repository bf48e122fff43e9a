"""What the end-to-end tests share: questions about seeds/, and what people see of a message."""

import re

from testing.discord.answers import answer
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Message, User

ANKARA = "Where did the Turkish and Russian delegations meet on 22 July?"
UNKNOWN = "Which tea does the prime minister of Tonga drink on Sundays?"
CODE = re.compile(r"```.*?```|``.*?``|`[^`\n]*`", re.DOTALL)


def ask(server: LoopbackDiscord, user: User, question: str = ANKARA, channel: str = "general") -> Message:
    """Ask by a mention and return the answer."""
    return answer(server, server.say(user, question, server.channel(channel), mention=True))


def visible(text: str) -> str:
    """Return the words of a message as Discord shows them: escapes and invisible characters are gone."""
    return re.sub(r"\\([^\w\s])", r"\1", re.sub("[\u200b\u2060]", "", text))


def live_markup(text: str) -> list[str]:
    """Return what of a text would ping, link, invite or open a fence in Discord's clients."""
    plain = CODE.sub("", re.sub(r"\\[^\w\s]", "", text))
    found = re.findall(r"@(?:everyone|here)\b|<@[!&]?\d+>|<#\d+>|<t:\d+|<a?:\w+:\d+>|\]\((?!\\)|(?<!\\)://\S+", plain)
    return found + re.findall(r"\bdiscord(?:app)?\.(?:gg|com/invite)\b", plain) + re.findall(r"```", plain)

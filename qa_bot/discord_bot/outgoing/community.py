"""How a person's answer is shown: word for word, as a quote, and marked as what it is."""

from qa_bot.discord_bot.memory.community import CommunityAnswer
from qa_bot.discord_bot.outgoing.text import MESSAGE_CHARS, cut, escape, one_line, split_text
from qa_bot.prompts import Prompts

QUESTION_CHARS = 300
NAME_CHARS = 80
# What the signs of a quote may take of each message.
SPARE_CHARS = 500


def render_community(known: CommunityAnswer, prompts: Prompts) -> tuple[str, ...]:
    """Return the messages that quote a person's answer, with who gave it, when, to which question, and a link."""
    head = prompts.say(
        "discord_community",
        author=escape(cut(one_line(known.author_name), NAME_CHARS)),
        date=f"{known.kept_at:%Y-%m-%d}",
        question=escape(cut(one_line(known.question), QUESTION_CHARS)),
    )
    quotes = [
        "\n".join(f"> {line}" for line in part.splitlines())
        for part in split_text(escape(known.text), MESSAGE_CHARS - SPARE_CHARS)
    ]
    link = f"-# {prompts.say('discord_community_link', link=f'<{known.link}>')}"
    whole = "\n".join((head, *quotes, link))
    return (whole,) if len(whole) <= MESSAGE_CHARS else (head, *quotes, link)

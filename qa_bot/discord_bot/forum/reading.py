"""Read the solved posts of a forum from Discord."""

from collections.abc import AsyncIterator, Callable

import discord

from qa_bot.discord_bot.forum.posts import PostMessage, SolvedPost
from qa_bot.discord_bot.incoming.invocation import QUESTION_KINDS, has_words, is_from_bot

MOST_POSTS = 500
MOST_MESSAGES = 200
ACCEPTED = "✅"
IsOut = Callable[[int], bool]


async def solved_posts(forum: discord.ForumChannel, tag: str, is_out: IsOut) -> list[SolvedPost]:
    """Return the newest solved posts of a forum, the oldest first: those with a tag, or with a reply that who asked marked.

    Left out are messages of programs and of people who opted out, posts of such people, and posts without a reply.
    """
    threads = [thread async for thread in _threads(forum)]
    newest = sorted(threads, key=lambda thread: thread.id)[-MOST_POSTS:]
    found = [await _solved(thread, tag, is_out) for thread in newest]
    return [post for post in found if post is not None]


async def _threads(forum: discord.ForumChannel) -> AsyncIterator[discord.Thread]:
    for thread in await forum.guild.active_threads():
        if thread.parent_id == forum.id:
            yield thread
    async for thread in forum.archived_threads(limit=MOST_POSTS):
        yield thread


async def _solved(thread: discord.Thread, tag: str, is_out: IsOut) -> SolvedPost | None:
    if thread.owner_id is None or is_out(thread.owner_id):
        return None
    is_tagged = any(one.name == tag for one in thread.applied_tags) if tag else False
    question: PostMessage | None = None
    replies: list[PostMessage] = []
    async for message in thread.history(limit=MOST_MESSAGES, oldest_first=True):
        if is_from_bot(message) or message.type.value not in QUESTION_KINDS or is_out(message.author.id):
            continue
        if has_words(message.content):
            read = await _read(message, thread.owner_id)
            question, replies = (read, replies) if message.id == thread.id else (question, [*replies, read])
    if question is None or not replies or not (is_tagged or any(reply.is_accepted for reply in replies)):
        return None
    return SolvedPost(thread_id=thread.id, title=thread.name, url=thread.jump_url, question=question, replies=tuple(replies))


async def _read(message: discord.Message, asker_id: int) -> PostMessage:
    return PostMessage(
        url=message.jump_url,
        text=message.content,
        written_at=message.created_at,
        is_accepted=await _is_accepted(message, asker_id),
    )


async def _is_accepted(message: discord.Message, asker_id: int) -> bool:
    """Tell whether who asked marked a message; only those with the mark are looked up."""
    for reaction in message.reactions:
        if str(reaction.emoji) == ACCEPTED and message.id != message.channel.id:
            return any([user.id == asker_id async for user in reaction.users()])
    return False

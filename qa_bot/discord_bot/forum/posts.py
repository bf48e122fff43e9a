"""A solved post as a document: the question and the replies, without names, each with the address of its message."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from qa_bot.frozen import Frozen
from qa_bot.sources.fetching import Fetched
from qa_bot.sources.manifest import digest_of
from qa_bot.sources.staging import Staging, safe_path

NAME_CHARS = 60
_MENTIONS = ((re.compile(r"<@!?\d+>"), "@member"), (re.compile(r"<@&\d+>"), "@role"), (re.compile(r"<#\d+>"), "#channel"))
_EMOJI = re.compile(r"<a?(:\w+:)\d+>")
_UNNAMED = re.compile(r"[^\w]+")
_FENCE = re.compile(r"^\s*```", re.M)


class PostMessage(Frozen):
    """A message of a post; `is_accepted` says that who asked marked it as the answer."""

    url: str
    text: str
    written_at: datetime
    is_accepted: bool = False


class SolvedPost(Frozen):
    """A solved post: its title, its question and the replies to it, the oldest first."""

    thread_id: int
    title: str
    url: str
    question: PostMessage
    replies: tuple[PostMessage, ...]


def put_posts(staging: Staging, posts: Sequence[SolvedPost], note: str = "") -> Fetched:
    """Put the documents of posts into a folder that takes the place of the last; what is not among them is gone."""
    documents = [(_name(post), post, *document_of(post)) for post in posts]
    state = digest_of("\0".join(f"{name}\0{text}" for name, _, text, _ in documents).encode()) if not note else ""
    notes = (note,) if note else ()
    if staging.before and staging.before.state == state and staging.is_whole():
        return Fetched(state, notes, is_same=True)
    for name, post, text, marks in documents:
        staging.put(name, text.encode(), url=post.url, marks=marks)
    return Fetched(state, notes)


def document_of(post: SolvedPost) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return the Markdown text of a post, and from which line on which message stands there."""
    text, marks = f"# {plain(post.title)}\n", []
    for head, message in _messages(post):
        text += "\n"
        marks.append((text.count("\n") + 1, message.url))
        text += f"{head}\n\n{plain(message.text)}\n"
    return text, tuple(marks)


def plain(text: str) -> str:
    """Return what somebody wrote, line for line, with nobody's name or id in it; code that is left open is closed."""
    for pattern, word in _MENTIONS:
        text = pattern.sub(word, text)
    text = _EMOJI.sub(r"\1", text).strip()
    return f"{text}\n```" if len(_FENCE.findall(text)) % 2 else text


def _messages(post: SolvedPost) -> Iterator[tuple[str, PostMessage]]:
    yield f"Asked on {post.question.written_at:%Y-%m-%d}:", post.question
    for reply in post.replies:
        kind = "Accepted reply" if reply.is_accepted else "Reply"
        yield f"## {kind} of {reply.written_at:%Y-%m-%d}", reply


def _name(post: SolvedPost) -> str:
    title = _UNNAMED.sub("-", post.title.casefold()).strip("-")[:NAME_CHARS].strip("-")
    return safe_path([f"{title or 'post'}-{post.thread_id}.md"])

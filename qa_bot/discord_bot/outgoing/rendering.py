"""What Discord shows of an answer: messages, pages of sources, labels. Values in, values out."""

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from qa_bot.answer import Answer, Citation, NearestQuote
from qa_bot.discord_bot.outgoing.quoting import quote_lines, shortened_quote
from qa_bot.discord_bot.outgoing.tables import escape_with_tables
from qa_bot.discord_bot.outgoing.text import MESSAGE_CHARS, cut, escape, escape_answer, length, one_line, split_text
from qa_bot.frozen import Frozen
from qa_bot.presentation import closest_named, lines_of, shown_name, understood_as
from qa_bot.prompts import Prompts

MOST_MESSAGES = 3
START_CHARS = 1200
SOURCES_NAMED = 5
NAME_CHARS = 100
UNDERSTOOD_CHARS = 300
NEAREST_CHARS = 300
URL_CHARS = 2048
TITLE_CHARS = 256
# The body of an embed holds 4,096 characters: this and the quote stay below.
PLACE_CHARS = 480
LABEL_CHARS = 80
_ROW = re.compile(r"(?i)(\.(?:jsonl|ndjson|csv|tsv))#\d+$")
_CONTINUED = "-# The answer goes on in the attached file."


class Rendering(Frozen):
    """The messages of an answer, each short enough for Discord; `file` is the text of a Markdown file for the last."""

    messages: tuple[str, ...]
    file: str | None = None


class SourcePage(Frozen):
    """One page of the sources, each part within Discord's limits.

    `head` is ordinary text, for those who have embeds switched off; the others are an embed.
    """

    head: str
    title: str
    url: str | None
    body: str


def render(answer: Answer, prompts: Prompts) -> Rendering:
    """Return the messages that show an answer: its text, how it was understood, what was near, and where it comes from.

    An answer of more than MOST_MESSAGES messages is its beginning, with the whole as a file.
    """
    body = escape_answer(answer.text, escape_with_tables).strip() or "…"
    remarks = "".join(f"\n-# {escape(remark)}" for remark in _remarks(answer, prompts))
    messages = split_text(body + remarks)
    if len(messages) > MOST_MESSAGES:
        return Rendering(messages=(_start(body, remarks),), file=_whole(body, remarks, answer))
    named = f"{messages[-1]}\n{_sources_named(answer)}" if answer.citations else messages[-1]
    last = named if length(named) <= MESSAGE_CHARS else messages[-1]
    return Rendering(messages=(*messages[:-1], last))


def with_remarks(messages: tuple[str, ...], remarks: Iterable[str]) -> tuple[str, ...]:
    """Return messages with remarks in small print behind them."""
    small = "\n".join(f"-# {remark}" for remark in remarks)
    if not small:
        return messages
    *before, last = messages
    return (*before, f"{last}\n{small}") if length(last) + length(small) < MESSAGE_CHARS else (*messages, small)


def render_quotes(answer: Answer) -> tuple[str, ...]:
    """Return messages with the quotes of an answer in a model's words; else the answer itself is its quotes."""
    if answer.mode == "extractive":
        return ()
    parts = (
        f"-# [{cited.number}] {escape(_name(cited.source))}, {lines_of(cited)}\n{shortened_quote(cited)}"
        for cited in answer.citations
    )
    return split_text("\n".join(parts))


def render_growing(sentences: Iterable[str]) -> str:
    """Return the one message that shows an answer while it is being written: as many of its sentences as fit."""
    return cut(escape(" ".join(sentences)), MESSAGE_CHARS - 10) + " ▌"


def source_page(answer: Answer, page: int, url_template: str | None) -> SourcePage:
    """Return a page of the sources, counted from 0; one out of range is the nearest."""
    page = max(0, min(page, len(answer.citations) - 1))
    citation = answer.citations[page]
    about = [f"**{escape(cut(one_line(citation.title), 200))}**"] if citation.title else []
    about += [part for part in (citation.date and escape(one_line(citation.date)), lines_of(citation)) if part]
    if citation.also_in:
        about.append(escape(f"also in {', '.join(_name(source) for source in citation.also_in)}"))
    name = escape(_name(shown_name(citation)))
    return SourcePage(
        head=f"Source {page + 1} of {len(answer.citations)}: {name}, {lines_of(citation)}",
        title=cut(escape(f"[{citation.number}] {one_line(shown_name(citation))}"), TITLE_CHARS),
        url=source_url(url_template, citation),
        body=f"{cut(' · '.join(about), PLACE_CHARS)}\n{shortened_quote(citation)}",
    )


def source_url(template: str | None, citation: Citation) -> str | None:
    """Return where a source can be opened: where it was fetched, or by a template with {source} and {line}.

    Return None without either, and unless it is the web.
    """
    if template is None and citation.url is None:
        return None
    path = quote(_ROW.sub(r"\1", citation.source), safe="/")
    url = citation.url or str(template).replace("{source}", path).replace("{line}", str(citation.line_start))
    is_web = urlsplit(url).scheme.lower() in ("http", "https") and bool(urlsplit(url).netloc)
    return url if is_web and len(url) <= URL_CHARS else None


def reading_label(number: int, reading: str) -> str:
    """Return what is on the button of a reading."""
    return cut(f"{number}. {one_line(reading)}", LABEL_CHARS)


def _remarks(answer: Answer, prompts: Prompts) -> list[str]:
    remarks = []
    if meant := understood_as(answer):
        remarks.append(prompts.say("understood", question=cut(one_line(meant), UNDERSTOOD_CHARS)))
    if answer.note:
        remarks.append(cut(one_line(answer.note), UNDERSTOOD_CHARS))
    if answer.nearest:
        remarks += [prompts.say("nearest"), *map(_near, answer.nearest)]
    if closest := closest_named(answer):
        remarks.append(prompts.say("closest", sources=", ".join(map(_name, closest))))
    return [one_line(remark) for remark in remarks]


def _near(near: NearestQuote) -> str:
    return f'"{cut(one_line(near.quote), NEAREST_CHARS)}" ({_name(shown_name(near))}, {lines_of(near)})'


def _sources_named(answer: Answer) -> str:
    lines = [
        f"-# [{citation.number}] {escape(_name(shown_name(citation)))}, {lines_of(citation)}"
        for citation in answer.citations[:SOURCES_NAMED]
    ]
    if len(answer.citations) > SOURCES_NAMED:
        lines.append(f"-# and {len(answer.citations) - SOURCES_NAMED} more: press Sources")
    return "\n".join(lines)


def _start(body: str, remarks: str) -> str:
    return f"{split_text(body, START_CHARS)[0]} …{remarks}\n{_CONTINUED}"


def _whole(body: str, remarks: str, answer: Answer) -> str:
    """Return the Markdown file of an answer; it is as harmless as a message."""
    parts = [f"# {escape(one_line(answer.question))}", body, remarks.replace("\n-# ", "\n\n").strip()]
    for citation in answer.citations:
        about = [shown_name(citation), citation.title, citation.date, lines_of(citation)]
        place = " · ".join(escape(one_line(part)) for part in about if part)
        parts.append(f"[{citation.number}] {place}\n\n{quote_lines(citation)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _name(source: str) -> str:
    return cut(one_line(source), NAME_CHARS)

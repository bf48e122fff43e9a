"""For documents of every kind of block, whatever is quoted or given as context stands at its place."""

import csv
import io
import json
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_bot.documents.blocks import check_blocks, walk
from qa_bot.documents.document import Document
from qa_bot.documents.reading import read_named
from qa_bot.evidence.pieces import sentences_of
from qa_bot.ingestion.chunking import chunk_document
from qa_bot.passage import Layout, Passage

WORDS = st.sampled_from(
    "boiler valve garden key door price Tuesday nine 8.20 2024 Oslo Ana bran (see) don't été 42 %s <b>mill</b> `run -x` 5 *key*".split(
        " "
    )
)
PHRASE = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
SENTENCE = PHRASE.map(lambda words: f"The {words} is open.")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join)
ITEMS = st.lists(PHRASE, min_size=1, max_size=5)


def table(rows: Sequence[Sequence[str]]) -> str:
    head, *rest = rows
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *(f"| {' | '.join(row)} |" for row in rest)]
    return "\n".join(lines)


BLOCK = st.one_of(
    PARAGRAPH,
    st.tuples(st.integers(1, 4), PHRASE).map(lambda pair: f"{'#' * pair[0]} {pair[1]}"),
    PHRASE.map(lambda words: f"### May I {words}?"),
    PHRASE.map(lambda words: f"To start the {words}:"),
    ITEMS.map(lambda items: "\n".join(f"- {item}" for item in items)),
    ITEMS.map(lambda items: "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))),
    ITEMS.map(lambda items: "- all:\n" + "\n".join(f"  - {item}" for item in items)),
    st.lists(st.lists(PHRASE, min_size=3, max_size=3), min_size=2, max_size=5).map(table),
    ITEMS.map(lambda items: "```\n" + "\n".join(items) + "\n```"),
    st.tuples(PHRASE, SENTENCE).map(lambda pair: f"**{pair[0]}?**\n{pair[1]}"),
    st.tuples(PHRASE, SENTENCE).map(lambda pair: f"Q: {pair[0]}?\nA: {pair[1]}"),
    ITEMS.map(lambda items: "\n".join(f"Label {number}: {item}" for number, item in enumerate(items))),
    st.lists(st.tuples(st.sampled_from(["Ana", "Bo"]), SENTENCE), min_size=2, max_size=4).map(
        lambda said: "\n".join(f"[10:{minute:02}] {name}: {text}" for minute, (name, text) in enumerate(said))
    ),
    ITEMS.map(lambda items: "\n".join(f"2024-05-02 10:00:0{i} INFO {item}" for i, item in enumerate(items))),
    st.lists(SENTENCE, min_size=1, max_size=4).map(
        lambda said: "On 3 May 2024, Ana <ana@example.org> wrote:\n" + "\n".join(f"> {words}" for words in said)
    ),
    PHRASE.map(lambda words: f"![badge](http://a.example/{len(words)}.svg)"),
    PHRASE.map(lambda words: f"<details><summary>{words}?</summary><p>{words} and more of it here.</p></details>"),
    PHRASE.map(lambda words: f"\f12   {words}\n"),
)
TEXT = st.lists(BLOCK, min_size=1, max_size=10).map("\n\n".join)


def check(document: Document, embedder: object, max_tokens: int) -> None:
    text = document.text
    check_blocks(text, document.blocks)
    chunks = chunk_document(text, document.blocks, embedder, max_tokens, document.title, document.date, bool(document.part))
    assert all(a.end <= b.start for a, b in zip(chunks, chunks[1:], strict=False))
    for start, end, layout in chunks:
        assert Layout.from_json(layout.to_json()) == layout
        known = {"document_id": 1, "source": "a", "names": ("a",), "title": None, "date": None, "outlet": None, "line": 1}
        passage = Passage(chunk_id=1, start=start, end=end, text=text[start:end], layout=layout, **known)
        for unit, (first, last) in sentences_of(passage):
            assert start <= first < last <= end
            assert text[first:last] == passage.slice(first, last)
            assert not text[first].isspace()
            assert not text[last - 1].isspace()
            for place in unit.context:
                assert text[place.start : place.end] == place.text
                assert place.line == 1 + text.count("\n", 0, place.start)
    # What a person could quote is in some chunk.
    for block in walk(document.blocks):
        if block.kind in ("paragraph", "item", "row", "field", "code", "answer", "log_line") and not block.children:
            assert any(chunk.start <= block.start < chunk.end for chunk in chunks), text[block.start : block.end]


@pytest.mark.parametrize("name", ["a.md", "a.txt", "README", "a.rst", "a.mdx", "a.adoc", "a.yaml", "a.log"])
@given(text=TEXT, max_tokens=st.sampled_from([48, 192]))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_unit_of_a_text_stands_at_its_place(embedder, name, text, max_tokens):
    for document in read_named(name, text.encode()):
        check(document, embedder, max_tokens)


@given(rows=st.lists(st.lists(PHRASE, min_size=3, max_size=3), min_size=2, max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_unit_of_a_row_stands_at_its_place(embedder, rows):
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    records = [dict(zip("abc", row, strict=True)) for row in rows]
    for name, data in {
        "a.csv": written.getvalue(),
        "a.json": json.dumps(records),
        "a.jsonl": "\n".join(map(json.dumps, records)),
    }.items():
        for document in read_named(name, data.encode()):
            check(document, embedder, 192)


@given(text=TEXT)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_unit_of_a_page_stands_at_its_place(embedder, text):
    page = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    for document in read_named("a.html", f"<html><body><h1>Title</h1>{page}</body></html>".encode()):
        check(document, embedder, 192)

import pytest

from qa_bot.documents.blocks import Block
from qa_bot.documents.markdown import parse_markdown
from qa_bot.documents.plain import parse_plain
from qa_bot.documents.records import record
from qa_bot.ingestion.chunking import chunk_document
from qa_bot.passage import Layout, heading_of
from tests.conftest import SEEDS


@pytest.mark.parametrize("max_tokens", [64, 192, 100_000])
@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.name)
def test_chunks_fit_the_model_and_do_not_overlap(embedder, path, max_tokens):
    text = path.read_text("utf-8")
    chunks = chunk_document(text, parse_markdown(text), embedder, max_tokens, "A title", "2020-07-22")
    assert chunks
    assert all(a.end <= b.start for a, b in zip(chunks, chunks[1:], strict=False))
    for chunk in chunks:
        whole = f"{heading_of('A title', '2020-07-22', chunk.layout)}\n{text[chunk.start : chunk.end]}"
        assert len(embedder.token_offsets(whole)) + 2 <= min(1.5 * max_tokens, embedder.max_tokens)


@pytest.mark.parametrize(
    "text",
    ["x" * 300_000, "word " * 20_000, "a.b.c." * 5_000, "\n".join(["line"] * 5_000), "語" * 5_000],
    ids=["one word", "no sentence", "no space", "lines", "no latin"],
)
def test_odd_texts_are_cut_to_what_the_model_reads(embedder, text):
    blocks = [Block("paragraph", 0, len(text.rstrip()))]
    for start, end, _ in chunk_document(text, blocks, embedder, 192):
        assert len(embedder.token_offsets(text[start:end])) + 2 <= 1.5 * 192
        assert end - start <= 4000


def test_a_sentence_is_not_cut_where_it_fits(embedder):
    text = " ".join(f"Sentence number {i} says that the mill burned down again." for i in range(60))
    for start, end, _ in chunk_document(text, [Block("paragraph", 0, len(text))], embedder, 64):
        assert text[start:end].startswith("Sentence")
        assert text[start:end].endswith("again.")


TABLE = "# Prices\n\n| Item | Price |\n| --- | --- |\n" + "".join(f"| Bran of the kind {i} | {i}.20 |\n" for i in range(60))


def test_a_table_is_cut_between_rows_and_its_header_is_read_with_every_part(embedder):
    chunks = chunk_document(TABLE, parse_markdown(TABLE), embedder, 192)
    assert len(chunks) > 2
    for chunk in chunks:
        text = TABLE[chunk.start : chunk.end]
        assert "| Item | Price |" in heading_of(None, None, chunk.layout) + text
        assert text.endswith("|")
        for unit in chunk.layout.units:
            assert TABLE[unit.start : unit.end].startswith("| Bran")
            assert [place.text for place in unit.context] == ["Prices", "| Item | Price |"]


STEPS = (
    "# Boiler\n\nTo start the boiler:\n\n1. Open the valve.\n2. Press the button.\n3. Wait for the flame.\n\nCall us then.\n"
)


def test_a_list_is_a_unit_with_its_introduction_and_so_are_its_items(embedder):
    (chunk,) = chunk_document(STEPS, parse_markdown(STEPS), embedder, 192)
    found = {unit.kind: STEPS[unit.start : unit.end] for unit in chunk.layout.units}
    assert found["list"] == "To start the boiler:\n\n1. Open the valve.\n2. Press the button.\n3. Wait for the flame."
    items = [unit for unit in chunk.layout.units if unit.kind == "item"]
    assert [STEPS[item.start : item.end] for item in items][1] == "2. Press the button."
    assert [place.text for place in items[1].context] == ["Boiler", "To start the boiler:"]
    assert not any(STEPS[unit.start : unit.end].endswith(":") for unit in chunk.layout.units)


def test_what_began_in_the_chunk_before_is_read_with_what_follows(embedder):
    text = "## Rules\n\nGuests must do this:\n\n" + "".join(f"- Lock the door with the number {i}.\n" for i in range(40))
    chunks = chunk_document(text, parse_markdown(text), embedder, 64)
    assert len(chunks) > 3
    assert all([place.text for place in chunk.layout.lead] == ["Guests must do this:"] for chunk in chunks[1:])
    assert all([place.text for place in chunk.layout.path] == ["Rules"] for chunk in chunks[1:])


def test_a_layout_comes_back_from_json_as_it_was(embedder):
    for text in (TABLE, STEPS):
        for chunk in chunk_document(text, parse_markdown(text), embedder, 64):
            assert Layout.from_json(chunk.layout.to_json()) == chunk.layout
            for unit in chunk.layout.units:
                for place in unit.context:
                    assert text[place.start : place.end] == place.text
                    assert place.line == 1 + text.count("\n", 0, place.start)


def test_a_short_list_is_kept_in_one_chunk(embedder):
    items = "".join(f"- the key of room {i}\n" for i in range(8))
    text = f"{'The caretaker has many keys, and all of them are old. ' * 11}\n\nBring along:\n\n{items}".strip()
    chunks = chunk_document(text, parse_markdown(text), embedder, 192)
    assert len(chunks) > 1
    assert sum("room 0" in text[start:end] and "room 7" in text[start:end] for start, end, _ in chunks) == 1


def test_a_line_without_a_mark_introduces_the_list_below_it(embedder):
    text = "For the roof I need\n\n- slates\n- nails\n\nIt rains.\n\n- often"
    units = [unit for chunk in chunk_document(text, parse_markdown(text), embedder, 192) for unit in chunk.layout.units]
    assert [text[unit.start : unit.end] for unit in units if unit.kind == "prose"] == ["It rains."]
    assert [place.text for unit in units if unit.kind == "item" for place in unit.context] == ["For the roof I need"] * 2


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("> Does the crane come on Monday?\n\nNo, it comes on Tuesday.", "Does the crane come on Monday?"),
        ("> We wait for the crane.\n\nIt comes on Tuesday.", None),
        ("On 3 May, Ana <a@b.example> wrote:\n> Does the crane come?\n\nIt comes on Tuesday.", None),
    ],
)
def test_a_question_that_a_mail_repeats_is_read_with_the_answer_below_it(embedder, text, question):
    units = [unit for chunk in chunk_document(text, parse_plain(text), embedder, 192) for unit in chunk.layout.units]
    answer = next(unit for unit in units if text[unit.start : unit.end].endswith("Tuesday."))
    assert [place.text for place in answer.context if place.kind == "question"] == ([question] if question else [])


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("number: K17", ["number: K17", "object: Tuba in a brown case"]),
        ("bought: 2019-04-02", ["bought: 2019-04-02", "object: Tuba in a brown case"]),
        ("piece: Tuba, the big one", ["piece: Tuba, the big one"]),
    ],
)
def test_the_fields_of_a_long_row_stand_under_what_has_a_word_for_it(embedder, first, names):
    fields = [first.partition(": ")[::2], ("object", "Tuba in a brown case"), ("lent to", "Mira, who " + "practises " * 30)]
    text, blocks = record(fields)
    (chunk,) = chunk_document(text, blocks, embedder, 192, is_row=True)
    *_, last = chunk.layout.units
    assert text[last.start :].startswith("lent to")
    assert [place.text for place in last.context if place.kind == "name"] == names

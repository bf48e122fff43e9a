import pytest

from qa_bot.ingestion.chunking import chunk_document
from tests.conftest import SEEDS


@pytest.mark.parametrize("max_tokens", [64, 192, 100_000])
@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.name)
def test_chunks_fit_the_model_and_do_not_overlap(embedder, path, max_tokens):
    text = path.read_text("utf-8")
    chunks = chunk_document(text, 0, embedder, max_tokens, "A title | 2020-07-22")
    assert chunks
    assert all(a[1] <= b[0] for a, b in zip(chunks, chunks[1:], strict=False))
    limit = min(max_tokens, embedder.max_tokens)
    for start, end in chunks:
        whole = f"A title | 2020-07-22\n{text[start:end]}"
        assert len(embedder.token_offsets(whole)) + 2 <= limit


@pytest.mark.parametrize(
    "text",
    ["x" * 300_000, "word " * 20_000, "a.b.c." * 5_000, "\n".join(["line"] * 5_000), "語" * 5_000],
    ids=["one word", "no sentence", "no space", "lines", "no latin"],
)
def test_odd_texts_are_cut_to_what_the_model_reads(embedder, text):
    for start, end in chunk_document(text, 0, embedder, 192):
        assert len(embedder.token_offsets(text[start:end])) + 2 <= 192
        assert end - start <= 4000


def test_a_sentence_is_not_cut_where_it_fits(embedder):
    text = " ".join(f"Sentence number {i} says that the mill burned down again." for i in range(60))
    for start, end in chunk_document(text, 0, embedder, 64):
        assert text[start:end].startswith("Sentence")
        assert text[start:end].endswith("again.")

import pytest

from qa_bot.text.sentences import split_blocks, split_sentences
from tests.conftest import SEEDS


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Mr. Smith met Dr. Jones. They talked.", ["Mr. Smith met Dr. Jones.", "They talked."]),
        ("Er kam am 3. Mai 1987. Sie kam am 12. März.", ["Er kam am 3. Mai 1987.", "Sie kam am 12. März."]),
        ("Es kamen 3. Sie gingen.", ["Es kamen 3.", "Sie gingen."]),
        ("It cost 3.5 million. It failed.", ["It cost 3.5 million.", "It failed."]),
        ("He left the U.N. The talks failed.", ["He left the U.N.", "The talks failed."]),
        ("“Stop!” he said. “Why?” she asked.", ["“Stop!” he said.", "“Why?” she asked."]),
        ("A heading\n\nA sentence.", ["A heading", "A sentence."]),
        ("Take:\n- one\n- two", ["Take:", "- one", "- two"]),
        ("J. R. R. Tolkien wrote it.", ["J. R. R. Tolkien wrote it."]),
    ],
    ids=[
        "two",
        "titles",
        "a German day",
        "a number before a German sentence",
        "decimal",
        "initialism",
        "quotation",
        "heading",
        "list",
        "initials",
    ],
)
def test_text_is_split_where_sentences_end(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.name)
def test_sentences_cover_all_but_the_space_between_them(path):
    text = path.read_text("utf-8")
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
    between = "".join(text[a[1] : b[0]] for a, b in zip(((0, 0), *spans), (*spans, (len(text), len(text))), strict=True))
    assert not between.strip()


def test_a_very_long_sentence_is_cut_at_its_clauses():
    text = "; ".join(["this clause goes on for a while"] * 60) + "."
    assert len(sentences(text)) > 1
    assert all(len(s) <= 700 for s in sentences(text))


def test_wrapped_lines_are_one_paragraph():
    text = "This paragraph was wrapped by hand at some width and it\ngoes on over several lines of about the same length as\nthe ones above until it ends here at last.\n"
    assert len(split_blocks(text)) == 1

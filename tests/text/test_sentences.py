import pytest

from qa_bot.text.litter import content_regions, quotable_sentences
from qa_bot.text.sentences import split_blocks, split_sentences
from tests.conftest import SEEDS


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Mr. Smith met Dr. Jones. They talked.", ["Mr. Smith met Dr. Jones.", "They talked."]),
        ("It cost 3.5 million. It failed.", ["It cost 3.5 million.", "It failed."]),
        ("He left the U.N. The talks failed.", ["He left the U.N.", "The talks failed."]),
        ("“Stop!” he said. “Why?” she asked.", ["“Stop!” he said.", "“Why?” she asked."]),
        ("A heading\n\nA sentence.", ["A heading", "A sentence."]),
        ("Take:\n- one\n- two", ["Take:", "- one", "- two"]),
        ("J. R. R. Tolkien wrote it.", ["J. R. R. Tolkien wrote it."]),
    ],
    ids=["two", "titles", "decimal", "initialism", "quotation", "heading", "list", "initials"],
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


PAGE = """Home
News
Contact us

The town council voted on Monday to rebuild the old bridge over the river. It will cost two million crowns.

Work starts in spring, the mayor told reporters after the meeting. Residents had asked for it for years.

Share this
Man bites dog in park Woman wins lottery twice Ten photos of cats Weather for the week
"""


def test_litter_around_prose_is_left_out_of_the_index():
    kept = "".join(PAGE[a:b] for a, b in content_regions(PAGE))
    assert "two million crowns" in kept
    assert "Residents had asked" in kept
    for litter in ("Home", "Contact us", "Share this", "Man bites dog"):
        assert litter not in kept


def test_litter_is_never_quotable():
    quotable = [PAGE[a:b] for a, b in quotable_sentences(PAGE)]
    assert len(quotable) == 4
    assert quotable[0].startswith("The town council")


def test_text_that_is_no_prose_is_kept_whole():
    text = "name: Aldmoor\nriver: Quill\nmill: burned\n"
    assert content_regions(text) == ((0, len(text)),)


@pytest.mark.parametrize(
    ("block", "quotable"),
    [
        ("Item 12 of 3 May 2020, Joint Declaration on the Aldmoor Bridge and Ferry Consultations (Aldmoor, 3 May 2020)", False),
        ("Revenue 2020 412 2021 530", True),
        ("| Revenue | 412 |", True),
        ("Opening hours: from nine to five", True),
        ("The council declared the bridge open.", True),
    ],
    ids=["heading with dates", "row of figures", "row of cells", "field", "sentence"],
)
def test_a_block_among_prose_is_quotable_by_its_form(block, quotable):
    prose = "The town council voted on Monday to rebuild the old bridge over the river. It will cost two million crowns in all."
    found = f"{prose}\n\n{block}\n\n{prose}"
    assert any(found[a:b] == block for a, b in quotable_sentences(found)) is quotable

import pytest

from qa_bot.documents.plain import parse_plain
from qa_bot.evidence.pieces import sentences_of
from qa_bot.ingestion.chunking import lay_out
from tests.passages import passage_of

PAGE = """Home
News
Contact us

The town council voted on Monday to rebuild the old bridge over the river. It will cost two million crowns.

Work starts in spring, the mayor told reporters after the meeting. Residents had asked for it for years.

Share this
Man bites dog in park Woman wins lottery twice Ten photos of cats Weather for the week
"""
PROSE = "The town council voted on Monday to rebuild the old bridge over the river. It will cost two million crowns in all."


def quotable(text: str) -> list[str]:
    passage = passage_of(text, layout=lay_out(text, parse_plain(text)))
    return [text[start:end] for unit, (start, end) in sentences_of(passage) if unit.kind != "furniture"]


def test_of_a_page_with_litter_the_sentences_are_quotable():
    found = quotable(PAGE)
    assert len(found) == 4
    assert found[0].startswith("The town council")
    assert found[3].startswith("Residents had asked")


def test_fields_are_quotable_each_by_itself():
    assert quotable("name: Aldmoor\nriver: Quill\nmill: burned\n") == ["name: Aldmoor", "river: Quill", "mill: burned"]


@pytest.mark.parametrize(
    ("block", "is_quotable"),
    [
        ("What the council decided", False),
        ("Opening hours: from nine to five", True),
        ("The council declared the bridge open.", True),
    ],
    ids=["heading", "field", "sentence"],
)
def test_a_block_among_prose_is_quotable_by_its_form(block, is_quotable):
    assert (block in quotable(f"{PROSE}\n\n{block}\n\n{PROSE}")) is is_quotable

import pytest

from qa_bot.documents.blocks import Block, blocks_from_json, blocks_to_json, check_blocks, tidied, walk
from qa_bot.documents.reading import read_named

TEXT = "One two.\n\nThree four five. "
SOUND = (Block("paragraph", 0, 8), Block("list", 10, 26, (Block("item", 10, 15), Block("item", 16, 26)), ordered=True))


def test_blocks_come_back_from_json_as_they_were():
    assert blocks_from_json(blocks_to_json(SOUND)) == SOUND


def test_every_block_is_walked_before_its_children():
    assert [block.kind for block in walk(SOUND)] == ["paragraph", "list", "item", "item"]


@pytest.mark.parametrize(
    "blocks",
    [
        (Block("paragraph", 0, 10),),
        (Block("paragraph", 10, 15), Block("paragraph", 0, 8)),
        (Block("list", 0, 8, (Block("item", 10, 15),)),),
        (Block("paragraph", 3, 3),),
    ],
    ids=["white space", "order", "outside", "empty"],
)
def test_unsound_blocks_are_refused_and_tidied(blocks):
    with pytest.raises(ValueError, match="the block"):
        check_blocks(TEXT, blocks)
    check_blocks(TEXT, tidied(TEXT, blocks))


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.csv", "a.html", "a.yaml", "a.log"])
@pytest.mark.parametrize("space", ["\u00a0", "\u2028", "\u3000", "\x85", "\x1c", "\x0b"])
def test_odd_white_space_makes_no_unsound_block(name, space):
    text = f">{space}\n\nLabel{space}: value\n- {space}\n\n| a |{space}|\n| --- | --- |\n| {space} | 1 |\n\n#{space}\n{space}word{space}\n"
    for document in read_named(name, text.encode()):
        check_blocks(document.text, document.blocks)

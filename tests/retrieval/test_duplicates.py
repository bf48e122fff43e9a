"""Near-copies are found by the runs of words that they share."""

import pytest

from qa_bot.retrieval.duplicates import group_duplicates

WORDS = [f"word{number}" for number in range(60)]


def changed(*places: int) -> str:
    """Return the text with some of its words replaced; each replaced word breaks up to four runs."""
    return " ".join("other" if position in places else word for position, word in enumerate(WORDS))


@pytest.mark.parametrize(
    ("text", "is_copy"),
    [
        (changed(), True),
        (changed(20, 40), True),
        (changed(10, 20, 30, 40), False),
        (" ".join(WORDS[:40]), True),
        (" ".join(WORDS[:20]), False),
        (changed().upper().replace("WORD7 ", "«Word7», "), True),
    ],
    ids=["same", "two words differ", "four words differ", "two thirds", "a third", "other case and punctuation"],
)
def test_a_near_copy_shares_three_quarters_of_its_runs_and_half_of_the_length(text, is_copy):
    assert group_duplicates([changed(), "nothing of it", text]) == (((0, 2), (1,)) if is_copy else ((0,), (1,), (2,)))


def test_a_text_joins_the_first_group_that_it_is_a_copy_of():
    assert group_duplicates([changed(5, 15), changed(35, 45), changed()]) == ((0, 2), (1,))


@pytest.mark.parametrize("text", ["", "one", "one two three"])
def test_texts_of_fewer_than_four_words_are_copies_if_all_their_words_are_the_same(text):
    assert group_duplicates([text, "four other words here", text]) == ((0, 2), (1,))

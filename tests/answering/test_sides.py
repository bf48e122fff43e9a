import pytest

from qa_bot.answer import Citation
from qa_bot.answering.contradictions import unsaid_sides

QUESTION = "How much is the toll?"


def citation(source: str, quote: str, start: int = 0) -> Citation:
    return Citation(number=1, source=source, quote=quote, start=start, end=start + len(quote), line_start=1, line_end=1)


TOLD = citation("a.txt", "The toll is 3 crowns.")
OTHER = citation("b.txt", "Drivers pay five crowns.")


def test_the_side_that_was_not_told_is_found():
    assert unsaid_sides(QUESTION, [TOLD], [TOLD, OTHER]) == (OTHER,)


@pytest.mark.parametrize(
    ("question", "told", "known"),
    [
        (QUESTION, [TOLD, OTHER], OTHER),
        (QUESTION, [TOLD], citation("b.txt", "Drivers pay three crowns.")),
        (QUESTION, [TOLD], citation("a.txt", "Lorries pay 9 crowns.", start=40)),
        ("Who pays the toll?", [TOLD], OTHER),
        (QUESTION, [], OTHER),
    ],
    ids=["told already", "the same number", "the same document", "no number asked for", "nothing told"],
)
def test_what_does_not_contradict_what_was_told_is_left_out(question, told, known):
    assert unsaid_sides(question, told, [known]) == ()


def test_a_version_of_a_told_sentence_with_another_name_is_found():
    told = citation("a.txt", "The mayor of Corve, Ada Quill, opened the new paper mill on the river.")
    known = citation("b.txt", "The mayor of Corve, Bert Lodd, opened the new paper mill on the river.")
    assert unsaid_sides("Who opened the mill?", [told], [known]) == (known,)

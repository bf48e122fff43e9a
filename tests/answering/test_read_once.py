from collections.abc import Sequence

from qa_bot.answering.models import Models
from qa_bot.evidence.read_once import ReadOnce
from qa_bot.models.protocols import HeadedText, Reader, Reading

QUESTION, OTHER = "When does the pool open?", "Where is the pool?"
POOL, DESK, DOGS = (HeadedText("Pool", text) for text in ("It opens at seven.", "Ask at the desk.", "Dogs stay outside."))


class Noting:
    """A reader that notes what it was given."""

    locates = True

    def __init__(self, reader: Reader) -> None:
        self.name, self._reader, self.given = reader.name, reader, list[tuple[str, tuple[HeadedText, ...]]]()

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        self.given.append((question, tuple(texts)))
        return self._reader.read(question, texts)


def test_no_text_is_read_twice_for_a_question_and_each_gets_the_reading_that_it_gets_alone(models: Models):
    noting = Noting(models.reader)
    reader = ReadOnce(noting)
    first = reader.read(QUESTION, [POOL, DESK, POOL])
    again = reader.read(QUESTION, [DESK, DOGS, POOL])
    assert noting.given == [(QUESTION, (POOL, DESK)), (QUESTION, (DOGS,))]
    assert first[0] is first[2] is again[2]
    assert [reading.relevance for reading in again] == [
        models.reader.read(QUESTION, [t])[0].relevance for t in (DESK, DOGS, POOL)
    ]


def test_another_question_is_read_anew_and_what_is_known_is_not_read_at_all(models: Models):
    noting = Noting(models.reader)
    reader = ReadOnce(noting)
    here, there = reader.read(QUESTION, [POOL])[0], reader.read(OTHER, [POOL])[0]
    assert here.relevance != there.relevance
    reader.read(QUESTION, [POOL])
    assert reader.read(QUESTION, []) == ()
    assert noting.given == [(QUESTION, (POOL,)), (OTHER, (POOL,))]

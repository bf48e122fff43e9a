"""Whether a question was asked before: by its vector, and by the reader, which tells a near miss from other words for the same.

Measured by tests/discord/replay.py; docs/discord.md has the figures.
"""

from collections.abc import Mapping, Sequence

from qa_bot.discord_bot.memory.community import CommunityAnswer
from qa_bot.models.protocols import HeadedText, Reader, Vectors
from qa_bot.text.question_form import numbers
from qa_bot.text.terms import words
from qa_bot.understanding.cleaning import clean_question

# The least cosine of two questions that may ask the same, and the least log odds that the answer to one answers the other.
NEAR = 0.86
ANSWERS = 0.0
MOST_READ = 3


def asked_before(
    question: str, kept: Sequence[CommunityAnswer], vectors: Mapping[str, Vectors], reader: Reader
) -> CommunityAnswer | None:
    """Return the answer to a question that was asked before; None if none was. `vectors` has those of all the questions."""
    asked = clean_question(question)
    asked_words, asked_numbers = words(asked), set(numbers(asked))
    same = next((answer for answer in kept if words(clean_question(answer.question)) == asked_words), None)
    if same:
        return same
    nearness = {answer.message_id: float(vectors[answer.question] @ vectors[asked]) for answer in kept}
    near = sorted((answer for answer in kept if nearness[answer.message_id] >= NEAR), key=lambda one: -nearness[one.message_id])
    near = [answer for answer in near if set(numbers(answer.question)) == asked_numbers][:MOST_READ]
    readings = reader.read(asked, [HeadedText(answer.question, answer.text) for answer in near]) if near else ()
    sure = [
        (reading.answerable, answer)
        for reading, answer in zip(readings, near, strict=True)
        if reading.answerable is not None and reading.answerable >= ANSWERS
    ]
    return max(sure, key=lambda pair: pair[0])[1] if sure else None

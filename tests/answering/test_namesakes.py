import pytest

from qa_bot.answering.evidence import gather_evidence
from qa_bot.answering.grading import Graded
from qa_bot.answering.namesakes import is_of_namesake
from qa_bot.retrieval.search import Candidate
from tests.passages import passage_of

TEXT = (
    "The lock in Varde was built in 1911. The Hamar lock is closed. Norwegian boats pay nothing. "
    "The harbour of Norway's south is full."
)


@pytest.mark.parametrize(
    ("question", "sentence", "is_namesake"),
    [
        ("When was the lock in Hamar built?", 0, True),
        ("When was the Hamar lock built?", 0, True),
        ("When was Hamar's lock built?", 0, True),
        ("When was the lock in Varde built?", 0, False),
        ("When was the lock in Oslo built?", 0, False),
        ("Is the lock of Varde closed?", 1, True),
        ("What do boats of Norway pay?", 2, False),
        ("When was the lock built?", 0, False),
    ],
)
def test_a_sentence_about_a_namesake_is_known(question, sentence, is_namesake):
    pieces = gather_evidence([Candidate(passage=passage_of(TEXT), score=1.0)])
    graded = [Graded(evidence=piece, score=1.0) for piece in pieces]
    assert is_of_namesake(question, graded[sentence], graded) is is_namesake

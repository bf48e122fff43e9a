"""What helpers answered is found again by those who ask in other words, and by hardly anybody else."""

from replay import replay

from qa_bot.answering.models import Models


def test_the_second_asker_gets_what_was_learnt_and_hardly_ever_anything_else(models: Models) -> None:
    replayed = replay(models.embedder, models.reader)
    assert replayed.got >= 0.90
    assert replayed.wrong <= 0.01

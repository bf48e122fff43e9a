"""Thousands of questions leave nothing behind in the process that answers them."""

import pytest

from testing.soaking import Soaked, soak


def check(soaked: Soaked, asked: int) -> None:
    assert soaked.asked == asked
    assert set(soaked.outcomes) <= {"answered", "abstained"}
    assert soaked.end.files <= soaked.warm.files
    assert soaked.end.threads <= soaked.warm.threads
    assert soaked.stop_s < 10


@pytest.mark.long
@pytest.mark.alone
def test_two_hundred_questions_leave_no_open_file_and_no_thread(tmp_path, embedder):
    check(soak(tmp_path, embedder, 200, 20), 200)


@pytest.mark.soak
def test_ten_thousand_questions_leave_nothing(tmp_path, embedder):
    soaked = soak(tmp_path, embedder, 10_000, 50)
    check(soaked, 10_000)
    assert soaked.generations > 100
    assert soaked.memory_growth < 0.05

"""Programs go on answering while an index is published again and again: without an error, and from what is published."""

import pytest

from testing.askers import Asker, Outcome, ask_while_publishing
from testing.notices import FRESH_S, Notices
from testing.read_only import can_read_only, reading_only


def check(notices: Notices, outcome: Outcome, askers: int) -> None:
    assert outcome.failures == ()
    assert len(outcome.told) >= askers
    assert max(notices.lateness_s(told) for told in outcome.told) <= FRESH_S
    generations = {told.answer["index"]["generation"] for told in outcome.told}
    assert len(generations) > 1


@pytest.fixture
def scene(tmp_path, embedder):
    notices = Notices(tmp_path / "corpus", 4)
    notices.publish(tmp_path / "index", embedder)
    return notices, tmp_path / "index"


def test_programs_ask_while_an_index_is_published_again_and_again(scene, tmp_path, embedder):
    notices, index_dir = scene
    askers = [Asker(tmp_path, index_dir) for _ in range(3)]
    check(notices, ask_while_publishing(notices, index_dir, embedder, askers, 0, 6), 3)


@pytest.mark.soak
@pytest.mark.parametrize("is_read_only", [False, True], ids=["writable", "read-only"])
def test_eight_programs_ask_for_ten_minutes_while_an_index_is_published(scene, tmp_path, embedder, is_read_only):
    if is_read_only and not can_read_only():
        pytest.skip("folders cannot be made read-only here")
    notices, index_dir = scene
    askers = [Asker(tmp_path, index_dir, reading_only(index_dir) if is_read_only else ()) for _ in range(8)]
    check(notices, ask_while_publishing(notices, index_dir, embedder, askers, 600, 100), 8)

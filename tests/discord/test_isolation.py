"""No answer, button, page or list has a byte of a corpus that may not be read where it is shown."""

from pathlib import Path

import pytest
from isolation import ASKING, play

ASKS = 2000


@pytest.mark.slow
def test_nothing_of_a_corpus_is_shown_where_it_may_not_be_read(tmp_path: Path) -> None:
    happened = play(tmp_path, ASKS, seed=1)
    assert sum(happened[name] for name in ASKING) >= ASKS
    # The test sees what it looks for: answers tell of corpora, private ones of some that the channel may not read.
    assert all(happened[f"{name} told"] for name in (*ASKING, "sources", "page", "mark"))
    assert happened["beyond"] > ASKS / 100
    # Helpers answered, their answers were told to others, and files came along.
    assert all(happened[name] for name in ("person", "keep", "of a person", "attached"))
    # And there is something to keep back.
    assert all(happened[f"{name} told"] < happened[name] for name in ("sources", "reading", "about", "again"))

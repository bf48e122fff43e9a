from pathlib import Path

import pytest

from tests.conftest import EXCERPTS


@pytest.fixture
def at_excerpts(excerpts_index: Path) -> tuple[str, ...]:
    """Return the options that evaluate over seeds/ with an index that is there."""
    return ("--corpus", str(EXCERPTS), "--index", str(excerpts_index), "-q")

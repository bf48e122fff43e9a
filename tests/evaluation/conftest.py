from pathlib import Path

import pytest

from tests.conftest import SEEDS


@pytest.fixture
def at_seeds(seeds_index: Path) -> tuple[str, ...]:
    """Return the options that evaluate over seeds/ with an index that is there."""
    return ("--corpus", str(SEEDS), "--index", str(seeds_index), "-q")

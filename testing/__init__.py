"""What tests, benchmarks and the pictures of docs/ share: a Discord on loopback, and processes that start at once."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
# Paragraphs of seeds/, for tests that need documents and do not measure answers: reading them takes a fifth of the time.
EXCERPTS = ROOT / "tests" / "excerpts"

"""What tests, benchmarks and the pictures of docs/ share: a Discord on loopback, and processes that start at once."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"

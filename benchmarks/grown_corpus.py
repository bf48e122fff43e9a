"""Make a corpus of any size from the sentences of public texts, recombined with a seed.

    python benchmarks/grown_corpus.py SETS FOLDER FILES

SETS holds folders with `corpus/*.txt`. Each file has three paragraphs of about one chunk, whose sentences come from one of
the texts, in a random order; the first files are the same whatever FILES is. 10,000 files are about 27,000 chunks.
"""

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

SEED = 15
PARAGRAPHS = 3
PARAGRAPH_CHARS = 750
# A text with fewer sentences would be repeated almost word for word.
FEWEST_SENTENCES = 40
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")


def main() -> None:
    sets, folder, files = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    write_corpus(sets, folder, files)


def write_corpus(sets: Path, folder: Path, files: int) -> None:
    """Write so many files into a folder, a thousand in each of its folders."""
    for number, text in zip(range(files), recombined(sets), strict=False):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def recombined(sets: Path) -> Iterator[str]:
    """Yield texts without end."""
    chance = random.Random(SEED)
    sources = [found for path in sorted(sets.glob("*/corpus/*.txt")) if len(found := sentences(path)) >= FEWEST_SENTENCES]
    weights = [len(source) for source in sources]
    while True:
        source = chance.choices(sources, weights)[0]
        title = " ".join(chance.choice(source).split()[:6]).rstrip(".,;:!?")
        yield "\n\n".join([title, *(paragraph(source, chance) for _ in range(PARAGRAPHS))]) + "\n"


def paragraph(source: list[str], chance: random.Random) -> str:
    """Return sentences of a text in a random order, about one chunk of them."""
    chosen: list[str] = []
    while sum(map(len, chosen)) < PARAGRAPH_CHARS:
        chosen.append(chance.choice(source))
    return " ".join(chosen)


def sentences(path: Path) -> list[str]:
    """Return the sentences of a file that are neither tiny nor huge."""
    found = _END.split(" ".join(path.read_text("utf-8").split()))
    return [sentence for sentence in found if 30 <= len(sentence) <= 400]


if __name__ == "__main__":
    main()

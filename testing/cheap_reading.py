"""`qa-bot` with a reader that costs little: one passage of SHARE is read by the model, of the others it says what it said of one as long.

What it answers is arbitrary; all else of a question is as it is. A soak asks more questions of it in the same time.
"""

import itertools
from typing import Any

from qa_bot.cli.main import main
from qa_bot.models.bundled_reader import BundledReader

SHARE = 20
_run = BundledReader._run
_numbers = itertools.count()
_known: dict[int, Any] = {}


def run_seldom(self: BundledReader, encoding: Any) -> Any:
    """Return the outputs of the model for a passage, or for another one of so many tokens."""
    tokens = len(encoding.ids)
    if tokens not in _known or next(_numbers) % SHARE == 0:
        _known[tokens] = _run(self, encoding)
    return _known[tokens]


if __name__ == "__main__":
    BundledReader._run = run_seldom  # type: ignore[method-assign, assignment]
    main()

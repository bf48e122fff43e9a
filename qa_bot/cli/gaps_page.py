"""What the documents lack as one page, in the looks of the evaluation's report; it loads nothing from elsewhere."""

from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from qa_bot.atomic_file import PRIVATE, write_atomically
from qa_bot.discord_bot.memory.gaps import Gap
from qa_bot.errors import DependencyError

FILE = "gaps.html"


def write_gaps_page(path: Path, gaps: Sequence[Gap], now: datetime) -> Path:
    """Write the page to a file, or as gaps.html into a folder, and return its path; raise DependencyError without the extra `eval`.

    Only its owner can read it, as it has what people asked.
    """
    target = path / FILE if path.is_dir() else path
    write_atomically(target, page_of(gaps, now), PRIVATE)
    return target


def page_of(gaps: Sequence[Gap], now: datetime) -> str:
    """Return the page as HTML."""
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError as error:
        raise DependencyError("the page needs the extra: pip install 'qa-bot[eval]'") from error
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string((files("qa_bot.cli") / "gaps.html.jinja").read_text("utf-8"))
    return template.render(gaps=gaps, now=now)

"""When a source is to be fetched again, and whether it is out of date."""

import re
from datetime import datetime, timedelta

from qa_bot.errors import SourceError
from qa_bot.sources.address import FORUM
from qa_bot.sources.manifest import Manifest

_UNITS = {"m": 60, "h": 3600, "d": 86400}
_INTERVAL = re.compile(r"(\d{1,6})\s*([mhd])")
# A fetch that failed is tried again after this time, or after the interval if that is shorter.
RETRY_S = 900
# How often a forum without an interval is fetched.
DAY_S = 86_400


def parse_interval(typed: str) -> int:
    """Return the seconds of an interval like 30m, 6h or 2d; raise SourceError for anything else."""
    match = _INTERVAL.fullmatch(typed.strip().lower())
    if match is None or not int(match[1]):
        raise SourceError(f"{typed!r} is no interval: write minutes, hours or days, like 30m, 6h or 2d")
    return int(match[1]) * _UNITS[match[2]]


def said_interval(seconds: int) -> str:
    """Return an interval as it is typed."""
    unit = next(unit for unit in ("d", "h", "m") if seconds % _UNITS[unit] == 0)
    return f"{seconds // _UNITS[unit]}{unit}"


def next_fetch(manifest: Manifest) -> datetime | None:
    """Return when a source is to be fetched again; None if it has no interval."""
    every_s = manifest.options.refresh_s
    if every_s is None:
        return None
    wait_s = min(every_s, RETRY_S) if manifest.problem else every_s
    return datetime.fromisoformat(manifest.attempted) + timedelta(seconds=wait_s)


def is_due(manifest: Manifest, now: datetime) -> bool:
    """Tell whether a source is to be fetched now, by a watcher; forums are fetched by the bot."""
    due = next_fetch(manifest)
    return due is not None and due <= now and not is_forum(manifest)


def is_due_beside(manifest: Manifest, now: datetime) -> bool:
    """Tell whether a forum is to be fetched now by the bot: at first at once, then at its interval, or every day."""
    due = next_fetch(manifest) or datetime.fromisoformat(manifest.attempted) + timedelta(seconds=DAY_S)
    return is_forum(manifest) and (not (manifest.state or manifest.problem) or due <= now)


def is_forum(manifest: Manifest) -> bool:
    """Tell whether a source is a forum, which the running bot alone fetches."""
    return manifest.address.startswith(f"{FORUM}:")


def staleness(manifest: Manifest, now: datetime) -> str | None:
    """Return why a source is out of date; None if it is not."""
    if manifest.problem:
        return f"the last refresh failed at {manifest.attempted}: {manifest.problem}"
    every_s = manifest.options.refresh_s
    if every_s is not None and datetime.fromisoformat(manifest.fetched) + timedelta(seconds=2 * every_s) < now:
        return f"it was last fetched at {manifest.fetched} and should be every {said_interval(every_s)}: is `qa-bot watch` running?"
    return None

"""When sources are fetched again, and what is said of one that is out of date."""

from datetime import UTC, datetime, timedelta

import pytest

from qa_bot.errors import SourceError
from qa_bot.sources.manifest import Manifest, SourceOptions
from qa_bot.sources.refresh import Sources
from qa_bot.sources.schedule import is_due, is_due_beside, parse_interval, said_interval, staleness
from qa_bot.sources.web.client import WebLimits

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def source(refresh_s: int | None, attempted: datetime = NOON, problem: str | None = None) -> Manifest:
    options = SourceOptions(refresh_s=refresh_s)
    return Manifest(
        address="git:x", options=options, fetched=NOON.isoformat(), attempted=attempted.isoformat(), problem=problem
    )


@pytest.mark.parametrize(("typed", "seconds"), [("30m", 1800), ("6h", 21600), ("2d", 172800), (" 1 H ", 3600)])
def test_an_interval_is_a_number_and_a_unit(typed, seconds):
    assert parse_interval(typed) == seconds


@pytest.mark.parametrize("typed", ["", "6", "0h", "h", "6 weeks", "-1h", "6h30m"])
def test_anything_else_is_an_error_that_shows_how_to_write_it(typed):
    with pytest.raises(SourceError, match="30m, 6h or 2d"):
        parse_interval(typed)


@pytest.mark.parametrize(("seconds", "said"), [(1800, "30m"), (21600, "6h"), (172800, "2d"), (5400, "90m")])
def test_an_interval_is_said_as_it_is_typed(seconds, said):
    assert said_interval(seconds) == said


@pytest.mark.parametrize(
    ("manifest", "after", "due"),
    [
        (source(None), timedelta(days=900), False),
        (source(21600), timedelta(hours=5, minutes=59), False),
        (source(21600), timedelta(hours=6), True),
        (source(21600, NOON, "it failed"), timedelta(minutes=14), False),
        (source(21600, NOON, "it failed"), timedelta(minutes=15), True),
        (source(300, NOON, "it failed"), timedelta(minutes=5), True),
    ],
    ids=["without interval", "early", "on time", "failed just now", "failed a while ago", "failed, short interval"],
)
def test_a_source_is_due_after_its_interval_and_sooner_after_a_failure(manifest, after, due):
    assert is_due(manifest, NOON + after) == due


def test_a_source_is_out_of_date_when_it_failed_or_its_time_is_long_past():
    assert staleness(source(21600), NOON + timedelta(hours=11)) is None
    assert "should be every 6h" in str(staleness(source(21600), NOON + timedelta(hours=13)))
    assert "it failed" in str(staleness(source(None, NOON, "it failed"), NOON))
    assert staleness(source(None), NOON + timedelta(days=900)) is None


def test_a_forum_is_left_to_the_bot_which_fetches_it_at_once_and_then_every_day(tmp_path):
    sources = Sources(tmp_path, WebLimits(0.0, 1000, 10))
    manifest = sources.add("discord-forum:1122", SourceOptions(refresh_s=60)).manifest
    now = datetime.now(UTC) + timedelta(hours=1)
    assert not is_due(manifest, now)
    assert is_due_beside(manifest, now)
    daily = manifest.model_copy(update={"state": "a", "options": SourceOptions()})
    assert not is_due_beside(daily, now)
    assert is_due_beside(daily, now + timedelta(days=1))
    with pytest.raises(SourceError, match="only the running bot fetches a forum"):
        sources.refresh("forum-1122")
    assert sources.manifests()["forum-1122"].problem is None

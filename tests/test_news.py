"""What is new since an earlier generation: documents that came, changed and went, with the sentences that changed."""

from datetime import UTC, datetime, timedelta

import pytest

from qa_bot.cli.news import lines_of
from qa_bot.errors import UsageError
from qa_bot.news import Change, changes_of, news_since
from qa_bot.storage import history
from tests.conftest import open_reader

WRAPPED = "The harbour of Aldmoor is closed on Mondays and on public holidays because of the tide and"


@pytest.fixture
def told(run_ingest, index_dir):
    """Return a function that ingests, and one that returns the news since something typed."""

    def news(since=None, keep_days=30):
        with open_reader(index_dir).snapshot() as snapshot:
            return news_since(snapshot, since, keep_days)

    return news


def sides(change: Change) -> tuple[list[str], list[str]]:
    return [one.quote for one in change.before], [one.quote for one in change.after]


def names(items) -> list[str]:
    return [item.source for item in items]


def test_documents_that_came_changed_and_went_since_the_generation_before(corpus, run_ingest, told):
    run_ingest()
    (corpus / "pier.txt").write_text("The Aldmoor pier is 210 metres long.\n", "utf-8")
    (corpus / "mill.txt").write_text("The Aldmoor mill burned down in 1934. It was never rebuilt.\n", "utf-8")
    (corpus / "bridge.txt").unlink()
    run_ingest()
    news = told()
    assert (names(news.new), names(news.changed), names(news.removed)) == (["pier.txt"], ["mill.txt"], ["bridge.txt"])
    ((change,),) = (item.changes for item in news.changed)
    assert sides(change) == (["The Aldmoor mill burned down in 1932."], ["The Aldmoor mill burned down in 1934."])
    assert list(lines_of(news))[1:] == [
        "new      pier.txt",
        "changed  mill.txt",
        '    - "The Aldmoor mill burned down in 1932." (line 1)',
        '    + "The Aldmoor mill burned down in 1934." (line 1)',
        "removed  bridge.txt",
    ]


def test_news_since_a_generation_skips_what_was_in_between(corpus, run_ingest, told):
    run_ingest()
    for year in (1934, 1936, 1938):
        (corpus / "mill.txt").write_text(f"The Aldmoor mill burned down in {year}. It was never rebuilt.\n", "utf-8")
        (corpus / f"{year}.txt").write_text(f"A note of {year}.\n", "utf-8")
        (corpus / "1934.txt").unlink() if year == 1936 else None
        run_ingest()
    news = told("1")
    assert (names(news.new), names(news.changed), names(news.removed)) == (["1936.txt", "1938.txt"], ["mill.txt"], [])
    assert sides(news.changed[0].changes[0]) == (
        ["The Aldmoor mill burned down in 1932."],
        ["The Aldmoor mill burned down in 1938."],
    )
    assert names(told("2").removed) == ["1934.txt"]
    assert names(told("0").new) == ["1936.txt", "1938.txt", "bridge.txt", "mill.txt", "school.md"]


def test_a_file_that_was_written_anew_with_the_same_text_is_no_news(corpus, run_ingest, told):
    page = "<html><body><p>The tide is high at noon.</p><!-- {} --></body></html>"
    for number in range(5):
        (corpus / "tides.html").write_text(page.format(number), "utf-8")
        run_ingest()
    assert told("1").is_nothing
    (corpus / "tides.html").write_text(page.format(9).replace("noon", "four"), "utf-8")
    run_ingest()
    ((change,),) = (item.changes for item in told("1").changed)
    assert sides(change) == (["The tide is high at noon."], ["The tide is high at four."])


def test_texts_that_were_read_again_unchanged_are_kept_once(corpus, run_ingest, index_dir):
    for number in range(6):
        (corpus / "mill.txt").write_text(f"The Aldmoor mill burned down in 1932.{' ' * number}\n", "utf-8")
        (corpus / "tides.html").write_text(f"<p>The tide is high at noon.</p><!-- {number} -->", "utf-8")
        run_ingest()
    with open_reader(index_dir).snapshot() as snapshot:
        kept = snapshot.select("SELECT count(*) AS kept FROM names WHERE source = 'tides.html'")[0]["kept"]
    assert kept == 2


def test_texts_are_forgotten_after_the_days_that_they_are_kept(corpus, run_ingest, told, monkeypatch):
    run_ingest()
    for year in (1934, 1936, 1938):
        (corpus / "mill.txt").write_text(f"The Aldmoor mill burned down in {year}.\n", "utf-8")
        run_ingest()
    assert names(told("1").changed) == ["mill.txt"]
    monkeypatch.setattr(history, "datetime", _later(days=31))
    (corpus / "pier.txt").write_text("The Aldmoor pier is 210 metres long.\n", "utf-8")
    run_ingest()
    assert names(told("1").changed) == []
    assert names(told("1").new) == ["mill.txt", "pier.txt"]


def test_nothing_is_kept_for_zero_days(corpus, run_ingest, told):
    run_ingest(keep_days=0)
    for year in (1934, 1936, 1938):
        (corpus / "mill.txt").write_text(f"The Aldmoor mill burned down in {year}.\n", "utf-8")
        run_ingest(keep_days=0)
    assert names(told("1").changed) == []
    assert names(told().changed) == ["mill.txt"]


def test_news_since_a_day(run_ingest, corpus, told):
    run_ingest()
    (corpus / "pier.txt").write_text("The Aldmoor pier is 210 metres long.\n", "utf-8")
    run_ingest()
    today = datetime.now(UTC).date()
    assert len(told(str(today)).new) == 4
    assert told(str(today + timedelta(days=1))).is_nothing


@pytest.mark.parametrize(("typed", "said"), [("9", "no generation 9 yet"), ("soon", "neither a generation nor a day")])
def test_another_beginning_is_an_error_that_says_what_to_write(run_ingest, told, typed, said):
    run_ingest()
    with pytest.raises(UsageError, match=said):
        told(typed)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("One. Two. Three.", "One. Three.", [(["Two."], [])]),
        ("One. Three.", "One. Two. Three.", [([], ["Two."])]),
        (f"{WRAPPED}\nthe wind. Two.", f"{WRAPPED} the wind. Two.", []),
        ("One. Two. Three.", "Won. Two. Tree.", [(["One."], ["Won."]), (["Three."], ["Tree."])]),
    ],
    ids=["taken out", "put in", "wrapped otherwise", "two places"],
)
def test_sentences_are_compared(before, after, changes):
    found = changes_of(before, after)
    assert [sides(change) for change in found] == changes
    assert all(one.quote == after[one.start : one.end] for change in found for one in change.after)


def _later(days: int):
    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(days=days)

    return Later

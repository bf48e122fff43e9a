"""Feeds: an article a file, with its title, its date and its address."""

import pytest

from qa_bot.documents.reading import read_named
from qa_bot.errors import ServiceError
from qa_bot.sources.links import link_of
from qa_bot.sources.manifest import SourceOptions
from tests.sources.conftest import texts

PLAIN = SourceOptions()


def item(number: int, day: int, text: str) -> str:
    return (
        f"<item><title>Release {number}</title><link>/news/{number}</link><guid>id-{number}</guid>"
        f"<pubDate>{day:02} Jan 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
    )


def put_feed(site, *items: str) -> None:
    site.put(
        "/feed.xml",
        f"<rss version='2.0'><channel><title>The Tool</title>{''.join(items)}</channel></rss>",
        "application/rss+xml",
    )


def test_an_article_is_a_page_with_title_date_and_address(site, sources, root):
    put_feed(site, item(1, 5, "It is faster &amp;amp; smaller."))
    sources.add(f"feed:{site.address}/feed.xml", PLAIN, "news")
    ((file, text),) = texts(root, "news").items()
    (document,) = read_named(file, text.encode())
    assert (document.title, document.date, document.outlet) == ("Release 1", "2026-01-05", "The Tool")
    assert "It is faster & smaller." in document.text
    assert link_of(root, f"sources/news/{file}", 3) == f"{site.address}/news/1"


def test_articles_that_slide_out_of_a_feed_stay_and_those_taken_out_go(site, sources, root):
    put_feed(site, item(3, 7, "Three."), item(2, 6, "Two."), item(1, 5, "One."))
    sources.add(f"feed:{site.address}/feed.xml", PLAIN, "news")
    put_feed(site, item(4, 8, "Four."), item(2, 6, "Two."))
    done = sources.refresh("news")
    assert sorted(name.split("-")[1] for name in texts(root, "news")) == ["1", "2", "4"]
    assert (done.added, done.changed, done.removed) == (1, 0, 1)


def test_a_feed_that_has_not_changed_is_not_read_again(site, sources):
    put_feed(site, item(1, 5, "One."))
    before = sources.add(f"feed:{site.address}/feed.xml", PLAIN, "news").manifest
    site.asked.clear()
    assert sources.refresh("news").manifest.files == before.files
    assert [(asked.path, asked.status) for asked in site.asked] == [("/feed.xml", 304)]


def test_a_page_that_is_no_feed_is_an_error_that_says_so(site, sources):
    site.article("/feed.xml", "News", "No feed here.")
    with pytest.raises(ServiceError, match="is no feed"):
        sources.add(f"feed:{site.address}/feed.xml", PLAIN)

"""Web sites: crawled or by their sitemap, politely, and again only for what has changed."""

import pytest

from qa_bot.errors import ServiceError
from qa_bot.sources.links import link_of
from qa_bot.sources.manifest import SourceOptions, read_manifest
from testing.site import Reply
from tests.sources.conftest import texts

CRAWL = SourceOptions(depth=3)


@pytest.fixture
def handbook(site):
    site.article("/", "Handbook", "All rules in one place.", links=("/leave", "/pay/", "https://elsewhere.example/"))
    site.article("/leave", "Leave", "Everyone has 28 days of leave.", links=("/", "/leave/sick"))
    site.article("/leave/sick", "Sick leave", "A note is needed after three days.")
    site.article("/pay/", "Pay", "Wages are paid on the last Friday.")
    return site


def test_links_of_one_host_are_followed(handbook, sources, root):
    done = sources.add(f"site:{handbook.address}/", CRAWL, "handbook")
    assert set(texts(root, "handbook")) == {"index.html", "leave.html", "leave/sick.html", "pay/index.html"}
    assert (done.added, done.changed, done.removed) == (4, 0, 0)


def test_links_are_followed_no_deeper_than_asked(handbook, sources, root):
    sources.add(f"site:{handbook.address}/", SourceOptions(depth=1), "handbook")
    assert set(texts(root, "handbook")) == {"index.html", "leave.html", "pay/index.html"}


def test_the_first_page_of_a_host_needs_no_slash(handbook, sources, root):
    sources.add(f"site:{handbook.address}", CRAWL, "handbook")
    assert set(texts(root, "handbook")) == {"index.html", "leave.html", "leave/sick.html", "pay/index.html"}


def test_a_site_of_which_nothing_can_be_kept_is_an_error(site, sources, root):
    site.put("/", "\x89PNG", "image/png")
    with pytest.raises(ServiceError, match="nothing of 127"):
        sources.add(f"site:{site.address}/", CRAWL, "logo")


def test_links_are_followed_in_the_folder_of_the_first_page_alone(handbook, sources, root):
    handbook.article("/pay/", "Pay", "Wages are paid on the last Friday.", links=("/leave", "/pay/bonus", "/pay/moved"))
    handbook.article("/pay/bonus", "Bonus", "There is a bonus in May.")
    handbook.pages["/pay/moved"] = Reply(status=302, location="/leave")
    sources.add(f"site:{handbook.address}/pay/", CRAWL, "pay")
    assert set(texts(root, "pay")) == {"pay/index.html", "pay/bonus.html"}


def test_a_site_whose_first_page_has_moved_is_fetched_where_it_is(handbook, sources, root):
    handbook.pages["/old"] = Reply(status=301, location="/")
    sources.add(f"site:{handbook.address}/old", CRAWL, "handbook")
    assert set(texts(root, "handbook")) == {"index.html", "leave.html", "leave/sick.html", "pay/index.html"}


def test_a_document_links_to_its_page(handbook, sources, root):
    sources.add(f"site:{handbook.address}/", CRAWL, "handbook")
    assert link_of(root, "sources/handbook/leave.html", 3) == f"{handbook.address}/leave"


def test_a_second_visit_asks_only_whether_pages_have_changed(handbook, sources, root, clock):
    sources.add(f"site:{handbook.address}/", CRAWL, "handbook")
    before = {path: path.stat().st_mtime_ns for path in (root / "sources" / "handbook").rglob("*.html")}
    handbook.asked.clear()
    clock.move(hours=6)
    done = sources.refresh("handbook")
    assert (done.added, done.changed, done.removed) == (0, 0, 0)
    assert [asked.status for asked in handbook.asked if asked.path != "/robots.txt"] == [304] * 4
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert done.manifest.fetched == "2026-01-05T18:00:00+00:00"


def test_what_changed_there_changes_here_and_what_is_gone_goes(handbook, sources, root):
    sources.add(f"site:{handbook.address}/", CRAWL, "handbook")
    handbook.article("/leave", "Leave", "Everyone has 30 days of leave.", links=("/leave/parents",))
    handbook.article("/leave/parents", "Parents", "Parents have 14 more weeks.")
    del handbook.pages["/pay/"]
    done = sources.refresh("handbook")
    kept = texts(root, "handbook")
    assert "30 days" in kept["leave.html"]
    assert set(kept) == {"index.html", "leave.html", "leave/parents.html"}
    assert (done.added, done.changed, done.removed) == (1, 1, 2)


def test_robots_txt_is_heeded(handbook, sources, root):
    handbook.put(
        "/robots.txt", "User-agent: *\nDisallow: /pay\n\nUser-agent: qa-bot\nDisallow: /leave/\nCrawl-delay: 2\n", "text/plain"
    )
    done = sources.add(f"site:{handbook.address}/", CRAWL, "handbook")
    assert set(texts(root, "handbook")) == {"index.html", "leave.html", "pay/index.html"}
    assert "/leave/sick" not in handbook.paths()
    assert done.manifest.notes == ("robots.txt does not allow 1 of the pages",)


def test_a_site_that_allows_nobody_is_an_error_that_says_so(handbook, sources, root):
    handbook.put("/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain")
    with pytest.raises(ServiceError, match="does not allow"):
        sources.add(f"site:{handbook.address}/", CRAWL, "handbook")
    assert not (root / "sources" / "handbook").exists()


def test_requests_to_a_host_are_apart(handbook, open_sources, slept):
    handbook.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
    open_sources(delay_s=2.0).add(f"site:{handbook.address}/", CRAWL, "handbook")
    assert slept == [2.0, 7.0, 7.0, 7.0]


def test_a_page_that_fails_stays_as_it_was(handbook, sources, root):
    sources.add(f"site:{handbook.address}/", CRAWL, "handbook")
    handbook.pages["/leave"] = Reply(status=500)
    done = sources.refresh("handbook")
    assert "28 days" in texts(root, "handbook")["leave.html"]
    assert "leave/sick.html" in texts(root, "handbook")
    assert "/leave answered 500" in done.manifest.notes[0]


def test_a_site_that_is_down_keeps_its_last_state_and_says_why(handbook, sources, root, clock):
    sources.add(f"site:{handbook.address}/", CRAWL, "handbook")
    before = texts(root, "handbook")
    handbook.pages["/"] = Reply(status=502)
    clock.move(hours=1)
    with pytest.raises(ServiceError, match="answered 502"):
        sources.refresh("handbook")
    manifest = read_manifest(root / "sources" / "handbook")
    assert texts(root, "handbook") == before
    assert "answered 502" in str(manifest.problem)
    assert (manifest.fetched, manifest.attempted) == ("2026-01-05T12:00:00+00:00", "2026-01-05T13:00:00+00:00")


def test_a_sitemap_and_its_parts_name_the_pages(handbook, sources, root):
    handbook.put(
        "/sitemap.xml", "<sitemapindex><sitemap><loc>{site}/part.xml</loc></sitemap></sitemapindex>", "application/xml"
    )
    handbook.sitemap("/part.xml", "/leave", "/pay/")
    sources.add(f"sitemap:{handbook.address}/sitemap.xml", CRAWL, "handbook")
    assert set(texts(root, "handbook")) == {"leave.html", "pay/index.html"}


def test_an_encoding_that_only_the_server_states_is_kept(site, sources, root):
    site.pages["/"] = Reply("<p>Müller öffnet früh.</p>".encode("latin-1"), "text/html; charset=iso-8859-1")
    sources.add(f"site:{site.address}/", CRAWL, "shop")
    assert "Müller öffnet früh." in texts(root, "shop")["index.html"]


def test_pages_that_ask_not_to_be_kept_are_not_kept(site, sources, root):
    site.put("/", '<meta name="robots" content="noindex"><a href="/a">a</a>')
    site.put("/a", '<meta name="robots" content="nofollow"><p>Text.</p><a href="/b">b</a>')
    site.article("/b", "B", "Text.")
    sources.add(f"site:{site.address}/", CRAWL, "shop")
    assert set(texts(root, "shop")) == {"a.html"}


def test_five_hundred_pages_are_fetched_once_and_then_only_asked_about(site, sources):
    for number in range(500):
        site.article(f"/page/{number}", f"Page {number}", f"The number of this page is {number}.")
    site.sitemap("/sitemap.xml", *(f"/page/{number}" for number in range(500)))
    assert sources.add(f"sitemap:{site.address}/sitemap.xml", CRAWL, "site").added == 500
    assert len(site.asked) == len(set(site.paths())) == 502
    site.asked.clear()
    sources.refresh("site")
    assert len(site.asked) == len(set(site.paths())) == 502
    assert all(asked.etag and asked.status == 304 for asked in site.asked if asked.path != "/robots.txt")


def test_addresses_that_are_none_are_passed_over(handbook, sources, root):
    odd = "".join(
        f'<a href="{link}">x</a>'
        for link in ("http://[", "http://a:99999/", "http://a b/", "javascript:x()", "//[", "http://\x00/")
    )
    handbook.put("/", f'<base href="http://["><p>It is open.</p>{odd}', "text/html")
    sources.add(f"site:{handbook.address}/", CRAWL, "odd")
    assert "index.html" in texts(root, "odd")
    listed = "".join(f"<url><loc>{link}</loc></url>" for link in ("http://[", "http://a:99999/", "{site}/leave"))
    handbook.put("/sitemap.xml", f"<urlset>{listed}</urlset>", "application/xml")
    sources.add(f"sitemap:{handbook.address}/sitemap.xml", CRAWL, "listed")
    assert set(texts(root, "listed")) == {"leave.html"}

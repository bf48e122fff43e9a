"""Private addresses: only the host that the operator named may have one."""

import httpx
import pytest

from qa_bot.sources.manifest import SourceOptions
from qa_bot.sources.refresh import Sources
from qa_bot.sources.web.client import Web, WebLimits
from qa_bot.sources.web.guard import GuardedTransport, PrivateAddressError, is_public
from testing.site import Reply, running_site
from tests.sources.conftest import texts

HOSTS = {"inside.example": ("10.0.0.7",), "both.example": ("93.184.216.34", "127.0.0.1"), "outside.example": ("93.184.216.34",)}


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        *((private, False) for private in ("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0")),
        *((private, False) for private in ("100.64.0.1", "224.0.0.1", "::1", "::", "fe80::1%eth0", "fd00::1")),
        *((private, False) for private in ("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::")),
    ],
)
def test_addresses_are_public_or_not(address, public):
    assert is_public(address) == public


class Wire(httpx.BaseTransport):
    """A wire that notes where requests go, and answers each."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, object]] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.seen.append((request.url.host, request.headers["Host"], request.extensions.get("sni_hostname")))
        return httpx.Response(200)


@pytest.fixture
def wire():
    return Wire()


@pytest.fixture
def client(wire):
    guarded = GuardedTransport(httpx.URL("https://named.example:8443/x"), lambda: wire, lambda host, port: HOSTS[host])
    with httpx.Client(transport=guarded) as opened:
        yield opened


def test_a_public_host_is_asked_at_the_address_that_was_checked(client, wire):
    client.get("https://outside.example/a")
    assert wire.seen == [("93.184.216.34", "outside.example", "outside.example")]


@pytest.mark.parametrize("url", ["http://inside.example/", "https://both.example/", "http://named.example:5432/"])
def test_other_hosts_and_ports_may_not_be_private(client, wire, url, monkeypatch):
    monkeypatch.setitem(HOSTS, "named.example", ("10.0.0.1",))
    with pytest.raises(PrivateAddressError):
        client.get(url)
    assert wire.seen == []


@pytest.mark.parametrize("url", ["https://named.example:8443/y", "https://named.example/", "http://named.example/"])
def test_the_named_host_may_be_private(client, wire, url):
    client.get(url)
    assert wire.seen == [("named.example", wire.seen[0][1], None)]


def test_neither_redirects_nor_sitemaps_lead_to_another_private_server(site, sources, root):
    with running_site() as secret:
        secret.article("/keys", "Keys", "The key is under the mat.")
        site.pages["/moved"] = Reply(status=302, location=f"{secret.address}/keys")
        site.article("/open", "Open", "This is for everybody.")
        site.sitemap("/sitemap.xml", "/open", "/moved", f"{secret.address}/keys", "http://localhost:1/")
        done = sources.add(f"sitemap:{site.address}/sitemap.xml", SourceOptions(), "site")
        assert secret.asked == []
    assert list(texts(root, "site")) == ["open.html"]
    assert sum("not public" in note for note in done.manifest.notes) == 3


def test_a_name_that_leads_inside_is_refused_wherever_it_stands(site, root):
    site.article("/", "Open", "This is for everybody.")
    site.sitemap("/sitemap.xml", "/", "http://inside.example/")
    found = Sources(
        root, WebLimits(delay_s=0), open_web=lambda named, limits: Web(named, limits, lambda host, port: HOSTS[host])
    )
    done = found.add(f"sitemap:{site.address}/sitemap.xml", SourceOptions(), "site")
    assert "inside.example leads to 10.0.0.7" in done.manifest.notes[0]

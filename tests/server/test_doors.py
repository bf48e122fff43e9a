"""Who may ask the server."""

import base64
import hashlib
import re

import pytest

TOKEN = "correct-horse-battery"
QUESTION = {"question": "Which airport in Tripoli was closed because of shelling?"}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example:80", "", "["])
def test_another_host_is_refused_on_loopback(server, host):
    assert server.get("/healthz", Host=host).status == 403
    assert server.post("/ask", QUESTION, Host=host).status == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:8765", "LOCALHOST:80"])
def test_the_names_of_this_machine_are_let_in(server, host):
    assert server.get("/healthz", Host=host).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Origin": "http://["},
        {"Sec_Fetch_Site": "cross-site"},
    ],
    ids=["site", "null", "port", "no address", "fetch"],
)
def test_a_page_of_another_site_may_not_ask(server, headers):
    assert server.post("/ask", QUESTION, **headers).status == 403
    refused = server.post("/v1/chat/completions", QUESTION, **headers)
    assert (refused.status, set(refused.json["error"])) == (403, {"message", "type", "param", "code"})


@pytest.mark.parametrize("path", ["/documents/x", "/search?q=x", "/metrics", "/v1/models"])
def test_a_page_of_another_site_may_not_read_but_may_link_to_the_page(server, path):
    assert server.get(path, Sec_Fetch_Site="cross-site").status == 403
    assert server.get("/", Sec_Fetch_Site="cross-site").status == 200


def test_its_own_page_may_ask(server):
    assert server.post("/ask", QUESTION, Origin=server.url, Sec_Fetch_Site="same-origin").status == 200


def test_the_page_allows_only_its_own_script_and_style(server):
    page = server.get("/")
    policy = page.headers["content-security-policy"]
    for tag in ("script", "style"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page.body, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"https?://|innerHTML|insertAdjacentHTML|\son\w+=", page.body)


def test_with_a_token_only_the_page_and_the_health_are_open(start, excerpts_index):
    server = start("--index", str(excerpts_index), "-v", QA_BOT_SERVE_TOKEN=TOKEN)
    for path in ("/healthz", "/"):
        assert server.get(path).status == 200, path
    for path in ("/metrics", "/v1/models", "/documents/x", "/search?q=x", "/nothing", "//", "/healthz/"):
        assert server.get(path).status == 401, path
        assert server.get(path, Authorization=f"Bearer {TOKEN}x").status == 401, path
    for scheme in ("", "Basic ", "Bearer"):
        assert server.get("/metrics", Authorization=f"{scheme}{TOKEN}").status == 401, scheme
    refused = server.post("/v1/chat/completions", QUESTION, Authorization="Bearer \xe9")
    assert (refused.status, refused.json["error"]["type"]) == (401, "authentication_error")
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert server.post("/ask", QUESTION, Authorization=f"Bearer {TOKEN}").status == 200
    assert server.stop() == 0
    assert "POST /ask" in server.log
    assert TOKEN not in server.log


def test_there_is_no_access_log_unless_it_is_asked_for(start, excerpts_index):
    server = start("--index", str(excerpts_index))
    assert server.post("/ask", QUESTION).status == 200
    assert server.stop() == 0
    assert "POST" not in server.log
    assert "Tripoli" not in server.log


def test_every_address_of_this_machine_looks_at_the_host(start, excerpts_index):
    server = start("--host", "127.0.0.2", "--index", str(excerpts_index))
    assert server.get("/healthz").status == 200
    assert server.get("/healthz", Host="evil.example").status == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_others_are_served_with_a_token_alone(qa_bot, excerpts_index, host):
    done = qa_bot("serve", "--host", host, "--port", "0", "--index", str(excerpts_index))
    assert done.returncode == 2
    assert "QA_BOT_SERVE_TOKEN" in done.stderr


def test_a_token_that_cannot_be_sent_is_refused_and_not_shown(qa_bot, excerpts_index):
    done = qa_bot("serve", "--port", "0", "--index", str(excerpts_index), QA_BOT_SERVE_TOKEN="two words")
    assert done.returncode == 2
    assert "two words" not in done.stderr


def test_a_port_that_is_taken_is_an_error(qa_bot, server, excerpts_index):
    done = qa_bot("serve", "--port", str(server.port), "--index", str(excerpts_index))
    assert done.returncode == 2
    assert "--port" in done.stderr

"""Sources from the command line: added, indexed, asked with their addresses, refreshed and removed."""

import json

import pytest

from testing.site import Reply, running_site

ASKED = ("ask", "--json", "How many days of leave does everyone have?")


@pytest.fixture(scope="module")
def shop():
    with running_site() as site:
        site.article("/", "Handbook", "All rules of the shop in one place.", links=("/leave",))
        site.article("/leave", "Leave", "Everyone has 28 days of leave a year.")
        yield site


def test_a_site_is_added_asked_refreshed_and_removed(qa_bot, tmp_path, shop):
    asked = {"QA_BOT_SOURCE_DELAY_S": "0"}
    added = qa_bot("source", "add", f"site:{shop.address}/", "--name", "shop", "--refresh", "6h", **asked)
    assert added.stdout == "shop: 2 files fetched; index them with `qa-bot ingest`\n", added.stderr
    ingested = qa_bot("ingest")
    assert "2 added" in ingested.stdout
    assert "skipped" not in ingested.stderr
    answer = json.loads(qa_bot(*ASKED).stdout)
    (citation,) = answer["citations"]
    assert (citation["source"], citation["url"]) == ("sources/shop/leave.html", f"{shop.address}/leave")
    assert f"\n    {shop.address}/leave" in qa_bot("ask", ASKED[2]).stdout

    shop.pages["/leave"] = Reply(status=404)
    assert (
        qa_bot("source", "refresh", **asked).stdout == "shop: 0 added, 0 changed, 1 removed\nindex them with `qa-bot ingest`\n"
    )
    (told,) = json.loads(qa_bot("source", "list", "--json").stdout)["sources"]
    assert (told["name"], told["files"], told["refresh_s"], told["stale"]) == ("shop", 1, 21600, None)

    shop.pages["/"] = Reply(status=500)
    failed = qa_bot("source", "refresh", **asked)
    assert failed.returncode == 5
    assert "answered 500" in failed.stderr
    assert "the last refresh failed" in qa_bot("source", "list").stdout
    assert "sources   1, 1 out of date\n          shop: the last refresh failed" in qa_bot("status").stdout

    assert qa_bot("source", "remove", "shop").returncode == 0
    assert not (tmp_path / "seeds" / "sources" / "shop").exists()
    assert qa_bot("source", "list").stdout.startswith("the corpus has no sources yet")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("https://example.org/", "site:https://example.org/"),
        ("gti:https://example.org/a.git", "did you mean git:...?"),
        ("site:example.org", "site:https://..."),
        ("site:https://me:secret@example.org/", "leave it out"),
        ("llama-index:Reader", "whole name"),
        ('llama-index:llama_index.core.readers.StringIterableReader?["a"]', "no JSON object"),
    ],
)
def test_a_wrong_address_is_told_with_what_to_write(qa_bot, tmp_path, typed, told):
    (tmp_path / "seeds").mkdir()
    done = qa_bot("source", "add", typed)
    assert done.returncode == 2
    assert told in done.stderr
    assert "secret" not in done.stderr
    assert not (tmp_path / "seeds" / "sources").exists() or not any((tmp_path / "seeds" / "sources").glob("[!.]*"))

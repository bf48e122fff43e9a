"""A source has a whole state at any time: the last good one stays until the next is complete, also after a kill."""

import os
import signal
import threading

import pytest

from qa_bot.errors import SourceError, StorageError
from qa_bot.sources import exchange
from qa_bot.sources.manifest import SourceOptions, read_manifest
from qa_bot.sources.refresh import FETCHES
from testing.forking import environment_of, forker
from testing.waiting import PATIENCE_S, wait_until
from tests.sources.conftest import texts

PLAIN = SourceOptions()


@pytest.fixture
def shop(site):
    site.article("/", "Shop", "We sell bread.", links=("/hours",))
    site.article("/hours", "Hours", "We open at nine.")
    return site


def test_a_refresh_that_is_killed_loses_nothing(shop, sources, root, tmp_path):
    sources.add(f"site:{shop.address}/", PLAIN, "shop")
    before = texts(root, "shop")
    shop.article("/", "Shop", "We sell cake.", links=("/hours",))
    shop.held["/hours"] = threading.Event()
    environment = environment_of(tmp_path, {"QA_BOT_SOURCE_DELAY_S": "0"})
    shop.asked.clear()
    killed = threading.Thread(target=_run, args=(root, tmp_path, environment), daemon=True)
    killed.start()
    wait_until(lambda: "/hours" in shop.paths())
    os.kill(_holder(root), signal.SIGKILL)
    killed.join(PATIENCE_S)
    shop.held.pop("/hours").set()
    assert texts(root, "shop") == before
    assert sources.refresh("shop").changed == 1
    assert "cake" in texts(root, "shop")["index.html"]
    assert sorted(path.name for path in (root / "sources").iterdir()) == [".qa-bot-shop.lock", "shop"]


def _run(root, tmp_path, environment) -> None:
    command = ("-c", f"import os, pathlib; pathlib.Path({str(root / 'pid')!r}).write_text(str(os.getpid()))\n{_REFRESH}")
    forker().run(command, b"", tmp_path, environment)


_REFRESH = "from qa_bot.cli.main import main; main(['source', 'refresh', '--corpus', 'corpus'])"


def _holder(root) -> int:
    return int((root / "pid").read_text())


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_new_state_takes_the_place_of_the_old(shop, sources, root, monkeypatch, can_exchange):
    if not can_exchange:
        monkeypatch.setattr(exchange, "_exchange", lambda one, other: False)
    sources.add(f"site:{shop.address}/", PLAIN, "shop")
    shop.article("/hours", "Hours", "We open at ten.")
    sources.refresh("shop")
    assert "ten" in texts(root, "shop")["hours.html"]
    assert sorted(path.name for path in (root / "sources").iterdir()) == [".qa-bot-shop.lock", "shop"]


def test_what_a_kill_left_aside_is_brought_back(shop, sources, root):
    sources.add(f"site:{shop.address}/", PLAIN, "shop")
    before = texts(root, "shop")
    (root / "sources/shop").rename(root / "sources/.qa-bot-shop.old")
    exchange.settle(root)
    assert texts(root, "shop") == before


def test_a_full_disk_keeps_the_last_state(shop, sources, root, monkeypatch):
    sources.add(f"site:{shop.address}/", PLAIN, "shop")
    before = texts(root, "shop")

    def fail(order):
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(FETCHES, "site", fail)
    with pytest.raises(StorageError, match="No space left"):
        sources.refresh("shop")
    assert texts(root, "shop") == before
    assert "No space left" in str(read_manifest(root / "sources/shop").problem)


def test_a_file_that_somebody_changed_or_deleted_here_is_fetched_anew(shop, sources, root):
    sources.add(f"site:{shop.address}/", PLAIN, "shop")
    before = texts(root, "shop")
    (root / "sources/shop/hours.html").write_text("We never open.", "utf-8")
    (root / "sources/shop/index.html").unlink()
    sources.refresh("shop")
    assert texts(root, "shop") == before


def test_a_name_that_is_taken_or_unknown_is_an_error(shop, sources, root):
    (root / "sources/own").mkdir(parents=True)
    with pytest.raises(SourceError, match="--name"):
        sources.add(f"site:{shop.address}/", PLAIN, "own")
    with pytest.raises(SourceError, match="no source other"):
        sources.refresh("other")
    with pytest.raises(SourceError, match="no source own"):
        sources.refresh("own")

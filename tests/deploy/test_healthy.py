"""The health check of the container, against a file and a server like those of the services."""

import datetime
import importlib.util
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.conftest import ROOT

_spec = importlib.util.spec_from_file_location("healthy", ROOT / "deploy" / "healthy.py")
healthy = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(healthy)

DISCORD = ["/opt/qa-bot/bin/python", "/opt/qa-bot/bin/qa-bot", "discord", ""]


def write_health(state, is_connected, age_s):
    written = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=age_s)
    (state / "discord_health.json").write_text(json.dumps({"is_connected": is_connected, "written_at": written.isoformat()}))


@pytest.mark.parametrize(
    ("is_connected", "age_s", "expected"),
    [(True, 10, True), (False, 10, False), (True, 3600, False)],
    ids=["connected", "not connected", "not written any more"],
)
def test_the_discord_bot_is_well_while_it_says_that_it_is_connected(tmp_path, is_connected, age_s, expected):
    write_health(tmp_path, is_connected, age_s)
    assert healthy.is_well(DISCORD, tmp_path) is expected


def test_a_discord_bot_that_wrote_nothing_yet_is_not_well(tmp_path):
    with pytest.raises(OSError, match=r"discord_health\.json"):
        healthy.is_well(DISCORD, tmp_path)


@pytest.fixture
def answering(request):
    class Answering(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(request.param if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield ["qa-bot", "serve", "--host", "0.0.0.0", "--port", str(server.server_port), ""]
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("answering", [200], indirect=True)
def test_the_server_is_well_while_it_answers(tmp_path, answering):
    assert healthy.is_well(answering, tmp_path)


@pytest.mark.parametrize("answering", [503], indirect=True)
def test_a_server_that_says_it_is_not_well_is_not(tmp_path, answering):
    with pytest.raises(OSError, match="503"):
        healthy.is_well(answering, tmp_path)


def test_any_other_command_is_well_while_it_runs(tmp_path):
    assert healthy.is_well(["/bin/sh", "-c", "while :; do qa-bot ingest; done"], tmp_path)

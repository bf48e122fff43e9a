"""A server that lives: full, too slow, stopped, and answering from what is published while it runs."""

import json
import os
import shutil
import signal
import socket
import time
from pathlib import Path

import pytest

from qa_bot.server.limits import Limits
from testing.waiting import PATIENCE_S
from tests.server.running import events_of, response_of

HELD = str(Path(__file__).with_name("held_server.py"))
QUESTION = {"question": "Which airport in Tripoli was closed because of shelling?"}
BRIDGE = "When was the Aldmoor bridge opened?"


@pytest.fixture
def pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


@pytest.fixture
def hold(start, pipe, excerpts_index):
    """Return a function that starts a server whose answers begin when the pipe is written to."""
    return lambda seconds, stop_s="8": start("--index", str(excerpts_index), command=(HELD, str(pipe), seconds, stop_s))


def test_a_full_server_says_so_and_answers_what_it_took(hold, pipe):
    server = hold("3600")
    first = server.begin("POST", "/ask", QUESTION)
    server.wait_for("(held)")
    second = server.begin("POST", "/ask", QUESTION)
    # The second is taken when the count says so.
    while "qa_bot_questions_waiting 1.0" not in server.get("/metrics").body:
        pass
    for path, body in (("/ask", QUESTION), ("/ask", {**QUESTION, "stream": True})):
        refused = server.post(path, body)
        assert refused.status == 429
        assert int(refused.headers["retry-after"]) > 0
    chat = {"model": "m", "messages": [{"role": "user", "content": "Who?"}]}
    assert server.post("/v1/chat/completions", chat).json["error"]["type"] == "rate_limit_error"
    assert server.get("/healthz").status == 200
    pipe.write_bytes(b"")
    assert response_of(first).status == 200
    server.wait_for("(held)")
    pipe.write_bytes(b"")
    assert response_of(second).json["status"] == "answered"


def test_an_answer_that_takes_too_long_is_given_up(hold, pipe):
    server = hold("0.2", "1")
    late = server.post("/ask", QUESTION)
    assert late.status == 504
    assert "0.2 seconds" in late.json["error"]["message"]
    assert server.stop() == 0


def test_a_stop_lets_a_running_answer_finish(hold, pipe):
    server = hold("3600")
    running = server.begin("POST", "/ask", QUESTION)
    server.wait_for("(held)")
    server.process.send_signal(signal.SIGTERM)
    pipe.write_bytes(b"")
    assert response_of(running).json["status"] == "answered"
    assert server.process.wait(PATIENCE_S) == 0


def test_a_stop_as_it_is_fits_into_the_ten_seconds_that_service_managers_grant():
    assert Limits().stop_s < 9


@pytest.mark.parametrize(
    ("stop_s", "most_s"),
    [("1", PATIENCE_S), pytest.param("8", 10, marks=[pytest.mark.long, pytest.mark.alone])],
    ids=["short", "as it is"],
)
def test_a_stop_ends_whatever_goes_on(hold, pipe, stop_s, most_s):
    """An answer that does not end, one that waits, one that is streamed, a body that is not sent to its end, an idle connection."""
    server = hold("3600", stop_s)
    begun = [server.begin("POST", "/ask", {**QUESTION, "stream": True})]
    server.wait_for("(held)")
    begun.append(server.begin("POST", "/ask", QUESTION))
    while "qa_bot_questions_waiting 1.0" not in server.get("/metrics").body:
        pass
    with socket.create_connection((server.host, server.port)) as half, socket.create_connection((server.host, server.port)):
        half.sendall(b"POST /ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
        stopped = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - stopped < most_s
    for connection in begun:
        connection.close()


def test_who_waits_for_a_stream_is_told_the_place_in_line(hold, pipe):
    server = hold("3600")
    first = server.begin("POST", "/ask", QUESTION)
    server.wait_for("(held)")
    streaming = server.begin("POST", "/ask", {**QUESTION, "stream": True})
    response = streaming.getresponse()
    assert (response.readline(), json.loads(response.readline().removeprefix(b"data: "))) == (
        b"event: waiting\n",
        {"position": 1},
    )
    pipe.write_bytes(b"")
    assert response_of(first).status == 200
    server.wait_for("(held)")
    pipe.write_bytes(b"")
    assert events_of(response.read().decode())[-1][1]["status"] == "answered"
    streaming.close()


def test_what_is_published_is_answered_without_a_restart(start, qa_bot, corpus, index_dir):
    places = ("--corpus", str(corpus), "--index", str(index_dir))
    server = start(*places)
    assert "reading: 0 of 3" in server.log
    assert "1911" in server.post("/ask", {"question": BRIDGE}).json["text"]
    before = server.get("/healthz").json
    (corpus / "bridge.txt").write_text("The Aldmoor bridge was opened on 4 June 1923 by the mayor, Ada Quill.\n", "utf-8")
    assert qa_bot("ingest", *places).returncode == 0
    assert "1923" in server.post("/ask", {"question": BRIDGE}).json["text"]
    after = server.get("/healthz").json
    assert after == {"status": "ok", "generation": before["generation"] + 1, "documents": 3}


def test_an_index_that_cannot_answer_is_unhealthy(start, qa_bot, corpus, index_dir):
    places = ("--corpus", str(corpus), "--index", str(index_dir))
    server = start(*places)
    assert qa_bot("ingest", *places, QA_BOT_CHUNK_TOKENS="64").returncode == 0
    assert server.get("/healthz").status == 503
    refused = server.post("/ask", {"question": BRIDGE})
    assert (refused.status, refused.json["error"]["type"]) == (503, "IndexStaleError")


def test_several_corpora_are_served_as_one(start, corpus, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(corpus, other)
    (other / "bridge.txt").write_text("The Kelby bridge was opened on 1 May 1850.\n", "utf-8")
    server = start("--corpus", "corpus", "--corpus", "other")
    answer = server.post("/ask", {"question": "When was the Kelby bridge opened?"}).json
    (citation, *_) = answer["citations"]
    assert citation["corpus"] == "other"
    assert "1850" in server.get(f"/documents/{citation['source']}?corpus=other").body


def test_without_documents_there_is_nothing_to_serve(qa_bot):
    done = qa_bot("serve", "--port", "0")
    assert done.returncode == 4
    assert json.dumps(done.stdout) == '""'

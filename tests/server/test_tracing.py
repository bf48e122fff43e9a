"""What is logged of a request has its trace, down to the stages of its answer; what is counted tells of them too."""

import json

import pytest

from tests.server.running import Running

QUESTION = {"question": "Which airport in Tripoli was closed because of shelling?"}


@pytest.fixture(scope="module")
def logging_server(excerpts_index, tmp_path_factory):
    running = Running(tmp_path_factory.mktemp("logging"), "-v", "--index", str(excerpts_index), QA_BOT_LOG_FORMAT="json")
    yield running
    running.end()


def test_a_trace_goes_from_the_request_to_the_stages_of_its_answer(logging_server):
    server = logging_server
    asked = server.post("/ask", QUESTION, X_Request_Id="from-the-proxy.7")
    assert asked.headers["x-request-id"] == "from-the-proxy.7"
    other = server.post("/ask", {"question": "Who?"}).headers["x-request-id"]
    assert server.stop() == 0
    lines = [json.loads(line) for line in server.log.splitlines() if line.startswith("{")]
    own = [line for line in lines if line.get("trace") == "from-the-proxy.7"]
    (staged,) = [line for line in own if "timings_ms" in line]
    assert (staged["status"], staged["generation"]) == ("answered", 1)
    assert {"total", "retrieve", "rerank"} <= set(staged["timings_ms"])
    assert {"qa_bot.question_log", "qa_bot.stage_log", "uvicorn.access"} <= {line["logger"] for line in own}
    assert [line["message"] for line in lines if line.get("trace") == other]


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "<script>"])
def test_a_trace_that_is_none_is_made_up(server, given):
    made = server.get("/healthz", X_Request_Id=given).headers["x-request-id"]
    assert made.isalnum()
    assert made != given


def test_stages_waiting_and_the_process_are_counted(server):
    server.post("/ask", QUESTION)
    counted = server.get("/metrics").body
    for name in (
        'qa_bot_stage_seconds_count{stage="rerank"}',
        'qa_bot_stage_seconds_count{stage="retrieve"}',
        "qa_bot_wait_seconds_count",
        "qa_bot_index_generation 1.0",
        "qa_bot_threads",
        "process_resident_memory_bytes",
        "process_open_fds",
    ):
        assert f"\n{name}" in counted, name

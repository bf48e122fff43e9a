"""What the server answers: the same as the command line, in three forms."""

import json

import pytest

from qa_bot.answer import Answer, IndexInfo
from qa_bot.ingestion.ingest import ingest
from qa_bot.server.openai_form import Chunks, completion
from tests.conftest import EXCERPTS, ROOT
from tests.server.running import events_of

QUESTION = "Which airport in Tripoli was closed because of shelling?"
ABSENT = "How do I reset my password?"
GOLD = [json.loads(line) for line in (ROOT / "tests" / "gold" / "seeds.jsonl").read_text("utf-8").splitlines()]
OWN = ("timings_ms", "usage", "id")


def comparable(answer: dict) -> str:
    return json.dumps({name: value for name, value in answer.items() if name not in OWN})


def test_an_answer_is_the_json_of_the_command_line_on_many_questions(server, qa_bot, excerpts_index):
    asked = [{key: gold[key] for key in ("id", "question", "history") if key in gold} for gold in GOLD[::12]]
    lines = "".join(json.dumps(each) + "\n" for each in asked)
    batch = qa_bot("ask", "--batch", "-", "--index", str(excerpts_index), stdin=lines).stdout.splitlines()
    served = [server.post("/ask", each).json for each in asked]
    assert [comparable(answer) for answer in served] == [comparable(json.loads(line)) for line in batch]
    assert [answer["id"] for answer in served] == [each["id"] for each in asked]
    assert {answer["status"] for answer in served} == {"answered", "abstained"}
    assert sum("history" in each for each in asked) >= 2


def test_the_body_of_an_answer_is_one_line_as_the_command_line_writes_it(server):
    body = server.post("/ask", {"question": "Où est l'aéroport?"}).body
    assert body == json.dumps(json.loads(body))


def test_keys_that_are_not_known_are_ignored_as_in_a_batch(server):
    assert server.post("/ask", {"question": QUESTION, "answer": "x", "sources": []}).json["status"] == "answered"


def test_filters_limit_a_question(server):
    answer = server.post("/ask", {"question": QUESTION, "in": "001*"}).json
    assert answer["filters"]["documents"] == 1
    assert server.post("/ask", {"question": QUESTION, "since": "soon"}).status == 400


@pytest.mark.parametrize("asked", [{"stream": True}, {}], ids=["by the body", "by the header"])
def test_an_answer_is_streamed(server, asked):
    headers = {} if asked else {"Accept": "text/event-stream"}
    streamed = server.post("/ask", {"question": QUESTION, **asked}, **headers)
    assert streamed.headers["content-type"].startswith("text/event-stream")
    (*_, (kind, answer)) = events_of(streamed.body)
    assert kind == "answer"
    assert comparable(answer) == comparable(server.post("/ask", {"question": QUESTION}).json)


def test_a_question_that_cannot_be_asked_is_an_event_of_a_stream(server):
    assert events_of(server.post("/ask", {"question": "?", "stream": True}).body) == [
        ("error", server.post("/ask", {"question": "?"}).json)
    ]


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        (b"not json", 400, "JSON object"),
        (b"\xff\xfe", 400, "JSON object"),
        (b"[1]", 400, "JSON object"),
        (b"[" * 200_000, 400, "JSON object"),
        (b'{"id": 1}', 400, "question"),
        (b'{"question": ""}', 400, "empty"),
        (b'{"question": "\\ud800"}', 400, "empty"),
        (b'{"question": "Who?", "history": [{"answer": "x"}]}', 400, "history.0.question"),
        (json.dumps({"question": "x" * 4001}).encode(), 422, "4001 characters"),
        (b" " * 1_000_001, 413, "1000000 bytes"),
    ],
    ids=["no json", "no text", "no object", "deep", "no question", "empty", "half a character", "bad turn", "long", "large"],
)
def test_a_bad_body_is_an_error_that_says_why(server, body, status, told):
    refused = server.post("/ask", body)
    assert refused.status == status
    assert told in refused.json["error"]["message"]


def test_openai_s_form_has_text_citations_and_history(server):
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "When was the Cairo Initiative launched?"},
        {"role": "assistant", "content": "On June 6. [1]"},
        {"role": "user", "content": [{"type": "text", "text": "In which month?"}]},
    ]
    done = server.post("/v1/chat/completions", {"model": "qa-bot", "messages": messages, "temperature": 0}).json
    (choice,) = done["choices"]
    assert done["object"] == "chat.completion"
    assert choice["finish_reason"] == "stop"
    assert "June" in choice["message"]["content"]
    assert "[1]" in choice["message"]["content"]
    assert choice["message"]["citations"][0]["quote"]
    assert set(done["usage"]) == {"prompt_tokens", "completion_tokens", "total_tokens"}


def test_openai_s_form_is_streamed_in_chunks(server):
    body = {"model": "qa-bot", "stream": True, "messages": [{"role": "user", "content": QUESTION}]}
    whole = server.post("/v1/chat/completions", {**body, "stream": False}).json["choices"][0]["message"]
    *lines, last = server.post("/v1/chat/completions", {**body, "stream_options": {"include_usage": True}}).body.split("\n\n")[
        :-1
    ]
    assert last == "data: [DONE]"
    *chunks, usage = [json.loads(line.removeprefix("data: ")) for line in lines]
    deltas = [chunk["choices"][0]["delta"] for chunk in chunks]
    assert "".join(delta.get("content", "") for delta in deltas) == whole["content"]
    assert deltas[-1]["citations"] == whole["citations"]
    assert chunks[-1]["choices"][0]["finish_reason"] == "stop"
    assert len({chunk["id"] for chunk in chunks}) == 1
    assert usage["usage"]["total_tokens"] == 0


@pytest.mark.parametrize(
    "body",
    [
        {"messages": []},
        {"model": "qa-bot", "messages": []},
        {"model": "m", "messages": [{"role": "assistant", "content": "x"}]},
    ],
    ids=["no model", "no message", "no question"],
)
def test_openai_s_form_has_errors_of_its_own(server, body):
    refused = server.post("/v1/chat/completions", body)
    assert refused.status == 400
    assert set(refused.json["error"]) == {"message", "type", "param", "code"}
    assert refused.json["error"]["type"] == "invalid_request_error"


def test_models_are_listed(server):
    assert [model["id"] for model in server.get("/v1/models").json["data"]] == ["qa-bot"]


def test_a_document_is_its_text_as_indexed(server):
    citation = server.post("/ask", {"question": QUESTION}).json["citations"][0]
    document = server.get(f"/documents/{citation['source']}")
    assert document.headers["content-type"].startswith("text/plain")
    assert document.body == (EXCERPTS / citation["source"]).read_text("utf-8")
    assert document.body[citation["start"] : citation["end"]] == citation["quote"]
    assert server.get("/documents/..%2Fpyproject.toml").status == 404


def test_a_search_is_the_json_of_the_command_line(server, qa_bot, excerpts_index):
    done = qa_bot("search", "airport", "--limit", "2", "--json", "--index", str(excerpts_index))
    assert server.get("/search?q=airport&limit=2").body + "\n" == done.stdout


@pytest.mark.parametrize("asked", ["q=", "q=airport&limit=0", "q=airport&limit=-1", f"q=airport&limit={'9' * 5000}", "limit=2"])
def test_a_search_that_cannot_be_made_is_an_error_that_says_why(server, asked):
    refused = server.get(f"/search?{asked}")
    assert refused.status == 400
    assert refused.json["error"]["message"]


@pytest.mark.parametrize(
    "source",
    [
        "%00",
        "%ff",
        "%F0%9F%98%80",
        "a" * 5000,
        "../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/etc/passwd",
        "/etc/passwd",
    ],
)
def test_a_document_that_is_not_there_is_not_found(server, source):
    assert server.get(f"/documents/{source}").status == 404


def test_a_document_is_found_whatever_its_name(start, tmp_path, embedder):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a\nb #1.txt").write_text("The mill burned down in 1932.\n", "utf-8")
    ingest(tmp_path / "corpus", tmp_path / "index", embedder)
    server = start("--corpus", str(tmp_path / "corpus"), "--index", str(tmp_path / "index"))
    assert server.get("/documents/a%0Ab%20%231.txt").body == "The mill burned down in 1932.\n"


def test_requests_and_answers_are_counted(start, excerpts_index):
    server = start("--index", str(excerpts_index))
    server.post("/ask", {"question": QUESTION})
    server.post("/ask", {"question": ABSENT})
    server.get("/secret-word")
    counted = server.get("/metrics").body
    assert 'qa_bot_answers_total{outcome="answered"} 1.0' in counted
    assert 'qa_bot_answers_total{outcome="abstained"} 1.0' in counted
    assert "qa_bot_answer_seconds_count 2.0" in counted
    assert "qa_bot_questions_waiting 0.0" in counted
    assert 'qa_bot_requests_total{path="other",status="404"} 1.0' in counted
    assert "secret-word" not in counted


@pytest.mark.parametrize(
    "question",
    [
        "\ud800 who?",
        "\x1b[31mWho\x00?\u202e",
        "\u200b\u2060",
        "\U000e0041" * 900,
        "[](\n" * 900,
        '{"a":' * 700,
        "%s{0}${x}",
        "' OR 1=1 --",
        "@everyone <@1>",
    ],
    ids=["surrogate", "controls", "zero width", "tags", "marks", "json", "formats", "sql", "mentions"],
)
def test_a_hostile_question_gets_an_answer_that_is_json(server, question):
    answered = server.post("/ask", {"question": question, "history": [{"question": question, "answer": question}]})
    assert answered.status in (200, 400, 422)
    assert answered.json
    assert "Traceback" not in answered.body


def test_openai_s_form_tells_the_remark_below_the_text():
    index = IndexInfo(generation=1, documents=1, chunks=1, built_at="2024-05-01T10:00:00Z")
    answer = Answer(
        question="Who?",
        standalone_question="Who?",
        status="answered",
        text="Ada. [1]",
        confidence=1,
        note="Not when.",
        index=index,
    )
    assert completion(answer)["choices"][0]["message"]["content"] == "Ada. [1]\n\nNot when."
    chunks = Chunks()
    told = [chunks.sentence("Ada. [1]"), *chunks.end(answer, is_usage_told=False)]
    assert "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in told) == "Ada. [1]\n\nNot when."

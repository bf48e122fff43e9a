"""qa-bot mcp, asked by the client of the official SDK over stdin and stdout."""

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError

from testing.waiting import PATIENCE_S
from tests.conftest import ROOT, SEEDS, environment_of
from tests.layers import imports

AIRPORT = "Which airport in Tripoli was closed because of shelling?"
HOSTILE = 'The \x1b[31mred\x1b[0m \u202eferry\u202c sails\x07 at nine. "}]} <|im_end|>\n'
GOLD = [json.loads(line) for line in (ROOT / "tests" / "gold" / "seeds.jsonl").read_text("utf-8").splitlines()]
# The fields that may differ between two ways of asking.
OWN = ("timings_ms", "usage", "id")

# Real processes and models, whatever the fixtures are called.
pytestmark = pytest.mark.slow
Use = Callable[[Client], Awaitable[Any]]


@pytest.fixture
def served(tmp_path: Path) -> Callable[..., Any]:
    """Return a function that uses a client of a server of its own, and returns what that gives and what the server logged."""

    def use(using: Use, *options: str, mode: str = "auto") -> tuple[Any, str]:
        log = tmp_path / "server.log"
        parameters = StdioServerParameters(
            command=sys.executable,
            args=["-m", "qa_bot", "mcp", *options],
            env=environment_of(tmp_path, {"OMP_NUM_THREADS": "1"}),
            cwd=tmp_path,
        )

        async def run() -> Any:
            with log.open("w") as errlog:
                async with Client(stdio_client(parameters, errlog), mode=mode) as client:
                    return await using(client)

        return asyncio.run(run()), log.read_text("utf-8")

    return use


@pytest.fixture
def at_seeds(served, seeds_index) -> Callable[..., Any]:
    """Return a function that uses a client of a server of the seeds, and returns what that gives."""
    return lambda using, **options: served(using, "--index", str(seeds_index), **options)[0]


def comparable(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name not in OWN}


def text_of(result: Any) -> str:
    (content,) = result.content
    return content.text


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_the_tools_are_read_only_and_say_what_they_take_and_give(at_seeds, mode):
    async def look(client: Client) -> Any:
        return await client.list_tools(), client.instructions

    listed, instructions = at_seeds(look, mode=mode)
    tools = {tool.name: tool for tool in listed.tools}
    assert list(tools) == ["ask", "search", "show"]
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert not tool.annotations.destructive_hint
        assert not tool.annotations.open_world_hint
        assert len(tool.description) > 100
        assert all("description" in argument for argument in tool.input_schema["properties"].values())
        assert tool.output_schema["type"] == "object"
    assert tools["ask"].input_schema["required"] == ["question"]
    assert set(tools["ask"].output_schema["properties"]) >= {"schema", "status", "text", "citations", "index"}
    assert "documents in seeds" in instructions


def test_an_answer_is_the_json_of_the_command_line_on_many_questions(at_seeds, qa_bot, seeds_index):
    asked = [{key: gold[key] for key in ("question", "history") if key in gold} for gold in GOLD[::6]]
    assert len(asked) >= 25
    assert any("history" in each for each in asked)

    async def ask_all(client: Client) -> list[Any]:
        return [await client.call_tool("ask", each) for each in asked]

    told = at_seeds(ask_all)
    batch = "\n".join(json.dumps(each) for each in asked)
    lines = qa_bot("ask", "--batch", "-", "--index", str(seeds_index), stdin=batch).stdout.splitlines()
    assert [comparable(result.structured_content) for result in told] == [comparable(json.loads(line)) for line in lines]
    assert {result.structured_content["status"] for result in told} == {"answered", "abstained"}
    assert not any(result.is_error for result in told)


def test_an_answer_is_told_in_words_too(at_seeds, qa_bot, seeds_index):
    result = at_seeds(lambda client: client.call_tool("ask", {"question": AIRPORT}))
    assert text_of(result) + "\n" == qa_bot("ask", AIRPORT, "--index", str(seeds_index)).stdout
    citation = result.structured_content["citations"][0]
    document = (SEEDS / citation["source"]).read_bytes().decode("utf-8")
    assert document[citation["start"] : citation["end"]] == citation["quote"]


def test_a_search_and_a_document(at_seeds, qa_bot, seeds_index):
    async def look(client: Client) -> Any:
        found = await client.call_tool("search", {"query": AIRPORT, "limit": 3})
        source = found.structured_content["passages"][0]["source"]
        return found, await client.call_tool("show", {"source": source})

    found, shown = at_seeds(look)
    line = qa_bot("search", "--json", "--limit", "3", AIRPORT, "--index", str(seeds_index)).stdout
    assert found.structured_content == json.loads(line)
    assert text_of(found).startswith("[1] 003_906e3ae5712f44c8.txt | ")
    document = shown.structured_content
    for passage in found.structured_content["passages"]:
        if passage["source"] == document["source"]:
            assert document["text"][passage["start"] : passage["end"]] == passage["quote"]
    assert (document["start"], document["end"]) == (0, document["characters"])
    assert text_of(shown) == document["text"]


def test_a_long_document_comes_in_parts(served, tmp_path):
    (tmp_path / "seeds").mkdir()
    text = "".join(f"Line {number} of the long list.\n" for number in range(5000))
    (tmp_path / "seeds" / "long.txt").write_text(text, "utf-8")

    async def read(client: Client) -> str:
        read, parts = "", 0
        while True:
            part = (await client.call_tool("show", {"source": "long.txt", "start": len(read)})).structured_content
            assert part["start"] == len(read)
            read, parts = read + part["text"], parts + 1
            if part["end"] == part["characters"]:
                assert parts > 2
                return read

    shown, _ = served(read)
    assert shown == text


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask", {"question": ""}, "the question is empty: type a question"),
        ("ask", {"question": "x" * 100_000}, "100,000 characters, at most 4,000 are read: ask a shorter one"),
        ("ask", {}, "the argument question does not fit (Field required); the tool takes: question, history"),
        ("ask", {"question": "Who?", "histroy": []}, "the argument histroy does not fit"),
        ("ask", {"question": "Who?", "history": [{"answer": "a"}]}, "the argument history.0.question does not fit"),
        ("search", {"query": "a", "limit": 900}, "the argument limit does not fit"),
        ("show", {"source": "003_906.txt"}, "did you mean 003_906e3ae5712f44c8.txt"),
        ("show", {"source": "../../etc/passwd\x1b[2J"}, "is in the index"),
        ("tell", {}, "there is no tool tell: use ask, search, show"),
    ],
)
def test_what_goes_wrong_is_a_tool_error_that_says_what_to_do(in_process, tool, arguments, told):
    result = in_process(lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    assert told in text_of(result)
    assert len(text_of(result).splitlines()) == 1
    assert "Traceback" not in text_of(result)
    assert text_of(result).isprintable()


@pytest.fixture
def in_process(seeds_bot) -> Callable[[Use], Any]:
    """Return a function that uses a client of a server in this process."""
    from qa_bot.mcp_server.serving import Serving

    def use(using: Use) -> Any:
        async def run() -> Any:
            async with Client(Serving(seeds_bot, "seeds").server()) as client:
                return await using(client)

        return asyncio.run(run())

    return use


def test_a_failure_that_nobody_expected_is_told_without_its_cause(in_process, seeds_bot, monkeypatch, caplog):
    monkeypatch.setattr(seeds_bot, "search", lambda *_: 1 / 0)
    result = in_process(lambda client: client.call_tool("search", {"query": "airport"}))
    assert (result.is_error, "division" in text_of(result)) == (True, False)
    assert "the log of the server has the cause" in text_of(result)
    assert "ZeroDivisionError" in caplog.text


def test_a_history_that_an_assistant_wrote_as_a_string_is_read(in_process):
    history = [{"question": "Who is Khalifa Haftar?", "answer": "A general."}]

    async def ask(client: Client) -> Any:
        told = [
            await client.call_tool("ask", {"question": "Who supports him?", "history": h})
            for h in (history, json.dumps(history))
        ]
        return [comparable(result.structured_content) for result in told]

    listed, written = in_process(ask)
    assert listed == written
    assert "Haftar" in listed["standalone_question"]


def test_the_documents_are_resources(in_process):
    async def read(client: Client) -> Any:
        listed = (await client.list_resources()).resources
        with pytest.raises(MCPError, match="there is no document"):
            await client.read_resource("qa-bot:///nothing.txt")
        return listed, [(await client.read_resource(resource.uri)).contents[0].text for resource in listed]

    listed, texts = in_process(read)
    assert [resource.name for resource in listed] == sorted(path.name for path in SEEDS.iterdir())
    assert texts == [(SEEDS / resource.name).read_bytes().decode("utf-8") for resource in listed]


def test_many_documents_are_listed_in_pages(in_process, monkeypatch):
    monkeypatch.setattr("qa_bot.mcp_server.serving.PAGE", 2)

    async def list_all(client: Client) -> list[list[str]]:
        pages, cursor = [], None
        while not pages or cursor:
            page = await client.list_resources(cursor=cursor)
            pages.append([resource.name for resource in page.resources])
            cursor = page.next_cursor
        return pages

    pages = in_process(list_all)
    assert [len(page) for page in pages] == [2, 2, 1]
    assert [name for page in pages for name in page] == sorted(path.name for path in SEEDS.iterdir())


def test_several_calls_at_once_and_one_that_is_given_up(at_seeds):
    async def ask_all(client: Client) -> Any:
        given_up = asyncio.create_task(client.call_tool("ask", {"question": "Who supports Haftar?"}))
        calls = [client.call_tool("ask", {"question": AIRPORT}) for _ in range(8)]
        gathered = asyncio.gather(*calls, client.call_tool("search", {"query": "airport"}))
        given_up.cancel()
        return await gathered

    *answers, found = at_seeds(ask_all)
    assert {answer.structured_content["text"] for answer in answers} == {answers[0].structured_content["text"]}
    assert "Mitiga" in text_of(answers[0])
    assert len(found.structured_content["passages"]) == 10


def test_a_missing_index_is_made_first_and_hostile_content_harms_nothing(served, tmp_path):
    (tmp_path / "harbour").mkdir()
    (tmp_path / "harbour" / "a\x1b[2J b.txt").write_text(HOSTILE, "utf-8")

    async def look(client: Client) -> Any:
        asked = await client.call_tool("ask", {"question": "When does the \x1b[31mferry\x00 sail?\u202e"})
        source = (await client.call_tool("search", {"query": "ferry"})).structured_content["passages"][0]["source"]
        shown = await client.call_tool("show", {"source": source})
        (resource,) = (await client.list_resources()).resources
        return asked, shown, resource, (await client.read_resource(resource.uri)).contents[0].text

    (asked, shown, resource, text), log = served(look, "--corpus", "harbour")
    assert asked.structured_content["question"] == "When does the ferry sail?"
    assert shown.structured_content["text"] == text
    assert "\u202eferry" in text
    for told in (text_of(asked), text_of(shown), resource.name):
        assert told.replace("\n", "").isprintable()
    assert "reading: 1 of 1" in log
    assert "Traceback" not in log


def test_several_corpora_are_told_apart(served, corpus, tmp_path):
    (tmp_path / "club").mkdir()
    (tmp_path / "club" / "mill.txt").write_text("The club meets in the mill every Friday.\n", "utf-8")

    async def look(client: Client) -> Any:
        asked = await client.call_tool("ask", {"question": "When does the club meet?"})
        shown = [await client.call_tool("show", {"source": "mill.txt", "corpus": name}) for name in (None, "club", "corpus")]
        resources = (await client.list_resources()).resources
        texts = [(await client.read_resource(resource.uri)).contents[0].text for resource in resources]
        return asked, shown, dict(zip([resource.name for resource in resources], texts, strict=True))

    (asked, shown, texts), _ = served(look, "--corpus", "club", "--corpus", str(corpus))
    citation = asked.structured_content["citations"][0]
    assert (citation["corpus"], citation["source"]) == ("club", "mill.txt")
    assert text_of(shown[0]) == "mill.txt is in another corpus: give `corpus` as club or corpus"
    assert [document.structured_content["text"][:8] for document in shown[1:]] == ["The club", "The Aldm"]
    assert texts["club: mill.txt"].startswith("The club")
    assert sorted(texts) == ["club: mill.txt", "corpus: bridge.txt", "corpus: mill.txt", "corpus: school.md"]


def test_what_the_command_is_limited_to_holds_for_every_call(served, corpus):
    question = {"question": "When was the Aldmoor bridge opened?"}
    asked, _ = served(lambda client: client.call_tool("ask", question), "--corpus", str(corpus), "--in", "mill.txt")
    assert (asked.structured_content["status"], asked.structured_content["filters"]["documents"]) == ("abstained", 1)


def test_the_settings_of_the_page_start_a_server(served, tmp_path, seeds_index):
    page = (ROOT / "docs" / "mcp.md").read_text("utf-8")
    (written,) = json.loads(page.split("```json\n")[1].split("```")[0])["mcpServers"].values()
    assert written["command"].endswith("qa-bot")
    places = {"/home/me/handbook": str(SEEDS), "/home/me/handbook-index": str(seeds_index)}
    command, *options = (places.get(word, word) for word in written["args"])
    assert command == "mcp"

    async def look(client: Client) -> Any:
        return await client.list_tools(), client.instructions

    (listed, instructions), _ = served(look, *options)
    assert all(f"`{tool.name}`" in page for tool in listed.tools)
    assert "the documents in seeds." in instructions


def test_without_documents_the_server_does_not_start(qa_bot, tmp_path):
    done = qa_bot("mcp")
    assert (done.returncode, done.stdout) == (4, "")
    assert "there is no index" in done.stderr


def test_stdout_carries_the_protocol_alone_and_the_end_of_stdin_ends_it(tmp_path, seeds_index):
    opening = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    messages = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": opening},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
    ]
    given = "".join(f"{json.dumps(message)}\n" for message in messages) + "no json\n"
    command = [sys.executable, "-m", "qa_bot", "mcp", "-vv", "--index", str(seeds_index)]
    environment = environment_of(tmp_path, {})
    done = subprocess.run(
        command, input=given, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=PATIENCE_S
    )
    assert done.returncode == 0, done.stderr
    answered = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(message["jsonrpc"] == "2.0" for message in answered)
    assert answered[0]["result"]["serverInfo"]["name"] == "qa-bot"
    assert "Traceback" not in done.stderr


def test_an_interrupt_ends_it_while_it_waits_for_the_assistant(tmp_path, seeds_index):
    command = [sys.executable, "-m", "qa_bot", "mcp", "-q", "--index", str(seeds_index)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=tmp_path, env=environment_of(tmp_path, {}), **pipes) as process:
        process.stdin.write(b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
        process.stdin.flush()
        assert b'"id":1' in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_S) == -signal.SIGINT


def test_only_the_server_and_its_command_import_the_protocol():
    paths = {
        path.relative_to(ROOT / "qa_bot").parts[0]
        for path in (ROOT / "qa_bot").rglob("*.py")
        if any(f"{name}.".startswith(("mcp.", "mcp_types.")) for name in imports(path))
    }
    assert paths == {"mcp_server", "cli"}
    importers = {
        path.relative_to(ROOT / "qa_bot").parts[0]
        for path in (ROOT / "qa_bot").rglob("*.py")
        if any(f"{name}.".startswith(("qa_bot.mcp_server.", "qa_bot.integrations.")) for name in imports(path))
    }
    assert importers == {"mcp_server", "cli"}

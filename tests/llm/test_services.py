"""Where a model is asked, with which key, and what is said if that fails."""

import json
import logging
import sys

import pytest

from qa_bot.errors import ServiceError, SettingsError
from qa_bot.llm.providers import open_language_model
from qa_bot.settings import Settings
from testing.waiting import PATIENCE_S, free_port
from tests.conftest import EXCERPTS
from tests.llm.scripted_server import Reply, ScriptedServer, says, serving

QUESTION = "Which airport in Tripoli was closed because of shelling?"
TRUE = "Mitiga airport in Tripoli was closed last week because of shelling and rocket fire [1]."
OPENAI_KEY, ANTHROPIC_KEY, OWN_KEY = "sk-open-secret", "sk-ant-secret", "sk-own-secret"
UNAUTHORISED = Reply(status=401)


@pytest.fixture(autouse=True)
def providers_keys(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    monkeypatch.setenv("ANTHROPIC_API_KEY", ANTHROPIC_KEY)


@pytest.fixture
def closed_port() -> int:
    return free_port()


def failure_of(settings: Settings) -> str:
    """Return what is said of a call that fails."""
    model = open_language_model(settings)
    assert model is not None
    model._sleep = lambda _: None
    with pytest.raises(ServiceError) as raised:
        list(model.stream("system", "prompt"))
    return str(raised.value)


def settings_for(llm: str, address: str | None, **options: object) -> Settings:
    return Settings(_env_file=None, llm=llm, llm_base_url=address, **{"llm_timeout_s": PATIENCE_S, **options})


def sent(server: ScriptedServer) -> tuple[str | None, str | None]:
    return server.requests[0]["authorization"], server.requests[0]["x-api-key"]


def test_openais_own_key_goes_to_openais_provider_alone():
    with serving(UNAUTHORISED) as server:
        said = failure_of(settings_for("openai:gpt-4o", server.url))
    assert sent(server) == (f"Bearer {OPENAI_KEY}", None)
    assert f"openai:gpt-4o at {server.url} refused the key (401): check OPENAI_API_KEY" in said


def test_anthropics_own_key_goes_to_anthropics_provider_alone():
    with serving(UNAUTHORISED) as server:
        said = failure_of(settings_for("anthropic:claude-sonnet-4-5", server.url))
    assert sent(server) == (None, ANTHROPIC_KEY)
    assert "check ANTHROPIC_API_KEY" in said


@pytest.mark.parametrize("llm", ["openai-like:m", "ollama:m"])
def test_a_server_of_another_kind_gets_neither_key(llm):
    with serving(UNAUTHORISED) as server:
        said = failure_of(settings_for(llm, server.url))
    given = "".join(str(value) for value in sent(server))
    assert OPENAI_KEY not in given
    assert ANTHROPIC_KEY not in given
    assert "check QA_BOT_LLM_API_KEY" in said


def test_our_own_setting_goes_before_a_providers():
    with serving(UNAUTHORISED) as server:
        said = failure_of(settings_for("openai:gpt-4o", server.url, llm_api_key=OWN_KEY))
    assert sent(server) == (f"Bearer {OWN_KEY}", None)
    assert "check QA_BOT_LLM_API_KEY" in said


def test_the_providers_own_address_goes_with_its_key(monkeypatch):
    with serving(UNAUTHORISED) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        failure_of(settings_for("openai:gpt-4o", None))
    assert sent(server) == (f"Bearer {OPENAI_KEY}", None)
    monkeypatch.setenv("OPENAI_BASE_URL", "localhost:1")
    with pytest.raises(SettingsError, match=r"OPENAI_BASE_URL='localhost:1': .* did you mean http://localhost:1\?"):
        open_language_model(settings_for("openai:gpt-4o", None))


@pytest.mark.parametrize(
    ("llm", "remedy"),
    [
        ("ollama:llama3.1", "start `ollama serve`, or set QA_BOT_LLM_BASE_URL"),
        ("openai-like:m", "start the server there, or correct QA_BOT_LLM_BASE_URL"),
        ("openai:gpt-4o", "check the network, and QA_BOT_LLM_BASE_URL"),
        ("anthropic:claude-sonnet-4-5", "check the network, and QA_BOT_LLM_BASE_URL"),
    ],
)
def test_a_refused_connection_names_the_address_and_the_remedy(closed_port, llm, remedy):
    said = failure_of(settings_for(llm, f"http://ada:hunter2@127.0.0.1:{closed_port}"))
    assert said.startswith(f"{llm} cannot be reached at http://127.0.0.1:{closed_port} (connection refused): {remedy}")


@pytest.mark.parametrize(
    ("llm", "reply", "words"),
    [
        ("ollama:llama3.1", Reply(status=404), "is not known to the service (404): run `ollama pull llama3.1`, or check QA_BOT_LLM"),
        ("openai-like:m", Reply(status=404), "is not known to the service (404): check QA_BOT_LLM (--llm) and QA_BOT_LLM_BASE_URL"),
        ("openai-like:m", Reply(status=400), "refused the request (400): check QA_BOT_LLM"),
        ("openai-like:m", Reply(status=503), "failed on the side of the service (503): try again later"),
    ],
    ids=["no such model of ollama", "no such model", "bad request", "overloaded"],
)  # fmt: skip
def test_each_failure_says_what_to_do(llm, reply, words):
    with serving(reply) as server:
        said = failure_of(settings_for(llm, server.url))
        assert f"{llm} at {server.url} {words}" in said


def test_a_silent_service_is_given_up_and_the_setting_named():
    with serving(Reply(silent_s=PATIENCE_S)) as server:
        said = failure_of(settings_for("openai-like:m", server.url, llm_timeout_s=0.2))
        assert f"openai-like:m at {server.url} did not respond within 0.2 s: raise QA_BOT_LLM_TIMEOUT_S" in said


def test_calls_and_retries_are_logged_without_keys_and_prompts(caplog):
    caplog.set_level(logging.DEBUG, "qa_bot")
    with serving(Reply(status=503), says(TRUE)) as server:
        model = open_language_model(settings_for("openai:gpt-4o", server.url))
        model._sleep = lambda _: None
        list(model.stream("the system's words", "the prompt's words"))
    assert f"asking openai:gpt-4o at {server.url}" in caplog.text
    assert "again, as openai:gpt-4o" in caplog.text
    assert "wrote: 900 tokens in, 50 out" in caplog.text
    assert not any(word in caplog.text for word in (OPENAI_KEY, "words", "Mitiga"))


def at(excerpts_index) -> tuple[str, ...]:
    return ("--index", str(excerpts_index), "--corpus", str(EXCERPTS))


def test_the_option_goes_before_the_setting_and_none_switches_the_model_off(qa_bot, excerpts_index):
    asked = ("ask", QUESTION, "--json", *at(excerpts_index))
    with serving(says(TRUE)) as server:
        here = {"QA_BOT_LLM_BASE_URL": server.url}
        option = qa_bot(*asked, "--llm", "openai-like:b", QA_BOT_LLM="openai-like:a", **here)
        off = qa_bot(*asked, "--llm", "none", QA_BOT_LLM="openai-like:a", **here)
        elsewhere = qa_bot(*asked, "--llm", "ollama:b", QA_BOT_LLM="openai-like:a", QA_BOT_LLM_DEADLINE_S="0.1", **here)
    assert json.loads(option.stdout)["model"] == "openai-like:b"
    assert [request["model"] for request in server.requests] == ["b"]
    assert json.loads(off.stdout)["mode"] == "extractive"
    assert off.stderr == ""
    assert json.loads(elsewhere.stdout)["mode"] == "extractive"
    wrong = qa_bot(*asked, "--llm", "opena:b")
    assert wrong.returncode == 2
    assert "did you mean openai:b?" in wrong.stderr


def test_a_chat_shows_and_switches_its_model_and_keeps_it_where_another_cannot_be_opened(qa_bot, excerpts_index):
    lines = f"/model\n/model openai-like:a\n/model opena:x\n{QUESTION}\n/model none\n{QUESTION}\n/model\n"
    with serving(says(TRUE)) as server:
        done = qa_bot("chat", *at(excerpts_index), stdin=lines, QA_BOT_LLM_BASE_URL=server.url, QA_BOT_LLM_API_KEY=OWN_KEY)
    assert done.returncode == 0
    assert [request["model"] for request in server.requests] == ["a"]
    told = done.stderr.splitlines()
    assert told[0].startswith("no language model: the documents' own words answer")
    assert told[1].startswith(f"the answers are written by openai-like:a at {server.url}")
    assert "'opena:x' is no language model" in told[2]
    assert told[3:] == [told[0]] * 2
    assert OWN_KEY not in done.stdout + done.stderr


def test_a_log_says_what_happens_a_line_each_and_keeps_secrets_and_texts(qa_bot, excerpts_index):
    with serving(says(TRUE)) as server:
        environment = {"QA_BOT_LLM": "openai-like:a", "QA_BOT_LLM_BASE_URL": server.url, "QA_BOT_LLM_API_KEY": OWN_KEY}
        plain = qa_bot("ask", QUESTION, *at(excerpts_index), "-v", **environment)
        detailed = qa_bot("ask", QUESTION, *at(excerpts_index), "-vv", **environment)
    lines = plain.stderr.splitlines()
    assert all(line.startswith("qa-bot: ") for line in lines)
    for words in (f"corpus {EXCERPTS}, index {excerpts_index}", "generation 1, 5 documents", f"question: {QUESTION}", "found ", "read ",
                  "confidence 0.", "threshold 0.", "time: total", f"asking openai-like:a at {server.url}", "900 tokens in, 50 out"):  # fmt: skip
        assert sum(words in line for line in lines) == 1, words
    assert "003_906e3ae5712f44c8.txt" in plain.stderr
    assert "rocket fire" not in plain.stderr
    assert "rocket fire" in detailed.stderr
    assert OWN_KEY not in plain.stderr + detailed.stderr


@pytest.mark.parametrize(
    ("llm", "module", "key"),
    [
        ("openai:gpt-4o", "llama_index.llms.openai", "OPENAI_API_KEY"),
        ("anthropic:claude-sonnet-4-5", "llama_index.llms.anthropic", "ANTHROPIC_API_KEY"),
    ],
)
def test_a_missing_key_is_told_before_anything_big_is_imported(monkeypatch, llm, module, key):
    monkeypatch.delenv(key)
    # Importing it would fail, and that would be told first.
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SettingsError, match=f"needs a key: set QA_BOT_LLM_API_KEY, or {key}"):
        open_language_model(settings_for(llm, None))

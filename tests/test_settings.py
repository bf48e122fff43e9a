"""What is said of a setting that does not fit: its name, its value and what to write, in plain words."""

import re

import pytest
from pydantic import SecretStr

from qa_bot.cli.server_client import read_settings
from qa_bot.errors import SettingsError
from qa_bot.setting_values import check_model, shown_address
from qa_bot.settings import Settings, load_settings, variable, with_model

# Values of which at least one fits no setting that is not free text.
WRONG = ("nonsense", "-1", "0", "3.5", "inf", "nan", "1e99", "none:x", "htp://x", "http://", "http://x:port", "{source}")
# Settings that take any text: folders, and what is looked up when it is used. So do secrets.
FREE = {
    *("index_dir", "prompts_dir", "models_dir", "state_dir", "corpus_dir", "embedding", "reranker"),
    *("openai_base_url", "anthropic_base_url"),
    *(name for name, field in Settings.model_fields.items() if field.annotation == SecretStr | None),
}
# What pydantic and regular expressions say.
JARGON = re.compile(r"should|input|valid|pars|\\S|\(\?|\^|Error|type=|literal|str\b", re.I)


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        monkeypatch.delenv(variable(field), raising=False)


@pytest.mark.parametrize("field", Settings.model_fields)
def test_a_wrong_value_is_told_in_plain_words(monkeypatch, field):
    told = {value: said for value in WRONG if (said := _said_of(monkeypatch, variable(field), value))}
    assert bool(told) == (field not in FREE)
    for value, said in told.items():
        name, _, advice = said.partition(": ")
        assert name == f"{variable(field)}={value!r}"
        assert advice.startswith("write ")
        assert not JARGON.search(advice), advice


def _said_of(monkeypatch, name: str, value: str) -> str | None:
    """Return what is said of a value; None if it fits."""
    monkeypatch.setenv(name, value)
    try:
        load_settings()
    except SettingsError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    ("model", "meant"),
    [
        ("opena:gpt-4o", "openai:gpt-4o"),
        ("OpenAI:gpt-4o", "openai:gpt-4o"),
        ("openai/gpt-4o", "openai:gpt-4o"),
        ("openai_like:m", "openai-like:m"),
        ("antropic:claude-sonnet-4-5", "anthropic:claude-sonnet-4-5"),
        ("ollama: llama3.1:8b", "ollama:llama3.1:8b"),
        ("ollama", "ollama:MODEL"),
        ("ollama:", "ollama:MODEL"),
        ("gpt-4o", "openai:gpt-4o"),
        ("claude-sonnet-4-5", "anthropic:claude-sonnet-4-5"),
        ("None", "none"),
    ],
)
def test_a_wrong_model_gets_the_forms_and_the_nearest_provider(model, meant):
    with pytest.raises(ValueError, match="write none, openai:MODEL, openai-like:MODEL") as raised:
        check_model(model)
    assert str(raised.value).endswith(f"did you mean {meant}?")


def test_a_model_that_is_near_to_nothing_gets_the_forms_alone():
    with pytest.raises(ValueError, match=r"or ollama:MODEL$"):
        check_model("zzz")


def test_an_address_without_its_scheme_gets_one(monkeypatch):
    monkeypatch.setenv("QA_BOT_LLM_BASE_URL", "localhost:11434")
    with pytest.raises(SettingsError, match=r"did you mean http://localhost:11434\?"):
        load_settings()


def test_a_password_in_an_address_is_not_repeated(monkeypatch):
    monkeypatch.setenv("QA_BOT_LLM_BASE_URL", "htp://ada:hunter2@host/v1")
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert "hunter2" not in str(raised.value)
    assert "host/v1" in str(raised.value)
    # With -v the cause would be shown, which repeats the value.
    assert raised.value.__cause__ is None
    assert shown_address("https://ada:hunter2@host/v1/?key=hunter2") == "https://host/v1"


def test_a_misspelt_name_gets_the_right_one(monkeypatch):
    monkeypatch.setenv("QA_BOT_LLM_BASEURL", "x")
    with pytest.raises(SettingsError, match=r"did you mean QA_BOT_LLM_BASE_URL\?"):
        load_settings()


def test_a_providers_own_keys_are_read_and_never_shown(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-one")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-two")
    settings = load_settings()
    assert settings.openai_api_key == SecretStr("sk-one")
    assert settings.anthropic_api_key == SecretStr("sk-two")
    for text in (repr(settings), str(settings), settings.model_dump_json()):
        assert "sk-" not in text


def test_a_model_of_the_same_provider_keeps_address_and_key_and_another_provider_gets_neither():
    settings = Settings(_env_file=None, llm="openai-like:a", llm_base_url="http://host/v1", llm_api_key="sk-one")
    same, other = with_model(settings, "openai-like:b"), with_model(settings, "openai:b")
    assert (same.llm, same.llm_base_url, same.llm_api_key) == ("openai-like:b", "http://host/v1", SecretStr("sk-one"))
    assert (other.llm, other.llm_base_url, other.llm_api_key) == ("openai:b", None, None)
    with pytest.raises(SettingsError, match=r"'opena:b' is no language model: .* did you mean openai:b\?"):
        with_model(settings, "opena:b")


@pytest.mark.parametrize("read", [load_settings, read_settings])
def test_a_line_of_the_file_that_is_no_setting_is_an_error_that_names_it(tmp_path, monkeypatch, caplog, read):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text('# corpus\nQA_BOT_CONTINUE_H=3\nQA_BOT_CORPUS_DIR="kites\n', "utf-8")
    with pytest.raises(SettingsError, match=r"line 3 of the file \.env cannot be read"):
        read()
    assert caplog.records == []

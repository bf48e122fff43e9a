"""The providers of language models, through LlamaIndex's classes; each is imported only where it is configured."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from qa_bot.errors import DependencyError, SettingsError
from qa_bot.llm.language_model import MAX_ANSWER_TOKENS, LanguageModel, ProviderModel
from qa_bot.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

DEFAULT_CONTEXT_TOKENS = 8192
OPENAI_URL = "https://api.openai.com/v1"
OLLAMA_URL = "http://localhost:11434"
_USAGE = {"stream_options": {"include_usage": True}}


def open_language_model(settings: Settings) -> LanguageModel | None:
    """Return the model of the settings, None where there is none; raise SettingsError or DependencyError."""
    if settings.llm == "none":
        return None
    provider, _, model = settings.llm.partition(":")
    open_provider = {"openai": _openai, "openai-like": _openai_like, "anthropic": _anthropic, "ollama": _ollama}[provider]
    try:
        llm = open_provider(model, settings)
    except ImportError as error:
        needed = f'QA_BOT_LLM={settings.llm} needs a package that is not installed: pip install "qa-bot[llm]"'
        raise DependencyError(needed) from error
    context_tokens = settings.llm_context_tokens or int(llm.metadata.context_window)
    tokenize = _openai_tokenizer() if provider == "openai" else None
    return ProviderModel(llm, settings.llm, context_tokens, settings.llm_deadline_s, tokenize)


def _openai(model: str, settings: Settings) -> "LLM":
    from llama_index.llms.openai import OpenAI

    options = _options(settings, _required_key(settings))
    llm = OpenAI(model=model, api_base=settings.llm_base_url, additional_kwargs=_USAGE, **options)
    try:
        llm.metadata  # noqa: B018
    except ValueError:
        # A model newer than the installed class: the class for any model works with it.
        return _any_openai(model, settings.llm_base_url or OPENAI_URL, settings, options)
    return llm


def _openai_like(model: str, settings: Settings) -> "LLM":
    if not settings.llm_base_url:
        raise SettingsError(f"QA_BOT_LLM={settings.llm} needs the address of its server: set QA_BOT_LLM_BASE_URL")
    return _any_openai(model, settings.llm_base_url, settings, _options(settings, _key(settings) or "none"))


def _any_openai(model: str, base_url: str, settings: Settings, options: dict[str, Any]) -> "LLM":
    from llama_index.llms.openai_like import OpenAILike

    window = settings.llm_context_tokens or DEFAULT_CONTEXT_TOKENS
    llm: LLM = OpenAILike(
        model=model, api_base=base_url, is_chat_model=True, context_window=window, additional_kwargs=_USAGE, **options
    )
    return llm


def _anthropic(model: str, settings: Settings) -> "LLM":
    from llama_index.llms.anthropic import Anthropic

    return Anthropic(model=model, base_url=settings.llm_base_url, **_options(settings, _required_key(settings)))


def _ollama(model: str, settings: Settings) -> "LLM":
    from llama_index.llms.ollama import Ollama

    llm: LLM = Ollama(
        model=model,
        base_url=settings.llm_base_url or OLLAMA_URL,
        request_timeout=settings.llm_timeout_s,
        temperature=0.0,
        context_window=settings.llm_context_tokens or DEFAULT_CONTEXT_TOKENS,
        additional_kwargs={"num_predict": MAX_ANSWER_TOKENS},
    )
    return llm


def _openai_tokenizer() -> Callable[[str], Sequence[int]]:
    """Return the tokenizer of OpenAI's models that LlamaIndex carries; it needs no download.

    Newer models have a vocabulary of twice the size and need no more tokens for the same text.
    """
    from llama_index.core.utils import get_tokenizer

    return get_tokenizer("gpt-3.5-turbo")


def _options(settings: Settings, key: str) -> dict[str, Any]:
    return {
        "api_key": key,
        "timeout": settings.llm_timeout_s,
        "max_retries": 0,
        "temperature": 0.0,
        "max_tokens": MAX_ANSWER_TOKENS,
    }


def _key(settings: Settings) -> str | None:
    return settings.llm_api_key.get_secret_value() if settings.llm_api_key else None


def _required_key(settings: Settings) -> str:
    key = _key(settings)
    if not key:
        raise SettingsError(f"QA_BOT_LLM={settings.llm} needs a key: set QA_BOT_LLM_API_KEY")
    return key

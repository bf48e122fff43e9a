"""The providers of language models, through LlamaIndex's classes; each is imported only if it is configured."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from qa_bot.errors import DependencyError, SettingsError
from qa_bot.llm.failures import Service
from qa_bot.llm.language_model import MAX_ANSWER_TOKENS, ProviderModel, Waits
from qa_bot.setting_values import NO_MODEL, check_web_address, shown
from qa_bot.settings import Settings, provider_of, variable

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

DEFAULT_CONTEXT_TOKENS = 8192
_ADDRESSES = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "ollama": "http://localhost:11434",
}
# The settings that hold the address and the key of a provider, as its own programs read them.
_OWN = {"openai": ("openai_base_url", "openai_api_key"), "anthropic": ("anthropic_base_url", "anthropic_api_key")}
_USAGE = {"stream_options": {"include_usage": True}}


def open_language_model(settings: Settings) -> ProviderModel | None:
    """Return the model of the settings, None if there is none; raise SettingsError or DependencyError."""
    if settings.llm == NO_MODEL:
        return None
    provider, _, model = settings.llm.partition(":")
    service = service_of(settings)
    open_provider = {"openai": _openai, "openai-like": _openai_like, "anthropic": _anthropic, "ollama": _ollama}[provider]
    try:
        llm = open_provider(model, service.address, settings)
    except ImportError as error:
        needed = f'the language model {settings.llm} needs a package that is not installed: pip install "qa-bot[llm]"'
        raise DependencyError(needed) from error
    context_tokens = settings.llm_context_tokens or int(llm.metadata.context_window)
    tokenize = _openai_tokenizer() if provider == "openai" else None
    return ProviderModel(llm, service, context_tokens, Waits(settings.llm_timeout_s, settings.llm_deadline_s), tokenize)


def service_of(settings: Settings) -> Service:
    """Return where the model of the settings is served; raise SettingsError if that is not told, or is no address.

    A provider's own variables (OPENAI_API_KEY) are read for that provider alone, and only where ours are not set.
    """
    provider = provider_of(settings.llm)
    own_address, own_key = _OWN.get(provider, (None, None))
    key = own_key if own_key and not settings.llm_api_key else "llm_api_key"
    setting = "llm_base_url" if settings.llm_base_url or not own_address else own_address
    address = getattr(settings, setting) or _ADDRESSES.get(provider)
    if not address:
        raise SettingsError(f"the language model {settings.llm} needs the address of its server: set {variable(setting)}")
    try:
        check_web_address(address)
    except ValueError as error:
        raise SettingsError(f"{variable(setting)}={shown(address)}: {error}") from error
    return Service(settings.llm, address, variable(key))


def _openai(model: str, address: str, settings: Settings) -> "LLM":
    # The key first: the import takes seconds.
    options = _options(settings, _required_key(settings))
    from llama_index.llms.openai import OpenAI

    llm = OpenAI(model=model, api_base=address, additional_kwargs=_USAGE, **options)
    try:
        llm.metadata  # noqa: B018
    except ValueError:
        # The model is newer than the installed class; the class for any model works with it.
        return _any_openai(model, address, settings, options)
    return llm


def _openai_like(model: str, address: str, settings: Settings) -> "LLM":
    return _any_openai(model, address, settings, _options(settings, key_of(settings) or "none"))


def _any_openai(model: str, address: str, settings: Settings, options: dict[str, Any]) -> "LLM":
    from llama_index.llms.openai_like import OpenAILike

    window = settings.llm_context_tokens or DEFAULT_CONTEXT_TOKENS
    llm: LLM = OpenAILike(
        model=model, api_base=address, is_chat_model=True, context_window=window, additional_kwargs=_USAGE, **options
    )
    return llm


def _anthropic(model: str, address: str, settings: Settings) -> "LLM":
    options = _options(settings, _required_key(settings))
    from llama_index.llms.anthropic import Anthropic

    return Anthropic(model=model, base_url=address, **options)


def _ollama(model: str, address: str, settings: Settings) -> "LLM":
    from llama_index.llms.ollama import Ollama

    llm: LLM = Ollama(
        model=model,
        base_url=address,
        request_timeout=settings.llm_timeout_s,
        temperature=0.0,
        context_window=settings.llm_context_tokens or DEFAULT_CONTEXT_TOKENS,
        additional_kwargs={"num_predict": MAX_ANSWER_TOKENS},
    )
    return llm


def _openai_tokenizer() -> Callable[[str], Sequence[int]]:
    """Return the tokenizer of OpenAI's models that comes with LlamaIndex; it needs no download.

    Newer models have a vocabulary of twice the size and need at most as many tokens for the same text.
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


def needs_key(settings: Settings) -> bool:
    """Tell whether the provider of the settings answers nobody without a key."""
    return provider_of(settings.llm) in _OWN


def key_of(settings: Settings) -> str | None:
    """Return the key for the provider of the settings: ours, else the provider's own."""
    _, own = _OWN.get(provider_of(settings.llm), (None, None))
    secret: SecretStr | None = settings.llm_api_key or (getattr(settings, own) if own else None)
    return secret.get_secret_value() if secret else None


def _required_key(settings: Settings) -> str:
    key = key_of(settings)
    if not key:
        _, own = _OWN[provider_of(settings.llm)]
        raise SettingsError(f"the language model {settings.llm} needs a key: set QA_BOT_LLM_API_KEY, or {variable(own)}")
    return key

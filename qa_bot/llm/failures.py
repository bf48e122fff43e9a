"""Why a call of a language model failed: the address, the cause, and what to do next.

The service's own message is never told, as it may repeat the key or the question.
"""

from collections.abc import Iterator
from typing import NamedTuple

from qa_bot.setting_values import shown_address
from qa_bot.settings import provider_of

BASE_URL = "QA_BOT_LLM_BASE_URL"
_REMEDIES = {
    "ollama": f"start `ollama serve`, or set {BASE_URL} to where it runs",
    "openai-like": f"start the server there, or correct {BASE_URL}",
}


class Service(NamedTuple):
    """Where a model is served, and which setting holds the key for it."""

    model: str
    address: str
    key_setting: str = "QA_BOT_LLM_API_KEY"

    @property
    def told(self) -> str:
        """Return the model and its address in words, without a name or password in the address."""
        return f"{self.model} at {shown_address(self.address)}"


def reason(error: Exception, service: Service, timeout_s: float) -> str:
    """Return why a call failed and what to do next, on one line."""
    code = status_of(error)
    if code is not None:
        return _refused(code, service)
    if _is_unreachable(error):
        cause = _os_cause(error)
        return f"{service.model} cannot be reached at {shown_address(service.address)} ({cause}): {_remedy(service.model)}"
    if _is_timeout(error):
        return f"{service.told} did not respond within {timeout_s:g} s: raise QA_BOT_LLM_TIMEOUT_S, or look at what the service is doing"
    return f"{service.told} failed ({type(error).__name__}): try again, or choose another model with --llm"


def status_of(error: Exception) -> int | None:
    """Return the HTTP status of a provider's error; None if it has none."""
    code = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    return int(code) if isinstance(code, int) and code > 0 else None


def _refused(code: int, service: Service) -> str:
    if code in (401, 403):
        return f"{service.told} refused the key ({code}): check {service.key_setting}"
    if code == 404:
        provider, _, name = service.model.partition(":")
        pull = f"run `ollama pull {name}`, or " if provider == "ollama" else ""
        return f"{service.told} is not known to the service (404): {pull}check QA_BOT_LLM (--llm) and {BASE_URL}"
    if code == 429:
        return f"{service.told} has had too many requests (429): try later, or raise the limit with the provider"
    if code >= 500:
        return f"{service.told} failed on the side of the service ({code}): try again later"
    return f"{service.told} refused the request ({code}): check QA_BOT_LLM (--llm), {BASE_URL} and QA_BOT_LLM_CONTEXT_TOKENS"


def _remedy(model: str) -> str:
    return _REMEDIES.get(provider_of(model), f"check the network, and {BASE_URL} if it is set")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what caused it, however it is hidden."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _is_unreachable(error: Exception) -> bool:
    import httpx

    kinds = (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL, ConnectionError)
    return any(isinstance(link, kinds) for link in _chain(error))


def _is_timeout(error: Exception) -> bool:
    import httpx

    return any(isinstance(link, httpx.TimeoutException | TimeoutError) for link in _chain(error))


def _os_cause(error: Exception) -> str:
    """Return what the operating system says of a connection that was not made."""
    errors = [link for link in _chain(error) if isinstance(link, OSError) and link.strerror]
    return str(errors[-1].strerror).lower() if errors else "no connection"

"""One interface to the language models of all providers, through LlamaIndex's classes."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from qa_bot.errors import ServiceError
from qa_bot.frozen import Frozen
from qa_bot.llm.deadline import until
from qa_bot.llm.failures import Service, reason, status_of

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

# How often a call is tried, and the longest pause between two tries if the service does not name one.
ATTEMPTS = 3
LONGEST_PAUSE_S = 8.0
MAX_ANSWER_TOKENS = 600
# English has about four characters per token; without a tokenizer, three is a safe estimate.
CHARS_PER_TOKEN = 3
_logger = logging.getLogger(__name__)
_RETRIED_CODES = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


class TokenUse(Frozen):
    """The tokens of a call, as counted by the service or, if it does not say, as estimated."""

    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: "TokenUse") -> "TokenUse":
        return TokenUse(
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
        )


class Piece(NamedTuple):
    """A piece of a streamed text; the last piece has no text but the number of tokens used."""

    text: str
    use: TokenUse | None = None


class LanguageModel(Protocol):
    """A language model that streams a text for a prompt."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def context_tokens(self) -> int: ...  # noqa: D102

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a text has, or a higher estimate."""
        ...

    def stream(self, system: str, prompt: str) -> Iterator[Piece]:
        """Yield the text piece by piece, then the use; raise ServiceError if the service fails for good."""
        ...


class Waits(NamedTuple):
    """How many seconds a service may take to respond, and a whole call with its retries."""

    timeout_s: float
    deadline_s: float


class ProviderModel:
    """A provider's model, called through LlamaIndex with a limited number of retries and an overall deadline.

    A call is retried only if it has not yielded anything yet, so no text is streamed twice. The clients' own retries are
    switched off: Ollama's client has none, and those of OpenAI and Anthropic know nothing of the deadline. They would sleep
    past it and then send a request that is paid for but that nobody waits for.
    """

    def __init__(
        self,
        llm: "LLM",
        service: Service,
        context_tokens: int,
        waits: Waits,
        tokenize: Callable[[str], Sequence[int]] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._llm = llm
        self.name = service.model
        self.service = service
        self.context_tokens = context_tokens
        self._waits = waits
        self._tokenize = tokenize
        self._sleep = sleep

    def count_tokens(self, text: str) -> int:
        """Return the count of the provider's tokenizer if there is one, else a safe estimate."""
        if self._tokenize:
            return len(self._tokenize(text))
        return len(text.encode("utf-8")) // CHARS_PER_TOKEN + 1

    def stream(self, system: str, prompt: str) -> Iterator[Piece]:
        """Yield the text piece by piece, then the use; raise ServiceError if the service fails for good."""
        from llama_index.core.llms import ChatMessage

        messages = [ChatMessage(role="system", content=system), ChatMessage(role="user", content=prompt)]
        give_up_at = time.monotonic() + self._waits.deadline_s
        for attempt in range(1, ATTEMPTS + 1):
            written = 0
            try:
                for piece in self._once(messages, give_up_at, system + prompt):
                    written += len(piece.text)
                    yield piece
                return
            except ServiceError:
                raise
            except Exception as error:  # each provider has its own errors; what matters is whether another try may help
                pause = _pause_before_retry(error, attempt)
                has_time = pause is not None and time.monotonic() + pause < give_up_at
                if written or attempt == ATTEMPTS or not has_time or pause is None:
                    raise ServiceError(reason(error, self.service, self._waits.timeout_s)) from error
                _logger.info("in %.1f s again, as %s", pause, reason(error, self.service, self._waits.timeout_s))
                self._sleep(pause)

    def _once(self, messages: list[Any], give_up_at: float, sent: str) -> Iterator[Piece]:
        received: list[str] = []
        use: TokenUse | None = None
        began = time.monotonic()
        _logger.info("asking %s: about %d tokens in", self.service.told, self.count_tokens(sent))
        try:
            for response in until(give_up_at, lambda: iter(self._llm.stream_chat(messages))):
                use = _use_of(response.raw) or use
                if response.delta:
                    received.append(response.delta)
                    yield Piece(response.delta)
        except TimeoutError as error:
            raise ServiceError(
                f"{self.service.told} took longer than {self._waits.deadline_s:g} s: raise QA_BOT_LLM_DEADLINE_S, or use a faster model"
            ) from error
        estimated = TokenUse(prompt_tokens=self.count_tokens(sent), completion_tokens=self.count_tokens("".join(received)))
        used = use or estimated
        told = (self.service.told, used.prompt_tokens, used.completion_tokens, time.monotonic() - began)
        _logger.info("%s wrote: %d tokens in, %d out, %.1f s", *told)
        yield Piece("", used)


def _pause_before_retry(error: Exception, attempt: int) -> float | None:
    """Return how long to wait before another try, preferably as the service asks; None if another try is useless."""
    import random

    code = status_of(error)
    if code is not None and code not in _RETRIED_CODES:
        return None
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    asked = _seconds(str(headers.get("retry-after", "")))
    if asked is not None:
        return asked
    return min(LONGEST_PAUSE_S, 0.5 * 2.0**attempt) * random.uniform(0.5, 1.0)


def _seconds(retry_after: str) -> float | None:
    """Return how many seconds a Retry-After header (a number or a date) asks for; None without one."""
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    if retry_after.replace(".", "", 1).isdigit():
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def _use_of(raw: Any) -> TokenUse | None:
    """Return the number of tokens that a provider reports, whichever of the providers' formats it uses."""
    usage = raw.get("usage") if isinstance(raw, dict) else getattr(raw, "usage", None)

    def count(source: Any, *names: str) -> int:
        for name in names:
            value = source.get(name) if isinstance(source, dict) else getattr(source, name, None)
            if isinstance(value, int):
                return value
        return 0

    prompt = count(usage, "prompt_tokens", "input_tokens") or count(raw, "prompt_eval_count")
    completion = count(usage, "completion_tokens", "output_tokens") or count(raw, "eval_count")
    return TokenUse(prompt_tokens=prompt, completion_tokens=completion) if prompt or completion else None

"""A client of a Chroma server. What fails in passing is tried again; what does not is told with the server's address."""

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from qa_bot.errors import QaBotError, ServiceError
from qa_bot.storage.servers import ChromaServer
from qa_bot.storage.vectors import import_chroma

FIRST_WAIT_S = 0.1
LONGEST_WAIT_S = 2.0
# Busy, restarting, or behind a proxy that does not reach it.
_PASSING = {429, 500, 502, 503, 504}
_REFUSED = {401, 403}
_logger = logging.getLogger(__name__)
Result = TypeVar("Result")


class Patience(NamedTuple):
    """How many seconds one answer is waited for, and for how many a failing call is begun again."""

    answer_s: float
    retry_s: float


# Somebody waits for an answer; an ingest can wait for a server that starts again.
ASKING = Patience(20.0, 8.0)
WRITING = Patience(120.0, 60.0)


class ChromaClient:
    """A connection to a server; `client` is Chroma's own, and `call` is how it is used."""

    def __init__(self, server: ChromaServer, patience: Patience) -> None:
        self._server = server
        self._patience = patience
        self.client: Any = self.call(lambda: _connect(server, patience.answer_s), _no_database(server))

    def call(self, do: Callable[[], Result], missing: QaBotError) -> Result:
        """Return what a call of the client returns; raise `missing` where the server does not have what is asked for.

        Raise ServiceError if the server refuses access, does not answer in time, or reports an error.
        """
        end, wait = time.monotonic() + self._patience.retry_s, FIRST_WAIT_S
        while True:
            try:
                return do()
            except Exception as error:  # Chroma raises its own exceptions, httpx's, and plain ones
                failure = _failure_of(error, self._server.address, missing)
                if failure is not None:
                    raise failure from error
                left = end - time.monotonic()
                if left <= 0:
                    raise _silent(self._server.address, error) from error
                _logger.info("the Chroma server %s does not answer (%s): trying again", self._server.address, _reason(error))
            time.sleep(min(wait, left))
            wait = min(2 * wait, LONGEST_WAIT_S)

    def close(self) -> None:
        """Close the connections."""
        self.client.close()


def _connect(server: ChromaServer, answer_s: float) -> Any:
    import_chroma()
    from qa_bot.storage.bounded_client import BoundedClient

    return BoundedClient(server, answer_s)


def _failure_of(error: Exception, address: str, missing: QaBotError) -> QaBotError | None:
    """Return the error to raise; None for one that may pass."""
    from chromadb.errors import NotFoundError

    status = _status_of(error)
    if isinstance(error, NotFoundError):
        return missing
    if status in _REFUSED:
        return ServiceError(
            f"the Chroma server {address} refuses access ({status}): set QA_BOT_CHROMA_TOKEN to a token that it accepts"
        )
    if _is_of_tls(error):
        return ServiceError(
            f"no safe connection to the Chroma server {address} ({_reason(error)}): check that QA_BOT_CHROMA_URL begins with "
            "the right one of http:// and https://, and the server's certificate (SSL_CERT_FILE names an authority of yours)"
        )
    if status in _PASSING or _is_of_transport(error):
        return None
    if status is None or status == 404:
        return ServiceError(f"what answers at {address} is no Chroma server ({_reason(error)}): check QA_BOT_CHROMA_URL")
    return ServiceError(f"the Chroma server {address} reports an error ({_reason(error)}): its log may tell more")


def _silent(address: str, error: Exception) -> ServiceError:
    return ServiceError(
        f"the Chroma server {address} does not answer ({_reason(error)}): see that it runs and can be reached at that address "
        "(QA_BOT_CHROMA_URL), then try again"
    )


def _no_database(server: ChromaServer) -> QaBotError:
    return ServiceError(
        f"the Chroma server {server.address} has no database {server.database} of a tenant {server.tenant}: create it there, or "
        "name another at the end of QA_BOT_CHROMA_URL (?tenant=NAME&database=NAME)"
    )


def _status_of(error: Exception) -> int | None:
    """Return the status of the HTTP response that an exception stands for, if it does."""
    from chromadb.errors import ChromaError

    if isinstance(error, ChromaError):
        return int(error.code())
    response = getattr(error.__context__, "response", None)
    return getattr(response, "status_code", None)


def _is_of_transport(error: Exception) -> bool:
    import httpx

    return any(isinstance(cause, httpx.TransportError) for cause in _causes(error))


def _is_of_tls(error: Exception) -> bool:
    import ssl

    return any(isinstance(cause, ssl.SSLError) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those that it was raised from or after."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__


def _reason(error: Exception) -> str:
    """Return an exception in a few words; the text of a response is not shown, as it may be a whole page."""
    from chromadb.errors import ChromaError

    status = _status_of(error)
    if status is not None and not isinstance(error, ChromaError):
        return f"status {status}"
    if isinstance(error, ChromaError):
        return f"{type(error).__name__}: {str(error)[:200]}"
    return type(error).__name__ if not str(error) or isinstance(error, ValueError) else str(error)[:200]

"""What a request cannot get, with its HTTP status."""

from qa_bot.errors import BatchError, IndexUnusableError, QaBotError, ServiceError, UsageError
from qa_bot.server.limits import RETRY_S


class RequestError(QaBotError):
    """A request that is refused."""

    status = 400


class TooLargeError(RequestError):
    """A body of more bytes than the server reads."""

    status = 413


class TooLongError(RequestError):
    """A question of more characters than the server answers."""

    status = 422


class ForbiddenError(RequestError):
    """A request from another site, or for another host."""

    status = 403


class TokenError(RequestError):
    """A request without the token."""

    status = 401


class UnknownDocumentError(RequestError):
    """A document that is not in the index."""

    status = 404


class QueueFullError(ServiceError):
    """Too many questions wait."""


class TooSlowError(ServiceError):
    """An answer took too long."""


def status_of(error: Exception) -> int:
    """Return the HTTP status of an error."""
    if isinstance(error, RequestError):
        return error.status
    kinds = {
        QueueFullError: 429,
        TooSlowError: 504,
        IndexUnusableError: 503,
        BatchError: 400,
        UsageError: 400,
        ServiceError: 502,
    }
    return next((status for kind, status in kinds.items() if isinstance(error, kind)), 500)


def headers_of(error: Exception) -> dict[str, str]:
    """Return what a client is told beside the message."""
    return {"Retry-After": str(RETRY_S)} if isinstance(error, QueueFullError) else {}

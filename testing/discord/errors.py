"""Errors of the REST API, with Discord's numbers."""

from typing import Any


class ApiError(Exception):
    """An answer of 4xx: `errors` says of each field what is wrong with it."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {"message": message, "code": code, **({"errors": errors} if errors else {})}


def invalid(field: str, code: str, message: str) -> ApiError:
    """Return the error of a form; `field` is a path such as embeds.0.title."""
    errors: dict[str, Any] = {"_errors": [{"code": code, "message": message}]}
    for part in reversed(field.split(".")):
        errors = {part: errors}
    return ApiError(400, 50035, "Invalid Form Body", errors)


def too_long(field: str, limit: int) -> ApiError:
    return invalid(field, "BASE_TYPE_MAX_LENGTH", f"Must be {limit} or fewer in length.")


def unknown(what: str) -> ApiError:
    codes = {"Application": 10002, "Channel": 10003, "Guild": 10004, "Member": 10007, "Message": 10008, "User": 10013}
    codes |= {"Webhook": 10015, "Interaction": 10062, "Application Command": 10063}
    return ApiError(404, codes[what], f"Unknown {what}")


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def archived() -> ApiError:
    return ApiError(400, 50083, "Thread is archived")

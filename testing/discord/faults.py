"""Failures that a test orders: the next request that fits is refused, delayed, limited or cut."""

import re
import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Fault:
    """A failure of the next `times` requests that fit.

    `status` 0 cuts the connection; `is_done` lets the request take effect although it seems to fail; a request
    that is `held` waits until the event is set.
    """

    method: str
    path: str
    status: int | None
    times: int = 1
    body: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    is_done: bool = False
    held: threading.Event | None = None
    used: int = 0

    def fits(self, method: str, path: str) -> bool:
        return self.used < self.times and method == self.method and re.search(self.path, path) is not None


def rate_limited(retry_after_s: float, is_global: bool = False) -> dict[str, Any]:
    """Return the fields of a fault that answers 429 as Discord does: with Retry-After, a bucket and a Via header."""
    scope = "global" if is_global else "user"
    headers = {
        "Retry-After": str(int(retry_after_s) + 1),
        "X-RateLimit-Limit": "5",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset-After": str(retry_after_s),
        "X-RateLimit-Bucket": "0123456789abcdef",
        "X-RateLimit-Scope": scope,
        "Via": "1.1 google",
    }
    body = {"message": "You are being rate limited.", "retry_after": retry_after_s, "global": is_global}
    return {"status": 429, "headers": headers | ({"X-RateLimit-Global": "true"} if is_global else {}), "body": body}

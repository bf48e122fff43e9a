"""Rate limits as Discord announces them; wide ones unless a test makes them as narrow as they are in a channel."""

import re
import time
import zlib
from typing import Any, NamedTuple

WIDE = (1000, 1.0)


class Bucket(NamedTuple):
    """How much of a limit is left after a request."""

    name: str
    limit: int
    remaining: int
    reset_after_s: float
    is_over: bool

    def headers(self) -> dict[str, str]:
        headers = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": f"{time.time() + self.reset_after_s:.3f}",
            "X-RateLimit-Reset-After": f"{self.reset_after_s:.3f}",
            "X-RateLimit-Bucket": self.name,
        }
        over = {"Retry-After": str(int(self.reset_after_s) + 1), "X-RateLimit-Scope": "user", "Via": "1.1 google"}
        return headers | over if self.is_over else headers

    def refusal(self) -> dict[str, Any]:
        return {"message": "You are being rate limited.", "retry_after": round(self.reset_after_s, 3), "global": False}


class Limits:
    """The requests of each route and channel, counted; `narrow` holds (requests, seconds) by method and path pattern."""

    def __init__(self) -> None:
        self.narrow: dict[tuple[str, str], tuple[int, float]] = {}
        self._windows: dict[str, tuple[float, int]] = {}

    def take(self, method: str, path: str) -> Bucket:
        limit, window_s = self._limit(method, path)
        # Every message of a channel shares a bucket, the channel does not.
        major = re.match(r"/(?:channels|guilds|webhooks)/[^/]+", path)
        route = re.sub(r"\d{5,}", "*", path)
        name = f"{zlib.crc32(f'{method} {route}'.encode()):08x}"
        key, now = f"{name} {major.group() if major else ''}", time.monotonic()
        began, taken = self._windows.get(key, (now, 0))
        if now - began >= window_s:
            began, taken = now, 0
        is_over = taken >= limit
        self._windows[key] = (began, taken + (not is_over))
        return Bucket(name, limit, max(0, limit - taken - 1), began + window_s - now, is_over)

    def _limit(self, method: str, path: str) -> tuple[int, float]:
        for (narrow_method, pattern), limit in self.narrow.items():
            if method == narrow_method and re.fullmatch(pattern, path):
                return limit
        return WIDE

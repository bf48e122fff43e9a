"""Wait for a request no longer than it is worth, without breaking it off; repeat one that failed for no good reason.

discord.py keeps all requests waiting while it sleeps off a global rate limit, and for good where that sleep is cancelled.
It repeats requests after some failures of Discord's, but neither after a lost connection nor after "unavailable".
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import aiohttp
import discord

# What a request to Discord can fail with.
FAILURES = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
UNAVAILABLE = 503
PAUSES_S = (0.5, 1.0, 2.0)
Result = TypeVar("Result")
_left_alone: set[asyncio.Task[Any]] = set()


async def within(timeout_s: float, request: Coroutine[Any, Any, Result]) -> Result:
    """Return what a request returns; raise TimeoutError when that takes longer, and let it end by itself."""
    task = asyncio.create_task(request)
    await asyncio.wait({leave_alone(task)}, timeout=timeout_s)
    if not task.done():
        raise TimeoutError
    return task.result()


async def insist(request: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """Return what a request returns that may be made more than once; raise what the last try raises."""
    for pause_s in PAUSES_S:
        try:
            return await request()
        except discord.DiscordServerError as error:
            if error.status != UNAVAILABLE:
                raise
        except (aiohttp.ClientError, OSError, TimeoutError):
            pass
        await asyncio.sleep(pause_s)
    return await request()


def leave_alone(task: asyncio.Task[Result]) -> asyncio.Task[Result]:
    """Keep a task alive until it ends by itself, whatever comes of it."""
    _left_alone.add(task)
    task.add_done_callback(_forget)
    return task


def _forget(task: asyncio.Task[Any]) -> None:
    _left_alone.discard(task)
    if not task.cancelled():
        task.exception()

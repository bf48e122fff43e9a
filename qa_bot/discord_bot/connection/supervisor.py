"""Keep a connection to Discord: a fresh client after every failure, an error where only the operator can help."""

import asyncio
import logging
import random
from collections.abc import Callable

import discord

from qa_bot.discord_bot.outgoing.requests import within
from qa_bot.errors import DiscordSettingsError

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
# A connection that held this long was a good one: the next failure is the first again.
GOOD_AFTER_S = 60.0
CLOSE_S = 1.5
TOKEN_ADVICE = (
    "Discord refuses the bot's token: set QA_BOT_DISCORD_TOKEN to the one that the developer portal shows under Bot, "
    "or make a new one there"
)
INTENT_ADVICE = (
    "Discord refuses the message content intent: switch it on in the developer portal under Bot, "
    "or set QA_BOT_DISCORD_MESSAGE_CONTENT=false"
)
# What the gateway closes a connection with when trying again is of no use.
_FINAL = {4004: TOKEN_ADVICE, 4013: INTENT_ADVICE, 4014: INTENT_ADVICE}
API_HINT = " (is QA_BOT_DISCORD_API_URL right? its path is that of an API, such as /api/v10; for Discord itself leave it empty)"
GATEWAY_HINT = (
    " (do QA_BOT_DISCORD_API_URL and QA_BOT_DISCORD_GATEWAY_URL lead to the same Discord? the one says how many shards the "
    "other wants; for Discord itself leave both empty)"
)
# The shard is wrong, more of them are needed, the version is wrong: the library does right what the addresses say.
_MISMATCHES = frozenset({4010, 4011, 4012})
_logger = logging.getLogger(__name__)


async def keep_connected(open_client: Callable[[], discord.Client], token: str) -> None:
    """Run clients, one after the other, until cancelled; raise DiscordSettingsError when none can ever connect."""
    pause_s = FIRST_PAUSE_S
    while True:
        began = asyncio.get_running_loop().time()
        client = open_client()
        try:
            await client.start(token)
            _logger.warning("the connection ended")
        except Exception as error:
            if advice := advice_on(error):
                raise DiscordSettingsError(advice) from error
            _logger.warning("the connection failed: %s: %s%s", type(error).__name__, error, hint_on(error))
            _logger.debug("where it failed", exc_info=error)
        finally:
            await close(client)
        if asyncio.get_running_loop().time() - began > GOOD_AFTER_S:
            pause_s = FIRST_PAUSE_S
        await asyncio.sleep(pause_s * random.uniform(0.8, 1.2))
        pause_s = min(2 * pause_s, LONGEST_PAUSE_S)


def advice_on(error: Exception) -> str | None:
    """Return which setting to change; None where trying again may help."""
    if isinstance(error, discord.LoginFailure):
        return TOKEN_ADVICE
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return INTENT_ADVICE
    if isinstance(error, discord.ConnectionClosed):
        return _FINAL.get(error.code)
    if isinstance(error, discord.HTTPException) and error.status == 401:
        return TOKEN_ADVICE
    return None


def hint_on(error: Exception) -> str:
    """Return which setting may be wrong, "" where none suggests itself; trying again may help all the same."""
    cause = error.__cause__ if isinstance(error, discord.GatewayNotFound) else error
    if isinstance(cause, discord.HTTPException) and cause.status == 404:
        return API_HINT
    if isinstance(cause, discord.ConnectionClosed) and cause.code in _MISMATCHES:
        return GATEWAY_HINT
    return ""


async def close(client: discord.Client) -> None:
    """Close a client; one that never connected, or does not answer, is let go."""
    try:
        await within(CLOSE_S, client.close())
    except Exception as error:
        _logger.debug("a client did not close in order: %s", type(error).__name__)
        await client.http.close()

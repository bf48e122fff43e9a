"""Point discord.py at other addresses than Discord's own: a proxy, or a test server."""

from typing import Any
from urllib.parse import urlsplit

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route
from discord.webhook.async_ import AsyncWebhookAdapter

from qa_bot.settings import Settings

API_PATH = "/api/v10"


def redirect(settings: Settings) -> None:
    """Make discord.py use the configured addresses, for the rest of the process."""
    if settings.discord_api_url:
        base = api_base(settings.discord_api_url)
        Route.BASE = base
        discord.Asset.BASE = _origin(base)
        _accept_silence()
    if settings.discord_gateway_url:
        _redirect_gateway(yarl.URL(settings.discord_gateway_url))


def api_base(url: str) -> str:
    """Return an API's address with its path and version, and without a slash at the end."""
    trimmed = url.rstrip("/")
    path = urlsplit(trimmed).path
    return f"{trimmed.removesuffix('/api')}{API_PATH}" if path in ("", "/api") else trimmed


def nearer(url: str, gateway: yarl.URL) -> str:
    """Return the address itself where it is the gateway's host and port, else the gateway's with its query.

    Discord names an address of its own to resume a session at; behind a proxy only the proxy can be reached.
    """
    wanted = yarl.URL(url)
    is_there = (wanted.host, wanted.port) == (gateway.host, gateway.port)
    return url if is_there else str(gateway.with_query(wanted.query))


def _redirect_gateway(gateway: yarl.URL) -> None:
    DiscordWebSocket.DEFAULT_GATEWAY = gateway
    connect = HTTPClient.ws_connect

    async def ws_connect(self: HTTPClient, url: str, **options: Any) -> Any:
        return await connect(self, nearer(url, gateway), **options)

    HTTPClient.ws_connect = ws_connect  # type: ignore[method-assign]


def _accept_silence() -> None:
    """Let a server confirm a response to an interaction without describing it, which the library takes for a failure."""
    create = AsyncWebhookAdapter.create_interaction_response

    async def create_interaction_response(self: AsyncWebhookAdapter, interaction_id: int, token: str, **options: Any) -> Any:
        described = await create(self, interaction_id, token, **options)
        is_described = isinstance(described, dict) and "interaction" in described
        return described if is_described else {"interaction": {"id": str(interaction_id)}}

    AsyncWebhookAdapter.create_interaction_response = create_interaction_response  # type: ignore[method-assign]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"

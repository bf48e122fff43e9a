"""Endpoints of the application, its commands, its user, guilds and the gateway's address."""

from typing import Any

from testing.discord.errors import ApiError, invalid, missing_access, unknown
from testing.discord.payloads import (
    channel_payload,
    full_member_payload,
    guild_payload,
    role_payload,
    thread_payload,
    user_payload,
)
from testing.discord.rest import Call, Routes
from testing.discord.world import Guild, User, snowflake


def gateway(call: Call) -> Any:
    return {"url": call.rest.gateway.url}


def gateway_bot(call: Call) -> Any:
    limit = {"total": 1000, "remaining": 1000 - len(call.rest.gateway.identifies), "reset_after": 0, "max_concurrency": 1}
    return {"url": call.rest.gateway.url, "shards": call.rest.shards, "session_start_limit": limit}


def me(call: Call) -> Any:
    return {**user_payload(call.world.bot), "verified": True, "mfa_enabled": False, "email": None, "flags": 0}


def application(call: Call) -> Any:
    return {
        "id": str(call.world.bot.id),
        "name": call.world.bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "verify_key": "0" * 64,
        "flags": call.world.application_flags,
        "bot_public": False,
        "bot_require_code_grant": False,
        "owner": user_payload(call.world.owner),
        "team": None,
    }


def list_commands(call: Call) -> Any:
    _check_application(call)
    return call.world.commands


def overwrite_commands(call: Call) -> Any:
    """Replace all commands, as a synchronisation does; names keep their ids."""
    _check_application(call)
    if len(call.body) > 115:
        raise ApiError(400, 30032, "Maximum number of application commands reached (100)")
    known = {(c["name"], c["type"]): c["id"] for c in call.world.commands}
    commands = []
    for command in call.body:
        _check_command(command)
        key = (command["name"], command.get("type", 1))
        fixed = {"id": known.get(key, str(snowflake())), "application_id": str(call.world.bot.id), "version": str(snowflake())}
        commands.append({"description": "", "default_member_permissions": None, "type": 1, "nsfw": False, **command, **fixed})
    call.world.commands = commands
    return commands


def _check_command(command: dict[str, Any]) -> None:
    is_chat_input = command.get("type", 1) == 1
    if not 1 <= len(command["name"]) <= 32 or (is_chat_input and command["name"] != command["name"].lower()):
        raise invalid("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    if is_chat_input != bool(command.get("description")):
        raise invalid("description", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    if len(command.get("description", "")) > 100 or len(command.get("options", ())) > 25:
        raise invalid("description", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")


def _check_application(call: Call) -> None:
    if int(call.ids["application"]) != call.world.bot.id:
        raise unknown("Application")


def create_dm(call: Call) -> Any:
    return channel_payload(call.world.dm(_user(call, call.body["recipient_id"])))


def get_user(call: Call) -> Any:
    return user_payload(_user(call, call.ids["user"]))


def _user(call: Call, user_id: str) -> User:
    user = call.world.user_by_id(int(user_id))
    if user is None:
        raise unknown("User")
    return user


def _guild(call: Call) -> Guild:
    if int(call.ids["guild"]) != call.world.guild.id:
        raise missing_access()
    return call.world.guild


def my_guilds(call: Call) -> Any:
    return [guild_payload(call.world.guild)]


def get_guild(call: Call) -> Any:
    return guild_payload(_guild(call))


def guild_channels(call: Call) -> Any:
    return [channel_payload(channel) for channel in _guild(call).channels.values() if not channel.is_thread]


def guild_roles(call: Call) -> Any:
    return [role_payload(role, position) for position, role in enumerate(_guild(call).roles.values())]


def guild_threads(call: Call) -> Any:
    threads = [channel for channel in _guild(call).channels.values() if channel.is_thread and not channel.archived]
    return {"threads": [thread_payload(thread) for thread in threads], "members": []}


def guild_member(call: Call) -> Any:
    guild, user = _guild(call), _user(call, call.ids["user"])
    if user.id not in guild.members:
        raise unknown("Member")
    return full_member_payload(guild, user)


ROUTES: Routes = (
    ("GET", "/gateway", gateway),
    ("GET", "/gateway/bot", gateway_bot),
    ("GET", "/users/@me", me),
    ("GET", "/oauth2/applications/@me", application),
    ("GET", "/applications/@me", application),
    ("GET", "/applications/{application}/commands", list_commands),
    ("PUT", "/applications/{application}/commands", overwrite_commands),
    ("POST", "/users/@me/channels", create_dm),
    ("GET", "/users/@me/guilds", my_guilds),
    ("GET", "/users/{user}", get_user),
    ("GET", "/guilds/{guild}", get_guild),
    ("GET", "/guilds/{guild}/channels", guild_channels),
    ("GET", "/guilds/{guild}/roles", guild_roles),
    ("GET", "/guilds/{guild}/threads/active", guild_threads),
    ("GET", "/guilds/{guild}/members/{user}", guild_member),
)

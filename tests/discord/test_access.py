"""Who may ask the bot where."""

import pytest

from qa_bot.discord_bot.policy.access import Bounds, Person, Place, access, bounds_of
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.settings import load_settings

GUILD, CHANNEL, OTHER, THREAD, STAFF, MODS = 1, 10, 11, 100, 50, 51
HERE = Place(guild_id=GUILD, channel_id=CHANNEL)
IN_THREAD = Place(guild_id=GUILD, channel_id=THREAD, parent_id=CHANNEL)
DIRECT = Place(guild_id=None, channel_id=900)
ANYBODY = Person()
ON_STAFF = Person(role_ids=frozenset({STAFF}))
MANAGER = Person(can_manage=True)
DEFAULTS = GuildConfig()
OFF_HERE = DEFAULTS.with_mode(CHANNEL, "off")
STAFF_ASKS = DEFAULTS.with_roles((STAFF,))


def bounds(guilds: set[int] = frozenset(), channels: set[int] = frozenset(), roles: set[int] = frozenset()) -> Bounds:
    return Bounds(guild_ids=frozenset(guilds), channel_ids=frozenset(channels), role_ids=frozenset(roles))


FREE = bounds()


@pytest.mark.parametrize(
    ("drawn", "config", "place", "person", "refusal"),
    [
        pytest.param(FREE, DEFAULTS, HERE, ANYBODY, None, id="anybody asks where nothing is bounded"),
        pytest.param(FREE, DEFAULTS, DIRECT, ANYBODY, None, id="direct messages are open where nothing is bounded"),
        pytest.param(bounds({GUILD}), DEFAULTS, HERE, ANYBODY, None, id="the operator's server"),
        pytest.param(bounds({2}), DEFAULTS, HERE, ANYBODY, "guild", id="another server than the operator's"),
        pytest.param(bounds({2}), DEFAULTS, HERE, MANAGER, "guild", id="a manager of another server"),
        pytest.param(bounds({2}), DEFAULTS, DIRECT, ANYBODY, "dm", id="a bound on servers closes direct messages"),
        pytest.param(bounds(channels={CHANNEL}), DEFAULTS, HERE, ANYBODY, None, id="the operator's channel"),
        pytest.param(bounds(channels={OTHER}), DEFAULTS, HERE, MANAGER, "channel", id="another channel"),
        pytest.param(bounds(channels={CHANNEL}), DEFAULTS, IN_THREAD, ANYBODY, None, id="a thread of the operator's channel"),
        pytest.param(bounds(channels={THREAD}), DEFAULTS, IN_THREAD, ANYBODY, None, id="a thread named by the operator"),
        pytest.param(bounds(channels={THREAD}), DEFAULTS, HERE, ANYBODY, "channel", id="the parent of a thread named"),
        pytest.param(bounds(channels={OTHER}), DEFAULTS, DIRECT, ANYBODY, "dm", id="a bound on channels closes them too"),
        pytest.param(bounds(channels={900}), DEFAULTS, DIRECT, ANYBODY, None, id="a direct message's channel named"),
        pytest.param(bounds(roles={STAFF}), DEFAULTS, HERE, ON_STAFF, None, id="the operator's role"),
        pytest.param(bounds(roles={STAFF}), DEFAULTS, HERE, ANYBODY, "role", id="no role of the operator's"),
        pytest.param(bounds(roles={STAFF}), DEFAULTS, HERE, MANAGER, "role", id="the operator's roles bind managers"),
        pytest.param(bounds(roles={STAFF}), DEFAULTS, DIRECT, ON_STAFF, "dm", id="no role is known in a direct message"),
        pytest.param(FREE, OFF_HERE, HERE, ANYBODY, "off", id="a channel switched off"),
        pytest.param(FREE, OFF_HERE, IN_THREAD, ANYBODY, "off", id="a thread of a channel switched off"),
        pytest.param(FREE, OFF_HERE, Place(guild_id=GUILD, channel_id=OTHER), ANYBODY, None, id="the channel beside it"),
        pytest.param(FREE, STAFF_ASKS, HERE, ON_STAFF, None, id="the server's role"),
        pytest.param(FREE, STAFF_ASKS, HERE, ANYBODY, "role", id="no role of the server's"),
        pytest.param(FREE, STAFF_ASKS, HERE, MANAGER, None, id="the server's roles do not bind its managers"),
        pytest.param(bounds(roles={MODS}), STAFF_ASKS, HERE, ON_STAFF, "role", id="both the operator's and the server's"),
    ],
)
def test_may_ask(drawn: Bounds, config: GuildConfig, place: Place, person: Person, refusal: str | None) -> None:
    assert access(drawn, config, place, person, sees_messages=True).refusal == refusal


@pytest.mark.parametrize(
    ("chosen", "sees_messages", "mode"),
    [
        ("off", True, "off"),
        ("mention", True, "mention"),
        ("all", True, "all"),
        ("forum", True, "forum"),
        ("all", False, "mention"),
        ("forum", False, "mention"),
        ("off", False, "off"),
    ],
)
def test_a_bot_that_sees_no_messages_hears_only_mentions(chosen: str, sees_messages: bool, mode: str) -> None:
    config = DEFAULTS.with_mode(CHANNEL, chosen)
    assert access(FREE, config, HERE, ANYBODY, sees_messages).mode == mode
    assert access(FREE, config, IN_THREAD, ANYBODY, sees_messages).mode == mode


def test_a_place_out_of_bounds_is_off_whatever_the_server_chose() -> None:
    config = DEFAULTS.with_mode(CHANNEL, "all").with_threads(CHANNEL, True)
    found = access(bounds(channels={OTHER}), config, HERE, ANYBODY, sees_messages=True)
    assert (found.mode, found.opens_thread) == ("off", False)


@pytest.mark.parametrize(
    ("place", "mode", "opens_thread"),
    [
        pytest.param(HERE, "mention", True, id="in the channel"),
        pytest.param(HERE, "all", True, id="in a channel where everything is a question"),
        pytest.param(IN_THREAD, "mention", False, id="not within a thread"),
        pytest.param(HERE, "forum", False, id="a post is a thread already"),
        pytest.param(Place(guild_id=GUILD, channel_id=OTHER), "mention", False, id="not where it was not chosen"),
        pytest.param(DIRECT, "mention", False, id="not in a direct message"),
    ],
)
def test_threads_are_opened_only_where_that_was_chosen(place: Place, mode: str, opens_thread: bool) -> None:
    config = DEFAULTS.with_mode(CHANNEL, mode).with_threads(CHANNEL, True)
    assert access(FREE, config, place, ANYBODY, sees_messages=True).opens_thread is opens_thread


def test_bounds_are_read_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_BOT_DISCORD_GUILDS", "1,2")
    monkeypatch.setenv("QA_BOT_DISCORD_CHANNELS", "10")
    assert bounds_of(load_settings()) == bounds({1, 2}, {10})

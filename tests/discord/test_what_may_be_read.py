"""Which corpora may be read where, by everybody and by the person who asks."""

import pytest

from qa_bot.discord_bot.policy.access import STARTED, Person, Place, Readable, choosable, may_read, readable_in
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.settings import load_settings

GUILD, CHANNEL, OTHER, THREAD, ROLE = 1, 10, 11, 12, 20
STAFF = Person(role_ids=frozenset({ROLE}))
HERE = Place(guild_id=GUILD, channel_id=CHANNEL)
CHOSEN = GuildConfig().with_corpora(CHANNEL, ("handbook",)).with_role_corpora(ROLE, ("minutes",))


def read(config: GuildConfig, place: Place = HERE, person: Person = STAFF, lent: str = "handbook,minutes") -> Readable:
    return readable_in(load_settings(discord_corpora=lent), config, place, person)


@pytest.mark.parametrize(
    ("config", "in_public", "in_private"),
    [
        (GuildConfig(), (STARTED,), (STARTED,)),
        (GuildConfig().with_corpora(None, ("minutes",)), ("minutes",), ("minutes",)),
        (GuildConfig().with_corpora(OTHER, ("minutes",)), (STARTED,), (STARTED,)),
        (CHOSEN, ("handbook",), ("handbook", "minutes")),
        (CHOSEN.with_corpora(CHANNEL, ()), (STARTED,), (STARTED, "minutes")),
        (GuildConfig().with_corpora(CHANNEL, ("salaries",)), (), ()),
        (GuildConfig().with_corpora(CHANNEL, ("salaries", "handbook")), ("handbook",), ("handbook",)),
    ],
    ids=["nothing chosen", "everywhere", "elsewhere", "and by a role", "by a role alone", "not lent", "lent in part"],
)
def test_a_channel_reads_what_was_chosen_and_a_role_adds_to_it_in_private(config, in_public, in_private):
    assert read(config) == Readable(in_public=in_public, in_private=in_private)


def test_a_role_opens_nothing_to_others():
    assert read(CHOSEN, person=Person(role_ids=frozenset({ROLE + 1}))).in_private == ("handbook",)


def test_a_thread_reads_what_its_channel_reads():
    assert read(CHOSEN, Place(guild_id=GUILD, channel_id=THREAD, parent_id=CHANNEL)).in_public == ("handbook",)


def test_a_channel_that_is_not_known_reads_nothing_where_any_channel_has_corpora_of_its_own():
    unknown = Place(guild_id=GUILD, channel_id=THREAD, is_known=False)
    assert read(CHOSEN, unknown).in_public == ()
    assert read(GuildConfig().with_corpora(None, ("minutes",)), unknown).in_public == ("minutes",)


def test_a_direct_message_reads_the_corpus_of_the_settings_alone():
    assert read(CHOSEN, Place(guild_id=None, channel_id=CHANNEL)) == Readable()


def test_a_corpus_can_be_lent_to_one_server_alone():
    lent = ("handbook", "minutes@1", "salaries@2")
    assert choosable(lent, 1) == ("handbook", "minutes")
    assert choosable(lent, 2) == ("handbook", "salaries")
    assert choosable(lent, None) == ()


@pytest.mark.parametrize(
    ("corpora", "is_read"), [(("a",), True), (("a", "b"), True), (("a", "c"), False), ((STARTED,), False), ((), True)]
)
def test_an_answer_may_be_read_by_who_may_read_all_that_it_was_made_from(corpora, is_read):
    assert may_read(corpora, ("a", "b")) is is_read

import sqlite3
import stat
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qa_bot.answer import Answer, Citation, IndexInfo
from qa_bot.discord_bot.memory.standing import Asked, Standing
from qa_bot.discord_bot.memory.store import FILE, Store
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.errors import StorageError

ANNA, BERT = 80351110224678912, 175928847299117063
CHANNEL = 41771983423143937


def an_answer(question: str = "Where did they meet?", **changes: object) -> Answer:
    quote = "They met in Ankara."
    cited = Citation(number=1, source="a.txt", quote=quote, start=0, end=len(quote), line_start=1, line_end=1)
    fields = {
        "question": question,
        "standalone_question": question,
        "status": "answered",
        "text": f"{quote} [1]",
        "confidence": 0.9,
        "citations": (cited,),
        "index": IndexInfo(generation=7, documents=5, chunks=40, built_at="2026-01-01T00:00:00+00:00"),
    }
    return Answer(**{**fields, **changes})


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    store = Store(tmp_path / "state" / FILE, clock)
    yield store
    store.close()


def test_an_entry_comes_back_as_it_was_kept(store):
    kept = store.add_entry(an_answer(), ANNA, CHANNEL, guild_id=1, thread_id=2)
    store.add_messages(kept.id, [12, 11])
    found = store.entry(kept.id)
    assert found == kept.model_copy(update={"message_ids": (11, 12)})
    assert found.answer == an_answer()
    assert found.answer.index.generation == 7


def test_an_entry_outlives_the_process(tmp_path, clock, store):
    kept = store.add_entry(an_answer(), ANNA, CHANNEL)
    store.close()
    again = Store(tmp_path / "state" / FILE, clock)
    assert again.entry(kept.id) == kept
    assert again.is_asker(kept, ANNA)
    again.close()


def test_a_message_leads_back_to_its_entry(store):
    kept = store.add_entry(an_answer(), ANNA, CHANNEL)
    store.add_messages(kept.id, [11, 12])
    assert store.entry_of_message(12).id == kept.id
    assert store.entry_of_message(13) is None


def test_messages_of_an_entry_that_is_gone_are_not_kept(store):
    store.add_messages("gone", [11])
    assert store.entry_of_message(11) is None


def test_an_id_is_short_and_fits_a_button(store):
    assert len({store.add_entry(an_answer(), ANNA, CHANNEL).id for _ in range(50)}) == 50
    assert len(store.add_entry(an_answer(), ANNA, CHANNEL).id) <= 16


def test_the_file_is_its_owners_alone_even_where_it_was_not(tmp_path, clock):
    (tmp_path / FILE).touch(0o644)
    store = Store(tmp_path / FILE, clock)
    store.add_entry(an_answer(), ANNA, CHANNEL)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {FILE: 0o600, f"{FILE}-wal": 0o600, f"{FILE}-shm": 0o600}
    store.close()


def test_the_file_holds_no_user_id(tmp_path, store):
    entry = store.add_entry(an_answer(), ANNA, CHANNEL)
    store.vote(entry.id, BERT, 1)
    held = held_in(tmp_path)
    for user in (ANNA, BERT):
        assert str(user).encode() not in held
        assert user.to_bytes(8, "big") not in held


def test_two_stores_hash_a_person_differently(tmp_path, store):
    other = Store(tmp_path / "other" / FILE)
    assert other.hash_of(ANNA) != store.hash_of(ANNA)
    other.close()


def test_only_the_asker_is_the_asker(store):
    entry = store.add_entry(an_answer(), ANNA, CHANNEL)
    assert store.is_asker(entry, ANNA)
    assert not store.is_asker(entry, BERT)


def test_a_person_has_one_vote_and_may_change_it(store):
    entry = store.add_entry(an_answer(), ANNA, CHANNEL)
    store.vote(entry.id, ANNA, 1)
    store.vote(entry.id, BERT, 1)
    assert store.vote(entry.id, BERT, -1, "the wrong town")
    assert {(vote.voter, vote.value, vote.reason) for vote in store.votes(entry.id)} == {
        (store.hash_of(ANNA), 1, None),
        (store.hash_of(BERT), -1, "the wrong town"),
    }


def test_a_reason_stays_with_the_same_vote_and_goes_with_another(store):
    entry = store.add_entry(an_answer(), ANNA, CHANNEL)
    store.vote(entry.id, ANNA, -1, "too long")
    store.vote(entry.id, ANNA, -1)
    assert store.votes(entry.id)[0].reason == "too long"
    store.vote(entry.id, ANNA, 1)
    assert store.votes(entry.id)[0].reason is None


def test_a_vote_on_an_entry_that_is_gone_is_refused(store):
    assert not store.vote("gone", ANNA, 1)


def test_deleting_an_entry_deletes_its_votes_and_messages(store):
    entry = store.add_entry(an_answer(), ANNA, CHANNEL)
    store.add_messages(entry.id, [11])
    store.vote(entry.id, BERT, 1)
    assert store.delete_entry(entry.id)
    assert not store.delete_entry(entry.id)
    assert store.entry_of_message(11) is None
    assert store.votes(entry.id) == ()


def test_forgetting_a_person_deletes_entries_and_votes_and_counts_them(store):
    for _ in range(2):
        store.add_entry(an_answer(), ANNA, CHANNEL)
    other = store.add_entry(an_answer(), BERT, CHANNEL)
    store.vote(other.id, ANNA, -1)
    forgotten = store.forget_user(ANNA)
    assert (forgotten.entries, forgotten.votes) == (2, 1)
    assert [judged.entry.id for judged in store.judged_entries()] == [other.id]
    assert store.votes(other.id) == ()


@pytest.mark.parametrize("erase", ["forget", "delete", "purge"])
def test_what_was_deleted_is_not_in_the_file_any_more(tmp_path, store, clock, erase):
    entry = store.add_entry(an_answer("Is my neighbour Wilhelmina ill?"), ANNA, CHANNEL)
    assert b"Wilhelmina" in held_in(tmp_path)
    clock.now += timedelta(days=2)
    {
        "forget": lambda: store.forget_user(ANNA),
        "delete": lambda: store.delete_entry(entry.id),
        "purge": lambda: store.purge(1),
    }[erase]()
    assert b"Wilhelmina" not in held_in(tmp_path)


def held_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (folder / "state").iterdir())


def test_old_entries_are_purged(store, clock):
    old = store.add_entry(an_answer(), ANNA, CHANNEL)
    clock.now += timedelta(days=29)
    young = store.add_entry(an_answer(), ANNA, CHANNEL)
    clock.now += timedelta(days=2)
    assert store.purge(30) == 1
    assert store.entry(old.id) is None
    assert store.entry(young.id) is not None


def test_entries_come_newest_first_however_many(store):
    ids = [store.add_entry(an_answer(), ANNA, CHANNEL).id for _ in range(450)]
    assert [judged.entry.id for judged in store.judged_entries()] == ids[::-1]


def test_an_answer_of_another_version_is_passed_over(store, tmp_path, caplog):
    odd, sound = (store.add_entry(an_answer(), ANNA, CHANNEL) for _ in range(2))
    with sqlite3.connect(tmp_path / "state" / FILE) as connection:
        connection.execute("UPDATE entries SET answer = '{\"schema\": 9}' WHERE id = ?", (odd.id,))
    connection.close()
    assert [judged.entry.id for judged in store.judged_entries()] == [sound.id]
    assert store.entry(odd.id) is None
    assert odd.id in caplog.text


def test_a_servers_choices_come_back(store):
    assert store.guild_config(1) == GuildConfig()
    chosen = GuildConfig().with_mode(CHANNEL, "all").with_threads(CHANNEL, True).with_roles((5, 5)).with_default("off")
    store.save_guild_config(1, chosen)
    found = store.guild_config(1)
    assert found == chosen
    assert (found.mode_of(CHANNEL), found.mode_of(9), found.opens_threads(CHANNEL)) == ("all", "off", True)
    assert store.guild_config(2) == GuildConfig()


def test_everybody_may_ask_until_roles_are_chosen():
    assert GuildConfig().may_ask(())
    assert GuildConfig(role_ids=(5,)).may_ask((4, 5))
    assert not GuildConfig(role_ids=(5,)).may_ask((4,))


def test_a_channel_without_choices_leaves_no_trace():
    config = GuildConfig().with_mode(CHANNEL, "all").with_mode(CHANNEL, None)
    assert config == GuildConfig()


def test_threads_and_the_hash_of_the_commands_are_remembered(store):
    assert store.command_hash() is None
    store.save_command_hash("a")
    store.save_command_hash("b")
    assert store.command_hash() == "b"
    store.add_thread(3)
    store.add_thread(3)
    assert store.owns_thread(3)
    assert not store.owns_thread(4)


def test_many_threads_write_at_once(store):
    entry = store.add_entry(an_answer(), ANNA, CHANNEL)
    failures: list[Exception] = []

    def vote(user: int) -> None:
        try:
            for _ in range(10):
                store.vote(entry.id, user, 1)
                store.entry(entry.id)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=vote, args=(user,)) for user in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.votes(entry.id)) == 8


def test_another_process_reads_while_the_bot_writes(store, tmp_path):
    reader = Store(tmp_path / "state" / FILE)
    entry = store.add_entry(an_answer(), ANNA, CHANNEL)
    assert reader.entry(entry.id) is not None
    reader.close()


@pytest.mark.parametrize(("content", "message"), [(b"not a database" * 100, "check the file"), (None, "update qa-bot")])
def test_a_file_that_cannot_be_used_says_what_to_do(tmp_path, content, message):
    path = tmp_path / FILE
    if content is None:
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    else:
        path.write_bytes(content)
    with pytest.raises(StorageError, match=message):
        Store(path)


def test_the_file_of_an_earlier_version_is_brought_up_to_date(tmp_path):
    path = tmp_path / "discord.sqlite"
    first = Store(path)
    entry = first.add_entry(an_answer(), ANNA, CHANNEL)
    first.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "DROP TABLE handoffs; DROP TABLE community; DROP TABLE quotes; DROP TABLE marks; DROP TABLE told_news; ALTER TABLE entries DROP COLUMN corpora; PRAGMA user_version = 1"
        )
    again = Store(path)
    assert again.entry(entry.id).corpora == ("",)
    assert [quote[:3] for quote in Standing(again).quotes(Asked(("",), ""), only_new=True)] == [(entry.id, 1, "a.txt")]
    assert again.entry(again.add_entry(an_answer(), ANNA, CHANNEL, corpora=("a", "b")).id).corpora == ("a", "b")
    again.close()

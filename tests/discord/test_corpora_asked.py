"""Questions in channels with corpora of their own: what is asked, what is shown, and what /status tells."""

from pathlib import Path

import pytest
from asked import QUOTE, Asked, play

from qa_bot.discord_bot.policy.access import STARTED
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.ingestion.ingest import ingest
from qa_bot.storage.corpus_names import add_name
from testing.discord.payloads import role_payload
from testing.discord.world import Role

LENT = {"discord_corpora": "handbook,minutes"}
OTHER_CORPUS = "documents that you may not read here"


def staff(on: Asked) -> Role:
    """Return a role that opens the minutes, which alice has."""
    guild = on.server.world.guild
    role = on.server.world.add_role("Staff")
    on.server.send_event("GUILD_ROLE_CREATE", {"guild_id": str(guild.id), "role": role_payload(role, 1)})
    guild.add(on.alice, role)
    on.choose(GuildConfig().with_corpora(on.here.id, ("handbook",)).with_role_corpora(role.id, ("minutes",)))
    return role


def test_a_public_answer_is_made_of_the_channels_corpora_and_a_private_one_of_the_roles_too(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        staff(on)
        await on.ask(on.alice, "When was the bridge opened?")
        await on.slash(on.alice, "ask", question="When was the bridge opened?")
        await on.slash(on.alice, "ask", question="When was the bridge opened?", private=True)
        await on.slash(on.bob, "ask", question="When was the bridge opened?", private=True)
        public, both = ("handbook",), ("handbook", "minutes")
        assert on.answers.corpora == [public, public, both, public]

    play(scenario, tmp_path, **LENT)


def test_elsewhere_and_in_private_messages_the_corpus_of_the_settings_is_asked(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        staff(on)
        await on.ask(on.alice, "When was the bridge opened?", on.server.channel("questions"))
        await on.tell(on.alice, "When was the bridge opened?")
        assert on.answers.corpora == [(STARTED,), (STARTED,)]

    play(scenario, tmp_path, **LENT)


def test_a_channel_whose_corpora_are_lent_no_more_is_answered_from_nothing(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.choose(GuildConfig().with_corpora(on.here.id, ("salaries",)))
        await on.ask(on.alice, "When was the bridge opened?")
        refused = await on.slash(on.alice, "ask", question="When was the bridge opened?")
        told = on.service.prompts.say("discord_refused_corpus")
        assert [message.content for message in on.said()] == [told, told]
        assert refused.is_private()
        assert on.answers.asked == []

    play(scenario, tmp_path, **LENT)


def test_the_sources_of_a_private_answer_are_shown_as_long_as_the_role_is_there(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        role = staff(on)
        asked = await on.slash(on.alice, "ask", question="When was the bridge opened?", private=True)
        assert QUOTE in (await on.press(on.alice, asked.original, "Sources")).original.text()
        on.server.world.guild.add(on.alice)
        refused = (await on.press(on.alice, asked.original, "Sources")).original
        assert OTHER_CORPUS in refused.content
        assert QUOTE not in refused.text()
        on.server.world.guild.add(on.alice, role)
        assert QUOTE in (await on.press(on.alice, asked.original, "Sources")).original.text()

    play(scenario, tmp_path, **LENT)


def test_a_follow_up_knows_nothing_of_what_was_said_from_other_corpora(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.ask(on.alice, "When was the bridge opened?")
        on.choose(GuildConfig().with_corpora(on.here.id, ("handbook",)))
        await on.ask(on.alice, "And by whom?", reply_to=on.said()[0])
        await on.ask(on.alice, "And where?", reply_to=on.said()[1])
        assert [len(conversation.turns) for conversation in on.answers.conversations[1:]] == [1, 1 + 1]
        assert all(QUOTE not in str(turn.answer) for turn in on.answers.conversations[1].turns)

    play(scenario, tmp_path, **LENT)


@pytest.fixture
def minutes(tmp_path, monkeypatch, embedder):
    """Name a corpus of two documents, in a working directory of its own."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("may", "june"):
        (folder / f"{name}.txt").write_text(f"The council met in {name}.\n", "utf-8")
    add_name(Path("index"), "minutes", folder)
    ingest(folder, Path("index", "papers"), embedder)


def test_the_state_tells_of_the_indexes_that_may_be_read_there(tmp_path: Path, minutes: None) -> None:
    async def scenario(on: Asked) -> None:
        staff(on)
        (shown,) = (await on.slash(on.alice, "status")).messages()
        assert "**Index** of `handbook` there is none" in shown.content
        assert "**Index** of `minutes` generation 1" in shown.content
        (shown,) = (await on.slash(on.bob, "status")).messages()
        assert "minutes" not in shown.content
        (shown,) = (await on.slash(on.alice, "status", on.server.channel("questions"))).messages()
        assert "handbook" not in shown.content

    play(scenario, tmp_path, corpus_dir=tmp_path, **LENT)


def test_reindex_indexes_the_corpora_of_the_channel_and_of_the_owners_roles(tmp_path: Path, minutes: None) -> None:
    (tmp_path / "papers" / "july.txt").write_text("The council met in July.\n", "utf-8")

    async def scenario(on: Asked) -> None:
        staff(on)
        on.bot.owner_id = on.alice.id
        (told,) = (await on.slash(on.alice, "reindex")).messages()
        assert told.content.splitlines() == [
            "**handbook** Nothing was published: no corpus is named handbook: \\`qa-bot corpus list\\` tells the names.",
            "**minutes** Done: 1 added, 2 unchanged; published generation 2 in"
            + told.content.rpartition("published generation 2 in")[2],
        ]

    play(scenario, tmp_path, corpus_dir=tmp_path, **LENT)

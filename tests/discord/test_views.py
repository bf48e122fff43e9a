"""The buttons under an answer, pressed by people with different rights."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest
from discord.ext import commands

from qa_bot.answer import Answer, AnswerSpan, Citation, IndexInfo, NearestQuote
from qa_bot.discord_bot.components.actions import ACTIONS, DELETED, NOT_DELETED, NOT_YOURS
from qa_bot.discord_bot.components.answer_view import GONE, AnswerButton, Buttons, answer_view, known_soon
from qa_bot.discord_bot.components.voting import DOWN_NOTED, UP_NOTED, take_reason
from qa_bot.discord_bot.incoming.community import written_text
from qa_bot.discord_bot.memory.community import Community
from qa_bot.discord_bot.memory.entry import Entry
from qa_bot.discord_bot.memory.store import FILE, Store
from qa_bot.discord_bot.policy.limits import Calls
from qa_bot.prompts import load_prompts
from testing.discord import playing
from testing.discord.constants import Permission
from testing.discord.playing import Scene
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Message
from testing.waiting import PATIENCE_S

INDEX = IndexInfo(generation=7, documents=5, chunks=40, built_at="2026-01-01T00:00:00+00:00")
TEMPLATE = "https://files.example/{source}#L{line}"
UNAVAILABLE = "Something went wrong."


def cited(number: int, quote: str = "They met in Ankara.") -> Citation:
    return Citation(
        number=number, source=f"f{number}.txt", quote=quote, start=0, end=len(quote), line_start=number, line_end=number
    )


def an_answer(**changes: object) -> Answer:
    fields = {"question": "Where?", "standalone_question": "Where?", "status": "answered", "confidence": 0.9, "index": INDEX}
    return Answer(**{**fields, "text": "In Ankara. [1]", "citations": tuple(cited(number) for number in (1, 2, 3)), **changes})


def ambiguous() -> Answer:
    readings = ("What did the first minister say?", "What did the second minister say? " * 5)
    return an_answer(status="abstained", reason="ambiguous", text="Which?", citations=(), readings=readings)


class ButtonBot(commands.Bot):
    """A bot that knows nothing but the buttons."""

    def __init__(self, store: Store) -> None:
        super().__init__("!", intents=discord.Intents(guilds=True))
        self.asked: list[tuple[str, int]] = []
        self.failures: list[Exception] = []
        self.buttons = Buttons(
            store=store,
            community=Community(store),
            prompts=load_prompts(),
            calls=Calls(),
            keep_days=180,
            written_text=written_text,
            source_url_template=TEMPLATE,
            actions=ACTIONS,
            answer_reading=self._answer_reading,
            answer_again=self._answer_again,
            refusal=self._nothing_refused,
            answer_failure=self._answer_failure,
        )

    async def setup_hook(self) -> None:
        self.add_dynamic_items(AnswerButton)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        await take_reason(interaction)

    async def _nothing_refused(self, *_: object) -> None:
        return None

    async def _answer_reading(self, interaction: discord.Interaction, entry_id: str, number: int) -> None:
        await interaction.response.defer(thinking=True)
        self.asked.append((entry_id, number))
        await interaction.edit_original_response(content=f"reading {number}")

    async def _answer_again(self, interaction: discord.Interaction, entry_id: str) -> None:
        await self._answer_reading(interaction, entry_id, 0)

    async def _answer_failure(self, interaction: discord.Interaction, error: Exception) -> None:
        self.failures.append(error)
        await interaction.followup.send(UNAVAILABLE, ephemeral=True)


class Pressed(Scene):
    """A server with the person who asked, another one, a moderator, and the bot."""

    bot: ButtonBot

    def __init__(self, server: LoopbackDiscord, store: Store) -> None:
        super().__init__(server)
        self.store = store
        self.asker, self.other, self.moderator = (server.user(name) for name in ("ada", "ben", "cleo"))
        server.world.guild.add(self.moderator, server.world.add_role("Mods", Permission.MANAGE_MESSAGES))

    async def post(self, answer: Answer, messages: int = 1, **view: Any) -> tuple[Entry, Message]:
        """Send an answer, in several messages, as the adapter does; return its entry and the message with the buttons."""
        entry = self.store.add_entry(answer, self.asker.id, self.here.id)
        channel = self.bot.get_partial_messageable(self.here.id)
        sent = [await channel.send(f"part {number}") for number in range(messages - 1)]
        sent.append(await channel.send(answer.text, view=answer_view(entry, **view)))
        self.store.add_messages(entry.id, [message.id for message in sent])
        await self.settle()
        return entry, self.here.messages[sent[-1].id]

    def votes(self, entry: Entry) -> list[tuple[str, int, str | None]]:
        return [(vote.voter, vote.value, vote.reason) for vote in self.store.votes(entry.id)]


@pytest.fixture
def play(tmp_path) -> Callable[[Callable[[Pressed], Awaitable[None]]], None]:
    def run(story: Callable[[Pressed], Awaitable[None]]) -> None:
        store = Store(tmp_path / FILE)
        playing.play(lambda: ButtonBot(store), story, lambda server: Pressed(server, store))
        store.close()

    return run


def test_sources_open_for_the_person_who_pressed_alone(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        pressed = await on.press(on.other, message, f"qa:sources:{entry.id}")
        assert pressed.is_private()
        page = pressed.original.embeds[0]
        assert (page["title"], page["url"]) == ("[1] f1.txt", "https://files.example/f1.txt#L1")
        assert page["description"] == "line 1\n> They met in Ankara."
        assert pressed.original.content == "Source 1 of 3: f1.txt, line 1"

    play(story)


def test_the_part_of_a_quote_that_answers_is_bold_on_its_page(play):
    async def story(on: Pressed) -> None:
        span = AnswerSpan(start=12, end=18, text="Ankara")
        entry, message = await on.post(an_answer(citations=(cited(1).model_copy(update={"spans": (span,)}),)))
        pressed = await on.press(on.other, message, f"qa:sources:{entry.id}")
        assert pressed.original.embeds[0]["description"] == "line 1\n> They met in **Ankara**."

    play(story)


def test_what_stood_nearest_to_an_abstention_is_no_source(play):
    async def story(on: Pressed) -> None:
        near = NearestQuote(source="f1.txt", quote="They met.", start=0, end=9, line_start=1, line_end=1)
        answer = an_answer(status="abstained", reason="not_in_corpus", citations=(), nearest=(near,))
        entry, message = await on.post(answer)
        pressed = [button["custom_id"] for button in message.buttons()]
        assert f"qa:up:{entry.id}" in pressed
        assert not [custom_id for custom_id in pressed if custom_id.startswith("qa:sources")]
        assert on.store.entry(entry.id).answer.nearest == (near,)

    play(story)


def test_the_pager_goes_forth_and_back_in_one_message(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        shown = (await on.press(on.other, message, f"qa:sources:{entry.id}")).original
        back, forth, link = shown.buttons()
        assert (back["disabled"], forth["disabled"]) == (True, False)
        assert link["url"] == "https://files.example/f1.txt#L1"
        for page, title in ((1, "[2] f2.txt"), (2, "[3] f3.txt"), (1, "[2] f2.txt"), (0, "[1] f1.txt")):
            await on.press(on.other, shown, f"qa:page:{entry.id}:{page}")
            assert shown.embeds[0]["title"] == title
        assert list(on.here.messages) == [message.id]

    play(story)


def test_at_the_last_page_there_is_no_next(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer(citations=(cited(1), cited(2))))
        shown = (await on.press(on.other, message, f"qa:sources:{entry.id}")).original
        await on.press(on.other, shown, f"qa:page:{entry.id}:1")
        back, forth, _ = shown.buttons()
        assert (back["disabled"], forth["disabled"]) == (False, True)

    play(story)


def test_a_single_source_has_no_pager(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer(citations=(cited(1),)))
        shown = (await on.press(on.other, message, f"qa:sources:{entry.id}")).original
        assert [button.get("url") for button in shown.buttons()] == ["https://files.example/f1.txt#L1"]

    play(story)


def test_an_answer_without_sources_offers_none(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer(citations=()))
        assert f"qa:sources:{entry.id}" not in [button["custom_id"] for button in message.buttons()]

    play(story)


def test_a_helpful_answer_is_noted(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        pressed = await on.press(on.other, message, f"qa:up:{entry.id}")
        assert (pressed.original.content, pressed.is_private()) == (UP_NOTED, True)
        assert on.votes(entry) == [(on.store.hash_of(on.other.id), 1, None)]

    play(story)


def test_a_vote_is_changed_to_down_with_a_reason(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        await on.press(on.other, message, f"qa:up:{entry.id}")
        form = await on.press(on.other, message, f"qa:down:{entry.id}")
        assert form.modal is not None
        assert len(form.modal["title"]) <= 45
        sent = await on.submit(form, " the wrong town ")
        assert (sent.original.content, sent.is_private()) == (DOWN_NOTED, True)
        assert on.votes(entry) == [(on.store.hash_of(on.other.id), -1, "the wrong town")]

    play(story)


def test_a_down_vote_counts_without_the_form(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        await on.press(on.other, message, f"qa:down:{entry.id}")
        assert on.votes(entry) == [(on.store.hash_of(on.other.id), -1, None)]

    play(story)


def test_two_people_have_the_form_open_at_once(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        first = await on.press(on.other, message, f"qa:down:{entry.id}")
        second = await on.press(on.asker, message, f"qa:down:{entry.id}")
        await on.submit(second, "b")
        await on.submit(first, "a")
        assert {reason for _, _, reason in on.votes(entry)} == {"a", "b"}

    play(story)


def test_a_form_that_was_opened_before_a_restart_can_still_be_sent(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        form = await on.press(on.other, message, f"qa:down:{entry.id}")
        await on.restart(ButtonBot(on.store))
        sent = await on.submit(form, "the wrong town")
        assert (sent.original.content, sent.is_private()) == (DOWN_NOTED, True)
        assert on.votes(entry) == [(on.store.hash_of(on.other.id), -1, "the wrong town")]

    play(story)


def test_a_form_is_acknowledged_once_before_the_store_is_read(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        form = await on.press(on.other, message, f"qa:down:{entry.id}")
        before = len(on.server.requests)
        await on.submit(form, "")
        first, second = on.server.requests[before:]
        assert (first.path.endswith("/callback"), first.body["type"]) == (True, 5)
        assert second.method == "PATCH"

    play(story)


def test_a_form_whose_answer_is_gone_says_so(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        form = await on.press(on.other, message, f"qa:down:{entry.id}")
        on.store.delete_entry(entry.id)
        sent = await on.submit(form, "the wrong town")
        assert (sent.original.content, sent.is_private()) == (GONE, True)

    play(story)


@pytest.mark.parametrize("person", ["asker", "moderator"])
def test_who_may_delete_an_answer_deletes_all_of_it(play, person):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer(), messages=3)
        pressed = await on.press(getattr(on, person), message, f"qa:delete:{entry.id}")
        assert pressed.original.content == DELETED
        assert on.here.messages == {}
        assert on.store.entry(entry.id) is None

    play(story)


def test_nobody_else_deletes_an_answer(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        pressed = await on.press(on.other, message, f"qa:delete:{entry.id}")
        assert (pressed.original.content, pressed.is_private()) == (NOT_YOURS, True)
        assert on.store.entry(entry.id) is not None
        assert list(on.here.messages) == [message.id]

    play(story)


def test_an_answer_that_discord_does_not_delete_is_kept(play, caplog):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        on.server.fail_next("DELETE", f"/messages/{message.id}$", 403)
        pressed = await on.press(on.asker, message, f"qa:delete:{entry.id}")
        assert pressed.original.content == NOT_DELETED
        assert on.store.entry(entry.id) is not None

    with caplog.at_level(logging.WARNING, "qa_bot"):
        play(story)
    assert "status=403" in caplog.text


def test_an_answer_whose_messages_are_gone_already_is_forgotten(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer(), messages=2)
        on.server.delete(on.here.messages[min(on.here.messages)])
        pressed = await on.press(on.asker, message, f"qa:delete:{entry.id}")
        assert pressed.original.content == DELETED

    play(story)


def test_a_private_answer_has_no_button_to_delete_it(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer(), is_private=True)
        ids = [button["custom_id"] for button in message.buttons()]
        assert ids == [f"qa:sources:{entry.id}", f"qa:up:{entry.id}", f"qa:down:{entry.id}"]

    play(story)


def test_the_readings_of_an_ambiguous_question_are_buttons(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(ambiguous())
        labels = [button["label"] for button in message.buttons() if "label" in button]
        assert labels[0] == "1. What did the first minister say?"
        assert all(len(label) <= 80 for label in labels)
        pressed = await on.press(on.other, message, f"qa:reading:{entry.id}:2")
        assert on.bot.asked == [(entry.id, 2)]
        assert pressed.original.content == "reading 2"

    play(story)


@pytest.mark.parametrize("button", ["sources:{}", "up:{}", "down:{}", "delete:{}", "reading:{}:1"])
def test_an_old_button_says_that_its_answer_is_gone(play, button):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer(readings=("This?", "Or that?")))
        on.store.delete_entry(entry.id)
        pressed = await on.press(on.other, message, f"qa:{button.format(entry.id)}")
        assert (pressed.original.content, pressed.is_private()) == (GONE, True)

    play(story)


def test_a_page_whose_answer_is_gone_stays_and_says_so(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        shown = (await on.press(on.other, message, f"qa:sources:{entry.id}")).original
        on.store.delete_entry(entry.id)
        turned = await on.press(on.other, shown, f"qa:page:{entry.id}:1")
        assert [(said.content, said.is_ephemeral) for said in turned.followups] == [(GONE, True)]
        assert shown.embeds[0]["title"] == "[1] f1.txt"

    play(story)


def test_buttons_and_pages_outlive_a_restart(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        shown = (await on.press(on.other, message, f"qa:sources:{entry.id}")).original
        await on.restart(ButtonBot(on.store))
        await on.press(on.other, shown, f"qa:page:{entry.id}:1")
        assert shown.embeds[0]["title"] == "[2] f2.txt"
        pressed = await on.press(on.other, message, f"qa:up:{entry.id}")
        assert pressed.original.content == UP_NOTED

    play(story)


def test_a_failing_store_is_told_to_the_person_who_pressed(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        on.store.close()
        pressed = await on.press(on.other, message, f"qa:sources:{entry.id}")
        assert [type(failure).__name__ for failure in on.bot.failures] == ["StorageError"]
        assert pressed.messages()[-1].content == UNAVAILABLE

    play(story)


def test_what_takes_too_long_to_know_goes_on_by_itself(monkeypatch):
    monkeypatch.setattr("qa_bot.discord_bot.components.answer_view.PATIENCE_S", 0.01)

    async def story() -> None:
        may_finish, finished = asyncio.Event(), asyncio.Event()

        async def slow() -> bool:
            await may_finish.wait()
            finished.set()
            return False

        assert await known_soon(slow()) is None
        may_finish.set()
        await asyncio.wait_for(finished.wait(), PATIENCE_S)

    asyncio.run(story())


def test_every_press_is_acknowledged_before_the_store_is_read(play):
    async def story(on: Pressed) -> None:
        entry, message = await on.post(an_answer())
        before = len(on.server.requests)
        await on.press(on.other, message, f"qa:sources:{entry.id}")
        first, second = on.server.requests[before:]
        assert first.path.endswith("/callback")
        assert first.body["type"] == 5
        assert second.method == "PATCH"

    play(story)


def test_no_view_stays_in_memory(play):
    async def story(on: Pressed) -> None:
        for _ in range(5):
            await on.post(an_answer())
        assert not on.bot.persistent_views

    play(story)


def test_every_custom_id_is_short(play):
    async def story(on: Pressed) -> None:
        _, message = await on.post(ambiguous())
        assert all(len(button["custom_id"]) <= 100 for button in message.buttons())

    play(story)

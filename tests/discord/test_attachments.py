"""Files that come with a question: they are read for it alone, and kept nowhere."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from asked import QUOTE, Asked, answer_to
from asked import play as play_asked

from qa_bot.answering.models import Models
from qa_bot.discord_bot.desk.shelf import Shelf
from qa_bot.discord_bot.outgoing.rendering import render_quotes, with_remarks
from qa_bot.models.load import Loaded
from qa_bot.prompts import load_prompts
from testing.discord.world import Message

PROMPTS = load_prompts()
NOTES = b"""Notes of the garden club

The vermilion greenhouse was built in 1987 by the school.
The pond is two metres deep and holds forty carp.
"""
QUESTION = "When was the vermilion greenhouse built?"
BUILT = "The vermilion greenhouse was built in 1987 by the school."
OTHER = "When was the Aldmoor bridge opened?"
Play = Callable[..., None]


@pytest.fixture
def play(tmp_path: Path, models: Models) -> Play:
    """Return a function that plays a scenario with a bot that has the models of the other tests."""

    def run(scenario: Callable[[Asked], Awaitable[None]], **settings: object) -> None:
        async def with_models(on: Asked) -> None:
            on.answers.opened = Shelf(on.service.settings, PROMPTS, Loaded(models.embedder, models.reader))
            await scenario(on)

        play_asked(with_models, tmp_path, **settings)

    return run


async def ask_with(on: Asked, question: str, **files: bytes) -> Message:
    """Ask by a mention with files; a name has "_" in the place of its point. Return what the bot says first."""
    named = {name.replace("_", "."): content for name, content in files.items()}
    asked = await on.say(on.alice, question, mention=True, files=named)
    return next(message for message in on.said() if message.reference == (on.here.id, asked.id))


def test_a_question_is_answered_from_the_file_that_came_with_it_and_the_file_is_named(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        said = await ask_with(on, QUESTION, garden_txt=NOTES)
        assert BUILT in said.content
        assert "-# [1] garden.txt, line 3" in said.content
        assert PROMPTS.say("discord_attached") in said.content
        assert on.answers.asked == []

    play(scenario)


def test_nothing_of_a_file_is_kept(play: Play, tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        said = await ask_with(on, QUESTION, garden_txt=NOTES)
        assert said.labels() == ["👍", "👎", "🗑️"]
        await on.press(on.bob, said, "👍")
        assert on.service.store.entry_of_message(said.id).answer.question == QUESTION
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert any(path.name == "discord.sqlite" for path in files)
        for path in files:
            assert b"by the school" not in path.read_bytes()
            assert b"garden.txt" not in path.read_bytes()
        await on.press(on.alice, said, "🗑️")
        assert said.is_deleted

    play(scenario)


def test_what_a_command_is_given_only_the_person_who_gave_it_is_shown(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        used = await on.slash(on.alice, "ask", question=QUESTION, file=on.server.upload("garden.md", NOTES))
        assert used.is_private()
        assert BUILT in used.messages()[0].content
        assert on.said(on.here) == used.messages()

    play(scenario)


def test_where_the_file_does_not_say_the_documents_are_asked_and_that_is_told(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        said = await ask_with(on, OTHER, garden_txt=NOTES)
        assert QUOTE in said.content
        assert said.content.endswith(f"-# {PROMPTS.say('discord_attached_silent')}")
        assert on.service.store.entry_of_message(said.id).answer.citations

    play(scenario)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param({"a_txt": b"", "b_txt": NOTES}, "I cannot read a.txt: ", id="empty"),
        pytest.param({"a_pdf": b"%PDF-1.4 broken"}, "I cannot read a.pdf: ", id="broken"),
        pytest.param({"a_txt": b"x" * (5 * 1024 * 1024 + 1)}, "a.txt is too large: ", id="too large"),
        pytest.param({"a_txt": b"Many words. " * 20_000}, "a.txt has 240,000 characters", id="too long"),
        pytest.param({f"{n}_txt": NOTES for n in "abcd"}, "I read at most 3 files with a question", id="too many"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_clear_sentence(play: Play, files: dict[str, bytes], told: str) -> None:
    async def scenario(on: Asked) -> None:
        said = await ask_with(on, QUESTION, **files)
        assert said.content.startswith(told)
        assert on.answers.asked == []

    play(scenario)


def test_a_file_that_is_gone_gets_a_clear_sentence(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        on.server.fail_next("GET", "/attachments/", 404)
        assert (await ask_with(on, QUESTION, garden_txt=NOTES)).content.startswith("Discord did not give me garden.txt.")

    play(scenario)


def test_a_picture_does_not_stand_in_the_way_of_an_answer(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        said = await ask_with(on, OTHER, screen_png=b"\x89PNG")
        assert QUOTE in said.content
        assert "I do not read screen.png." in said.content
        assert on.requests("GET", "/screen.png") == []

    play(scenario)


def test_a_file_without_a_question_is_asked_about(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        assert (await ask_with(on, "", garden_txt=NOTES)).content == PROMPTS.say("discord_attached_hint")
        await on.tell(on.alice, "", files={"message.txt": NOTES})
        assert on.said(on.server.world.dm(on.alice))[-1].content == PROMPTS.say("discord_attached_hint")

    play(scenario)


def test_the_file_of_the_message_that_is_replied_to_is_read(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        shared = await on.say(on.bob, "Our notes", files={"garden.txt": NOTES})
        await on.ask(on.alice, QUESTION, reply_to=shared)
        assert BUILT in on.said()[-1].content

    play(scenario, discord_message_content=True)


def test_a_follow_up_knows_what_was_said_but_the_file_is_not_read_again(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        said = await ask_with(on, QUESTION, garden_txt=NOTES)
        await on.ask(on.alice, "And who built it?", reply_to=said)
        (turn,) = on.answers.conversations[-1].turns
        assert turn.question == QUESTION
        assert BUILT in (turn.answer or "")
        assert len(on.requests("GET", "/garden.txt")) == 1

    play(scenario)


def test_files_of_one_name_are_both_read(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        tram = b"The tram has run since 1954 through the old town.\n"
        shared = await on.say(on.bob, "Our notes", files={"notes.txt": NOTES})
        await on.say(on.alice, QUESTION, mention=True, reply_to=shared, files={"notes.txt": tram})
        assert BUILT in on.said()[-1].content
        assert "2-notes.txt" in on.said()[-1].content

    play(scenario, discord_message_content=True)


def test_below_an_answer_in_a_models_words_stand_the_quotes_as_no_button_shows_them() -> None:
    answer = answer_to(QUESTION, "It was opened in 1911. [1]")
    assert render_quotes(answer) == ()
    (shown,) = render_quotes(answer.model_copy(update={"mode": "generative"}))
    assert shown == f"-# [1] bridge.txt, line 1\n> {QUOTE}"


def test_a_remark_that_does_not_fit_is_a_message_of_its_own() -> None:
    assert with_remarks(("a", "b"), ["c", "d"]) == ("a", "b\n-# c\n-# d")
    assert with_remarks(("x" * 1995,), ["remark"]) == ("x" * 1995, "-# remark")
    assert with_remarks(("a",), []) == ("a",)

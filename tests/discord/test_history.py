"""The conversation as it is put together from messages."""

import asyncio
from pathlib import Path

import pytest
from asked import QUOTE, Asked, abstention, answer_to, play

from qa_bot.answer import NearestQuote
from qa_bot.discord_bot.incoming import recollection
from qa_bot.discord_bot.incoming.recollection import Said, answer_text, conversation_of, quoted_question
from qa_bot.discord_bot.outgoing.rendering import render
from qa_bot.prompts import ABSTENTIONS, load_prompts

PROMPTS = load_prompts()
ALICE, BOB, BOT = 1, 2, 9


def asked(number: int, text: str, author: int = ALICE, **fields: object) -> Said:
    return Said(**{"message_id": number, "author_id": author, "is_mine": False, "text": text, **fields})


def answered(number: int, text: str, replies_to: int | None = None, **fields: object) -> Said:
    known = {"author_id": BOT, "is_mine": True, "is_answer": True}
    return Said(**{"message_id": number, "text": text, "replies_to": replies_to, **known, **fields})


def turns(chain: list[Said], around: list[Said] = (), asker: int = ALICE) -> list[tuple[str, str | None]]:
    conversation = conversation_of(chain, around, asker, PROMPTS.abstentions())
    return [(turn.question, turn.answer) for turn in conversation.turns]


def test_a_reply_chain_is_a_conversation_of_questions_and_answers():
    chain = [asked(1, "When?"), answered(2, "In 1911. [1]", 1), asked(3, "Where?", BOB), answered(4, "In Aldmoor. [1]", 3)]
    assert turns(chain) == [("When?", "In 1911. [1]"), ("Where?", "In Aldmoor. [1]")]


def test_the_answers_of_two_people_who_talk_at_once_are_kept_apart():
    thread = [asked(1, "When?"), asked(2, "Where?", BOB), answered(3, "In Aldmoor.", 2), answered(4, "In 1911.", 1)]
    assert turns([], thread, ALICE) == [("Where?", "In Aldmoor."), ("When?", "In 1911.")]
    assert turns([], thread, BOB) == [("When?", "In 1911."), ("Where?", "In Aldmoor.")]


def test_what_a_question_replies_to_comes_last_and_once():
    thread = [asked(1, "When?"), answered(2, "In 1911.", 1), asked(3, "Where?"), answered(4, "In Aldmoor.", 3)]
    assert turns(thread[:2], thread) == [("Where?", "In Aldmoor."), ("When?", "In 1911.")]


def test_an_answer_that_replies_to_nothing_belongs_to_the_question_before_it():
    assert turns([], [asked(1, "When?"), answered(2, "In 1911.")]) == [("When?", "In 1911.")]


def test_an_answer_of_several_messages_is_one():
    thread = [asked(1, "When?"), answered(2, "In 1911.", 1, is_answer=True), answered(3, "On 3 May.", 1)]
    assert turns([], thread) == [("When?", "In 1911.\n\nOn 3 May.")]


def test_remarks_of_the_bot_and_what_others_say_in_passing_are_no_turns():
    thread = [asked(1, "Hello all", BOB), answered(2, "Ask me a question", is_answer=False), asked(3, "When?")]
    assert turns([], [*thread, answered(4, "In 1911.", 3)]) == [("When?", "In 1911.")]


def test_a_message_that_was_replied_to_or_began_a_thread_is_context():
    assert turns([asked(1, "The bridge was repaired.", BOB, is_context=True)]) == [("The bridge was repaired.", None)]


@pytest.mark.parametrize("name", ABSTENTIONS)
def test_an_abstention_is_a_question_without_an_answer(name):
    text = PROMPTS.say(
        name, missing="the *Ada* Quill", known="Ada_Brandt", filters="in *news*", language="*Welsh*", languages="English"
    )
    near = NearestQuote(source="mill.txt", quote="The mill burned down. [1]", start=0, end=25, line_start=1, line_end=1)
    (message,) = render(abstention("Who?", text=text, nearest=(near,)), PROMPTS).messages
    assert near.quote in message
    assert turns([asked(1, "Who?"), answered(2, message, 1)]) == [("Who?", None)]


def test_what_the_store_knows_of_an_answer_is_exact():
    stored = answer_to("When was the bridge opened?")
    chain = [asked(1, "when bridge"), answered(2, "shortened", 1, answer=stored)]
    (turn,) = conversation_of(chain, (), ALICE, PROMPTS.abstentions()).turns
    assert (turn.question, turn.cited[0].quote) == ("When was the bridge opened?", QUOTE)


def test_an_answer_to_a_command_brings_its_question_with_it():
    assert turns([answered(1, "> When was it\\?\nIn 1911. [1]")]) == [("When was it?", "In 1911. [1]")]


def test_the_oldest_is_forgotten_where_it_is_too_much(monkeypatch):
    monkeypatch.setattr(recollection, "MAX_CHARS", 20)
    chain = [asked(1, "12345678"), answered(2, "1234", 1), asked(3, "1234567"), answered(4, "12345", 3)]
    assert turns(chain) == [("1234567", "12345")]


def test_one_turn_is_kept_however_long_it_is(monkeypatch):
    monkeypatch.setattr(recollection, "MAX_CHARS", 1)
    assert turns([asked(1, "When?"), answered(2, "In 1911.", 1)]) == [("When?", "In 1911.")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("In 1911. [1]\n-# [1] bridge.txt, line 1", "In 1911. [1]", id="small print"),
        pytest.param("snake\\_case \\*bold\\* 5 \\> 3", "snake_case *bold* 5 > 3", id="escapes"),
        pytest.param("@\u200beveryone came", "@everyone came", id="invisible characters"),
        pytest.param("In 1911. [[1]](<https://example.org/a.txt>)", "In 1911. [1]", id="masked links"),
        pytest.param("> When?\nIn 1911.", "In 1911.", id="the quoted question"),
    ],
)
def test_a_message_of_the_bot_is_turned_back_to_plain_text(content, expected):
    assert answer_text(content) == expected


def test_a_message_without_a_quotation_quotes_no_question():
    assert quoted_question("In 1911.\n> not this") == ""


def test_a_conversation_is_rebuilt_from_discord_alone_when_the_store_is_lost(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.ask(on.alice, "When was the bridge opened?")
        entry = await asyncio.to_thread(on.service.store.entry_of_message, on.said()[0].id)
        on.service.store.delete_entry(entry.id)
        await on.ask(on.alice, "And by whom?", reply_to=on.said()[0])
        (turn,) = on.answers.conversations[1].turns
        assert (turn.question, turn.answer) == ("When was the bridge opened?", f"{QUOTE} [1]")

    play(scenario, tmp_path)


def test_a_direct_message_goes_on_with_what_was_said_there(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        dave = on.server.user("dave")
        await on.tell(dave, "When was the bridge opened?")
        await on.tell(dave, "And by whom?")
        assert [turn.question for turn in on.answers.conversations[1].turns] == ["When was the bridge opened?"]

    play(scenario, tmp_path)


def test_a_mention_that_replies_to_nothing_begins_a_new_conversation(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.ask(on.alice, "When was the bridge opened?")
        await on.ask(on.alice, "Who was the mayor?")
        assert on.answers.conversations[1].turns == ()

    play(scenario, tmp_path)


def test_a_thread_that_somebody_opened_begins_with_its_starter(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        starter = await on.say(on.bob, "The Aldmoor bridge was repaired.")
        thread = await on.open_thread(on.bob, starter, "bridge")
        await on.ask(on.alice, "When was it opened?", thread)
        assert [(t.question, t.answer) for t in on.answers.conversations[0].turns] == [
            ("The Aldmoor bridge was repaired.", None)
        ]

    play(scenario, tmp_path, discord_message_content=True)


def test_a_history_that_cannot_be_read_does_not_stop_the_answer(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        dave = on.server.user("dave")
        on.server.fail_next("GET", "/messages$", 403)
        await on.tell(dave, "When was the bridge opened?")
        assert QUOTE in on.said(on.server.world.dm(dave))[0].content

    play(scenario, tmp_path)

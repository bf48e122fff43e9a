"""Which messages are questions, and what the question is."""

import pytest

from qa_bot.discord_bot.incoming.invocation import Heard, Invocation, invocation_of, mentions, only_points, plain_text

BOT = 42


def heard(text: str = "When was it built?", **facts: object) -> Heard:
    return Heard(**{"kind": 0, "is_bot": False, "text": text, "mentions_bot": False, **facts})


ASKED = Invocation(question="When was it built?")
HINT = Invocation(question="")


@pytest.mark.parametrize(
    ("message", "mode", "expected"),
    [
        pytest.param(heard(), "mention", None, id="nobody is addressed"),
        pytest.param(heard(mentions_bot=True), "mention", ASKED, id="a mention"),
        pytest.param(heard(mentions_bot=True), "off", None, id="a mention where the bot is off"),
        pytest.param(heard(mentions_bot=True, is_bot=True), "mention", None, id="a mention by a bot"),
        pytest.param(heard(mentions_bot=True, kind=18), "mention", None, id="the notice of a new thread"),
        pytest.param(heard(mentions_bot=True, kind=21), "mention", None, id="a thread's starter notice"),
        pytest.param(heard(mentions_bot=True, kind=6), "mention", None, id="a pin"),
        pytest.param(heard("", mentions_bot=True), "mention", HINT, id="an empty mention"),
        pytest.param(heard("?!", mentions_bot=True), "mention", HINT, id="a mention with signs alone"),
        pytest.param(heard(is_direct=True), "all", ASKED, id="a direct message"),
        pytest.param(heard("", is_direct=True), "all", HINT, id="a picture in a direct message"),
        pytest.param(heard(kind=19, replies_to="bot"), "mention", ASKED, id="a reply to the bot"),
        pytest.param(heard("", kind=19, replies_to="bot"), "mention", None, id="a reply to the bot without text"),
        pytest.param(heard(kind=19, replies_to="other", replied_text="Why?"), "mention", None, id="a reply to another"),
        pytest.param(heard(is_in_own_thread=True), "mention", ASKED, id="the bot's own thread"),
        pytest.param(heard("👍", is_in_own_thread=True), "mention", None, id="an emoji in the bot's own thread"),
        pytest.param(heard(), "all", ASKED, id="a channel where everything is answered"),
        pytest.param(heard("…"), "all", None, id="nothing to answer where everything is answered"),
        pytest.param(heard(opens_post=True, post_title="Bridge"), "forum", Invocation(question="Bridge: When was it built?"),
                     id="a new post"),
        pytest.param(heard("", opens_post=True, post_title="When was it built?"), "forum", ASKED, id="a post of a title alone"),
        pytest.param(heard(opens_post=True, post_title="When was it built"), "forum", ASKED, id="a title said again"),
        pytest.param(heard(), "forum", None, id="a later message in a post"),
        pytest.param(heard(opens_post=True, post_title="Bridge"), "mention", None, id="a post in a channel of mentions"),
    ],
)  # fmt: skip
def test_a_message_is_a_question_or_not(message, mode, expected):
    assert invocation_of(message, mode) == expected


@pytest.mark.parametrize("text", ["", "can you answer this?", "any idea, please?", "help"])
def test_a_reply_to_somebody_that_only_points_asks_what_they_said(text):
    message = heard(text, kind=19, mentions_bot=True, replies_to="other", replied_text="Who built the mill?")
    assert invocation_of(message, "mention") == Invocation(question="Who built the mill?", asks_replied=True)


def test_a_reply_to_somebody_with_a_question_of_its_own_asks_that():
    message = heard(kind=19, mentions_bot=True, replies_to="other", replied_text="Who built the mill?")
    assert invocation_of(message, "mention") == ASKED


@pytest.mark.parametrize("text", ["", "can you answer this?"])
def test_a_reply_that_only_points_at_what_the_bot_cannot_read_asks_nothing(text):
    message = heard(text, kind=19, mentions_bot=True, replies_to="other")
    assert invocation_of(message, "mention") == Invocation(question="", asks_replied=True)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(f"<@{BOT}> When?", "When?", id="a mention before"),
        pytest.param(f"When, <@!{BOT}>?", "When, ?", id="the older kind of mention"),
        pytest.param("What did <@7> say in <#8>?", "What did Ada say in #general?", id="names of others"),
        pytest.param("Ask <@9> or <@&9>", "Ask or", id="people without a known name"),
        pytest.param("When <:wave:123><a:dance:456>?", "When ?", id="custom emoji"),
        pytest.param("When\n\nwas   it?", "When was it?", id="lines and spaces"),
    ],
)
def test_mentions_are_taken_out_of_a_text(content, expected):
    assert plain_text(content, BOT, {7: "Ada", 8: "general"}) == expected


def test_a_mention_of_somebody_whose_id_begins_the_same_is_not_the_bots():
    assert mentions(f"<@{BOT}> hi", BOT)
    assert mentions(f"<@!{BOT}> hi", BOT)
    assert not mentions(f"<@{BOT}1> hi", BOT)


def test_a_question_with_content_does_not_only_point():
    assert not only_points("When was the mill built?")

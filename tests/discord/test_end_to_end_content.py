"""What answers may hold: documents that try to ping, link and run, and answers of every length."""

import re
from pathlib import Path

import pytest

from qa_bot.ingestion.ingest import ingest
from testing.discord.answers import answer, remark, responses
from testing.discord.bot_process import BotProcess
from testing.discord.server import LoopbackDiscord
from tests.discord.end_to_end import ask, live_markup, visible
from tests.discord.scripted_bot import long_text

SCRIPTED = str(Path(__file__).with_name("scripted_bot.py"))
DOCUMENTS = {
    "ferry.txt": "The Aldmoor ferry is free on Sundays for @everyone and @here, says <@{user}> of the <@&{role}> crew in <#{channel}>.\n",
    "office.txt": (
        "The harbour office of Tarn sells tickets at [the official site](https://evil.example/steal) and on "
        "discord.gg/abcdef, or at https://evil.example/x.\n"
    ),
    "code.txt": "The lighthouse of Skerry is switched on with ```rm -rf /``` and its motto is **shine** and ||never sleep||.\n",
    "`@everyone`.txt": "The windmill of Orrington was painted green in 1931.\n",
    "a.txt": "The Penhurst Mayor Ada Quill resigned on 4 May because of the ferry.\n",
    "b.txt": "The Marlow Mayor Ned Orr resigned on 9 June because of the harvest.\n",
    "c.txt": "A mayor is elected for six years. The town hall has a clock.\n",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, embedder):
    """Return a server whose bot has read documents that mean harm."""
    home = tmp_path_factory.mktemp("hostile")
    corpus = home / "corpus"
    corpus.mkdir()
    with LoopbackDiscord() as server:
        ids = {"user": server.user("vic").id, "role": server.world.guild.id, "channel": server.channel("general").id}
        for name, text in DOCUMENTS.items():
            (corpus / name).write_text(text.format(**ids) if "{user}" in text else text, "utf-8")
        ingest(corpus, home / "index", embedder)
        with BotProcess(server, home, home / "index", corpus, QA_BOT_MIN_CONFIDENCE="0"):
            yield server


@pytest.fixture(scope="module")
def scripted(excerpts_index, tmp_path_factory):
    """Return a server whose bot answers as long as it is told to."""
    server = LoopbackDiscord()
    with server, BotProcess(server, tmp_path_factory.mktemp("scripted"), excerpts_index).running(SCRIPTED):
        yield server


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("For whom is the Aldmoor ferry free on Sundays?", "free on Sundays"),
        ("Where does the harbour office of Tarn sell tickets?", "the official site"),
        ("How is the lighthouse of Skerry switched on?", "rm -rf"),
        ("When was the windmill of Orrington painted green?", "1931"),
    ],
    ids=["mentions", "links", "code", "file name"],
)
def test_nothing_a_document_says_pings_links_or_runs(hostile, question, word):
    message = ask(hostile, hostile.user("ada"), question)
    page = remark(hostile, hostile.press(message, "Sources", hostile.user("ada")))
    for shown in (message, page):
        assert word in visible(shown.text())
        assert live_markup(shown.text()) == []
        assert shown.pings == []


def test_nothing_a_person_asks_pings_from_the_bots_mouth(hostile):
    asked = hostile.slash(
        "ask", {"question": "Is the Aldmoor ferry free for @everyone at https://evil.example?"}, hostile.user("ben")
    )
    message = answer(hostile, asked)
    assert live_markup(message.content) == []
    assert message.pings == []


def test_every_message_is_sent_with_no_mentions_allowed(hostile):
    answer(hostile, hostile.slash("ask", {"question": "When was the windmill painted?"}, hostile.user("cleo")))
    ask(hostile, hostile.user("cleo"), "When was the windmill painted?")
    bodies = [r.body for r in hostile.requests if r.method in ("POST", "PATCH") and isinstance(r.body, dict)]
    said = [body for body in bodies if body.get("content")]
    assert said
    assert all(body["allowed_mentions"]["parse"] == [] for body in said)
    assert not any(body["allowed_mentions"].get("replied_user") for body in said)


def test_the_readings_of_an_ambiguous_question_are_buttons(hostile):
    message = ask(hostile, hostile.user("dan"), "When did the mayor resign?")
    readings = [button for button in message.buttons() if "Orr" in button.get("label", "")]
    assert len(readings) == 1
    chosen = hostile.press(message, readings[0]["custom_id"], hostile.user("dan"))
    assert "9 June" in answer(hostile, chosen).content


@pytest.mark.parametrize("way", ["mention", "slash", "private"])
@pytest.mark.parametrize("length", [1999, 2001, 20_000])
def test_an_answer_of_any_length_arrives_whole(scripted, length, way):
    ada = scripted.user(f"ada{length}{way}")
    if way == "mention":
        asked = scripted.say(ada, f"length {length}", scripted.channel("general"), mention=True)
    else:
        asked = scripted.slash("ask", {"question": f"length {length}", "private": way == "private"}, ada)
    last = answer(scripted, asked)
    messages = responses(scripted, asked)
    assert all(len(message.content) <= 2000 for message in messages)
    assert messages[-1] is last
    assert [message.buttons() != [] for message in messages].count(True) == 1
    whole = "\n".join(message.content for message in messages)
    if last.files:
        assert [name.endswith(".md") for name in last.files] == [True]
        whole = next(iter(last.files.values())).decode()
    wanted = long_text(length)
    assert len(wanted) == length
    assert squeezed(wanted) in squeezed(visible(whole))
    assert bool(last.files) == (length > 6000)
    for message in messages[:-1]:
        assert "Sentence" not in message.content or re.search(r"\[\d+\]\W*$", message.content), message.content[-80:]


def squeezed(text: str) -> str:
    return re.sub(r"[\s>]+", "", text)

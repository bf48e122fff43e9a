"""Answers that a language model writes: they grow as they are verified, and end right whatever fails."""

import threading
from collections.abc import Iterator

import pytest

from testing.discord.answers import answer, responses
from testing.discord.bot_process import BotProcess, run_bot
from testing.discord.faults import rate_limited
from testing.discord.server import LoopbackDiscord
from testing.waiting import PATIENCE_S
from tests.llm.scripted_server import Reply, says, serving

QUESTION = "Which airport in Tripoli was closed because of shelling?"
FIRST = "Mitiga airport in Tripoli was closed last week because of shelling and rocket fire [1]."
SECOND = "An unusually heavy artillery bombardment could be heard around Mitiga airport in Tripoli [7]."
FALSE = "Mitiga airport in Benghazi was closed in 2015 because of flooding [1]."
# A model is given up by those tests alone that are about it.
LONG = dict.fromkeys(("QA_BOT_LLM_TIMEOUT_S", "QA_BOT_LLM_DEADLINE_S", "QA_BOT_DISCORD_DEADLINE_S"), f"{PATIENCE_S:g}")


class Paced(tuple[str, ...]):
    """The pieces of a reply, the last of which waits until a test has seen enough."""

    gate: threading.Event

    def __iter__(self) -> Iterator[str]:
        *before, last = super().__iter__()
        yield from before
        self.gate.wait(PATIENCE_S)
        yield last


def paced(*pieces: str) -> tuple[Reply, threading.Event]:
    """Return a reply whose last piece waits for an event."""
    held = Paced(pieces)
    held.gate = threading.Event()
    return Reply(pieces=held), held.gate


@pytest.fixture(scope="module")
def model():
    with serving(says(FIRST)) as model:
        yield model


@pytest.fixture(scope="module")
def server(model, excerpts_index, tmp_path_factory):
    settings = {
        "QA_BOT_LLM": "openai-like:scripted",
        "QA_BOT_LLM_BASE_URL": model.url,
        "QA_BOT_LLM_API_KEY": "sk-very-secret",
        **LONG,
    }
    with LoopbackDiscord() as server, BotProcess(server, tmp_path_factory.mktemp("llm"), excerpts_index, **settings):
        yield server


@pytest.fixture(autouse=True)
def no_faults_left(server):
    yield
    server.rest.faults.clear()


def asking(server, model, reply, name, way="slash"):
    """Ask a question that the model answers with this reply."""
    model.replies[:] = [reply]
    if way == "slash":
        return server.slash("ask", {"question": QUESTION}, server.user(name))
    return server.say(server.user(name), QUESTION, server.channel("general"), mention=True)


def growing(server, asked):
    """Return the message that shows the beginning of an answer, once it is there."""
    return server.wait_for(lambda: next((m for m in responses(server, asked) if "Mitiga" in m.content), None))


@pytest.mark.parametrize("way", ["slash", "mention"])
def test_an_answer_grows_by_verified_sentences_and_ends_complete(server, model, way):
    reply, gate = paced(f"{FIRST} {FALSE} ", SECOND + " It", " is so.")
    asked = asking(server, model, reply, f"ada {way}", way)
    message = growing(server, asked)
    assert message.buttons() == []
    gate.set()
    final = answer(server, asked)
    assert final is message
    assert "rocket fire" in final.content
    assert "artillery bombardment" in final.content
    shown = [content for _, content in final.versions] + [final.content]
    assert not any("Benghazi" in content for content in shown)
    assert len(responses(server, asked)) == 1


@pytest.mark.parametrize("way", ["slash", "mention"])
def test_a_growing_answer_that_was_deleted_is_sent_anew(server, model, way):
    reply, gate = paced(f"{FIRST} {SECOND} ", "It", " is so.")
    asked = asking(server, model, reply, f"ben {way}", way)
    message = growing(server, asked)
    server.delete(message)
    gate.set()
    final = server.wait_for(lambda: [m for m in server.said(asked.channel, after=asked) if m.buttons()])[-1]
    assert final is not message
    assert "rocket fire" in final.content


@pytest.mark.parametrize(
    "trouble", [{"status": 500, "times": 2}, rate_limited(1.0), {"status": 403}], ids=["500", "429", "403"]
)
def test_edits_that_fail_leave_the_right_answer(server, model, trouble):
    reply, gate = paced(f"{FIRST} ", SECOND + " It", " is so.")
    asked = asking(server, model, reply, f"cleo {trouble['status']}", "mention")
    growing(server, asked)
    fault = server.fail_next("PATCH", r"^/channels/\d+/messages/\d+$", **trouble)
    gate.set()
    final = answer(server, asked)
    assert fault.used == fault.times
    assert "rocket fire" in final.content
    assert "artillery bombardment" in final.content
    assert [m for m in responses(server, asked) if m.buttons()] == [final]


def test_a_question_whose_token_runs_out_meanwhile_is_answered_by_an_ordinary_message(server, model):
    reply, gate = paced(f"{FIRST} ", SECOND + " It", " is so.")
    asked = asking(server, model, reply, "dan")
    growing(server, asked)
    asked.expire()
    gate.set()
    found = server.wait_for(lambda: [m for m in server.said(asked.channel, after=asked) if m.buttons()])
    assert "artillery bombardment" in found[0].content


@pytest.mark.parametrize(
    "reply",
    [Reply(status=500), Reply(status=401), Reply(pieces=(FALSE,), cut=True)],
    ids=["500", "wrong key", "cut"],
)
def test_a_model_that_fails_is_answered_without_and_said(server, model, reply):
    asked = asking(server, model, reply, f"eve {reply.status} {reply.cut}")
    final = answer(server, asked)
    assert "Mitiga" in final.content
    assert "language model" in final.content


@pytest.mark.alone
def test_heartbeats_go_on_while_a_model_is_slow(server, model):
    server.gateway.interval_s = 1.0
    server.close_gateway(4000)
    server.wait_for(lambda: len(server.gateway.connections) > 1 and server.gateway.live())
    asked = asking(server, model, Reply(pieces=(FIRST,), silent_s=1.7), "fay")
    answer(server, asked)
    server.wait_for(lambda: len(server.connection().heartbeats) > 2)
    assert max(server.connection().lateness_s()) < 1.0


def test_a_model_that_hangs_is_given_up_for_an_answer_without_it_and_leaves_its_place_to_the_next(
    model, excerpts_index, tmp_path
):
    settings = {
        "QA_BOT_LLM": "openai-like:scripted",
        "QA_BOT_LLM_BASE_URL": model.url,
        **LONG,
        "QA_BOT_LLM_DEADLINE_S": "0.5",
        "QA_BOT_DISCORD_WORKERS": "1",
    }
    with run_bot(tmp_path, excerpts_index, **settings) as server:
        asked = [asking(server, model, Reply(pieces=(FIRST,), silent_s=PATIENCE_S), name) for name in ("gil", "hal")]
        for question in asked:
            final = answer(server, question)
            assert "Mitiga" in final.content
            assert "language model" in final.content

"""qa-bot from Python: `from qa_bot import open_bot`."""

import ast
import asyncio
import gc
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import qa_bot as package
from qa_bot import Answer, Bot, Conversation, CorpusError, Filters, IndexMissingError, SettingsError, UsageError, open_bot
from testing.waiting import PATIENCE_S
from tests.conftest import ROOT, SEEDS

# Real processes and models, whatever the fixtures are called.
pytestmark = pytest.mark.slow
AIRPORT = "Which airport in Tripoli was closed because of shelling?"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, with the state in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QA_BOT_STATE_DIR", str(tmp_path / "state"))
    return tmp_path


@pytest.fixture
def bot(corpus: Path, elsewhere: Path):
    with open_bot(corpus) as bot:
        yield bot


def test_everything_public_is_found_under_its_name_and_typed():
    assert sorted(package.__all__) == package.__all__ == sorted(set(package.__all__))
    for name in package.__all__:
        assert getattr(package, name) is not None
        assert name in dir(package)
    (typed,) = [
        node for node in ast.parse((ROOT / "qa_bot" / "__init__.py").read_text("utf-8")).body if isinstance(node, ast.If)
    ]
    imported = {alias.name for node in typed.body for alias in node.names}
    assert imported == set(package.__all__) - {"__version__"}
    with pytest.raises(AttributeError, match="opn_bot"):
        package.opn_bot  # noqa: B018


def test_to_import_the_package_imports_nothing_else():
    told = "import sys, qa_bot; print(*[n for n in sys.modules if n.startswith('qa_bot.') or n in ('pydantic', 'numpy')])"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_a_bot_makes_a_missing_index_and_answers(bot, corpus, elsewhere):
    answer = bot.ask("When was the Aldmoor bridge opened?")
    assert (answer.status, answer.citations[0].source) == ("answered", "bridge.txt")
    assert "3 May 1911" in answer.text
    assert [document.source for document in bot.documents()] == ["bridge.txt", "mill.txt", "school.md"]
    (folder,) = (elsewhere / "index").iterdir()
    assert folder.name == "corpus"
    assert bot.search("bridge", limit=1)[0].quote == bot.document("bridge.txt").text.strip()


def test_it_answers_as_the_command_line_does(bot, qa_bot, corpus):
    for question in ("When was the Aldmoor bridge opened?", "How many pupils has the school?", "Who won the cup?"):
        done = qa_bot("ask", "--json", "--corpus", "corpus", question)
        told = [json.loads(done.stdout), json.loads(bot.ask(question).to_json())]
        for answer in told:
            answer.pop("timings_ms")
        assert told[0] == told[1]


def test_the_default_corpus_is_seeds_and_an_index_alone_brings_its_own(elsewhere, corpus, seeds_index):
    with open_bot(index=seeds_index) as bot:
        assert bot.ask(AIRPORT).citations[0].source == "003_906e3ae5712f44c8.txt"
    with pytest.raises(IndexMissingError, match="seeds does not exist"):
        open_bot()
    with pytest.raises(CorpusError, match="belongs to the corpus"):
        open_bot(corpus, seeds_index)


def test_a_path_is_a_folder_and_a_word_may_be_a_name(elsewhere, corpus, qa_bot):
    qa_bot("corpus", "add", "town", str(corpus))
    with open_bot("town") as bot:
        assert len(bot.documents()) == 3
    with pytest.raises(CorpusError, match="does not exist"):
        open_bot(Path("town"))
    with open_bot([corpus]) as bot:
        assert len(bot.documents()) == 3


def test_settings_are_keywords(corpus, elsewhere, monkeypatch):
    monkeypatch.setenv("QA_BOT_MIN_CONFIDENCE", "0.99")
    with open_bot(corpus, min_confidence=0.0) as bot:
        assert bot.threshold == 0.0
        assert bot.ask("Who won the football world cup?").status == "answered"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"min_confidnce": 0.5}, "the setting min_confidnce is not known: did you mean min_confidence?"),
        ({"QA_BOT_LLM": "none"}, "the setting QA_BOT_LLM is not known"),
        ({"zzz": 1}, "the setting zzz is not known: docs/settings.md lists every setting"),
        ({"chunk_tokens": 5}, "QA_BOT_CHUNK_TOKENS=5: write a number of at least 32"),
        ({"corpus_dir": "a"}, "give it as corpus"),
        ({"index_dir": "a"}, "give it as index"),
    ],
)
def test_a_setting_that_does_not_fit_is_an_error(corpus, elsewhere, settings, told):
    with pytest.raises(UsageError) as error:
        open_bot(corpus, **settings)
    assert told in str(error.value)
    assert isinstance(error.value, SettingsError) or "give it as" in told
    assert not (elsewhere / "index").exists()


def test_a_follow_up_takes_the_conversation_or_pairs(bot):
    answer, conversation = bot.converse("When was the Aldmoor bridge opened?")
    assert isinstance(answer, Answer)
    follow_up = bot.ask("Who opened it?", conversation)
    assert "Ada Quill" in follow_up.text
    pairs = Conversation.of([("When was the Aldmoor bridge opened?", answer.text)])
    assert bot.ask("Who opened it?", pairs).citations == follow_up.citations
    assert bot.ask("Who opened it?", Conversation.of([("When was the Aldmoor bridge opened?", None)])).status == "answered"


def test_several_corpora_and_only_some_documents(corpus, elsewhere):
    (elsewhere / "club").mkdir()
    (elsewhere / "club" / "mill.txt").write_text("The club meets in the mill every Friday.\n", "utf-8")
    with open_bot([corpus, "club"]) as bot:
        assert [(d.corpus, d.source) for d in bot.documents()][2:] == [("corpus", "school.md"), ("club", "mill.txt")]
        (citation,) = bot.ask("When does the club meet?").citations
        assert bot.document(citation.source, citation.corpus).text[citation.start : citation.end] == citation.quote
        found = bot.search("mill", filters=Filters(within=("mill.txt",)))
        assert {(passage.corpus, passage.source) for passage in found} == {("corpus", "mill.txt"), ("club", "mill.txt")}
        assert bot.search("in:nothing/ mill") == ()
        assert asyncio.run(bot.aask("When does the club meet?", filters=Filters(within=("bridge.txt",)))).status == "abstained"
    with pytest.raises(UsageError, match="closed"):
        bot.documents()
    with pytest.raises(CorpusError, match="several"):
        open_bot([corpus, "club"], index="index/corpus")
    with pytest.raises(UsageError, match="name at least one"):
        open_bot([])


def test_questions_of_an_event_loop_are_answered_beside_one_another(bot):
    questions = ["When was the Aldmoor bridge opened?", "How many pupils has the school?", "When did the mill burn down?"] * 4

    async def ask_all() -> list[Answer]:
        return await asyncio.gather(*(bot.aask(question) for question in questions))

    answers = asyncio.run(ask_all())
    assert [a.question for a in answers] == questions
    assert [a.citations for a in answers] == [bot.ask(question).citations for question in questions]


def test_a_cancelled_question_frees_its_thread_and_one_in_line_is_never_asked(bot, monkeypatch):
    begun, go_on, asked = threading.Semaphore(0), threading.Event(), []

    def ask(question: str, *_: object) -> str:
        asked.append(question)
        begun.release()
        assert go_on.wait(PATIENCE_S)
        return question

    monkeypatch.setattr(bot, "ask", ask)

    async def cancel() -> str:
        running = [asyncio.create_task(bot.aask(f"running {number}")) for number in range(4)]
        waiting = asyncio.create_task(bot.aask("waiting"))
        for _ in running:
            await asyncio.to_thread(begun.acquire)
        for task in (*running, waiting):
            task.cancel()
        cancelled = await asyncio.gather(*running, waiting, return_exceptions=True)
        assert all(isinstance(each, asyncio.CancelledError) for each in cancelled)
        go_on.set()
        return await bot.aask("next")

    assert asyncio.run(cancel()) == "next"
    assert sorted(asked) == ["next", *(f"running {number}" for number in range(4))]


def test_a_closed_bot_says_so_and_another_of_the_same_index_goes_on(bot, corpus):
    other = open_bot(corpus)
    question = "When was the Aldmoor bridge opened?"
    assert other.ask(question).status == "answered"
    other.close()
    other.close()
    for call in (other.ask, other.search):
        with pytest.raises(UsageError, match="closed"):
            call(question)
    with pytest.raises(UsageError, match="closed"):
        asyncio.run(other.aask(question))
    gc.collect()
    assert bot.ask(question).status == "answered"


def test_a_bot_answers_from_what_is_published_meanwhile(bot, corpus, qa_bot):
    question = "Where is the lighthouse?"
    assert bot.ask(question).status == "abstained"
    (corpus / "light.txt").write_text("The lighthouse stands on Corran Head.\n", "utf-8")
    assert qa_bot("ingest", "--corpus", "corpus").returncode == 0
    assert "Corran Head" in bot.ask(question).text
    assert isinstance(bot, Bot)


def test_seeds_beside_the_working_directory_are_the_default(tmp_path, elsewhere):
    (tmp_path / "seeds").symlink_to(SEEDS)
    with open_bot() as bot:
        assert len(bot.documents()) == 5

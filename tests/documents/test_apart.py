"""A file that crashes its reader, never ends or eats memory costs itself alone."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qa_bot.documents import apart
from qa_bot.documents.apart import ReadingLimits, ReadingProcess, is_read_apart
from qa_bot.documents.apart_messages import Reply, heard, told
from qa_bot.documents.document import UnreadableFileError
from qa_bot.documents.reading import READERS, read_named
from qa_bot.ingestion.ingest import ingest
from tests.documents.test_reading import one_page_pdf

PDF = one_page_pdf(["The mayor opened the bridge on Monday.", "It had taken two years to build."])
# A file that is read by what a test puts in the place of a reader: the name says what it does.
HARMS = """
import os, signal, sys, time
from qa_bot.documents import reading
from qa_bot.documents.document import Document

def harm(data):
    match data:
        case b"crash": os.kill(os.getpid(), signal.SIGSEGV)
        case b"leave": os._exit(3)
        case b"killed": os.kill(os.getpid(), signal.SIGKILL)
        case b"run":
            while True: pass
        case b"sleep": time.sleep(3600)
        case b"eat": bytes(10**12)
        case b"print": print("noise", flush=True); os.write(1, b"noise"); os.write(2, b"noise")
        case b"write": os.write(os.open("/dev/shm/qa-bot-written", os.O_CREAT | os.O_WRONLY), b"x")
        case b"environment": yield Document(text=" ".join(sorted(os.environ)))
        case b"modules": yield Document(text=sys.modules["csv"].__file__)
    yield Document(text="read: " + data.decode())

reading.READERS[".harm"] = harm
"""
COMMAND_OF = apart.command_of
QUICK = ReadingLimits(memory_bytes=1_500_000_000, seconds=1, seconds_a_megabyte=0, clock_factor=5)


def started_with(code: str) -> Callable[[ReadingLimits], list[str]]:
    """Return what starts a process that runs some code first."""

    def command_of(limits: ReadingLimits) -> list[str]:
        return [f"exec({code!r}); {word}" if word.startswith("import sys;") else word for word in COMMAND_OF(limits)]

    return command_of


@pytest.fixture(scope="module")
def harmful() -> Iterator[ReadingProcess]:
    """Return a process in which files that end in .harm do what they say."""
    patch = pytest.MonkeyPatch()
    patch.setattr(apart, "command_of", started_with(HARMS))
    process = ReadingProcess(QUICK)
    process.read("a.harm", b"a")
    yield process
    process.close()
    patch.undo()


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    made = ReadingProcess()
    yield made
    made.close()


def test_what_is_read_apart_is_what_is_read_here(process):
    assert process.read("a.pdf", PDF) == read_named("a.pdf", PDF)


def test_why_a_file_is_not_read_is_told_as_here(process):
    with pytest.raises(UnreadableFileError, match="it is no PDF or broken"):
        process.read("a.pdf", b"%PDF nothing")


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("crash", r"it crashes what reads it \(SIGSEGV\)"),
        ("leave", r"it crashes what reads it \(exit code 3\)"),
        ("killed", "the process that read it was killed, perhaps for lack of memory"),
        ("run", "reading it takes more than 1 seconds"),
        ("sleep", "reading it takes more than 1 seconds"),
        ("eat", "it needs more memory than a file may take"),
        ("write", r"it cannot be read as .harm \(OSError\)"),
    ],
)
def test_a_harmful_file_is_named_with_the_reason_and_the_next_is_read(harmful, harm, told):
    with pytest.raises(UnreadableFileError, match=told):
        harmful.read("a.harm", harm.encode())
    assert [document.text for document in harmful.read("b.harm", b"b")] == ["read: b"]


def test_one_process_reads_many_files_until_one_ends_it(harmful):
    harmful.read("a.harm", b"a")
    first = harmful._process
    harmful.read("b.harm", b"b")
    assert harmful._process is first
    with pytest.raises(UnreadableFileError):
        harmful.read("c.harm", b"crash")
    harmful.read("d.harm", b"d")
    assert harmful._process is not first


def test_one_process_reads_many_files_though_what_started_it_is_large():
    large = bytearray(600_000_000)
    large[::4096] = b"x" * len(large[::4096])
    process = ReadingProcess()
    process.read("a.eml", b"Subject: s\n\nIt is old.\n")
    first = process._process
    process.read("b.eml", b"Subject: s\n\nIt is old.\n")
    assert first is not None
    assert process._process is first
    process.close()


def test_a_process_that_ends_between_two_files_is_replaced_and_no_file_is_blamed(harmful):
    harmful.read("a.harm", b"a")
    os.kill(harmful._process.pid, signal.SIGKILL)
    os.waitid(os.P_PID, harmful._process.pid, os.WEXITED | os.WNOWAIT)
    assert harmful.read("b.harm", b"b")


def test_what_a_reader_prints_stands_in_no_reply(harmful):
    assert harmful.read("a.harm", b"print")[-1].text == "read: print"


def test_no_secret_is_in_its_environment(harmful, monkeypatch):
    harmful.close()
    monkeypatch.setenv("QA_BOT_LLM_API_KEY", "canary")
    monkeypatch.setenv("SOME_TOKEN", "canary")
    names = harmful.read("a.harm", b"environment")[0].text.split()
    assert set(names) <= apart._KEPT_NAMES
    harmful.close()


def test_a_module_in_the_folder_that_one_works_in_is_not_run(harmful, tmp_path, monkeypatch):
    harmful.close()
    (tmp_path / "csv.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert Path(harmful.read("a.harm", b"modules")[0].text).parent != tmp_path


def test_a_process_that_does_not_start_is_an_error_that_says_so(monkeypatch):
    monkeypatch.setattr(apart, "command_of", started_with("import sys; sys.exit(7)"))
    with pytest.raises(apart.QaBotError, match="does not start: it ended with code 7"):
        ReadingProcess().read("a.pdf", PDF)


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_what_is_no_plain_text_and_what_is_large_is_read_apart(suffix):
    is_binary = suffix in ".pdf .docx .xlsx .xlsm .pptx .odt .ods .odp .epub .rtf .eml .mbox".split()
    assert is_read_apart(f"a{suffix.upper()}", 10) == is_binary
    assert is_read_apart(f"a{suffix}", apart.LARGE_BYTES)


def test_a_reply_comes_as_it_was_sent():
    documents = read_named("a.md", "# Tïtle 😀\n\n- one\n  - two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode())
    for reply in (Reply(documents), Reply(reason="broken\n", is_last=True)):
        assert heard(told(reply)) == reply


def test_an_ingest_goes_on_after_a_file_that_crashes_its_reader(monkeypatch, corpus, index_dir, embedder):
    crash = "import os; from qa_bot.documents import reading; reading.READERS['.pdf'] = lambda data: os.abort()"
    monkeypatch.setattr(apart, "command_of", started_with(crash))
    (corpus / "a.pdf").write_bytes(PDF)
    (corpus / "b.pdf").write_bytes(PDF + b"\n")
    report = ingest(corpus, index_dir, embedder)
    assert report.counts() == {"added": 3, "skipped": 2}
    reasons = {file.source: file.reason for file in report.files if file.outcome == "skipped"}
    assert reasons == dict.fromkeys(["a.pdf", "b.pdf"], "it crashes what reads it (SIGABRT)")

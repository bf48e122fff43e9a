"""What the tests share: the bundled models, loaded once, and an index of seeds/ made once."""

import functools
import logging
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.ingestion.report import IngestReport
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.prompts import load_prompts
from qa_bot.storage.layout import fingerprint
from qa_bot.storage.reader import IndexReader
from testing import EXCERPTS as EXCERPTS
from testing import ROOT as ROOT
from testing import SEEDS as SEEDS
from testing.forking import environment_of, forker, leave_cores_to_other_workers, probe_by
from testing.remembering import forget_outputs, remember_outputs, run_each_text_once

Ask = Callable[..., subprocess.CompletedProcess[str]]
# Tests with one of these take longer than those that `make quick` runs.
SLOW_FIXTURES = {"embedder", "models", "run_python", "server"}
# Files whose tests each start a program from nothing: `make test-long` runs them.
LONG_FILES = ("test_mcp.py", "test_shown_commands.py", "test_left_out.py")
# Kinds of tests whose marks stand in their files, of which there are few.
NAMED_KINDS = ("alone", "heavy", "soak")
# Files that take longest.
FIRST_FILES = (
    "test_adversarial.py",
    "test_claims.py",
    "test_isolation.py",
    "test_paraphrases.py",
    "test_writing.py",
    "test_bot.py",
    "test_end_to_end_process.py",
    "test_calibration.py",
)
SLOW_FILES = (
    "test_apart.py",
    "test_bundled.py",
    "test_crew.py",
    "test_ending.py",
    "test_llama_index.py",
    "test_loopback.py",
    "test_news_told.py",
    "test_optimised.py",
    "test_promise.py",
    "test_releases.py",
    "test_services.py",
    "test_sites.py",
    "test_stdin.py",
)


def pytest_configure(config: pytest.Config) -> None:
    if getattr(config.option, "numprocesses", None):
        remember_outputs()
    else:
        run_each_text_once()
    leave_cores_to_other_workers()
    probe_by(forker)


def pytest_unconfigure(config: pytest.Config) -> None:
    if getattr(config.option, "numprocesses", None):
        forget_outputs()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out files without any test of the kind that is asked for: to import all takes ten seconds."""
    kind = config.option.markexpr.partition(" ")[0]
    if kind not in NAMED_KINDS or not collection_path.name.startswith("test_"):
        return None
    return f"mark.{kind}" not in collection_path.read_text("utf-8") or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SLOW_FIXTURES & set(getattr(item, "fixturenames", ())) or item.path.name in SLOW_FILES:
            item.add_marker("slow")
        if item.path.name in LONG_FILES:
            item.add_marker("long")
    items.sort(key=lambda item: FIRST_FILES.index(item.path.name) if item.path.name in FIRST_FILES else len(FIRST_FILES))


@pytest.fixture(autouse=True)
def our_log_as_it_was() -> Iterator[None]:
    """A command that is run in the process of the tests sets how much is logged, for good."""
    ours = logging.getLogger("qa_bot")
    level = ours.level
    yield
    ours.setLevel(level)


@pytest.fixture(scope="session")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


@pytest.fixture(scope="session")
def models(embedder: BundledEmbedder) -> Models:
    return Models(embedder=embedder, reader=BundledReader(), confidence=load_confidence())


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory, embedder: BundledEmbedder) -> Path:
    index_dir = tmp_path_factory.mktemp("seeds") / "index"
    ingest(SEEDS, index_dir, embedder)
    return index_dir


@pytest.fixture(scope="session")
def excerpts_index(tmp_path_factory: pytest.TempPathFactory, embedder: BundledEmbedder) -> Path:
    index_dir = tmp_path_factory.mktemp("excerpts") / "index"
    ingest(EXCERPTS, index_dir, embedder)
    return index_dir


@pytest.fixture(scope="session")
def seeds_bot(seeds_index: Path, models: Models) -> Bot:
    return open_bot(seeds_index, models)


def open_bot(index_dir: Path, models: Models, min_confidence: float | None = None) -> Bot:
    return Bot(open_reader(index_dir), models, load_prompts(), min_confidence)


def open_reader(index_dir: Path, chunk_tokens: int = 192) -> IndexReader:
    return IndexReader(index_dir, fingerprint(BundledEmbedder.name, chunk_tokens))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a small corpus that a test may change."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "bridge.txt").write_text("The Aldmoor bridge was opened on 3 May 1911 by the mayor, Ada Quill.\n", "utf-8")
    (folder / "mill.txt").write_text("The Aldmoor mill burned down in 1932. It was never rebuilt.\n", "utf-8")
    (folder / "school.md").write_text("# Schools\n\nThe grammar school has 412 pupils and 31 teachers.\n", "utf-8")
    return folder


@pytest.fixture
def index_dir(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def run_ingest(corpus: Path, index_dir: Path, embedder: BundledEmbedder) -> Callable[..., IngestReport]:
    def run(**options: object) -> IngestReport:
        return ingest(corpus, index_dir, embedder, IngestOptions(**options))

    return run


@pytest.fixture
def run_python(tmp_path: Path) -> Ask:
    """Return a function that runs what follows `python` in a command in a process of its own, in an empty HOME."""

    def run(*command: str, stdin: str | bytes = "", cwd: Path | None = None, **environment: str) -> object:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = forker().run(command, given, cwd or tmp_path, environment_of(tmp_path, environment))
        if isinstance(stdin, str):
            return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
        return done

    return run  # type: ignore[return-value]


@pytest.fixture
def qa_bot(run_python: Ask) -> Ask:
    """Return a function that runs the command line in a process of its own, in an empty HOME."""
    return functools.partial(run_python, "-m", "qa_bot")


def outcomes(report: IngestReport) -> dict[str, str]:
    return {file.source: file.outcome for file in report.files}


def copy_seeds(folder: Path, names: Sequence[str] | None = None) -> Path:
    target = folder / "seeds"
    target.mkdir()
    for path in EXCERPTS.iterdir():
        if names is None or path.name in names:
            shutil.copy(path, target)
    return target

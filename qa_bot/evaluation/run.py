"""Run a gold set and keep every answer at once: a run is a folder with run.json, answers.jsonl and report.html."""

import itertools
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, Field, ValidationError

from qa_bot.answer import Answer
from qa_bot.atomic_file import write_atomically
from qa_bot.bot import Bot
from qa_bot.errors import GoldError, StorageError
from qa_bot.evaluation.gold import GoldQuestion
from qa_bot.evaluation.judgement import Judgement, JudgeReport
from qa_bot.evaluation.scoring import Scored, Similarity, TextOf, score
from qa_bot.evaluation.statistics import Interval
from qa_bot.frozen import Frozen
from qa_bot.llm.written import DroppedSentence

RUN_FILE = "run.json"
ANSWERS_FILE = "answers.jsonl"
REPORT_FILE = "report.html"
RUN_SCHEMA = 1
RUNS = Path("runs")
_logger = logging.getLogger(__name__)


class Record(Frozen):
    """A question of a run with its answer and its figures; `error` says why there is no answer.

    `dropped` are the sentences of a language model that no quote supports, `verdict` is a judge's advice.
    """

    gold: GoldQuestion
    answer: Answer | None
    attempt: str
    scored: Scored
    error: str | None = None
    dropped: tuple[DroppedSentence, ...] = ()
    verdict: Judgement | None = None


class Identity(Frozen):
    """What two runs must have in common to be compared, and a run with its continuation."""

    gold_digest: str
    corpus_digest: str
    settings: dict[str, Any]
    versions: dict[str, str]
    threshold: float


class Run(Frozen):
    """What run.json holds: what was run, and the figures, overall and by slice; `judge` has a judge's figures."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    run_schema: int = Field(default=RUN_SCHEMA, alias="schema")
    started_at: str
    complete: bool
    gold: str
    questions: int
    identity: Identity
    peak_memory_mb: float = 0.0
    failures: int = 0
    metrics: dict[str, Interval] = {}
    slices: dict[str, dict[str, Interval]] = {}
    judge: JudgeReport | None = None


def new_folder(gold: Path, now: datetime, runs: Path = RUNS) -> Path:
    """Return a folder for a new run, named after its gold set and the time; it does not exist yet."""
    name = f"{gold.stem}-{now:%Y-%m-%d-%H%M%S}"
    tried = (runs / (name if number == 1 else f"{name}-{number}") for number in itertools.count(1))
    return next(folder for folder in tried if not folder.exists())


def check_unused(folder: Path) -> None:
    """Raise GoldError if a folder holds a run already."""
    if any((folder / name).exists() for name in (RUN_FILE, ANSWERS_FILE)):
        raise GoldError(f"{folder} holds a run already: continue it with --resume, or name another folder with --out")


def answer_all(bot: Bot, questions: Sequence[GoldQuestion], text_of: TextOf, similarity: Similarity) -> Iterator[Record]:
    """Yield the record of each question as soon as it is answered; one that crashes is a recorded failure."""
    for gold in questions:
        try:
            attempt = bot.attempt(gold.question, gold.conversation(), gold.id)
            final, explanation = bot.finish(attempt)
            scored = score(gold, final, attempt.answer, text_of, similarity)
            dropped = explanation.dropped
            yield Record(gold=gold, answer=final, attempt=attempt.answer.text, scored=scored, dropped=dropped)
        except Exception as error:  # the run goes on; the failure is in its figures
            _logger.exception("question %s failed", gold.id)
            yield Record(gold=gold, answer=None, attempt="", scored=failed(gold), error=f"{type(error).__name__}: {error}")


def failed(gold: GoldQuestion) -> Scored:
    """Return the figures of a question that crashed: everything counts as wrong."""
    names = ("answer.containment", "answer.exact_match", "answer.f1", "answer.similarity") if gold.is_answerable else ()
    return Scored(
        metrics=dict.fromkeys(names, 0.0), abstained=False, answerable=gold.is_answerable, right=False, confidence=0.0
    )


def keep_records(folder: Path, records: Iterator[Record], resume: bool, seen: Callable[[Record], None]) -> None:
    """Append each record to the run's file as soon as it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ANSWERS_FILE).open("a" if resume else "w", encoding="utf-8") as file:
            for record in records:
                file.write(record.model_dump_json(by_alias=True) + "\n")
                file.flush()
                seen(record)
    except OSError as error:
        raise StorageError(
            f"the run cannot be written to {folder} ({error.strerror}): name another folder with --out"
        ) from error


def read_records(folder: Path) -> tuple[Record, ...]:
    """Return the records of a run; a last line that was cut off is left out."""
    path = folder / ANSWERS_FILE
    if not path.is_file():
        return ()
    records = []
    lines = path.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        try:
            records.append(Record.model_validate_json(line))
        except ValidationError as error:
            if number < len(lines):
                raise GoldError(f"{path}, line {number} is not a record of a run") from error
    return tuple(records)


def write_run(folder: Path, run: Run) -> None:
    """Write run.json completely or not at all; raise StorageError if that is not possible."""
    write_atomically(folder / RUN_FILE, json.dumps(run.model_dump(mode="json", by_alias=True), indent=1) + "\n")


def read_run(path: Path) -> tuple[Run, Path]:
    """Return a run and its folder, from the folder or its run.json; raise GoldError when there is none."""
    file = path / RUN_FILE if path.is_dir() else path
    try:
        return Run.model_validate_json(file.read_bytes()), file.parent
    except OSError as error:
        raise GoldError(f"there is no run at {path} ({error.strerror}): name a run.json") from error
    except ValidationError as error:
        raise GoldError(f"{file} is not a run of this version: run it again") from error

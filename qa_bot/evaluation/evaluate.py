"""The steps of an evaluation: gold set, index, answers, figures, run folder."""

import hashlib
import resource
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.answering.promise import KeptAnswer, KeptGold
from qa_bot.application import (
    load_models,
    open_bot,
    open_index,
    open_ledger,
    run_ingest,
    settings_fingerprint,
)
from qa_bot.atomic_file import make_private_folder
from qa_bot.calibrations import path_of
from qa_bot.corpora import locate
from qa_bot.errors import CorpusError, GoldError, IndexUnusableError, SettingsError
from qa_bot.evaluation.calibration import CalibrationReport, calibrate, check_enough, collect, kept_answers, save
from qa_bot.evaluation.gold import GoldSet
from qa_bot.evaluation.held_out_index import PartialSnapshot
from qa_bot.evaluation.identity import identity_of
from qa_bot.evaluation.judge import Judge
from qa_bot.evaluation.judgement import JudgeReport, check_same_judge, summarise_judgements
from qa_bot.evaluation.run import (
    ANSWERS_FILE,
    Identity,
    Record,
    Run,
    answer_all,
    keep_records,
    read_records,
    read_run,
    write_run,
)
from qa_bot.evaluation.scoring import Similarity, TextOf
from qa_bot.evaluation.statistics import Interval
from qa_bot.evaluation.summary import slices, summarise
from qa_bot.llm.providers import open_language_model
from qa_bot.models.protocols import Embedder
from qa_bot.prompts import Prompts, load_prompts
from qa_bot.settings import Settings, state_folder
from qa_bot.storage.database import latest_generation, open_for_reading
from qa_bot.storage.servers import Servers, servers_of

Seen = Callable[[Record], None]


def evaluate(
    settings: Settings, gold_path: Path, gold: GoldSet, folder: Path, resume: bool, seen: Seen, is_judged: bool = False
) -> Run:
    """Answer every question of a gold set, keep the records, and write and return the run; ask a judge on request.

    Raise GoldError when the run to resume does not match, SettingsError when there is no model to judge. After
    KeyboardInterrupt, the finished records stay.
    """
    prompts = load_prompts(settings.prompts_dir)
    judge = open_judge(settings, prompts) if is_judged else None
    settings = settings.model_copy(update={"index_dir": index_for(settings)})
    models = load_models(settings)
    with closing(open_index(settings)) as reader, reader.snapshot() as index:
        bot = open_bot(settings, models=models, prompts=prompts, index=reader)
        identity = identity_of(settings, prompts, gold, index.corpus_digest(), bot.threshold)
        done = _done(folder, identity, judge) if resume else ()
        run = _begun(gold_path, gold, identity, judge)
        write_run(folder, run)
        known = {record.gold.id for record in done}
        remaining = [question for question in gold.questions if question.id not in known]
        records = answer_all(bot, remaining, _texts(index.document), similarity_of(models))
        keep_records(folder, judge.judge_all(records) if judge else records, bool(done), seen)
    return finish(folder, run, judge)


def _begun(gold_path: Path, gold: GoldSet, identity: Identity, judge: Judge | None) -> Run:
    return Run(
        started_at=datetime.now(UTC).isoformat(timespec="seconds"),
        complete=False,
        gold=str(gold_path),
        questions=len(gold.questions),
        identity=identity,
        judge=JudgeReport(identity=judge.identity) if judge else None,
    )


def open_judge(settings: Settings, prompts: Prompts) -> Judge:
    """Return a judge that asks the configured language model; raise SettingsError if there is none."""
    model = open_language_model(settings)
    if model is None:
        raise SettingsError("--judge needs a language model: set QA_BOT_LLM")
    return Judge(model, prompts, open_ledger(settings, model.name))


def finish(folder: Path, run: Run, judge: Judge | None = None) -> Run:
    """Compute the figures of a run's records, write run.json and return the run."""
    records = read_records(folder)
    failures = sum(record.error is not None for record in records)
    peak_mb = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    figures = {
        **summarise([record.scored for record in records]),
        "run.completed": Interval(1 - failures / len(records), float("nan"), float("nan"), len(records)),
        "memory.peak_mb": Interval(peak_mb, peak_mb, peak_mb, len(records)),
    }
    run = run.model_copy(
        update={
            "complete": True,
            "metrics": _without_nan(figures),
            "slices": _figures_by_slice(records),
            "failures": failures,
            "peak_memory_mb": peak_mb,
            "judge": _judge_report(judge, records) if judge else None,
        }
    )
    write_run(folder, run)
    return run


def _judge_report(judge: Judge, records: Sequence[Record]) -> JudgeReport:
    report = summarise_judgements(judge.identity, [record.verdict for record in records if record.verdict])
    return report.model_copy(update={"cost": judge.cost_of(report.use)})


def index_for(settings: Settings) -> Path:
    """Return an index that matches corpus and settings: the user's if it does, else the evaluation's own.

    The user's index is never written. The evaluation's own is in the state folder and is brought up to date.
    """
    try:
        with closing(open_for_reading(settings.index_dir, servers_of(settings))) as database:
            published = latest_generation(database)
        if published and published.fingerprint == settings_fingerprint(settings):
            plan = run_ingest(settings, dry_run=True)
            if not set(plan.counts()) & {"added", "changed", "removed"}:
                return settings.index_dir
    except (IndexUnusableError, CorpusError):
        pass
    of_what = f"{settings.corpus_dir.absolute()}\0{settings_fingerprint(settings)}"
    own = state_folder(settings) / "evaluation" / hashlib.sha256(of_what.encode()).hexdigest()[:16]
    make_private_folder(own)
    run_ingest(settings.model_copy(update={"index_dir": own}))
    return own


def documents_of(settings: Settings) -> TextOf:
    """Return a function that returns a document's text as it was evaluated."""
    reader = open_index(settings.model_copy(update={"index_dir": index_for(settings)}))
    with reader.snapshot() as index:
        return _texts(index.document)


def calibrate_confidence(settings: Settings, gold: GoldSet, seen: Callable[[], None]) -> tuple[CalibrationReport, Path]:
    """Fit the last step of the confidence to a gold set and keep it in the state folder; return how good it is.

    It is in force for this corpus alone. The answers are kept with it, for QA_BOT_MAX_WRONG.
    """
    check_enough(gold.questions)
    index_dir = index_for(settings)
    models = load_models(settings)
    index = _partial(index_dir, servers_of(settings))
    unbounded = {"index_dir": index_dir, "min_confidence": 0.0, "max_wrong": None, "llm": "none"}
    bot = open_bot(settings.model_copy(update=unbounded), models=models)
    rows = collect(index, bot, models, gold.questions, seen)
    model, report = calibrate(models.confidence.model_for(models.reader.name), rows)
    kept = _kept(index, gold, kept_answers(model, rows))
    path = path_of(locate(settings), kept.root)
    provenance: dict[str, object] = {"gold": gold.digest, "corpus": kept.corpus_digest, **report.model_dump()}
    save(
        load_confidence(path if path.is_file() else None),
        path,
        models.reader.name,
        model.model_copy(update={"kept": kept}),
        provenance,
    )
    return report, path


def _kept(index: PartialSnapshot, gold: GoldSet, answers: tuple[KeptAnswer, ...]) -> KeptGold:
    root, index_id = index.origin()
    return KeptGold(
        root=root,
        index_id=index_id,
        fingerprint=index.generation.fingerprint,
        corpus_digest=index.corpus_digest(),
        questions=sum(not question.history for question in gold.questions),
        answers=answers,
    )


def _partial(index_dir: Path, servers: Servers) -> PartialSnapshot:
    with closing(open_for_reading(index_dir, servers)) as database:
        generation = latest_generation(database)
    assert generation is not None
    return PartialSnapshot(index_dir, generation, servers)


def similarity_of(models: Models) -> Similarity:
    """Return a function that returns the best cosine similarity of a text to acceptable answers, by the embedding model."""
    embedder: Embedder = models.embedder

    def similarity(text: str, acceptable: Sequence[str]) -> float:
        vectors = embedder.embed_passages([text, *acceptable])
        return float((vectors[1:] @ vectors[0]).max())

    return similarity


def _texts(document: Callable[[str], Any]) -> TextOf:
    known: dict[str, str | None] = {}

    def text_of(source: str) -> str | None:
        if source not in known:
            found = document(source)
            known[source] = found.text if found else None
        return known[source]

    return text_of


def _done(folder: Path, identity: Identity, judge: Judge | None) -> tuple[Record, ...]:
    """Return the records of an interrupted run, and cut off its last line if it is unfinished."""
    run, _ = read_run(folder)
    if run.identity != identity:
        raise GoldError(f"the run in {folder} is for another gold set, corpus or settings: start a new one without --resume")
    check_same_judge(run.judge, judge.identity if judge else None)
    records = read_records(folder)
    text = "".join(record.model_dump_json(by_alias=True) + "\n" for record in records)
    (folder / ANSWERS_FILE).write_text(text, "utf-8")
    return records


def _figures_by_slice(records: Sequence[Record]) -> dict[str, dict[str, Interval]]:
    groups = slices([r.gold.type for r in records], [bool(r.gold.history) for r in records])
    return {name: _without_nan(summarise([records[i].scored for i in rows])) for name, rows in groups.items()}


def _without_nan(figures: Mapping[str, Interval]) -> dict[str, Interval]:
    """Return figures whose unknown bounds are the value itself."""
    return {name: _bounded(interval) for name, interval in figures.items()}


def _bounded(interval: Interval) -> Interval:
    value = interval.value
    low, high = (value if bound != bound else bound for bound in (interval.low, interval.high))
    return Interval(value, low, high, interval.size)

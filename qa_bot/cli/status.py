"""qa-bot status."""

import json
from collections.abc import Mapping
from typing import Any

import click

from qa_bot.cli.console import on_one_line, printable, write
from qa_bot.cli.options import global_options, located_settings, naming_corpus
from qa_bot.cli.render import promise
from qa_bot.corpora import LocatedSettings
from qa_bot.documents.document import Skipped
from qa_bot.errors import CorpusError, IndexUnusableError, QaBotError, ServiceError
from qa_bot.ingestion.report import IngestReport
from qa_bot.sources.state import states_of
from qa_bot.storage.health import Health, examine

LISTED = 20


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the status as JSON.")
@global_options
@click.pass_context
def status(context: click.Context, as_json: bool) -> int:
    """Show what is indexed, and which files have changed.

    It also checks that the index is intact.

    The exit code is 0 for an index that answers, 4 for one that is missing, stale or damaged, and 5 for one whose server is needed
    and does not answer.
    """
    from qa_bot.application import settings_fingerprint
    from qa_bot.storage.servers import servers_of

    settings = located_settings(context)
    health = examine(settings.index_dir, settings_fingerprint(settings), servers_of(settings))
    told = {"problem": health.problem, "remedy": health.remedy}
    health = health.model_copy(update={key: text and naming_corpus(text, settings.options) for key, text in told.items()})
    changes, corpus_problem = _changes(settings)
    if as_json:
        write(_as_json(settings, health, changes, corpus_problem))
    else:
        write(printable(_as_text(settings, health, changes, corpus_problem)))
    if health.state == "unreachable":
        return ServiceError.exit_code
    return 0 if health.state == "ok" else IndexUnusableError.exit_code


def _changes(settings: LocatedSettings) -> tuple[IngestReport | None, str | None]:
    from qa_bot.application import run_ingest

    try:
        return run_ingest(settings, dry_run=True), None
    except (CorpusError, IndexUnusableError) as error:
        return None, str(error)


def _as_json(settings: LocatedSettings, health: Health, changes: IngestReport | None, corpus_problem: str | None) -> str:
    fields = health.model_dump(exclude={"files"})
    fields["index_dir"] = str(settings.index_dir.absolute())
    fields["corpus_dir"] = str(settings.corpus_dir.absolute())
    fields["corpus_problem"] = corpus_problem
    fields["pending"] = {
        outcome: [file.source for file in changes.files if file.outcome == outcome] if changes else []
        for outcome in ("added", "changed", "removed")
    }
    fields["sources"] = [state.model_dump() for state in states_of(settings.corpus_dir)]
    fields["language_model"] = _language_model(settings)
    fields["promise"] = _promise(settings)
    fields["calibration"] = _calibration(settings)
    fields["skipped"] = [{"source": f.source, "reason": f.reason} for f in _skipped(health, changes)]
    fields["notes"] = [{"source": source, "note": note} for source, note in _notes(health)]
    return json.dumps(fields)


def _as_text(settings: LocatedSettings, health: Health, changes: IngestReport | None, corpus_problem: str | None) -> str:
    lines = [f"index     {settings.index_dir.absolute()}: {health.state}"]
    if health.problem:
        # What cannot be opened says itself which command repairs it.
        lines.append(f"          {health.problem}" + ("" if "`qa-bot " in health.problem else f": {health.remedy}"))
    if health.generation:
        made = health.generation
        lines.append(f"published generation {made.number} at {made.built_at}: {made.documents} documents, {made.chunks} chunks")
        lines.append(f"settings  embedding {made.embedding}, {made.chunk_tokens} tokens a chunk")
        lines.append(f"on disk   {health.bytes_on_disk / 1024 / 1024:.1f} MB")
    if health.database:
        lines.append(f"database  {health.database}")
    if health.server:
        lines.append(f"vectors   Chroma server {health.server}")
        if health.server_problem and health.state == "ok":
            lines.append(f"          {health.server_problem}; what is indexed is answered without it")
    if health.writer:
        lines.append(f"writing   {health.writer}")
    lines.append(f"corpus    {settings.corpus_dir}")
    if corpus_problem:
        lines.append(f"          {corpus_problem}")
    if changes:
        pending = [file for file in changes.files if file.outcome in ("added", "changed", "removed")]
        lines.append(
            f"pending   {len(pending)} {'file differs' if len(pending) == 1 else 'files differ'} from the index"
            + (f": run `{settings.command('ingest')}`" if pending else "")
        )
        lines += [f"          {file.outcome} {on_one_line(file.source)}" for file in pending[:LISTED]]
    if states := states_of(settings.corpus_dir):
        stale = [state for state in states if state.stale]
        lines.append(f"sources   {len(states)}, {len(stale)} out of date")
        lines += [f"          {state.name}: {state.stale}" for state in stale]
    if model := _language_model(settings):
        cost = "" if model["cost"] is None else f", cost {model['cost']:.4f}"
        limit = "" if model["daily_limit"] is None else f" (limit {model['daily_limit']:g})"
        lines.append(
            f"model     {model['name']}: today {model['prompt_tokens']} tokens in, {model['completion_tokens']} out{cost}{limit}"
        )
    if calibration := _calibration(settings):
        lines.append(f"threshold {_calibrated(calibration)}")
    if told := _promise(settings):
        shown = (
            f"{promise(told['max_wrong'])}: threshold {told['threshold']:.3f}" if told["problem"] is None else told["problem"]
        )
        lines.append(f"promise   {shown}")
    skipped = _skipped(health, changes)
    if skipped:
        lines.append(f"skipped   {len(skipped)} files")
        lines += [f"          {on_one_line(file.source)}: {on_one_line(file.reason)}" for file in skipped[:LISTED]]
    if notes := _notes(health):
        lines.append(f"not read  parts of {len({source for source, _ in notes})} files")
        lines += [f"          {on_one_line(source)}: {on_one_line(note)}" for source, note in notes[:LISTED]]
    return "\n".join(lines)


def _language_model(settings: LocatedSettings) -> dict[str, Any] | None:
    """Return the configured language model and what it used today (UTC); None without one."""
    if settings.llm == "none":
        return None
    from qa_bot.application import open_ledger

    ledger = open_ledger(settings, settings.llm)
    used = ledger.used_today()
    return {
        "name": settings.llm,
        **used.model_dump(),
        "cost": ledger.cost_of(used),
        "daily_limit": settings.llm_daily_limit,
    }


def _promise(settings: LocatedSettings) -> dict[str, Any] | None:
    """Return the promised share with its threshold, or why it cannot be promised; None if no promise is asked for."""
    if settings.max_wrong is None:
        return None
    from qa_bot.application import load_models, open_index, threshold_of

    threshold, problem = None, None
    try:
        threshold = threshold_of(settings, load_models(settings), open_index(settings))
    except QaBotError as error:
        problem = str(error)
    return {"max_wrong": settings.max_wrong, "threshold": threshold, "problem": problem}


def _calibration(settings: LocatedSettings) -> dict[str, Any] | None:
    """Return the calibration that is in force, else the last one that is kept for something else; None if none is kept."""
    from qa_bot.application import settings_fingerprint
    from qa_bot.calibrations import calibrations, in_force
    from qa_bot.models.load import load_reader

    if not (found := calibrations(settings)):
        return None
    reader = load_reader(settings.reranker, settings.models_dir).name
    mine = in_force(settings, reader, settings_fingerprint(settings), found)
    told = mine or max(found, key=lambda one: one.at)
    fields = {"corpus": told.kept.root, "at": told.at, "threshold": told.threshold, "reader": told.reader}
    return {"in_force": mine is not None, **fields, "file": str(told.path)}


def _calibrated(calibration: Mapping[str, Any]) -> str:
    fitted = f"calibrated to {calibration['corpus']} on {calibration['at'] or 'an unknown day'}"
    if calibration["in_force"]:
        return f"{calibration['threshold']:.3f}, {fitted} and in force here (delete {calibration['file']} to undo it)"
    return f"as shipped; what was {fitted} is not in force here: it is for that corpus, its settings and its reader"


def _notes(health: Health) -> list[tuple[str, str]]:
    """Return which parts of the indexed files were not read."""
    return [(record.source, note) for record in health.files for note in record.notes]


def _skipped(health: Health, changes: IngestReport | None) -> list[Skipped]:
    found = {record.source: record.skipped or "" for record in health.files if record.digest is None}
    found.update({f.source: f.reason or "" for f in changes.files if f.outcome == "skipped"} if changes else {})
    return [Skipped(source=source, reason=found[source]) for source in sorted(found)]

"""Look for everything that keeps the bot from answering, or may do so soon."""

from collections.abc import Iterator
from pathlib import Path

from qa_bot.application import settings_fingerprint, threshold_of
from qa_bot.corpora import INDEX_FOLDER, LocatedSettings, locate
from qa_bot.corpus_folder import refused_folder
from qa_bot.doctor import configuration, corpus, documents, index, state, surroundings
from qa_bot.doctor.finding import Finding, Kind
from qa_bot.doctor.machine import Machine
from qa_bot.errors import CorpusError, QaBotError, ServiceError, SettingsError
from qa_bot.settings import Settings
from qa_bot.storage.corpus_names import NAMES_FILE, read_names
from qa_bot.storage.health import Health, examine
from qa_bot.storage.servers import servers_of


def before_settings(machine: Machine) -> tuple[Finding, ...]:
    """Return what is wrong with the machine, and what keeps the settings from being read."""
    return (*surroundings.versions(machine), *configuration.reading())


def with_settings(settings: Settings, machine: Machine) -> tuple[Finding, ...]:
    """Return what is wrong with settings that can be read, and with the corpus, the index and the state that they name."""
    return tuple(_all(settings, machine))


def _all(settings: Settings, machine: Machine) -> Iterator[Finding]:
    yield from configuration.secrets(settings)
    yield from configuration.tokens(settings)
    yield from configuration.extras(settings, machine)
    yield from configuration.language_model(settings, machine)
    yield from configuration.files(settings)
    yield from _services(settings, machine)
    try:
        located = locate(settings)
    except CorpusError as error:
        yield _unlocated(error, settings)
        return
    except (ServiceError, QaBotError) as error:
        yield _failed(error)
        return
    except PermissionError as error:
        yield index.unreadable(Path(error.filename))
        return
    yield from _located(located, machine)


def _located(settings: LocatedSettings, machine: Machine) -> Iterator[Finding]:
    fingerprint = settings_fingerprint(settings)
    try:
        health = examine(settings.index_dir, fingerprint, servers_of(settings))
    except QaBotError as error:
        yield _failed(error)
        return
    yield from corpus.files(settings)
    yield from index.state(settings, health)
    yield from index.servers(health)
    yield from index.writer(settings, health, machine)
    yield from index.leftovers(settings, health)
    yield from index.access(settings, machine)
    yield from surroundings.disk(machine, settings.index_dir.absolute(), health.bytes_on_disk)
    yield from surroundings.clock(machine, health.generation.built_at if health.generation else None)
    yield from state.folder(settings, machine)
    yield from state.databases(settings)
    yield from state.calibration(settings, fingerprint)
    if health.state == "ok":
        yield from _promise(settings, health)
        yield from documents.alike(settings)


def _promise(settings: LocatedSettings, health: Health) -> Iterator[Finding]:
    """Yield that the share of wrong answers cannot be promised."""
    if settings.max_wrong is None:
        return
    from qa_bot.application import load_models, open_index

    try:
        threshold_of(settings, load_models(settings), open_index(settings))
    except QaBotError as error:
        command = settings.command("eval") + " GOLD --calibrate"
        yield Finding(name="promise", kind="configuration", problem=str(error), command=command)


def _services(settings: Settings, machine: Machine) -> Iterator[Finding]:
    """Yield that Discord does not answer."""
    if not settings.discord_token:
        return
    address = settings.discord_api_url or "https://discord.com/api"
    if reason := machine.connect(address):
        problem = f"Discord does not answer at {address} ({reason})"
        yield Finding(name="discord-unreachable", kind="service", problem=problem, command=f"curl -I {address}")


def _unlocated(error: CorpusError, settings: Settings) -> Finding:
    """Return why there is no corpus: a folder that is missing, a name that is none, an index of another corpus."""
    try:
        names = read_names(INDEX_FOLDER)
    except CorpusError:
        return Finding(
            name="names-damaged", kind="configuration", problem=str(error), command=f"rm {INDEX_FOLDER / NAMES_FILE}"
        )
    if refused := refused_folder(names.get(str(settings.corpus_dir), settings.corpus_dir)):
        return corpus.unreadable(refused)
    named = str(settings.corpus_dir)
    if "belongs to" in str(error):
        return Finding(name="index-of-another", kind="configuration", problem=str(error), command="qa-bot corpus list")
    command = f"qa-bot corpus remove {named}" if named in names else _made(settings.corpus_dir)
    return Finding(name="corpus-missing", kind="configuration", problem=str(error), command=command)


def _made(folder: Path) -> str:
    from shlex import quote

    shown = quote(str(folder))
    return f"mv {shown} {shown}.txt && mkdir {shown} && mv {shown}.txt {shown}" if folder.is_file() else f"mkdir -p {shown}"


def _failed(error: QaBotError) -> Finding:
    """Return what stops the examination: a server that holds the index."""
    if isinstance(error, ServiceError):
        return Finding(name="server-unreachable", kind="service", problem=str(error), command="qa-bot status")
    kind: Kind = "configuration" if isinstance(error, SettingsError) else "index"
    return Finding(name="index-unusable", kind=kind, problem=str(error), command="qa-bot status")

"""The index: is it there, whole and of these settings, who writes it, and what killed processes have left in it."""

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shlex import quote

from qa_bot.corpora import LocatedSettings
from qa_bot.doctor.corpus import NAMED
from qa_bot.doctor.finding import Finding, Kind
from qa_bot.doctor.machine import Machine, nearest
from qa_bot.storage.database import latest_generation, open_for_reading
from qa_bot.storage.health import Health
from qa_bot.storage.layout import LOCK_NAME
from qa_bot.storage.leftovers import orphan_builds, set_aside, unpublished_rows
from qa_bot.storage.lock import noted_holder
from qa_bot.storage.servers import servers_of
from qa_bot.storage.soundness import damage


def state(settings: LocatedSettings, health: Health) -> Iterator[Finding]:
    """Yield what keeps the index from answering."""
    told = f"the index in {settings.index_dir}"
    rebuild = settings.command("ingest --rebuild")
    if health.state in ("missing", "stale"):
        command = rebuild if "--rebuild" in (health.remedy or "") else settings.command("ingest")
        yield _found(f"index-{health.state}", "index", f"{told} does not answer: {health.problem}", command)
    elif health.state == "damaged":
        named = (health.problem or "").replace("`qa-bot ingest", f"`{settings.command('ingest')}")
        yield _found("index-damaged", "index", f"{told} is damaged: {named}", rebuild)
    elif not settings.database_url:
        with closing(open_for_reading(settings.index_dir, servers_of(settings))) as database:
            if problem := damage(database, latest_generation(database)):
                yield _found("index-damaged", "index", f"{told} is damaged: {problem}", rebuild)


def unreadable(path: Path) -> Finding:
    """Return that the user has no permission for a file of an index, or for the folder that it is in."""
    while not os.access(path.parent, os.X_OK):
        path = path.parent
    problem = f"the index cannot be read: there is no permission for {path}"
    return _found("index-unreadable", "configuration", problem, f"chmod -R u+rwX {quote(str(path))}")


def servers(health: Health) -> Iterator[Finding]:
    """Yield that the Chroma server does not answer."""
    if health.server and health.server_problem:
        yield _found("chroma-unreachable", "service", health.server_problem, f"curl {quote(health.server)}/api/v2/heartbeat")


def writer(settings: LocatedSettings, health: Health, machine: Machine) -> Iterator[Finding]:
    """Yield that the index is being written, perhaps by a process that has ended; or that one was killed while it wrote."""
    folder = settings.index_dir
    holder = None if settings.database_url else noted_holder(folder)
    is_dead = holder is not None and holder.host == socket.gethostname() and not machine.is_running(holder.pid)
    if health.writer and is_dead:
        problem = (
            f"the lock of {folder} is held, and {health.writer}, which took it, has ended: a process that it began holds it"
        )
        yield _found("lock-of-the-dead", "index", problem, f"fuser -k {quote(str(folder / LOCK_NAME))}")
    elif health.writer:
        yield _found(
            "index-being-written", "advice", f"the index is being written by {health.writer}", settings.command("status")
        )
    elif holder is not None:
        problem = f"process {holder.pid} was killed while it wrote the index; the last published one answers"
        yield _found("ingest-killed", "advice", problem, settings.command("ingest"))


def leftovers(settings: LocatedSettings, health: Health) -> Iterator[Finding]:
    """Yield what takes room in the folder of the index and is not needed."""
    folder = settings.index_dir
    if settings.database_url or health.writer or health.state not in ("ok", "unreachable"):
        return
    with closing(open_for_reading(folder)) as database:
        orphans, rows = orphan_builds(database, folder), unpublished_rows(database)
    if orphans:
        problem = f"{_names(orphans)} belong to no published generation"
        yield _found("orphan-builds", "advice", problem, settings.command("ingest"))
    if rows:
        problem = f"an ingest that was interrupted has left {rows} chunks that are not published"
        yield _found("ingest-unfinished", "advice", problem, settings.command("ingest"))
    if aside := tuple(set_aside(folder)):
        problem = f"a rebuild has set {_names(aside)} aside"
        yield _found("index-set-aside", "advice", problem, "rm " + " ".join(quote(str(path)) for path in aside))


def access(settings: LocatedSettings, machine: Machine) -> Iterator[Finding]:
    """Yield that nothing can be written into the index, or that people can read it who cannot read the corpus."""
    folder, corpus = settings.index_dir, settings.corpus_dir
    if settings.database_url or not folder.is_dir():
        if not settings.database_url and not machine.can_write(folder):
            where = nearest(folder)
            yield _found(
                "index-no-place", "configuration", f"no index can be made in {folder}", f"chmod u+rwx {quote(str(where))}"
            )
        return
    if not machine.can_write(folder):
        problem = f"the folder {folder} is read-only: the index answers, and an ingest fails"
        yield _found("index-read-only", "advice", problem, f"chmod -R u+rwX {quote(str(folder))}")
    if corpus.is_dir() and folder.stat().st_mode & stat.S_IROTH and not corpus.stat().st_mode & stat.S_IROTH:
        problem = f"all users of this machine can read the texts in {folder}, and not the corpus folder"
        yield _found("index-readable", "configuration", problem, f"chmod -R o= {quote(str(folder))}")


def _names(paths: tuple[Path, ...]) -> str:
    return ", ".join(os.fspath(path.name) for path in paths[:NAMED]) + (", ..." if len(paths) > NAMED else "")


def _found(name: str, kind: Kind, problem: str, command: str) -> Finding:
    return Finding(name=name, kind=kind, problem=problem, command=command)

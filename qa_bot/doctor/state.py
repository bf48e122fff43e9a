"""The state folder: conversations, votes, calibrations; who can read them, and whether they can be used."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shlex import quote

from qa_bot.calibrations import FOLDER, calibrations, in_force
from qa_bot.corpora import LocatedSettings
from qa_bot.doctor.configuration import OTHERS
from qa_bot.doctor.finding import Finding
from qa_bot.doctor.machine import Machine, nearest
from qa_bot.errors import SettingsError
from qa_bot.models.load import load_reader
from qa_bot.settings import state_folder

# What `write_atomically` leaves where it is killed: the name of the file and the process.
_HALF_WRITTEN = re.compile(r"\..+\.(\d+)")


def folder(settings: LocatedSettings, machine: Machine) -> Iterator[Finding]:
    """Yield that the state folder cannot be used, or that others can look into it."""
    place = state_folder(settings)
    if place.exists() and not place.is_dir():
        problem = f"the state folder {place} is a file"
        yield Finding(name="state-no-folder", kind="configuration", problem=problem, command=_aside(place))
        return
    if not machine.can_write(place):
        problem = f"nothing can be written into the state folder {place}: conversations and votes are lost"
        yield Finding(
            name="state-read-only", kind="configuration", problem=problem, command=f"chmod u+rwx {quote(str(nearest(place)))}"
        )
    open_files = [path for path in _files(place) if path.stat().st_mode & OTHERS]
    if open_files and place.stat().st_mode & OTHERS:
        problem = (
            f"other users of this machine can read {len(open_files)} files of the state folder, {open_files[0].name} for one"
        )
        yield Finding(name="state-readable", kind="configuration", problem=problem, command=f"chmod -R go= {quote(str(place))}")
    yield from half_written(_files(place), machine)


def databases(settings: LocatedSettings) -> Iterator[Finding]:
    """Yield the SQLite files of the state folder that are damaged."""
    for path in _files(state_folder(settings)):
        if path.suffix == ".sqlite" and (problem := _damage(path)):
            yield Finding(
                name="state-damaged", kind="configuration", problem=f"{path} is damaged ({problem})", command=_aside(path)
            )


def calibration(settings: LocatedSettings, fingerprint: str) -> Iterator[Finding]:
    """Yield calibrations that cannot be read, and that those that are kept are for another corpus, index or reader."""
    try:
        found = calibrations(settings)
    except SettingsError as error:
        path = next(iter(re.findall(r"file (.+\.json)", str(error))), str(state_folder(settings) / FOLDER))
        yield Finding(name="calibration-damaged", kind="configuration", problem=str(error), command=_aside(Path(path)))
        return
    if found and in_force(settings, load_reader(settings.reranker, settings.models_dir).name, fingerprint, found) is None:
        corpora = ", ".join(sorted({one.kept.root for one in found}))
        problem = f"the confidence is calibrated to {corpora}, with other settings or another reader, and not to this corpus"
        yield Finding(
            name="calibration-elsewhere", kind="advice", problem=problem, command=settings.command("eval") + " GOLD --calibrate"
        )


def half_written(files: list[Path], machine: Machine) -> Iterator[Finding]:
    """Yield the files that a killed process was writing."""
    for path in files:
        found = _HALF_WRITTEN.fullmatch(path.name)
        if found and not machine.is_running(int(found[1])):
            problem = f"{path} was left by a process that was killed while it wrote"
            yield Finding(name="half-written", kind="advice", problem=problem, command=f"rm {quote(str(path))}")


def _files(place: Path) -> list[Path]:
    return sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else []


def _damage(path: Path) -> str | None:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            told = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        return str(error)
    return None if told == "ok" else str(told)


def _aside(path: Path) -> str:
    return f"mv {quote(str(path))} {quote(f'{path}.unusable')}"

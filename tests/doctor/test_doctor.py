import json
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from qa_bot.doctor.finding import exit_code_of
from qa_bot.doctor.machine import Machine, connect, is_running
from qa_bot.ingestion.ingest import ingest
from tests.conftest import ROOT
from tests.doctor.faults import FAULTS
from tests.doctor.planting import DEAD, Fault, end_holders, examined, follow


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, embedder) -> Path:
    """Return a folder with a corpus and its index, both in order."""
    home = tmp_path_factory.mktemp("sound")
    (home / "seeds").mkdir()
    (home / "seeds" / "mill.txt").write_text("The Aldmoor mill burned down in 1932. It was never rebuilt.\n")
    (home / "seeds" / "bridge.txt").write_text("The Aldmoor bridge was opened on 3 May 1911 by the mayor, Ada Quill.\n")
    ingest(home / "seeds", home / "index" / "seeds", embedder)
    return home


@pytest.fixture
def home(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a copy of the folder, with a state folder of its own."""
    shutil.copytree(sound, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QA_BOT_STATE_DIR", str(tmp_path / "state"))
    return tmp_path


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{number} {fault.name}" for number, fault in enumerate(FAULTS)])
def test_a_planted_fault_is_named_with_the_command_that_mends_it(fault: Fault, home: Path, monkeypatch: pytest.MonkeyPatch):
    if not fault.probes:
        # Opening the stores takes a process from nothing.
        monkeypatch.setattr("qa_bot.storage.health.probe_stores", lambda *_: None)
    for key, value in fault.environment.items():
        monkeypatch.setenv(key, value)
    fault.plant()
    try:
        findings = examined(fault.machine)
        named = {finding.name: finding for finding in findings}
        assert fault.name in named
        found = named[fault.name]
        assert fault.command in found.command
        assert exit_code_of(findings) == fault.code, findings
        if fault.mends:
            follow(found.command)
        if fault.by:
            fault.by()
    finally:
        end_holders()
    if fault.mends or fault.by:
        left = examined(Machine(has_package=fault.machine.has_package, connect=fault.machine.connect))
        assert [finding for finding in left if finding.name == fault.name or finding.kind != "advice"] == []


def test_a_file_that_cannot_be_read_is_named(home, monkeypatch):
    """Not planted with `chmod`: root reads every file."""
    (home / "seeds" / "new.txt").write_text("The ferry sails at noon.\n")
    (home / "seeds" / "mill.txt").write_text("The mill stands again.\n")
    opened = os.open

    def refuse(path, *how):
        if Path(path).name == "mill.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *how)

    monkeypatch.setattr("qa_bot.storage.health.probe_stores", lambda *_: None)
    monkeypatch.setattr(os, "open", refuse)
    findings = {finding.name: finding for finding in examined(Machine())}
    assert set(findings) == {"files-unreadable", "files-pending"}
    assert findings["files-unreadable"].command == f"chmod -R u+rX {home / 'seeds' / 'mill.txt'}"


def test_what_is_sound_is_called_so(home, monkeypatch):
    monkeypatch.setattr("qa_bot.storage.health.probe_stores", lambda *_: None)
    assert examined(Machine()) == ()


def test_at_least_forty_faults_are_planted_and_every_name_is_documented():
    assert len(FAULTS) >= 40
    written = (ROOT / "docs" / "doctor.md").read_text("utf-8")
    assert [name for name in Counter(fault.name for fault in FAULTS) if f"`{name}`" not in written] == []


def test_the_command_prints_the_faults_and_ends_with_their_code(qa_bot, home):
    (home / ".env").write_text("QA_BOT_CHUNK_TOKEN=192\nQA_BOT_LLM_API_KEI=sk-very-secret\n")
    done = qa_bot("doctor", cwd=home)
    assert (done.returncode, done.stderr) == (2, "")
    assert "did you mean QA_BOT_CHUNK_TOKENS?" in done.stdout
    assert "did you mean QA_BOT_LLM_API_KEY?" in done.stdout
    assert "sk-very-secret" not in done.stdout
    (home / ".env").unlink()
    found = json.loads(qa_bot("doctor", "--json", cwd=home).stdout)
    assert found == {"sound": True, "exit_code": 0, "findings": []}


def test_the_machine_is_asked_truly():
    assert not is_running(DEAD)
    assert is_running(1)
    assert connect("http://127.0.0.1:9") is not None

"""Dockerfile, compose.yaml and the units say what docs/service.md promises of them."""

import configparser
import re

import pytest
import yaml

from qa_bot.settings import Settings
from tests.conftest import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text("utf-8")
SERVICES = yaml.safe_load(COMPOSE)["services"]
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))


def test_the_image_does_not_run_as_root_and_checks_its_health():
    last = DOCKERFILE.split("\nFROM ")[-1]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    assert "sentence-transformers" not in re.search(r"ARG EXTRAS=(.*)", DOCKERFILE)[1]


def test_what_the_image_copies_is_in_the_context_and_nothing_else_is():
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    kept = {line[1:] for line in ignored if line.startswith("!")}
    copied = {word for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE) for word in line.split()}
    assert copied == kept
    assert "*" in ignored
    assert all((ROOT / name).exists() for name in copied)


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_has_a_read_only_root_and_no_capability(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(mount.endswith(":ro") or mount == "data:/data" for mount in service["volumes"])


def test_ports_are_open_to_this_machine_alone():
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_every_dollar_is_a_variable_of_compose_or_written_twice():
    lines = [line for line in COMPOSE.splitlines() if not line.lstrip().startswith("#")]
    assert [line for line in lines if "$" in re.sub(r"\$\$|\$\{[A-Z_]+:-[^}]+\}", "", line)] == []


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_writes_only_where_its_state_is(path):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(path)
    service = unit["Service"]
    assert service["User"] == service["StateDirectory"] == "qa-bot"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert "ReadWritePaths" not in service


def test_the_settings_that_the_files_set_exist():
    known = {f"QA_BOT_{name.upper()}" for name in Settings.model_fields} | {"QA_BOT_SERVE_TOKEN"}
    texts = [DOCKERFILE, COMPOSE, *(path.read_text("utf-8") for path in UNITS)]
    assert {name for text in texts for name in re.findall(r"QA_BOT_[A-Z_]+", text)} <= known

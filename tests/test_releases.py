"""What belongs to a release: locked versions with hashes, a bill of materials, a version that the changelog has."""

import json
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import qa_bot
from benchmarks.sbom import bill
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
LOCKS = {
    "dev.txt": [*EXTRAS["discord"], *EXTRAS["serve"], *EXTRAS["llm"], *PROJECT["dependency-groups"]["dev"]],
    "image.txt": [*EXTRAS["discord"], *EXTRAS["serve"], *EXTRAS["llm"]],
}


def locked(name: str) -> dict[str, list[str]]:
    """Return the versions of a lock, by package."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / "requirements" / name).read_text("utf-8").splitlines():
        if pinned := re.match(r"([A-Za-z0-9._-]+)(?:\[.*\])?==([^ ;]+)", line):
            found.setdefault(canonicalize_name(pinned[1]), []).append(pinned[2])
    return found


def entries(name: str) -> Iterator[str]:
    """Yield the entries of a lock with their hashes."""
    yield from re.split(r"\n(?=[A-Za-z0-9])", (ROOT / "requirements" / name).read_text("utf-8").strip())


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_fits_what_the_project_asks_for(name):
    versions = locked(name)
    for line in (*PROJECT["project"]["dependencies"], *LOCKS[name]):
        needed = Requirement(line)
        assert versions.get(canonicalize_name(needed.name)), f"{needed.name} is not locked: run make lock"
        wrong = [version for version in versions[canonicalize_name(needed.name)] if version not in needed.specifier]
        assert not wrong, f"{needed} does not allow {wrong}: run make lock"


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_of_a_lock_has_hashes_and_none_a_place(name):
    for entry in entries(name):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
        assert "://" not in entry
        assert "--index" not in entry


def test_the_image_gets_the_versions_that_were_tested():
    tested = locked("dev.txt")
    assert {name for name, versions in locked("image.txt").items() if not {*versions} & {*tested.get(name, ())}} == set()


def test_the_bill_of_materials_is_valid_and_complete():
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    found = bill()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(found)) is None
    names = {part["name"] for part in found["components"]}
    needed = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    assert needed | {"reader.onnx", "bge-small-en-v1.5.onnx", "protobuf"} <= names
    assert found["metadata"]["component"]["version"] == distribution("qa-bot").version
    assert bill() == found


def test_the_changelog_begins_with_this_version():
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert next(heading for heading in headings if heading != "Unreleased") == qa_bot.__version__

"""What is read beside documents, with any content: it is taken, or refused with an error that says why."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_bot.batch_question import parse_fields
from qa_bot.cli.batch import read_history
from qa_bot.errors import QaBotError
from qa_bot.evaluation.gold import read_gold
from qa_bot.sources.address import parse_address
from qa_bot.sources.discord_export import fetch_discord_export
from qa_bot.sources.fetching import Order
from qa_bot.sources.manifest import KeptFile, Manifest, SourceOptions, read_manifest, write_manifest
from qa_bot.sources.places import MANIFEST_FILE
from qa_bot.sources.staging import Staging, safe_path

KEYS = st.sampled_from(
    "version address options fetched attempted state problem notes files file digest url marks id question answer history sources "
    "evidence type guild channel messages author name nickname content embeds attachments fileName timestamp topic title".split()
)
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(["\ud800", "\0", "../a", "1"])
)
VALUES = st.recursive(
    PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=8)), max_leaves=20
)
FEW = settings(max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=3000, derandomize=False)
KEPT = {"file": "a.md", "digest": "x", "fetched": "2024-01-01"}
WHOLE = {
    MANIFEST_FILE: {"version": 1, "address": "site:http://a", "fetched": "x", "attempted": "x", "files": [KEPT]},
    "gold.jsonl": {"id": "a", "question": "Where?", "answer": ["here"], "sources": ["a"], "history": [{"question": "a"}]},
    "history.json": [{"question": "a", "answer": "b"}],
    "export.json": {
        "guild": {"id": "1", "name": "g"},
        "channel": {"id": "2", "name": "c", "topic": "t"},
        "messages": [
            {"id": "3", "timestamp": "2024-01-01", "content": "Hi.", "author": {"name": "A"}, "embeds": [{"title": "t"}]}
        ],
    },
}


def take_export(path: Path) -> None:
    staging = Staging(path.parent / "corpus", "export", None, "2024-01-01")
    fetch_discord_export(Order(parse_address(f"discord-export:{path}"), SourceOptions(), staging, None))


READ: dict[str, Callable[[Path], object]] = {
    MANIFEST_FILE: lambda path: read_manifest(path.parent),
    "gold.jsonl": read_gold,
    "history.json": read_history,
    "export.json": take_export,
}


def put(value: object, whole: object, where: int) -> object:
    """Return a whole with a value in one of its places."""
    if not isinstance(whole, dict | list) or not whole or where == 0:
        return value
    keys = list(whole) if isinstance(whole, dict) else list(range(len(whole)))
    key = keys[where % len(keys)]
    changed = dict(whole) if isinstance(whole, dict) else list(whole)
    changed[key] = put(value, whole[key], where // len(keys))
    return changed


def is_taken(folder: Path, name: str, data: bytes) -> bool:
    """Tell whether a file is taken; what is refused is told on a line."""
    (folder / name).write_bytes(data)
    told = ""
    try:
        READ[name](folder / name)
    except QaBotError as error:
        told = str(error)
    assert len(told.splitlines()) <= 1
    return not told


@pytest.mark.parametrize("name", READ)
def test_a_sound_file_is_taken(tmp_path, name):
    assert is_taken(tmp_path, name, json.dumps(WHOLE[name]).encode())


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    "text", ["", "null", "[]", "3", '"a"', "{", "[" * 100_000, '{"a":' * 100_000, "9" * 5000, "\ufeff{}", "NaN"]
)
def test_what_is_no_such_file_is_refused(tmp_path, name, text):
    is_empty = name == "history.json" and text == "[]"
    assert is_taken(tmp_path, name, text.encode()) is is_empty


@pytest.mark.parametrize("name", READ)
@given(value=VALUES, where=st.integers(0, 5000))
@FEW
def test_a_few_odd_values_are_taken_or_refused(tmp_path_factory, name, value, where):
    is_taken(tmp_path_factory.getbasetemp(), name, json.dumps(put(value, WHOLE[name], where)).encode())


@pytest.mark.soak
@pytest.mark.parametrize("name", READ)
@given(value=VALUES, where=st.integers(0, 5000))
@MANY
def test_many_odd_values_are_taken_or_refused(tmp_path_factory, name, value, where):
    is_taken(tmp_path_factory.getbasetemp(), name, json.dumps(put(value, WHOLE[name], where)).encode())


@pytest.mark.parametrize("file", ["/etc/passwd", "../a", "a/../../b", "a/..", "", ".", "a\0b", "a//b"])
def test_a_manifest_names_no_file_outside_its_folder(tmp_path, file):
    (tmp_path / MANIFEST_FILE).write_text(json.dumps({**WHOLE[MANIFEST_FILE], "files": [{**KEPT, "file": file}]}))
    with pytest.raises(QaBotError, match="cannot be read: remove the source"):
        read_manifest(tmp_path)


@given(parts=st.lists(st.text(max_size=200), max_size=5))
@FEW
def test_a_name_that_anybody_chose_becomes_a_file_below_the_folder(parts):
    file = safe_path(parts)
    assert KeptFile(**{**KEPT, "file": file}).file == file
    assert not any(part.startswith(".") or len(part.encode()) > 255 for part in file.split("/"))


@given(
    typed=st.one_of(
        st.text(max_size=30), st.text(max_size=20).map("site:http://{}".format), st.text(max_size=20).map("git:{}".format)
    )
)
@FEW
def test_any_address_is_taken_or_refused(typed):
    with suppress(QaBotError):
        assert parse_address(typed).kind


def test_a_manifest_comes_back_as_it_was(tmp_path):
    manifest = Manifest.model_validate({key: value for key, value in WHOLE[MANIFEST_FILE].items() if key != "version"})
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == manifest


@pytest.mark.parametrize("line", [b"", b"[]", b"3", b"\xff", b"[" * 100_000, b'{"a":' * 100_000, b"9" * 5000])
def test_a_line_that_is_no_question_is_refused(line):
    with pytest.raises(ValueError):  # noqa: PT011
        parse_fields(line)

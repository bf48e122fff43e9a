"""Files that nobody vetted: generated, and real ones that were changed.

`make test` takes a few, always the same; `make soak` takes CASES of each kind for each format, always others.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_bot.documents.apart import ReadingLimits, ReadingProcess, is_read_apart
from qa_bot.documents.reading import READERS, read_named
from tests.documents.hostile import EDITS, ENCODINGS, TEXTS, edited, edited_archive, encoded
from tests.documents.samples import samples
from tests.documents.sound import Read, check_file

CASES = int(os.environ.get("QA_BOT_FUZZ_CASES", "2000"))
FEW = settings(max_examples=40, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=CASES, derandomize=False)
ARCHIVES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub")
SUFFIXES = sorted(samples())


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    made = ReadingProcess(ReadingLimits(seconds=60))
    yield made
    made.close()


def reader(name: str, process: ReadingProcess) -> Read:
    return process.read if is_read_apart(name, 0) else read_named


def test_every_format_has_a_sample_that_is_read(embedder):
    assert {READERS[suffix] for suffix in SUFFIXES if suffix} == set(READERS.values())
    for suffix in SUFFIXES:
        assert check_file(f"a{suffix}", samples()[suffix], embedder) is (suffix != ".doc"), suffix


@given(suffix=st.sampled_from(SUFFIXES), text=TEXTS, encoding=ENCODINGS)
@FEW
def test_a_few_texts_of_any_content_are_read_or_refused(embedder, suffix, text, encoding):
    check_file(f"a{suffix}", encoded(text, encoding), embedder)


@given(suffix=st.sampled_from([s for s in SUFFIXES if s != ".pdf"]), edits=EDITS, part=st.integers(-1, 20))
@FEW
def test_a_few_real_files_that_were_changed_are_read_or_refused(embedder, suffix, edits, part):
    check_file(f"a{suffix}", changed(suffix, edits, part), embedder)


@pytest.mark.soak
@pytest.mark.parametrize("suffix", SUFFIXES)
@given(text=TEXTS, encoding=ENCODINGS)
@MANY
def test_many_texts_of_any_content_are_read_or_refused(embedder, process, suffix, text, encoding):
    check_file(f"a{suffix}", encoded(text, encoding), embedder, reader(f"a{suffix}", process))


@pytest.mark.soak
@pytest.mark.parametrize("suffix", SUFFIXES)
@given(edits=EDITS, part=st.integers(-1, 20))
@MANY
def test_many_real_files_that_were_changed_are_read_or_refused(embedder, process, suffix, edits, part):
    check_file(f"a{suffix}", changed(suffix, edits, part), embedder, reader(f"a{suffix}", process))


def changed(suffix: str, edits: list, part: int) -> bytes:
    """Return the sample of a suffix after some changes: of a part of an archive, or of the bytes of a file."""
    data = samples()[suffix]
    return edited_archive(data, part, edits) if suffix in ARCHIVES and part >= 0 else edited(data, edits)

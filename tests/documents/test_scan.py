import os

import pytest

from qa_bot.documents.scan import content_of, scan
from qa_bot.errors import CorpusError


def reasons(found):
    return {skipped.source: skipped.reason for skipped in found.skipped}


def test_what_may_not_be_indexed_is_skipped_with_the_reason(tmp_path):
    corpus = tmp_path / "corpus"
    (corpus / "sub").mkdir(parents=True)
    (corpus / "a.txt").write_text("a")
    (corpus / "sub" / "b.MD").write_text("b")
    (corpus / ".hidden.txt").write_text("h")
    (corpus / "big.txt").write_text("x" * 2000)
    (corpus / "tool.exe").write_bytes(b"MZ")
    os.mkfifo(corpus / "pipe.txt")
    (tmp_path / "secret.txt").write_text("secret")
    (corpus / "out.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "in.txt").symlink_to(corpus / "a.txt")
    (corpus / "gone.txt").symlink_to(corpus / "nothing.txt")
    (corpus / "loop").symlink_to(corpus)
    found = scan(corpus, max_bytes=1000)
    assert [entry.source for entry in found.files] == ["a.txt", "in.txt", "sub/b.MD"]
    assert set(reasons(found)) == {".hidden.txt", "big.txt", "gone.txt", "out.txt", "pipe.txt", "tool.exe"}
    assert reasons(found)["out.txt"] == "a link that leads out of the corpus folder"
    assert reasons(found)["pipe.txt"] == "not a regular file"
    assert reasons(found)[".hidden.txt"] == "hidden"


def test_a_missing_corpus_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(CorpusError, match="create it, or name another with --corpus"):
        scan(tmp_path / "nothing")


def test_a_name_that_is_not_utf_8_is_skipped(tmp_path):
    with open(os.fsencode(tmp_path) + b"/bad\xff.txt", "wb") as file:
        file.write(b"text")
    found = scan(tmp_path)
    assert not found.files
    assert [s.reason for s in found.skipped] == ["its name is not valid UTF-8"]


def test_folders_that_link_to_each_other_end_the_walk(tmp_path):
    names = [f"folder{number}" for number in range(12)]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(name)
    for name in names:
        for other in names:
            (tmp_path / name / f"to-{other}").symlink_to(tmp_path / other)
    found = scan(tmp_path)
    assert {entry.source for entry in found.files} >= {f"{name}/a.txt" for name in names}
    assert "folder0/to-folder1/a.txt" in {entry.source for entry in found.files}
    assert len(found.files) == 12 * 12
    assert set(reasons(found).values()) == {"a link in a folder that is linked itself"}
    below = scan(tmp_path, [tmp_path / "folder0" / "to-folder1"])
    assert [entry.source for entry in below.files] == ["folder0/to-folder1/a.txt"]


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/random", "/proc/self/mem", "/"])
def test_a_link_to_a_device_is_not_followed(tmp_path, name):
    (tmp_path / "a.txt").symlink_to(name)
    assert reasons(scan(tmp_path)) == {"a.txt": "a link that leads out of the corpus folder"}


def test_a_pipe_in_the_place_of_a_file_that_was_found_is_not_waited_for(tmp_path):
    (tmp_path / "a.txt").write_text("a")
    (found,) = scan(tmp_path).files
    assert content_of(found.path) == b"a"
    found.path.unlink()
    os.mkfifo(found.path)
    with pytest.raises(OSError, match="not a regular file"):
        content_of(found.path)
